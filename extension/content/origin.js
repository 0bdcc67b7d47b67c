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

  const parsed = (url) => {
    const whole = dom.address(url);
    return whole ? new URL(whole) : null;
  };

  const archived = (location) => (location.hostname === "web.archive.org" ? location.href : "");

  const isLocal = (location) => !/^https?:$/.test(location.protocol) || LOCAL.test(location.hostname);

  const namedSite = (url) => learnlearn.sitesFor(url).find((site) => site.hosts.length > 0);

  /**
   * @param {Document} document @param {Location} location
   * @returns {{place: URL, url: string} | null} `place` is where the page is from and how it is read; `url` is by what address whoever
   *   stands there is known; null for what is no page of the web
   */
  const of = (document, location) => {
    const here = /^https?:$/.test(location.protocol) ? new URL(location.href) : null;
    if (archived(location) || isLocal(location)) {
      const from = parsed(archived(location) || savedFrom(document) || declared(document));
      const place = from && !LOCAL.test(from.hostname) ? from : here;
      return place && { place, url: place.href };
    }
    const from = parsed(savedFrom(document) || declared(document));
    const site = from && !namedSite(location) ? namedSite(from) : null;
    return site?.marks && document.querySelector(site.marks) ? { place: from, url: here.href } : { place: here, url: here.href };
  };

  learnlearn.origin = { of };
})();
