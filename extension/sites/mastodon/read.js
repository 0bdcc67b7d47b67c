/** Mastodon, on any server: the web app of versions 4, its redesign of 2026, and the server-rendered pages until 3.5. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, facts: whole, hooks: declared, text } = learnlearn;

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

  const pathOf = (location) => location.pathname.replace(/^\/(web|deck)(?=\/)/, "");

  // Every page of the web is asked this: what stands at an id is found at once.
  const isMastodon = (document) => {
    const app = document.getElementById("mastodon");
    if (app?.matches("[data-props], .app-holder") || document.getElementById("initial-state")?.matches('script[type="application/json"]'))
      return true;
    if (document.body?.matches(".app-body")) return true;
    const isActor = dom.related(document, "alternate").some((link) => link.getAttribute("type") === "application/activity+json");
    return isActor && Boolean(document.querySelector(".account__header, .public-account-header, .status__wrapper"));
  };

  /** user, or user@domain when seen through another server. @param {Location} location */
  const acctOf = (location) =>
    pathOf(location)
      .match(/^\/(?:@|users\/)([\w.-]+(?:@[\w.-]+)?)(?:\/(?:with_replies|media|featured|tagged\/[^/]+))?\/?$/)?.[1]
      ?.toLowerCase() ?? "";
  const tagOf = (location) => {
    const raw = pathOf(location).match(/^\/(?:tags|timelines\/tag)\/([^/]+)/)?.[1] ?? "";
    try {
      return decodeURIComponent(raw);
    } catch {
      return raw;
    }
  };

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    if (!isMastodon(document)) return null;
    const path = pathOf(location);
    if (/^\/auth\//.test(path)) return { page: "sign_in_wall" };
    if (tagOf(location)) return itemsOf(document).length ? { page: "hashtag" } : { page: "still_loading" };
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
    (Boolean(document.querySelector("#mastodon > noscript:only-child")) === false && itemsOf(document).length > 0);

  const headerOf = (document) =>
    declared
      .elements(learnlearn.sites.get("mastodon").hooks, "header", document)
      .find((header) => header.querySelector("h1, .display-name, .p-name")) ?? unmarkedHeader(document);

  // Without its mark: around the heading that has a handle beside it, as far up as no post is met.
  const unmarkedHeader = (document) => {
    const heading = dom
      .all(document, "#mastodon h1")
      .find((one) => /@[\w.-]+/.test(dom.lineOf(one)) || /^@[\w.-]+/.test(dom.lineOf(one.nextElementSibling)));
    let box = heading ?? null;
    while (box?.parentElement && !box.parentElement.matches("#mastodon, body") && !box.parentElement.querySelector("[data-id], article, nav"))
      box = box.parentElement;
    return box;
  };

  const fullAcct = (location) => {
    const acct = acctOf(location);
    return acct.includes("@") ? acct : `${acct}@${location.hostname.toLowerCase()}`;
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
  const nameOf = (header, document, location) =>
    (header ? declared.pull(learnlearn.sites.get("mastodon").hooks, "name", header) : "") || headName(document, location);

  // The first paragraphs of the header that are neither the name, the handle nor a row of the table.
  const unmarkedBio = (header) => {
    const first = dom
      .all(header, "p")
      .find((one) => !one.closest("h1, dl, label, button") && !/^@[\w.-]+(@[\w.-]+)?$/.test(dom.lineOf(one)) && dom.lineOf(one));
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
      .filter(({ value }, index) => !(index === 0 && isDate(dom.lineOf(value)) && !value.querySelector("a[href^='http']")));

  const isServedHeader = (header) => header.matches(".public-account-header, .card");

  const ADDRESS = /^(https?:\/\/)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/\S*)?$/u;
  const fieldLines = (fields) =>
    fields
      .filter(({ value }) => !value.querySelector("a[href^='http']") && !ADDRESS.test(dom.lineOf(value)))
      .map(({ label, value }) => `${label}: ${dom.lineOf(value)}`);
  const fieldLinks = (fields) => fields.flatMap(({ value }) => dom.all(value, "a[href]").map((link) => dom.linkOf(link))).filter(Boolean);

  // The server looked whether the page it leads to links back.
  const isVerified = ({ value }) =>
    Boolean(
      value.closest(".verified, [class*='verified' i]") ??
        value.querySelector(".verified__mark, .verified-badge, .icon-check, [class*='verified' i], svg[aria-label]"),
    );
  const verifiedLinks = (fields) => fieldLinks(fields.filter(isVerified));

  const itemsOf = (root) => {
    const found = declared.elements(learnlearn.sites.get("mastodon").hooks, "posts", root);
    const known = new Set(found);
    return found.filter((item) => !item.closest(".detailed-status") && !hasAncestorIn(item, known));
  };

  const hasAncestorIn = (item, known) => {
    for (let above = item.parentElement; above; above = above.parentElement) if (known.has(above)) return true;
    return false;
  };

  const QUOTED = ".status__quote, .quote-inline, blockquote.quote, .status-card";
  const contentOf = (item) =>
    // The text before the box around it, which holds the poll too.
    [".status__content__text", ".status__content", ".e-content"].map((css) => dom.all(item, css).find((box) => !box.closest(QUOTED))).find(Boolean) ??
    dom.all(item, "[lang] p, p").find((box) => !box.closest(`${QUOTED}, .content-warning`))?.parentElement ??
    null;

  // The address of a post names its author, whatever else the page calls them.
  const STATUS = /\/@([\w.-]+(?:@[\w.-]+)?)\/\d{6,20}\/?$/;

  const acctInText = (item) => {
    const above = dom.linesOf(item, { until: contentOf(item) }).join("\n");
    return [...above.matchAll(/@([\w.-]+(?:@[\w.-]+\.[a-z]{2,})?)/g)].at(-1)?.[1] ?? "";
  };

  const posterOf = (item) => {
    for (const link of item.querySelectorAll("a[href]")) {
      const acct = (link.getAttribute("href") ?? "").match(STATUS)?.[1];
      if (acct && !link.closest(QUOTED)) return acct;
    }
    return "";
  };

  const authorOf = (item) => {
    const link = dom
      .all(item, 'a.status__display-name, .status__info a[href*="/@"], .status__avatar a, a.u-url[href*="/@"], a[href*="/@"]')
      .find(
        (one) =>
          !one.closest(`.status__prepend, .status__content, .status__content__text, ${QUOTED}`) &&
          !/\/@[^/]+\/\d+/.test(one.getAttribute("href") ?? ""),
      );
    const poster = posterOf(item);
    const acct =
      poster ||
      text.line(link?.getAttribute("title") ?? "").replace(/^@/, "") ||
      (link?.getAttribute("href") ?? "").match(/\/@([\w.-]+(?:@[\w.-]+)?)\/?$/)?.[1] ||
      acctInText(item);
    return { acct: acct.toLowerCase(), link };
  };

  const same = (acct, location) => {
    const host = location.hostname.toLowerCase();
    const full = acct.includes("@") ? acct : `${acct}@${host}`;
    return full === fullAcct(location);
  };

  const kindOf = (item, acct, location) => {
    const profile = acctOf(location);
    if (profile && !(acct && same(acct, location))) return "repost"; // somebody else's, or nobody knows whose
    if (item.matches('[data-featured="true"]') || item.querySelector('[data-featured="true"]') || item.closest('[data-featured="true"]'))
      return "pinned";
    if (item.matches(".status__wrapper-reply, .status-reply") || item.querySelector(".status-reply") || item.querySelector(".status__prepend--reply"))
      return "reply";
    return dom.first(item, ".status__quote") ? "quote" : "post";
  };

  /** @param {Element} item @param {Location} location */
  const postOf = (item, location) => {
    const box = contentOf(item);
    const warning = dom.textOf(dom.first(item, ".content-warning p, .content-warning, .status__content__spoiler-text, .spoiler-text"));
    const words = [warning, dom.textOf(box, { shortcodes: true, drop: `${QUOTED}, .status__content__read-more-button, .content-warning` })]
      .filter(Boolean)
      .join("\n\n");
    if (!words) return null;
    const { acct, link } = authorOf(item);
    const time = dom.all(item, "time[datetime]").find((one) => !one.closest(QUOTED));
    const permalink = time?.closest("a") ?? dom.first(item, "a.status__relative-time, a.detailed-status__datetime");
    const url = dom.address(permalink?.getAttribute("href"), location.href);
    const id = item.querySelector("[data-id]")?.getAttribute("data-id")?.replace(/^f-/, "") ?? url.match(/\/(\d{15,20})\/?$/)?.[1] ?? "";
    const tags = dom
      .all(item, '.hashtag-bar a, a.mention.hashtag, a[rel~="tag"]')
      .filter((tag) => !tag.closest(QUOTED))
      .map((tag) => dom.lineOf(tag).replace(/^#/, ""));
    return {
      acct,
      link,
      post: {
        text: words,
        date: dates.fromIso(time?.getAttribute("datetime")) || dates.fromMastodon(id),
        kind: kindOf(item, acct, location),
        url,
        hashtags: text.unique([...tags, ...text.hashtags(words)]),
        links: dom.linksOf(box).filter((one) => !/\/(tags|@[^/]+)(\/|$)/.test(new URL(one).pathname)),
        language: dom.first(box?.parentElement, "[lang]")?.getAttribute("lang") ?? "",
      },
    };
  };

  // Authors who asked search engines to leave them out are left out here too; the user can still select what they read.
  const asksToBeLeftOut = (item) =>
    Boolean(item.closest("[data-nosnippet]") || item.querySelector(":scope > [data-nosnippet], :scope > div > [data-nosnippet]"));

  const postsOf = async (document, location) => {
    const found = [];
    let leftOut = 0;
    for (const item of itemsOf(document)) {
      if (asksToBeLeftOut(item)) leftOut += 1;
      else {
        const seen = postOf(item, location);
        if (seen) found.push({ ...seen, item });
      }
      await learnlearn.breathe();
    }
    return { found, leftOut };
  };

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    if (tagOf(location)) return readTag(document, location);
    const site = learnlearn.sites.get("mastodon");
    const header = headerOf(document);
    // Until 3.5 the words about a person stand in a column beside the header.
    const about = header && !isServedHeader(header) ? header : document;
    const fields = fieldsOf(about);
    const bioBox = dom.first(about, ".account__header__content");
    const bio = whole.bio(
      declared.pull(site.hooks, "bio", about) ||
        unmarkedBio(header) ||
        (!header && headName(document, location) ? dom.meta(document, "og:description") : ""),
    );
    const lines = fieldLines(fields);
    const { found, leftOut } = await postsOf(document, location);
    return {
      reader: `mastodon/${header ? (isServedHeader(header) ? "served" : "app") : "head"}`,
      sought: SOUGHT,
      partly: leftOut ? [`posts: ${leftOut} left out, their author asked not to be indexed`] : [],
      facts: {
        name: nameOf(header, document, location) || acctOf(location),
        handle: `@${(header && handleIn(header, location)) || fullAcct(location)}`,
        headline: bio.headline,
        about: lines.length ? [bio.about || bio.headline, ...lines].filter(Boolean).join("\n") : bio.about,
        links: text
          .unique([
            ...fieldLinks(fields),
            ...dom.linksOf(bioBox),
            ...dom.all(document, 'link[rel~="me"]').map((link) => dom.address(link.getAttribute("href"))),
          ])
          .filter((url) => !/\/(tags)\//.test(url)),
        verified_links: verifiedLinks(fields),
        posts: found.map(({ post }) => post),
      },
    };
  };

  const readTag = async (document, location) => {
    const { found } = await postsOf(document, location);
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
    const name = acctOf(location) ? nameOf(headerOf(document), document, location) : "";
    return name ? { name, handle: `@${fullAcct(location)}` } : {};
  };

  learnlearn.site({ id: "mastodon", hosts: [], hooks, detect, read, whose });
})();
