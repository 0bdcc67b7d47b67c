/** Mastodon, on any server: the web app of versions 4, its redesign of 2026, and the server-rendered pages until 3.5. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, fallbacks, hooks: declared, text } = learnlearn;
  const { pathOf, acctOf, fullAcct, posts } = learnlearn.mastodon;

  const hooks = {
    version: 1,
    fields: {
      viewer: [{ css: '.navigation-bar a[href*="/@"], .compose-form .navigation-bar a', attr: "href", grade: "semantic" }],
      header: [
        { css: ".account-timeline__header .account__header, .account__header", grade: "semantic" },
        { css: ".public-account-header, .card.h-card", grade: "semantic" },
      ],
      name: [
        { css: ".account__header__tabs__name .display-name__html, h1 .display-name__html", grade: "semantic" },
        { css: ".public-account-header__tabs__name h1", drop: "small", grade: "semantic" },
        { css: ".account__header__tabs__name h1 bdi, h1 bdi", grade: "structure" },
        { css: ".card__bio .p-name, .name .p-name", grade: "semantic" },
        { css: "h1", drop: "small, p, button, a", grade: "structure" },
      ],
      bio: [
        { css: ".account__header__content", drop: "dl", as: "text", grade: "semantic" },
        { css: ".public-account-bio .account__header__content, .public-account-bio__content", as: "text", grade: "semantic" },
        { css: ".account__header__bio .e-content, .e-content, .p-note, .card__bio .bio", as: "text", grade: "semantic" },
      ],
      posts: [
        { css: ".status__wrapper", grade: "semantic" },
        { css: ".h-entry, .entry .status, .activity-stream .entry", grade: "semantic" },
        { css: ".status[data-id], [data-id]:has(time[datetime])", grade: "structure" },
        { css: "article:has(time[datetime])", grade: "structure" },
      ],
    },
  };

  const SOUGHT = ["name", "headline", "links", "posts"];
  const CUSTOM = ".display-name__account, .invisible-account, .account-role, .verified-badge";

  // Every page of the web is asked this: what stands at an id is found at once.
  const isMastodon = (document) => {
    const app = document.getElementById("mastodon");
    if (app?.matches("[data-props], .app-holder") || document.getElementById("initial-state")?.matches('script[type="application/json"]'))
      return true;
    if (document.body?.matches(".app-body")) return true;
    const isActor = [...dom.related(document, "alternate"), ...(document.head?.getElementsByTagName("link") ?? [])].some(
      (link) => link.getAttribute("type") === "application/activity+json",
    );
    if (!isActor) return false;
    const isNamed = /^[\w.-]+@[\w.-]+\.[a-z]{2,}$/i.test(dom.meta(document, "profile:username"));
    return Boolean(document.querySelector(`.account__header, .public-account-header, .status__wrapper${isNamed ? ", [data-id] time" : ""}`));
  };

  const tagOf = (location) => {
    return dom.decoded(pathOf(location).match(/^\/(?:tags|timelines\/tag)\/([^/]+)/)?.[1] ?? "");
  };

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    if (!isMastodon(document)) return null;
    const path = pathOf(location);
    if (/^\/auth\//.test(path)) return { page: "sign_in_wall" };
    if (tagOf(location)) return posts.itemsOf(document).items.length ? { page: "hashtag" } : { page: "still_loading" };
    if (!acctOf(location))
      return {
        page: "not_a_person",
        kind: /^\/(home|public|explore|notifications|lists|favourites|bookmarks)?(\/|$)/.test(path) || /^\/@[^/]+\/\d+/.test(path) ? "feed" : "other",
      };
    const header = headerOf(document);
    if (!header) return headName(document, location) && isServed(document) ? { page: "profile" } : { page: "still_loading" };
    const shown = handleIn(header, location);
    return !shown || isSameAcct(shown, location) ? { page: "profile" } : { page: "still_loading" };
  };

  // A page whose app has not drawn anything yet is loading; one that is read without scripts has only its head.
  const isServed = (document) =>
    !document.querySelector("#mastodon") ||
    (Boolean(document.querySelector("#mastodon > noscript:only-child")) === false && posts.itemsOf(document).items.length > 0);

  const headerOf = (document) =>
    declared
      .elements(learnlearn.sites.get("mastodon").hooks, "header", document)
      .found.find((header) => header.querySelector("h1, .display-name, .p-name")) ?? unmarkedHeader(document);

  // Without its mark: around the heading that has a handle beside it, as far up as no post is met.
  const unmarkedHeader = (document) => {
    const heading = dom
      .all(document.getElementById("mastodon") ?? document.body, "h1")
      .find((one) => /@[\w.-]+/.test(dom.lineOf(one)) || /^@[\w.-]+/.test(dom.lineOf(one.nextElementSibling)));
    let box = heading ?? null;
    while (box?.parentElement && !box.parentElement.matches("#mastodon, body") && !box.parentElement.querySelector("[data-id], article, nav"))
      box = box.parentElement;
    return box;
  };

  // A server may stand at social.example.net and its people be called @user@example.net: at home the name before the domain decides.
  const isSameAcct = (acct, location) => (acctOf(location).includes("@") ? acct === fullAcct(location) : acct.split("@")[0] === acctOf(location));

  // "@user" and, often hidden, "@domain": in <small> until 4.5, in <p> since.
  const handleIn = (header, location) => {
    const box = dom.first(header, "h1 small", ".account__header__tabs__name small", ".account__header__tabs__name p", "h1 + p", "small", ".nickname");
    const told = dom.lineOf(box).replace(/\s/g, "").toLowerCase();
    const [, user, domain] = told.match(/@([\w.-]+?)(?:@([\w.-]+\.[a-z]{2,}))?$/) ?? told.match(/@([\w.-]+)@([\w.-]+)/) ?? [];
    return user ? `${user}@${domain ?? fullAcct(location).split("@")[1]}` : "";
  };

  // og:title is "Name (@user@domain)"; it is of the page that was loaded first.
  const headName = (document, location) => {
    const [, name, acct] = text.line(dom.meta(document, "og:title") || document.title).match(/^(.*?)\s*\(@([\w.-]+@[\w.-]+)\)/) ?? [];
    return acct && isSameAcct(acct.toLowerCase(), location) ? name : "";
  };

  // Custom emoji are pictures with a :shortcode:, ornament in a name.
  const nameOf = (header, document, location) => [
    ...declared.places(learnlearn.sites.get("mastodon").hooks, "name", header),
    ["head", () => headName(document, location)],
    ["address", acctOf(location)],
  ];

  // The first paragraphs about the person that are neither the name, the handle nor a row of the table.
  const unmarkedBio = (about) => {
    const first = dom
      .all(about, "p")
      .find(
        (one) =>
          !one.closest("h1, dl, label, button, [data-id], nav, footer, form, noscript") &&
          !/^@[\w.-]+(@[\w.-]+)?$/.test(dom.lineOf(one)) &&
          dom.lineOf(one),
      );
    return first ? dom.textOf(first.parentElement, { drop: "h1, dl, label, button, h1 + p" }) : "";
  };

  const isDate = (words) => words.length < 40 && /\p{Nd}{4}/u.test(words);

  /** The table of a profile: label, value, and where it leads. The first row is the day of joining. @param {Element | null} header */
  const fieldsOf = (header) =>
    dom
      .all(header, "dt")
      .map((label) => ({
        label: dom.lineOf(label),
        value: label.nextElementSibling?.matches("dd") ? label.nextElementSibling : dom.first(label.parentElement, "dd"),
      }))
      .filter(({ value }) => value)
      .filter(({ value }, index) => !(index === 0 && isDate(dom.lineOf(value)) && !value.querySelector("a[href*='http']")));

  const isServedHeader = (header) => header.matches(".public-account-header, .card") || !header.closest("#mastodon, .app-body");

  const ADDRESS = /^(https?:\/\/)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/\S*)?$/u;
  const fieldLines = (fields) =>
    fields
      .filter(({ value }) => !value.querySelector("a[href*='http']") && !ADDRESS.test(dom.lineOf(value)))
      .map(({ label, value }) => `${label}: ${dom.lineOf(value)}`);
  const fieldLinks = (fields) => fields.flatMap(({ value }) => dom.all(value, "a[href]").map((link) => dom.linkOf(link))).filter(Boolean);

  // The server looked whether the page it leads to links back.
  const isVerified = ({ value }) =>
    Boolean(
      value.closest(".verified, [class*='verified' i]") ??
        value.querySelector(".verified__mark, .verified-badge, .icon-check, [class*='verified' i], svg[aria-label]"),
    );
  const verifiedLinks = (fields) => fieldLinks(fields.filter(isVerified));

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    if (tagOf(location)) return readTag(document, location);
    const site = learnlearn.sites.get("mastodon");
    const header = headerOf(document);
    // Until 3.5 the words about a person stand in a column beside the header.
    const about = header && !isServedHeader(header) ? header : document;
    const fields = fieldsOf(about);
    const bioBox = dom.first(about, ".account__header__content");
    const bio = fallbacks.bio([
      ...declared.places(site.hooks, "bio", about),
      ["structure", () => header && unmarkedBio(about)],
      ["head", () => (!header && headName(document, location) ? dom.meta(document, "og:description") : "")],
    ]);
    const lines = fieldLines(fields);
    const { found, grade, leftOut } = await posts.read(document, location);
    return {
      reader: `mastodon/${header ? (isServedHeader(header) ? "served" : "app") : "head"}`,
      sought: SOUGHT,
      partly: leftOut ? [`posts: ${leftOut} left out, their author asked not to be indexed`] : [],
      places: {
        name: nameOf(header, document, location),
        handle: [["address", `@${(header && handleIn(header, location)) || fullAcct(location)}`]],
        headline: bio.headline,
        about: withLines(bio, lines),
        links: [["semantic", linksOf(document, fields, bioBox)]],
        verified_links: [["semantic", verifiedLinks(fields)]],
        posts: [[grade, found.map(({ post }) => post)]],
      },
    };
  };

  // What the table says in words stands below what they say of themselves.
  const withLines = ({ headline, about }, lines) => {
    const [grade, words] = about[0] ?? headline[0] ?? ["semantic", ""];
    return lines.length ? [[grade, [words, ...lines].filter(Boolean).join("\n")]] : about;
  };

  const linksOf = (document, fields, bioBox) =>
    text
      .unique([
        ...fieldLinks(fields),
        ...dom.linksOf(bioBox),
        ...dom.all(document, 'link[rel~="me"]').map((link) => dom.address(link.getAttribute("href"))),
      ])
      .filter((url) => !/\/(tags)\//.test(url));

  const readTag = async (document, location) => {
    const { found } = await posts.read(document, location);
    const authors = found.map(({ acct, link, post, item }) => ({
      name: dom.lineOf(dom.first(item, ".display-name__html, .display-name bdi, .p-name") ?? link, { drop: CUSTOM }),
      handle: acct ? `@${acct.includes("@") ? acct : `${acct}@${location.hostname}`}` : "",
      url: dom.address(link?.getAttribute("href"), location.href),
      post,
    }));
    return {
      reader: "mastodon/hashtag",
      page: { kind: "hashtag", name: `#${tagOf(location)}`, url: location.href },
      people: learnlearn.people.byAuthor(authors),
      sought: ["name", "posts"],
    };
  };

  const whose = (document, location) => {
    const found = acctOf(location) ? fallbacks.best("name", nameOf(headerOf(document), document, location)) : null;
    return found && found.grade !== "address" ? { name: found.value, handle: `@${fullAcct(location)}` } : {};
  };

  learnlearn.site({ id: "mastodon", hosts: [], hooks, detect, read, whose });
})();
