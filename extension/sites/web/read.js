/** Any page: what it says of its person in data made for machines, and else its own words. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, embedded, facts: whole, hooks: declared, microformats, readable, text } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      author: [{ css: 'meta[name="author" i]', attr: "content", grade: "semantic" }],
      tagline: [
        { css: 'meta[property="og:description" i]', attr: "content", grade: "semantic" },
        { css: 'meta[name="description" i]', attr: "content", grade: "semantic" },
        { css: 'meta[name="twitter:description" i]', attr: "content", grade: "semantic" },
      ],
      feeds: [
        {
          css: 'link[rel~="alternate"][type="application/rss+xml"], link[rel~="alternate"][type="application/atom+xml"], link[rel~="alternate"][type="application/feed+json"]',
          attr: "href",
          as: "list",
          grade: "semantic",
        },
      ],
      me: [{ css: 'a[rel~="me"], link[rel~="me"]', attr: "href", as: "list", grade: "semantic" }],
    },
  };

  const SOUGHT = ["name", "headline", "about"];
  const ABOUT_PATH =
    /\/(about|about-me|bio|biography|cv|resume|me|profile|people|person|team|staff|author|authors|users?|members?|contact|ueber|uber-mich|sobre|a-propos|chi-sono|over)(\/|\.|$)/i;

  const samePage = (url, location) => {
    const own = dom.address(url, location.href);
    if (!own || !dom.sameHost(own, location)) return null;
    const there = new URL(own).pathname.replace(/\/+$/, "").toLowerCase();
    const here = location.pathname.replace(/\/+$/, "").toLowerCase();
    return there === here || there === "" || here === "" || there.startsWith(`${here}/`) || here.startsWith(`${there}/`);
  };

  /** The person the page's JSON-LD is about; not one of several, and not the one of another page of this site. @param {Document} document @param {Location} location */
  const personOf = (document, location) => {
    const { main, all } = embedded.persons(document);
    const verdict = (person) => {
      const told = [person.url, person["@id"], person.mainEntityOfPage]
        .flat()
        .filter((url) => typeof url === "string")
        .map((url) => samePage(url, location))
        .filter((one) => one !== null);
      return told.length === 0 ? null : told.some(Boolean);
    };
    const fitting = (main.length ? main : all).filter((person) => verdict(person) !== false);
    if (main.length || fitting.length === 1) return fitting[0] ?? null;
    return fitting.find((person) => verdict(person)) ?? null;
  };

  const MICRODATA = '[itemtype$="schema.org/Person" i], [itemtype*="schema.org/Person " i]';
  const microdata = (document) => {
    const items = dom
      .all(document, MICRODATA)
      .filter(
        (item) =>
          !item.parentElement?.closest(
            `${MICRODATA}, [itemtype*="Article" i], [itemtype*="Comment" i], [itemtype*="Review" i], [itemtype*="BlogPosting" i]`,
          ),
      );
    const item = items.length === 1 ? items[0] : items.find((one) => one.closest('[itemtype*="ProfilePage" i]'));
    if (!item) return {};
    const words = (name) =>
      embedded
        .properties(item, name)
        .map((one) => text.line(one.getAttribute("content")) || dom.lineOf(one))
        .filter(Boolean);
    const place = embedded.properties(item, "address")[0] ?? item;
    const locality = ["addressLocality", "addressRegion", "addressCountry"]
      .map((name) => text.line(dom.first(place, `[itemprop~="${name}"]`)?.textContent))
      .filter(Boolean);
    return {
      name: words("name")[0],
      headline: words("jobTitle")[0],
      about: embedded.properties(item, "description").map((one) => dom.textOf(one))[0],
      location: locality.join(", ") || words("homeLocation")[0],
      positions: words("worksFor")
        .concat(words("affiliation"))
        .map((organization, index) => ({ organization, title: index === 0 ? (words("jobTitle")[0] ?? "") : "" })),
      education: words("alumniOf").map((school) => ({ school })),
      interests: words("knowsAbout"),
      languages: words("knowsLanguage"),
      links: embedded
        .properties(item, "url")
        .concat(embedded.properties(item, "sameAs"))
        .map((one) => dom.address(one.getAttribute("href") ?? one.textContent)),
    };
  };

  // "Ana Example (@ana) • Photos and videos", "Ana Example | Somewhere"
  const openGraph = (document) => {
    if (dom.meta(document, "og:type").toLowerCase() !== "profile") return {};
    const title = text.line(dom.meta(document, "og:title") || document.title);
    const named = [dom.meta(document, "profile:first_name"), dom.meta(document, "profile:last_name")].filter(Boolean).join(" ");
    const handle = title.match(/\(@?([\w.@-]{2,60})\)/)?.[1] ?? "";
    return {
      name: named || text.line(title.split(/\s*\(@?[\w.@-]+\)|\s+[|•·–—]\s+|\s+-\s+/)[0]),
      handle: dom.meta(document, "profile:username").replace(/^@/, "") || handle,
    };
  };

  const NOT_NAMES =
    /\b(home|about|blog|welcome|contact|page|index|portfolio|website|official|news|shop|untitled|admin|wordpress|editor|team|inc|ltd|gmbh|llc)\b|[&@/:!?\d|]/i;
  const isName = (words) => {
    const parts = words.split(/\s+/);
    return (
      words.length <= 60 &&
      parts.length >= 2 &&
      parts.length <= 5 &&
      !NOT_NAMES.test(words) &&
      /^\p{L}/u.test(words) &&
      parts.filter((part) => /^[\p{Lu}\p{Lo}]/u.test(part)).length >= 2
    );
  };

  // A page without data names its person surely only where several places agree.
  const plainName = (document, hooksNow) => {
    const author = declared.pull(hooksNow, "author", document);
    if (author && isName(author)) return author;
    const titles = text
      .line(document.title)
      .split(/\s+[|•·–—:]\s+|\s+-\s+/)
      .map((part) => part.trim());
    const headings = dom.all(document, "h1").map((heading) => dom.lineOf(heading));
    return headings.find((heading) => isName(heading) && titles.some((title) => text.folded(title) === text.folded(heading))) ?? "";
  };

  const feedPosts = (document) => {
    const nodes = embedded
      .jsonLd(document)
      .filter((node) => ["SocialMediaPosting", "DiscussionForumPosting"].some((type) => embedded.isA(node, type)));
    return nodes.map((node) => ({
      text: dom.unescaped(String(node.articleBody ?? node.text ?? node.headline ?? "")),
      date: learnlearn.dates.fromIso(String(node.datePublished ?? "")),
      kind: "post",
      url: dom.address(typeof node.url === "string" ? node.url : ""),
    }));
  };

  const isArticle = (document, location) => {
    const typed = embedded
      .jsonLd(document)
      .some((node) => ["NewsArticle", "Article", "BlogPosting", "TechArticle", "Report"].some((type) => embedded.isA(node, type)));
    const published = dom.meta(document, "article:published_time");
    return (
      dom.meta(document, "og:type").toLowerCase() === "article" &&
      (typed || Boolean(published)) &&
      !ABOUT_PATH.test(location.pathname) &&
      location.pathname.length > 1
    );
  };

  const OTHER_KINDS = [
    ["JobPosting", "job"],
    ["NewsArticle", "article"],
    ["Product", "other"],
    ["Corporation", "company"],
    ["LocalBusiness", "company"],
    ["CollegeOrUniversity", "school"],
  ];

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    if (!document.body) return { page: "still_loading" };
    const known =
      personOf(document, location) ||
      microformats.representative(document, location) ||
      document.querySelector(".h-resume, .hresume") ||
      microdata(document).name ||
      openGraph(document).name;
    if (known) return { page: "profile" };
    const types = embedded.jsonLd(document);
    const other = location.pathname.length > 1 && OTHER_KINDS.find(([type]) => types.some((node) => embedded.isA(node, type)));
    if (other) return { page: "not_a_person", kind: other[1] };
    if (isArticle(document, location)) return { page: "not_a_person", kind: "article" };
    return document.readyState === "loading" && text.line(document.body.textContent).length < 200 ? { page: "still_loading" } : { page: "profile" };
  };

  const structured = (document, location) => {
    const person = personOf(document, location);
    const card = microformats.representative(document, location);
    return [
      ["json-ld", person ? embedded.factsOf(person, location.href) : {}],
      ["h-resume", microformats.resume(document)],
      ["h-card", card ? microformats.factsOf(card) : {}],
      ["microdata", microdata(document)],
      ["open-graph", openGraph(document)],
    ].filter(([, facts]) => Object.values(facts).some((value) => !whole.isEmpty(value)));
  };

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const site = learnlearn.sites.get("web");
    const sources = structured(document, location);
    const told = whole.merged(...sources.map(([, facts]) => facts));
    const name = told.name || plainName(document, site.hooks);
    const posts = [...(await microformats.posts(document, { ...told, name })), ...feedPosts(document)];
    const words = await readable.read(document);
    const tagline = declared.pull(site.hooks, "tagline", document);
    const pull = (field) => (declared.pull(site.hooks, field, document) || []).map((url) => dom.address(url));
    return {
      reader: `web/${sources[0]?.[0] ?? "readable"}`,
      sought: SOUGHT,
      facts: {
        ...told,
        name,
        headline: told.headline || (tagline.length <= 300 ? tagline : ""),
        about: [told.about, unsaid(words, posts, [told.about, name, told.headline])].filter(Boolean).join("\n\n"),
        links: text.unique([...(told.links ?? []), ...pull("me"), ...pull("feeds")].filter((url) => url && !url.startsWith("https://mailto"))),
        posts,
      },
    };
  };

  // Words that stand as a post, as the person's note or as their name already are not said twice.
  const unsaid = (words, posts, said) => {
    const known = [...posts.map((post) => post.text), ...said].map((one) => text.folded(one ?? "")).filter(Boolean);
    const rest = words.split("\n\n").filter((paragraph) => !known.some((one) => one.includes(text.folded(paragraph))));
    return rest.some((paragraph) => paragraph.length > 60) ? rest.join("\n\n") : "";
  };

  const whose = (document, location) => {
    const told = whole.merged(...structured(document, location).map(([, facts]) => facts));
    return told.name ? { name: told.name } : {};
  };

  learnlearn.site({ id: "web", hosts: [], hooks, detect, read, whose });
})();
