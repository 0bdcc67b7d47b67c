/** GitHub profiles. The microdata of the vcard has stood still since 2016; the rest of the page has not. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, fallbacks, hooks: declared, text } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      viewer: [{ css: 'meta[name="user-login"]', attr: "content", grade: "semantic" }],
      card: [
        { css: '[itemtype$="schema.org/Person"]', grade: "semantic" },
        { css: ".h-card", grade: "semantic" },
        { css: ".js-profile-editable-replace, .js-profile-editable-area", grade: "structure" },
      ],
      name: [
        { css: '[itemprop="name"]', grade: "semantic" },
        { css: ".p-name.vcard-fullname, .vcard-fullname", grade: "semantic" },
        { css: "h1.vcard-names span:first-of-type, .vcard-names-container h1 span:first-of-type", grade: "structure" },
      ],
      bio: [
        { css: "[data-bio-text]", attr: "data-bio-text", as: "text", grade: "semantic" },
        { css: ".user-profile-bio, .js-user-profile-bio", as: "text", grade: "semantic" },
        { css: ".p-note", as: "text", grade: "semantic" },
      ],
      location: [
        { css: '[itemprop="homeLocation"] .p-label, [itemprop="homeLocation"]', grade: "semantic" },
        { css: ".p-label", grade: "semantic" },
        { css: '[aria-label^="Home location:"]', attr: "aria-label", after: "Home location: ", grade: "text" },
      ],
      company: [
        { css: '[itemprop="worksFor"] .p-org, [itemprop="worksFor"]', grade: "semantic" },
        { css: ".p-org", grade: "semantic" },
        { css: '[aria-label^="Organization:"]', attr: "aria-label", after: "Organization: ", grade: "text" },
      ],
      status: [{ css: ".user-status-message-wrapper", grade: "semantic" }],
      readme: [
        { css: 'article[itemprop="text"]', drop: "div.highlight, div:has(> pre)", as: "text", grade: "semantic" },
        { css: "article.markdown-body, article.entry-content", drop: "div.highlight", as: "text", grade: "semantic" },
        { css: "main article, [role='main'] article", drop: "pre", as: "text", grade: "structure" },
      ],
      organizations: [
        { css: 'a[itemprop="follows"][aria-label]', attr: "aria-label", as: "list", grade: "semantic" },
        { css: 'a.avatar-group-item[data-hovercard-type="organization"]', attr: "aria-label", as: "list", grade: "semantic" },
        { css: 'a.avatar-group-item[data-hovercard-type="organization"] img[alt^="@"]', attr: "alt", after: "@", as: "list", grade: "semantic" }, // others are sponsors
      ],
      links: [
        { css: '[itemprop="url"] a[rel~="me"], [itemprop="social"] a[rel~="me"]', as: "list", attr: "href", grade: "semantic" },
        { css: 'a[rel~="me"][href*="http"]', as: "list", attr: "href", grade: "semantic" },
        { css: ".vcard-details a[href*='http']:not([href*='github.com'])", as: "list", attr: "href", grade: "structure" },
      ],
      repositories: [
        { css: ".pinned-item-list-item, .js-pinned-item-list-item, .pinned-repo-item", grade: "semantic" },
        { css: "#user-repositories-list li, [data-filterable-for='your-repos-filter'] li", grade: "semantic" },
        { css: ".js-pinned-items-reorder-list > li, ol.list-style-none > li", grade: "structure" },
      ],
    },
  };

  const SOUGHT = ["name", "headline", "about", "location", "positions", "groups", "projects", "links"];

  // First segments that are GitHub's own and never a login.
  const RESERVED = new Set(
    (
      "about account apps blog codespaces collections contact copilot customer-stories dashboard discussions enterprise events explore features gist issues join login logout " +
      "marketplace mobile new news notifications organizations orgs pricing pulls readme resources search security sessions settings signup site solutions sponsors stars status " +
      "stories team teams topics trending users watching"
    ).split(" "),
  );

  const loginOf = (location) => {
    const [login, ...rest] = location.pathname.split("/").filter(Boolean);
    return login && rest.length === 0 && !RESERVED.has(login.toLowerCase()) && /^[A-Za-z0-9][A-Za-z0-9-]{0,38}(_[a-z0-9]+)?$/.test(login)
      ? login
      : "";
  };

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    if (!/^(www\.)?github\.com$/.test(location.hostname)) return null;
    if (/^\/(login|session|signup|join)(\/|$)/.test(location.pathname)) return { page: "sign_in_wall" };
    const login = loginOf(location);
    if (!login) return { page: "not_a_person", kind: otherKind(location) };
    if (isOrganization(document, login)) return { page: "not_a_person", kind: "organization" };
    const shown = shownLogins(document);
    // The address of the next person, and the page of the one before.
    if (shown.length && !shown.includes(login.toLowerCase())) return { page: "still_loading" };
    if (isPerson(document, login)) return { page: "profile" };
    return document.querySelector("main, [role=main], #js-pjax-container, .application-main")
      ? { page: "not_a_person", kind: "other" }
      : { page: "still_loading" };
  };

  const otherKind = (location) => {
    const [first, ...rest] = location.pathname.split("/").filter(Boolean);
    if (!first) return "feed";
    if (first === "orgs" || first === "enterprise") return "organization";
    if (first === "search") return "search";
    return !RESERVED.has(first) && rest.length >= 1 ? "repository" : "other";
  };

  // Nobody but an organisation has tabs of its own under /orgs/.
  const isOrganization = (document, login) =>
    Boolean(
      document.querySelector(
        `nav a[href*="/orgs/${login}/" i], body.page-org, [itemtype$="schema.org/Organization"], meta[name="hovercard-subject-tag"][content^="organization"], #org-profile-repositories, .orghead, [data-hpc] .org-profile`,
      ),
    );

  // "login · they/them"; a menu may name the viewer in the same way.
  const shownLogins = (document) =>
    dom.all(document, '[itemprop="additionalName"], .vcard-username').map((one) => text.line(one.textContent).split(/[\s·]/)[0].toLowerCase());

  const isPerson = (document, login) => {
    const named = dom.meta(document, "profile:username").toLowerCase() === login.toLowerCase();
    return (
      named ||
      shownLogins(document).includes(login.toLowerCase()) ||
      Boolean(document.querySelector('body.page-profile, [itemtype$="schema.org/Person"]')) ||
      document.querySelectorAll(`a[href$="/${login}?tab=followers" i], a[href$="?tab=repositories"]`).length > 0
    );
  };

  /** Pinned or listed repositories, and by what they were found. @param {Document} document @param {Location} location @param {object} site */
  const projectsOf = (document, location, site) => {
    const { found, grade } = declared.elements(site.hooks, "repositories", document);
    return { grade, found: found.map((item) => projectOf(item, location)) };
  };

  const projectOf = (item, location) => {
    const link =
      dom.first(item, '[itemprop="name codeRepository"], a[itemprop~="name"], a.text-bold, a[id], span.repo') ??
      dom.all(item, "a[href]").find((one) => /^(https:\/\/github\.com)?\/[^/]+\/[^/]+$/.test(dom.href(one)));
    const anchor = link?.closest("a") ?? dom.first(item, "a[href]");
    const name = dom.lineOf(dom.first(link, "span.repo") ?? link);
    const language = dom.lineOf(dom.first(item, '[itemprop="programmingLanguage"]'));
    const topics = dom.all(item, 'a.topic-tag, a[href*="/topics/"]').map((tag) => dom.lineOf(tag));
    return {
      name: name.replace(/^.*\s?\/\s?/, ""),
      description: descriptionOf(item, name),
      url: dom.address(anchor?.getAttribute("href"), location.href),
      topics: [language, ...topics].filter(Boolean),
    };
  };

  const descriptionOf = (item, name) => {
    const marked = dom.first(item, '.pinned-item-desc, .pinned-repo-desc, [itemprop="description"]');
    if (marked) return dom.textOf(marked);
    const paragraphs = dom
      .all(item, "p")
      .filter((one) => !one.querySelector('[itemprop="programmingLanguage"], a[href$="/stargazers"]'))
      .map((one) => dom.textOf(one));
    return paragraphs.find((words) => words && words !== name) ?? "";
  };

  // "@octo-labs @example" or "Example Ltd": employers as the person wrote them.
  const positionsOf = (company) => (company ? [{ organization: company }] : []);

  // Without its mark: the first box of words alone below the name. A status stands above it, and twice.
  const unmarkedBio = (card) => {
    const name = dom.first(card, "h1");
    const boxes = dom
      .all(card, "div")
      .filter((box) => !box.querySelector("div, ul, form, article, svg, h1, h2") && !box.closest("a, li, form, nav, article, details-dialog, button"))
      .filter(
        (box) => name && !box.querySelector('a[href*="?tab="]') && Boolean(name.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING),
      );
    const all = dom.lineOf(card);
    const isOnce = (words) => words && all.split(words).length === 2;
    const box = boxes.find((one) => isOnce(dom.lineOf(one)));
    return box ? dom.textOf(box) : "";
  };

  // "… has 12 repositories available. Follow their code on GitHub.": what they say, or their login where they say nothing.
  const previewBio = (document, login) => {
    const told = dom.meta(document, "og:description", "description").match(/^(.*?)\s+has \d[\d,]* repositor(?:y|ies) available\./s)?.[1] ?? "";
    const own = told.replace(new RegExp(`(?:^|\\s*-?\\s+)${login}$`, "i"), "").trim();
    return /[\p{L}\p{N}]/u.test(own) ? own : "";
  };

  const cardOf = (document, site) =>
    declared.elements(site.hooks, "card", document).found.find((one) => one.querySelector("h1, .vcard-fullname, [itemprop]")) ?? document;

  const outside = (url) => url && !/^https:\/\/github\.com\//.test(url);

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const site = learnlearn.sites.get("github");
    const login = loginOf(location);
    const card = cardOf(document, site);
    const from = (field, root = card) => [
      ...declared.places(site.hooks, field, root),
      ...(root === card && card !== document ? declared.places(site.hooks, field, document) : []),
    ];
    const bio = fallbacks.bio([...from("bio"), ["structure", () => unmarkedBio(card)], ["head", () => previewBio(document, login)]]);
    const readme = fallbacks.best("about", from("readme", document));
    const about = bio.about[0] ?? (readme && [readme.grade, ""]);
    await learnlearn.breathe();
    const repositories = projectsOf(document, location, site);
    return {
      reader: "github/vcard",
      url: `https://github.com/${login}`,
      sought: SOUGHT,
      places: {
        name: [...from("name"), ["text", () => titleName(document, login)], ["address", login]],
        handle: [["address", login]],
        headline: bio.headline,
        about: about ? [[about[0], [about[1], readme?.value].filter(Boolean).join("\n\n")]] : [],
        location: from("location"),
        status: from("status", document),
        positions: from("company").map(([grade, told]) => [grade, () => positionsOf(told())]),
        groups: from("organizations", document),
        projects: [[repositories.grade, repositories.found]],
        links: from("links", document).map(([grade, told]) => [
          grade,
          () =>
            told()
              .map((url) => dom.address(url))
              .filter(outside),
        ]),
      },
    };
  };

  // "login (Full Name) · GitHub"
  const titleName = (document, login) => {
    const match = text.line(document.title).match(/^(\S+) \((.+)\)/);
    return match && match[1].toLowerCase() === login.toLowerCase() ? match[2] : "";
  };

  const whose = (document, location) => {
    const login = loginOf(location);
    const name = declared.pull(learnlearn.sites.get("github").hooks, "name", document) || titleName(document, login);
    return login && name ? { name, handle: login } : {};
  };

  const marks = '.vcard-names, .vcard-fullname, meta[name="octolytics-url"], link[href*="github.githubassets.com"]';

  learnlearn.site({ id: "github", hosts: ["github.com"], marks, hooks, detect, read, whose });
})();
