/**
 * "Page not understood": what a maintainer needs to mend a reader, and nothing about anybody. Structure only: tags, attribute names,
 * values that come from the site's own vocabulary; no text, no address, no id of a person. It stays on the machine unless the user copies it.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const MAX_ELEMENTS = 400;
  const MAX_DEPTH = 24;
  const TOLD_ATTRIBUTES = ["role", "itemprop", "itemtype", "data-testid", "data-view-name", "data-section", "data-sdui-screen", "rel"];

  // A value is told only when it reads like a word of the site's own: letters and joints, no digits. Whoever the page is about or
  // mentions stands in its addresses: what stands there too is left out of the value.
  const isVocabulary = (value) =>
    /^https?:\/\/schema\.org\/\w+$/.test(value) || (/^[A-Za-z…][A-Za-z….# _-]{0,90}$/.test(value) && !value.includes("www."));

  const namesIn = (document, location) => {
    const addresses = [
      location.pathname,
      ...[...document.querySelectorAll("a[href]")].slice(0, 3_000).map((link) => link.getAttribute("href") ?? ""),
    ];
    const segments = addresses.flatMap((address) => address.replace(/^https?:\/\/[^/]+/, "").split(/[/?#&=@]/));
    return [...new Set(segments.map((one) => one.toLowerCase()))].filter((one) => one.length > 2 && !ROUTES.test(one));
  };

  const withoutNames = (value, names) => {
    const parts = value.split(/(?<=-by-|-Container-)/); // "feedItem-by-…" names whoever wrote the item
    const told = parts.length > 1 ? `${parts[0]}…` : value;
    return names.reduce(
      (left, name) => (left.toLowerCase().includes(name) ? left.replace(new RegExp(name.replace(/[^\w]/g, "\\$&"), "gi"), "…") : left),
      told,
    );
  };

  const describe = (element, names) => {
    const attributes = element
      .getAttributeNames()
      .filter((name) => /^[a-z][a-z-]{0,30}$/.test(name) && !name.startsWith("on"))
      .sort();
    const told = TOLD_ATTRIBUTES.flatMap((name) => {
      const value = withoutNames(element.getAttribute(name) ?? "", names);
      return value && isVocabulary(value) ? [`${name}=${value}`] : [];
    });
    const plain = attributes.filter((name) => !told.some((one) => one.startsWith(`${name}=`)));
    return [element.tagName.toLowerCase(), ...told, ...plain].join(" ");
  };

  const outline = (document, location) => {
    const lines = [];
    const names = namesIn(document, location);
    const visit = (element, depth) => {
      if (lines.length >= MAX_ELEMENTS || depth > MAX_DEPTH || ["SCRIPT", "STYLE", "SVG", "svg"].includes(element.tagName)) return;
      lines.push(`${"  ".repeat(depth)}${describe(element, names)}`);
      for (const child of element.children) visit(child, depth + 1);
    };
    const main = document.querySelector('main, [role="main"]') ?? document.body;
    if (main) visit(main, 0);
    return lines;
  };

  // "/in/somebody/details/skills" tells as "/in/…/details/skills": only words that networks use as routes are kept.
  const ROUTES =
    /^(in|pub|company|school|groups?|feed|hashtag|tags?|search|results|profile|post|posts|status|details|experience|skills|education|recent-activity|all|members|web|about|people|user|users|u|author|team)$/;
  const route = (path) =>
    path
      .split("/")
      .map((part) => (part === "" || ROUTES.test(part) ? part : "…"))
      .join("/");

  const NETWORKS = ["linkedin.com", "github.com", "x.com", "twitter.com", "bsky.app"];

  /**
   * @param {Document} document @param {Location} location
   * @param {{site: string, problem: string}[]} troubles readers that broke, by the error's name only
   * @param {{id: string} | undefined} site the reader that knew the page but found nothing
   */
  const make = (document, location, troubles, site) => ({
    site: site?.id ?? null,
    host: NETWORKS.find((known) => location.hostname === known || location.hostname.endsWith(`.${known}`)) ?? "another site",
    route: route(location.pathname),
    troubles,
    counts: Object.fromEntries(
      ["main", "h1", "h2", "article", "section", "time", "[data-testid]", "[itemprop]", "[role]", "a[href]"].map((selector) => [
        selector,
        document.querySelectorAll(selector).length,
      ]),
    ),
    structure: outline(document, location),
  });

  learnlearn.report = { make };
})();
