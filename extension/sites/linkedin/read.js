/** LinkedIn: which page this is, which of its builds, and the reading that found most. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, embedded, fallbacks } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      viewer: [
        { css: 'main a[href*="/in/"][href*="/edit/"]', attr: "href", grade: "semantic" },
        {
          css: 'nav.global-nav__nav a[href*="/in/"], .global-nav__me-content a[href*="/in/"]', // a bare `header nav` may lead to others as well
          attr: "href",
          grade: "semantic",
        },
      ],
      guest_name: [
        { css: "h1.top-card-layout__title", grade: "semantic" },
        { css: "section.top-card-layout h1, .top-card h1", grade: "structure" },
        { css: "main h1", drop: "[role=dialog]", grade: "structure" },
      ],
      guest_headline: [
        { css: "h2.top-card-layout__headline", grade: "semantic" },
        { css: "section.top-card-layout h1 ~ h2, .top-card h1 ~ h2", grade: "structure" },
        { css: "#topcard .headline", grade: "semantic" },
        { css: "main h1 ~ h2", grade: "structure" },
      ],
      guest_location: [
        { css: ".profile-info-subheader span:first-child", grade: "semantic" },
        { css: ".top-card__subline-item:first-child, .top-card-layout__first-subline span:first-child", grade: "semantic" },
        { css: "#topcard .locality", grade: "semantic" },
        { css: "main h1 ~ h3 span, main h1 ~ div h3 span", grade: "structure" },
      ],
      early_name: [
        { css: ".pv-top-card-section__name", grade: "semantic" },
        { css: ".pv-top-card--list:not(.pv-top-card--list-bullet) > li:first-child", grade: "semantic" },
      ],
      early_headline: [
        { css: ".pv-top-card-section__headline", grade: "semantic" },
        { css: ".pv-top-card--list ~ h2, .pv-top-card h2.mt1", grade: "semantic" },
      ],
      early_location: [
        { css: ".pv-top-card-section__location", drop: ".visually-hidden", grade: "semantic" },
        { css: ".pv-top-card--list-bullet > li:first-child", grade: "semantic" },
      ],
      early_about: [
        {
          css: ".pv-about__summary-text, .pv-top-card-section__summary-text, .pv-about-section > p",
          drop: ".visually-hidden, .lt-line-clamp__ellipsis, .lt-line-clamp__more, .inline-show-more-text__button, button",
          as: "text",
          grade: "semantic",
        },
      ],
      member_name: [{ css: 'main h1[class*="text-heading"], main h1', grade: "structure" }],
      member_headline: [
        { css: ".text-body-medium.break-words", grade: "semantic" },
        { css: "[data-generated-suggestion-target].text-body-medium", grade: "semantic" },
      ],
      member_location: [{ css: ".text-body-small.inline.t-black--light.break-words", grade: "semantic" }],
    },
  };

  const SOUGHT = ["name", "headline", "about", "location", "positions", "education", "skills", "languages", "interests", "groups", "posts"];
  const GUEST_HIDES = new Set(["interests", "groups"]);

  /** The person's part of a profile address, decoded; "" elsewhere. @param {Location} location */
  const slugOf = (location) => {
    return dom.decoded(location.pathname.match(/^\/(?:in|pub)\/([^/]+)/)?.[1] ?? "").toLowerCase();
  };

  const sameSlug = (one, other) => {
    const bare = (slug) => dom.decoded(slug).normalize("NFC").toLowerCase();
    return bare(one) === bare(other);
  };

  /** Whose contact link a top card holds. @param {ParentNode} root */
  const slugIn = (root) => learnlearn.linkedin.posts.slugOf(dom.first(root, 'a[href*="/overlay/contact-info"]'));

  /** The JSON-LD person, if it names this URL's. @param {Document} document @param {string} slug */
  const personOf = (document, slug) => {
    const { all } = embedded.persons(document);
    return all.find((person) =>
      [person.url, person.sameAs, person["@id"]]
        .flat()
        .some((url) => typeof url === "string" && sameSlug(url.match(/\/in\/([^/?#]+)/)?.[1] ?? "", slug)),
    );
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, slugIn, sameSlug, personOf };

  const NOT_PEOPLE = [
    [/^\/(company|showcase|organization)\//, "company"],
    [/^\/(school|edu)\//, "school"],
    [/^\/(jobs?|job-apply)(\/|$)/, "job"],
    [/^\/(pulse|newsletters|articles?|learning|advice)\//, "article"],
    [/^\/feed\/?$/, "feed"],
    [/^\/posts\/|^\/feed\/update\//, "feed"],
    [/^\/search\//, "search"],
    [/^\/(sales|talent|recruiter)\//, "other"],
    [/^\/(mynetwork|messaging|notifications|events|groups|feed|me|games|premium|settings|help|legal)?(\/|$)/, "other"],
  ];

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    const path = location.pathname;
    if (/^\/(authwall|uas\/login|login|checkpoint|signup)/.test(path)) return { page: "sign_in_wall" };
    const many = manyOf(location);
    if (many) return { page: isWalled(document) ? "sign_in_wall" : many };
    if (slugOf(location)) return detectProfile(document, location);
    const kind = NOT_PEOPLE.find(([shape]) => shape.test(path))?.[1];
    return { page: "not_a_person", kind: kind ?? "other" };
  };

  /** Pages of many people: "group", "hashtag", or "". @param {Location} location */
  const manyOf = (location) => {
    if (/^\/groups\/\d+/.test(location.pathname)) return "group";
    return /^\/feed\/hashtag\//.test(location.pathname) || isHashtagSearch(location) ? "hashtag" : "";
  };

  const isHashtagSearch = (location) =>
    /^\/search\/results\/(all|content)/.test(location.pathname) && /^[#＃]/.test(new URLSearchParams(location.search).get("keywords") ?? "");

  const isWalled = (document) =>
    Boolean(document.querySelector('form[action*="login-submit"], form.join-form, .authwall-join-form, [data-tracking-control-name*="authwall"]')) &&
    !document.querySelector("main .core-section-container, main h1.top-card-layout__title, main#workspace, main.scaffold-layout__main") &&
    !(dom.meta(document, "og:type") === "profile" && document.querySelector("main h1")); // a guest page whose dialogs hold the form

  // A page of one whole list, such as /in/somebody/details/skills/.
  const isList = (location) => /\/(details|recent-activity)(\/|$)/.test(location.pathname);

  const detectProfile = (document, location) => {
    const slug = slugOf(location);
    if (learnlearn.linkedin.guest.isHere(document)) return { page: "profile" };
    if (isWalled(document) || isRedirector(document)) return { page: "sign_in_wall" };
    const main = document.querySelector('main, [role="main"]');
    if (!main || !/\S/.test(main.textContent ?? "")) return isBare(document) ? { page: "still_loading" } : { page: "profile" };
    const shown = slugIn(main);
    // The app has the new address before it has the new person.
    const isId = /^aco[a-z0-9_-]{20,}$/;
    if (shown && !sameSlug(shown, slug) && !isId.test(slug) && !isId.test(shown)) return { page: "still_loading" };
    return (isList(location) && (main.textContent ?? "").trim().length > 20) || main.querySelector("h1, h2")
      ? { page: "profile" }
      : { page: "still_loading" };
  };

  // The answer to a visitor LinkedIn wants to sign in: a script that leads on to /authwall, and nothing else.
  const isRedirector = (document) =>
    [...document.scripts].some((script) => /authwall/.test(script.textContent ?? "")) && !document.querySelector("h1, h2, meta[property='og:title']");
  const isBare = (document) => (document.body?.textContent ?? "").trim().length < 4_000 && !document.querySelector("h1");

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const many = manyOf(location);
    if (many) return learnlearn.linkedin.people.read(document, location, many);
    const slug = slugOf(location);
    const site = learnlearn.sites.get("linkedin");
    const isGuest = learnlearn.linkedin.guest.isHere(document);
    const guest = isGuest ? learnlearn.linkedin.guest.read(document, slug, site.hooks) : {};
    const isMember = !isGuest || Boolean(document.querySelector("main#workspace, main.scaffold-layout__main"));
    const member = isMember ? await learnlearn.linkedin.member.read(document, location, slug, site.hooks) : { places: {}, partly: [] };
    const early = !isGuest && learnlearn.linkedin.early.isHere(document) ? learnlearn.linkedin.early.read(document, site.hooks) : {};
    const { url, handle } = identity(location, slug);
    return {
      url,
      partly: member.partly,
      places: fallbacks.joined({ handle: [["address", handle]] }, guest, fallbacks.named(build(document), member.places), early),
      sought: isList(location) ? ["name"] : SOUGHT.filter((field) => isMember || !GUEST_HIDES.has(field)),
    };
  };

  const build = (document) =>
    document.querySelector('main#workspace, [data-sdui-screen], [componentkey*="sdui"], [id*="sdui.profile"]')
      ? "2026"
      : learnlearn.linkedin.early.isHere(document)
        ? "2018"
        : "2022";

  const identity = (location, slug) =>
    /^\/in\//.test(location.pathname)
      ? { url: `https://www.linkedin.com/in/${encodeURIComponent(slug)}/`, handle: slug }
      : { url: `${location.origin}${location.pathname}` };

  const whose = (document, location) => {
    const slug = slugOf(location);
    const name = dom.lineOf(dom.first(document, "main h1")) || learnlearn.linkedin.member.titleName(document, location);
    return slug && name ? { name, handle: slug } : {};
  };

  const marks =
    'meta[name="pageKey"], .top-card-layout__title, [data-view-name^="profile"], [componentkey*="sdui"], [id*="sdui.profile"], .pv-profile-card__anchor, code[id^="bpr-guid"], [src*="licdn.com"], link[href*="licdn.com"]';

  learnlearn.site({ id: "linkedin", hosts: ["linkedin.com"], marks, hooks, detect, read, whose });
})();
