/** Where links truly lead: without detours and tracking, and from the place where the page stands. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { text } = learnlearn;

  const TRACKING =
    /^(utm_\w+|trk|trackingId|fbclid|gclid|dclid|msclkid|yclid|ttclid|twclid|li_fat_id|mc_[ce]id|_hsenc|_hsmi|mkt_tok|igshid|igsh|mibextid|rcm|originalSubdomain|lipi|ref_src|ref_url)$/i;
  // Addresses that only lead on: host (or its end), path, and the parameter that holds the true one.
  const DETOURS = [
    ["linkedin.com", /^\/redir\/(general-malware-page|redirect)|^\/safety\/go/, "url"],
    ["google.com", /^\/url$/, "q"],
    ["facebook.com", /^\/l\.php$/, "u"],
    ["instagram.com", /^\/$/, "u"],
    ["youtube.com", /^\/redirect$/, "q"],
    ["bsky.app", /^\/redirect$/, "u"],
    ["steamcommunity.com", /^\/linkfilter/, "u"],
  ];

  // An archive's copy leads to its own copies, and says so from the root of its own address; archive.today has several hosts and forms.
  const ARCHIVED =
    /^(?:(?:https?:\/\/[^/]+)?\/web\/\d{4,14}(?:[a-z]{2}_)?|https?:\/\/archive\.(?:today|ph|is|li|vn|fo|md)\/(?:o\/\w{4,8}|\d{14}|\d{4}\.\d\d\.\d\d-\d{6}))\/(?=https?:\/\/)/;

  /** What a link says, as the page said it before it was archived. @param {Element | null | undefined} element @param {string} [name] of the attribute */
  const href = (element, name = "href") => (element?.getAttribute(name) ?? "").replace(ARCHIVED, "");

  // A copy's links are those of the page it is a copy of. Asked for at every link, and the same for a whole reading.
  let base = { place: undefined, href: "" };
  const baseOf = () => {
    const { place } = learnlearn;
    if (!place || base.place !== place) base = { place, href: place && place.href !== document.location.href ? place.href : document.baseURI };
    return base.href;
  };

  /** An http(s) address without detour and tracking, or "". @param {string | null | undefined} raw @param {string} [base] the page's when absent */
  const address = (raw, base = baseOf()) => {
    if (!raw) return "";
    const known = addresses.get(raw);
    if (known?.base === base) return known.told;
    if (addresses.size > MAX_ADDRESSES) addresses.clear();
    const told = onwards(raw, base);
    addresses.set(raw, { base, told });
    return told;
  };

  // A page says the same few addresses many times over.
  const addresses = new Map();
  const MAX_ADDRESSES = 4_000;

  const onwards = (raw, base) => {
    let url = parse(raw, base);
    for (let hops = 0; url && hops < 3; hops += 1) {
      const onward = leadingOn(url);
      if (!onward) break;
      url = parse(onward, base);
    }
    if (!url) return "";
    if (url.search) withoutTracking(url);
    const { href } = url;
    return href.length <= 2_048 && !/\s/.test(href) ? href : "";
  };

  // A detour holds the true address in a parameter, an archive's copy in its path.
  const leadingOn = (url) => {
    const { href: told, search, hostname, pathname } = url;
    if (ARCHIVED.test(told)) return told.replace(ARCHIVED, "");
    if (!search) return "";
    const detour = DETOURS.find(([host, path]) => (hostname === host || hostname.endsWith(`.${host}`)) && path.test(pathname));
    return detour ? url.searchParams.get(detour[2]) : "";
  };

  const withoutTracking = (url) => {
    const names = [];
    url.searchParams.forEach((_, name) => {
      names.push(name);
    }); // Firefox: a content script cannot walk the iterator of keys()
    for (const name of names) if (TRACKING.test(name)) url.searchParams.delete(name);
  };

  const parse = (raw, base) => {
    if (!raw?.trim()) return null;
    try {
      const url = new URL(raw.trim(), base);
      return /^https?:$/.test(url.protocol) ? url : null;
    } catch {
      return null;
    }
  };

  // A link of the site to itself tells nothing about the person; one to elsewhere does.
  /** The addresses elsewhere that a text links to. @param {ParentNode | null} root */
  const linksOf = (root) => {
    const place = learnlearn.place ?? document.location;
    const found = [];
    for (const anchor of root?.querySelectorAll("a[href]") ?? []) {
      const url = linkOf(anchor);
      if (url && !sameHost(url, place)) found.push(url);
    }
    return text.unique(found);
  };

  /** Where a link truly leads: t.co, lnkd.in and their like hide it, and print it as the link's text or title. @param {Element} anchor */
  const linkOf = (anchor) => {
    const url = address(anchor.getAttribute("href"));
    if (!/^https?:\/\/(t\.co|lnkd\.in)\//.test(url)) return url;
    const shown = [anchor.getAttribute("title"), anchor.getAttribute("data-expanded-url"), learnlearn.dom.lineOf(anchor)].map((told) =>
      text.line(told).replace(/\s/g, ""),
    );
    const whole = shown.find((told) => /^(https?:\/\/)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/\S*)?$/u.test(told) && !told.includes("…"));
    return whole ? address(/^https?:/.test(whole) ? whole : `https://${whole}`) : url;
  };

  const sameHost = (url, location) => {
    const bare = (host) => host.toLowerCase().replace(/^(www|m|mobile)\./, "");
    return bare(url.match(/^https?:\/\/([^/?#:]+)/)?.[1] ?? "") === bare(location.hostname);
  };

  /** A part of an address as people read it; as it stands where its escapes are broken. @param {string} part */
  const decoded = (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };

  learnlearn.dom = { ...learnlearn.dom, href, decoded, address, linkOf, linksOf, sameHost };
})();
