/** What a page's links tell of its person: where else they are, and what they chose as their topics. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, readable, text } = learnlearn;

  // Host, and the path (with its search) of somebody's page there.
  const ONE =
    /^\/(?!(?:share|sharer|intent|home|search|login|signup|about|features|explore|watch|hashtag|sponsors|orgs|topics|p|i|c|tr|plugins|settings|privacy|policies|help|legal|pages|groups|events|marketplace)(?:[/.?]|$))[\w.-]{2,}\/?$/i;
  const AT = /^\/@[\w.-]+\/?$/;
  const NETWORKS = [
    [/(^|\.)linkedin\.com$/, /^\/in\/[^/]+\/?$/],
    [
      /^(www\.)?(github|gitlab|instagram|facebook|soundcloud|behance|dribbble|keybase|letterboxd|bandcamp)\.(com|net|io)$|^(www\.)?(codeberg\.org|dev\.to|sr\.ht|about\.me)$/,
      ONE,
    ],
    [/^(www\.|mobile\.)?(x|twitter)\.com$/, ONE],
    [/^bsky\.app$/, /^\/profile\/[^/]+\/?$/],
    [/(^|\.)(youtube|tiktok|threads|medium|substack)\.(com|net)$/, /^\/(@[\w.-]+|(c|channel|user)\/[^/]+)\/?$/],
    [/^orcid\.org$/, /^\/\d{4}-\d{4}-\d{4}-[\dX]{4}\/?$/],
    [/^scholar\.google\.[a-z.]+$/, /^\/citations\?(?:.*&)?user=/],
    [/(^|\.)researchgate\.net$/, /^\/profile\/[^/]+\/?$/],
    [/(^|\.)(goodreads|strava|stackoverflow|flickr)\.com$/, /^\/(user\/show|author\/show|athletes|users|people|photos)\/[^/]+(\/[^/]+)?\/?$/],
  ];

  const NETWORK =
    /linkedin|git(?:hub|lab)|instagram|facebook|soundcloud|behance|dribbble|keybase|letterboxd|bandcamp|codeberg|dev\.to|sr\.ht|about\.me|\/\/(?:www\.|mobile\.)?x\.com|twitter|bsky|youtube|tiktok|threads|medium|substack|orcid|scholar|researchgate|goodreads|strava|stackoverflow|flickr|\/@/i;

  /** The network a link leads to somebody's page of, or "". A fediverse's server has no host that is known. @param {URL} url */
  const networkOf = ({ hostname, pathname, search }) => {
    const known = NETWORKS.find(([host]) => host.test(hostname));
    if (known) return known[1].test(pathname + (known[1].source.includes("\\?") ? search : "")) ? known[0].source : "";
    return AT.test(pathname) ? "@" : "";
  };

  const plain = (words) => text.folded(words.normalize("NFKD").replace(/\p{M}/gu, "")).replace(/[^\p{L}\p{N}]/gu, "");

  // "github.com/adaexample" of Ada Example; not the account of the site whose page this is.
  const isNamedAs = (url, name) => {
    const handle = plain(dom.decoded(url.pathname.split("/").filter(Boolean).at(-1) ?? ""));
    return name.split(/[\s'’-]+/).some((part) => plain(part).length > 3 && handle.includes(plain(part)));
  };

  // "Find me on GitHub": the link is called as the network, or as the account.
  const isCalledSo = (link, url) => {
    const called = plain(dom.lineOf(link));
    return called.length > 1 && (plain(url.hostname).includes(called) || plain(url.pathname).includes(called));
  };

  /**
   * The person's accounts elsewhere, which most pages draw as a row of signs and few mark with rel=me. A link counts where the page holds no second
   * one of that network, and where it cannot well be somebody else's: by where it stands, or by its name.
   * @param {Document} document @param {Location | URL} location
   * @param {{name: string, isTheirs: boolean, others: Set<Element>}} of `isTheirs`: the whole site is one person's; `others`: what is not read
   * @returns {string[]} addresses
   */
  const accounts = (document, location, { name, isTheirs, others }) => {
    const found = new Map();
    for (const link of dom.all(isTheirs ? document : readable.mainOf(document), "a[href*='http']")) {
      if (!NETWORK.test(link.getAttribute("href"))) continue; // a page of posts has thousands of links
      const href = dom.address(link.getAttribute("href"));
      const url = href && !dom.sameHost(href, location) ? new URL(href) : null;
      const network = url ? networkOf(url) : "";
      if (network) found.set(network, [...(found.get(network) ?? []), { link, url }]);
    }
    return [...found.values()].flatMap((links) => {
      const [{ url }] = links;
      const isOne = new Set(links.map((one) => one.url.pathname.toLowerCase().replace(/\/$/, "") + one.url.search)).size === 1;
      const isOwn = links.some(({ link }) => !readable.isWithin(link, others) && (!readable.isInSentence(link) || isCalledSo(link, url)));
      return isOne && isOwn && (isTheirs || isNamedAs(url, name)) ? [url.href] : [];
    });
  };

  // "/topic/Andosols", "mauthors=label:snow_acoustics", "/questions/tagged/rust": links to everybody of one topic.
  const TOPIC = /\/(?:topics?|tags?|tagged|skills?|interests?|keywords?|genres?)\/[^/?#]+\/?(?:[?#]|$)|[?&:=]label:/i;

  /**
   * Topics that stand as links on somebody's page of a network: two and more, each by itself.
   * @param {Document} document @param {Set<Element>} others what is not read
   */
  const topics = (document, others) => {
    const main = readable.mainOf(document);
    const chips = dom
      .all(main, "a[href]")
      .filter(
        (link) =>
          TOPIC.test(dom.address(link.getAttribute("href"))) &&
          !readable.isInSentence(link) &&
          !readable.isAside(link, main) &&
          !readable.isWithin(link, others),
      )
      .map((link) => dom.lineOf(link).replace(/^#/, ""))
      .filter((topic) => topic && topic.length <= 60);
    return chips.length > 1 ? text.unique(chips) : [];
  };

  learnlearn.links = { accounts, topics };
})();
