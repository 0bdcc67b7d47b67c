/**
 * What a site's `site.json` says of its addresses, when a release of the agent brings a newer one: data only, of a closed vocabulary, as the hooks are.
 *
 *   { "version": 2, "name": "X", "urls": { "profile": ["https://x.com/{handle}", "https://x.com/u/{handle}"], "not_a_person": { "job": ["/work/*"] } } }
 *
 * The first address of a kind is the form the reader knows; another with the same parts is read as if it stood there. `{handle}` is one part of a
 * path, `{all,top}` one of these words, `*` anything. Hosts stay those of the extension: they are what the user allowed.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});

  const KEYS = new Set(["version", "name", "urls"]);
  const PAGES = ["profile", "hashtag", "search", "group"];
  const KINDS = new Set("article company feed group job organization other repository school search".split(" "));
  const MAX_PATTERNS = 40;
  const MAX_LENGTH = 200;
  const WILD = "*";

  /**
   * What is wrong with a site.json that came from elsewhere, in words; empty when it may be used.
   * @param {any} file @param {string[]} hosts of the site, as the extension has them
   * @returns {string[]}
   */
  const faults = (file, hosts) => {
    if (!file || typeof file !== "object" || !Number.isInteger(file.version) || !file.urls || typeof file.urls !== "object")
      return ["not a site.json: {version, name, urls}"];
    const found = Object.keys(file).flatMap((key) => (KEYS.has(key) ? [] : [`unknown key ${key}`]));
    if (file.name !== undefined && !(typeof file.name === "string" && /^[^\s<>][^<>\n]{0,59}$/.test(file.name))) found.push("name is no name");
    for (const [page, told] of Object.entries(file.urls)) {
      if (page === "not_a_person") found.push(...kindFaults(told, hosts));
      else if (page !== "sign_in_wall" && !PAGES.includes(page)) found.push(`unknown page ${page}`);
      else found.push(...listFaults(told, hosts));
    }
    return found;
  };

  const kindFaults = (told, hosts) =>
    told && typeof told === "object" && !Array.isArray(told)
      ? Object.entries(told).flatMap(([kind, patterns]) => (KINDS.has(kind) ? listFaults(patterns, hosts) : [`unknown kind ${kind}`]))
      : ["not_a_person: not lists by kind"];

  const listFaults = (patterns, hosts) =>
    Array.isArray(patterns) && patterns.length <= MAX_PATTERNS
      ? patterns.flatMap((pattern) => (compiled(pattern, hosts) ? [] : [`no address of this site: ${String(pattern).slice(0, MAX_LENGTH)}`]))
      : [`not a list of at most ${MAX_PATTERNS}`];

  // "https://*.linkedin.com" or nothing, then a path of plain signs, {parts}, {one,of,these} and at most two times anything.
  const FORM = /^(?:https:\/\/(\*\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+))?(\/[\w\-./~%@:?=&#+*{},]*)$/;
  const PIECES = /\{([a-z]+)\}|\{([\w-]+(?:,[\w-]+)+)\}|(\*)|([^{}*]+)/gy;

  /** @param {any} pattern @param {string[]} hosts @returns {{shape: RegExp, parts: string[], isPlain: boolean, pattern: string} | null} null for what is none */
  const compiled = (pattern, hosts) => {
    const [, , host, path] = (typeof pattern === "string" && pattern.length <= MAX_LENGTH && FORM.exec(pattern)) || [];
    if (!path || (host && !hosts.some((known) => host === known || host.endsWith(`.${known}`))) || /\}\{/.test(path)) return null;
    const pieces = [...path.matchAll(PIECES)];
    if (pieces.map(([whole]) => whole).join("") !== path || path.split(WILD).length > 3) return null;
    const parts = pieces.flatMap(([, part]) => (part ? [part] : []));
    const source = pieces.map(([, part, words, wild, plain]) =>
      part ? "([^/?#]+)" : words ? `(?:${words.replaceAll(",", "|")})` : wild ? ".*" : plain.replace(/[^\w]/g, "\\$&"),
    );
    return {
      shape: new RegExp(`^${source.join("")}$`, "i"),
      parts,
      isPlain: !path.includes(WILD) && !pieces.some(([, , words]) => words),
      pattern: path,
    };
  };

  const matched = (patterns, site, place) => {
    const path = place.pathname.replace(/(?<=.)\/$/, "");
    for (const one of (patterns ?? []).map((pattern) => compiled(pattern, site.hosts)).filter(Boolean)) {
      const found = [`${path}${place.search}`, path].map((told) => one.shape.exec(told) ?? one.shape.exec(`${told}/`)).find(Boolean);
      if (found) return { ...one, values: found.slice(1) };
    }
    return null;
  };

  /**
   * Where a page would stand in the form the reader knows; the place itself where nothing newer is known.
   * @param {any} site with `urls` of a release @param {URL} place @returns {URL}
   */
  const placeOf = (site, place) => {
    for (const page of site.urls ? PAGES : []) {
      const [form, ...others] = site.urls[page] ?? [];
      const known = form ? compiled(form, site.hosts) : null;
      const found = known?.isPlain ? matched(others, site, place) : null;
      if (!found?.isPlain || [...found.parts].sort().join() !== [...known.parts].sort().join()) continue;
      const filled = known.pattern.replace(/\{([^{}]+)\}/g, (_, part) => found.values[found.parts.indexOf(part)]);
      return new URL(filled, place.origin);
    }
    return place;
  };

  /**
   * What a release says of this address; otherwise what the reader said.
   * @param {any} site @param {URL} place @param {object} page of the reader's `detect`
   */
  const judged = (site, place, page) => {
    if (matched(site.urls?.sign_in_wall, site, place)) return { page: "sign_in_wall" };
    const kind = Object.entries(site.urls?.not_a_person ?? {}).find(([, patterns]) => matched(patterns, site, place))?.[0];
    return kind ? { page: "not_a_person", kind } : page;
  };

  learnlearn.routes = { faults, placeOf, judged };
})();
