/**
 * Which address a page has. Nearly always the one in the address bar. A saved copy (a file, an archive, a page of a server on this machine)
 * stands elsewhere: then the page itself says where it is from, by the comment browsers write when they save, or by its canonical address.
 *
 * A page of the open web cannot become another site's by saying so. Where it is a copy of a network's page, the network's reader reads it,
 * but whoever stands there is known by the address where the copy stands.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom } = learnlearn;

  // "saved from url=(0033)https://…" by Chromium and others, " Page saved with SingleFile \n url: https://…" by that extension, "Saved from https://… at"
  // by monolith, "Mirrored from ada.example/index.html by HTTrack".
  const SAVED = /(?:saved (?:from url=\(\d+\)|from\s|with SingleFile\s+url:\s*)|Mirrored from\s+)((?:https?:\/\/)?[^\s/]+\.[^\s]+)/i;
  const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/;

  const comments = (document) => [...document.childNodes, ...(document.documentElement?.childNodes ?? [])].filter((node) => node.nodeType === 8);

  // Others write it into an attribute.
  const savedFrom = (document) =>
    comments(document)
      .map((comment) => SAVED.exec(comment.data)?.[1])
      .concat(dom.meta(document, "savepage-url"), document.documentElement?.getAttribute("data-scrapbook-source"))
      .filter(Boolean)
      .map((url) => (/^https?:/.test(url) ? url : `https://${url}`))[0];

  const declared = (document) => {
    const canonical = dom.related(document, "canonical")[0]?.getAttribute("href") ?? "";
    return [canonical, dom.meta(document, "og:url")].find((url) => /^https?:\/\//.test(url));
  };

  // A page saved without its address may still say it: in its data, or where a card, a feed or the person's own part of a network leads to itself.
  const OWN = '.h-card .u-uid[href], link[rel~="alternate"][hreflang][href], [itemtype*="schema.org/Person"] [itemprop~="url"][href]';
  const linked = (document) => {
    const { embedded } = learnlearn;
    const pages = embedded.jsonLd(document).filter((node) => ["ProfilePage", "AboutPage", "WebPage"].some((type) => embedded.isA(node, type)));
    const { main } = embedded.persons(document);
    const told = [pages, main].flatMap((some) => (some.length === 1 ? [some[0].url, some[0]["@id"]] : [])).filter((url) => typeof url === "string");
    return [...told, ...dom.all(document, OWN).map((one) => one.getAttribute("href")), pageOfHandle(document)].find((url) =>
      /^https?:\/\//.test(url),
    );
  };

  // "Ada Example (@ada) / X" and a link to https://x.com/ada: the title names the account, the link has its address.
  const pageOfHandle = (document) => {
    const handle = /\(@?([\w.-]{2,60})(?:@[\w.-]+)?\)|^([\w.-]{2,39}) \(/.exec(document.title)?.slice(1).find(Boolean)?.toLowerCase();
    const ends = (url) =>
      url
        ?.replace(/\/$/, "")
        .toLowerCase()
        .replace(/^.*\/@?/, "") === handle;
    const link = handle && dom.all(document, "a[href^='http']").find((one) => ends(one.getAttribute("href")));
    return link ? link.getAttribute("href") : "";
  };

  const parsed = (url) => {
    const whole = dom.address(url);
    return whole ? new URL(whole) : null;
  };

  const REWRITER = /^archive\.(?:today|ph|is|li|vn|fo|md)$/;

  // archive.today says in its head, in its bar or in its own address which page it keeps.
  const archived = (document, location) => {
    if (location.hostname === "web.archive.org") return location.href;
    if (!REWRITER.test(location.hostname)) return "";
    const told = [...document.querySelectorAll("link[rel='canonical'], link[rel='bookmark']")].map((link) => link.getAttribute("href"));
    const kept = [location.href, ...told, document.querySelector("form input[name='q']")?.getAttribute("value")].map((url) => dom.address(url));
    return kept.find((url) => url && !REWRITER.test(new URL(url).hostname)) ?? "";
  };

  // Its head and its bar are its own, and so is the type of the whole; the page is what stands in one box, its classes and ids gone.
  const unpacked = (document) => {
    const seen = document.implementation.createHTMLDocument(document.title);
    seen.body.append(seen.importNode(document.querySelector("#CONTENT") ?? document.body, true));
    return seen;
  };

  const isLocal = (location) => !/^https?:$/.test(location.protocol) || LOCAL.test(location.hostname);

  const namedSite = (url) => learnlearn.sitesFor(url).find((site) => site.hosts.length > 0);

  /**
   * @param {Document} document @param {Location} location
   * @returns {{place: URL, url: string, unpacked?: () => Document} | null} `place` is where the page is from and how it is read; `url` is by what
   *   address whoever stands there is known; `unpacked` is the page without what an archive has put around it; null for what is no page of the web
   */
  const of = (document, location) => {
    const here = /^https?:$/.test(location.protocol) ? new URL(location.href) : null;
    const kept = archived(document, location);
    if (kept || isLocal(location)) {
      const from = parsed(kept || savedFrom(document) || declared(document) || linked(document));
      const place = from && !LOCAL.test(from.hostname) ? from : here;
      return place && { place, url: place.href, ...(kept && REWRITER.test(location.hostname) ? { unpacked: () => unpacked(document) } : {}) };
    }
    const from = parsed(savedFrom(document) || declared(document));
    const site = from && !namedSite(location) ? namedSite(from) : null;
    return site?.marks && document.querySelector(site.marks) ? { place: from, url: here.href } : { place: here, url: here.href };
  };

  learnlearn.origin = { of };
})();
