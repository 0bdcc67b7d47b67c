/** What a page of the open web is when it is nobody's own: an article, a shop, a band, a team. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, embedded, text } = learnlearn;

  const PROFILE_PATH =
    /\/(about|about-me|bio|biography|cv|resume|me|profile|profiles|people|person|team|staff|faculty|author|authors|users?|u|members?|speakers?|athletes?|citations|contact|mitarbeiter|personen|ueber|uber-mich|ueber-mich|sobre|sobre-mi|a-propos|chi-sono|over|equipo|personal|docentes?|profesores)(\/|\.|\?|$)|^\/[@~][^/]+\/?$/i;
  // Of a wiki, the pages of its people.
  const WIKI_PATH =
    /^\/(?:wiki|w)\/(?:user|benutzer(?:in)?|utilisat(?:eur|rice)|usuari[oa]|utente|gebruiker|användare|bruker|участник|利用者|مستخدم|सदस्य):[^/]+\/?$/iu;

  /** Whether an address is one of a person's page by its form. @param {Location | URL} location */
  const isProfilePath = ({ pathname }) => PROFILE_PATH.test(pathname) || pathname.length <= 1 || WIKI_PATH.test(dom.decoded(pathname));

  const OWN_PATH =
    /^\/(?:(?:about|about-me|bio|biography|cv|resume|me|contact|ueber|uber-mich|ueber-mich|sobre|sobre-mi|a-propos|chi-sono|over|now|blog|posts|writing|notes|articles|archives?)(?:\.\w+)?\/?)?(?:index\.\w+)?$/i;
  /** Whether a page is one that a site of one person has: its home, its list of posts, "about me". @param {Location | URL} location */
  const isOwnSite = (location) => OWN_PATH.test(location.pathname);

  const ARTICLES = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "TechArticle",
    "Report",
    "ScholarlyArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "Recipe",
    "HowTo",
    "Review",
  ];
  const PUBLISHED =
    'meta[property="article:published_time" i], meta[name="article:published_time" i], meta[itemprop="datePublished" i], meta[name="pubdate" i], meta[name="publish-date" i], meta[name="parsely-pub-date" i], meta[name="citation_publication_date" i], meta[name="dcterms.created" i]';
  // "/2026/04/12/a-slug", "/news/12345-a-long-slug", "/a-slug-of-many-words.html"
  const ARTICLE_PATH =
    /\/(19|20)\d\d\/\d{1,2}(\/|$)|\/(wiki|news|article|articles|story|stories|posts?|blog|p)\/[^/]{3,}|\/[^/]*(-[^/-]+){4,}(\.html?)?\/?$/i;

  /** Whether an address is one of an article by its form. @param {Location | URL} location */
  const isArticlePath = (location) => ARTICLE_PATH.test(location.pathname) && !isProfilePath(location);

  const isItem = (document, types) =>
    dom
      .all(document, types.map((type) => `[itemtype$="schema.org/${type}" i]`).join(", "))
      .filter((item) => !item.parentElement?.closest("[itemscope]")).length === 1;

  /** How many of the marks of an article a page has. @param {Document} document @param {Location | URL} location @param {object[]} nodes of its JSON-LD */
  const articleMarks = (document, location, nodes) => {
    const single =
      document.body?.matches(".single, .single-post, .post-template-default, .page-article") ||
      dom.all(document, "article.post, article.hentry, article[role='article']").length === 1;
    return [
      dom.meta(document, "og:type").toLowerCase() === "article",
      nodes.some((node) => ARTICLES.some((type) => embedded.isA(node, type))) || isItem(document, ARTICLES),
      Boolean(document.querySelector(PUBLISHED)),
      ARTICLE_PATH.test(location.pathname),
      Boolean(single),
      Boolean(dom.first(document, '[rel~="author"], .byline, [class*="byline" i], [itemprop~="author"], .author')) &&
        Boolean(dom.first(document, "article time, time[pubdate], .entry-date, [class*='publish' i] time")),
    ].filter(Boolean).length;
  };

  /** @param {Document} document @param {Location | URL} location @param {object[]} nodes of its JSON-LD */
  const isArticle = (document, location, nodes) => !isProfilePath(location) && articleMarks(document, location, nodes) >= 2;

  const OTHERS = [
    ["JobPosting", "job"],
    ["Product", "other"],
    ["MusicGroup", "other"],
    ["Event", "other"],
    ["MusicEvent", "other"],
    ["Recipe", "article"],
    ["SoftwareApplication", "other"],
    ["Movie", "other"],
    ["Book", "other"],
    ["Corporation", "company"],
    ["LocalBusiness", "company"],
    ["Store", "company"],
    ["Restaurant", "company"],
    ["CollegeOrUniversity", "school"],
    ["QAPage", "other"],
  ];
  const OPEN_GRAPH = /^(product|music|video|books?|restaurant|business|place|event)\b/i;

  // A page of many: three names and more as headings or cards of one list, none of them the page's own.
  const MANY_PATH = /\/(team|our-team|the-team|people|staff|crew|faculty|mitarbeiter|ansprechpartner|equipo|equipe|quipe|speakers|members)\/?$/i;
  const isTeam = (document, location) => {
    if (!MANY_PATH.test(location.pathname)) return false;
    const names = dom
      .all(document, "h2, h3, h4, h5, .p-name, .fn, [itemprop~='name']")
      .map((one) => learnlearn.names.bare(dom.lineOf(one).slice(0, 80)))
      .filter((name) => learnlearn.names.isName(name));
    return new Set(names.map(text.folded)).size >= 3;
  };

  /**
   * @param {Document} document @param {Location | URL} location @param {object[]} nodes
   * @returns {string} the kind of a page that is no person's; "" for one that may be
   */
  const of = (document, location, nodes) => {
    const named = nodes.filter((node) => text.line(String(node.name ?? node.headline ?? node.title ?? ""))); // builders of homepages write "LocalBusiness" and nothing more
    const other = location.pathname.length > 1 && OTHERS.find(([type]) => named.some((node) => embedded.isA(node, type)));
    if (other) return other[1];
    if (isArticle(document, location, nodes)) return "article";
    if (isTeam(document, location)) return "company";
    return location.pathname.length > 1 && OPEN_GRAPH.test(dom.meta(document, "og:type")) ? "other" : "";
  };

  learnlearn.kinds = { of, isArticle, isArticlePath, isOwnSite, isProfilePath };
})();
