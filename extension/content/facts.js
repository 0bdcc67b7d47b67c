/** Gathers what a reader finds, and makes the contract's ProfileSnapshot of it: only what was found, within the contract's limits. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  // agent/learnlearn/contract/snapshot.py and base.py; a test compares the two.
  const LIMITS = { name: 300, line: 2_000, text: 40_000, url: 2_048 };
  const FORM = {
    name: "name",
    handle: "line",
    headline: "line",
    about: "text",
    location: "line",
    status: "line",
    skills: 500,
    interests: 500,
    groups: 500,
    languages: 500,
    causes: 500,
    certifications: 500,
    positions: 200,
    education: 100,
    projects: 300,
    links: 200,
    verified_links: 50,
    posts: 2_000,
  };
  const PARTS = {
    positions: { title: "line", organization: "line", start: "line", end: "line", location: "line", description: "text" },
    education: { school: "line", degree: "line", field: "line", start: "line", end: "line", description: "text" },
    projects: { name: "line", description: "text", url: "url", topics: "lines" },
    posts: { text: "text", date: "date", kind: "kind", url: "url", hashtags: "lines", links: "urls", language: "language" },
  };
  const KINDS = new Set(["post", "repost", "reply", "pinned", "quote"]);

  const fitters = {
    name: (value) => text.cut(text.line(value), LIMITS.name),
    line: (value) => text.cut(text.line(String(value)), LIMITS.line),
    text: (value) => text.cut(text.withoutCut(text.paragraphs(String(value))), LIMITS.text),
    url: (value) => dom.address(value),
    date: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : ""),
    kind: (value) => (KINDS.has(value) ? value : ""),
    language: (value) => text.languageTag(value),
    lines: (value) => text.unique([value].flat().map((one) => fitters.line(one))).slice(0, 500),
    urls: (value) => text.unique([value].flat().map((one) => fitters.url(one))).slice(0, 100),
  };

  const isEmpty = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

  const fitPart = (field, item) => {
    const fitted = {};
    for (const key in PARTS[field]) {
      if (isEmpty(item?.[key])) continue;
      const form = PARTS[field][key];
      const value = fitters[form](item[key]);
      if (!isEmpty(value) && !(typeof value === "string" && text.isMasked(value))) fitted[key] = value;
    }
    return fitted;
  };

  // What a part must have to say anything.
  const isTelling = {
    positions: (p) => p.title || p.organization,
    education: (e) => e.school || e.degree,
    projects: (p) => p.name,
    posts: (p) => p.text,
  };

  const fit = (field, value) => {
    if (alreadyFitted.has(value)) return value;
    const form = FORM[field];
    if (typeof form === "string") {
      const fitted = fitters[form](value);
      return text.isMasked(fitted) ? "" : fitted;
    }
    if (field === "links" || field === "verified_links") return text.unique([value].flat().map((one) => fitters.url(one))).slice(0, form);
    if (!PARTS[field])
      return fitters
        .lines(value)
        .filter((one) => !text.isMasked(one))
        .slice(0, form);
    return distinct(value.map((item) => fitPart(field, item)).filter(isTelling[field])).slice(0, form);
  };

  // Lists that were fitted in slices.
  const alreadyFitted = new WeakSet();

  /** The same as `fit` for a list of parts, in slices: three hundred posts would hold up a scroll. @param {string} field @param {object[]} items */
  const fitInSlices = async (field, items) => {
    const fitted = [];
    for (const item of items) {
      fitted.push(fitPart(field, item));
      const turn = learnlearn.breathe();
      if (turn) await turn;
    }
    const list = distinct(fitted.filter(isTelling[field])).slice(0, FORM[field]);
    alreadyFitted.add(list);
    return list;
  };

  const distinct = (items) => {
    const seen = new Set();
    return items.filter((item) => {
      const key = item.kind ? `${item.kind} ${item.url ?? ""} ${item.text}` : JSON.stringify(item).toLowerCase();
      return !seen.has(key) && seen.add(key);
    });
  };

  /** Facts within the contract: unknown keys and empty values left out. @param {object} raw */
  const fitted = (raw) => {
    const facts = {};
    for (const field of Object.keys(FORM)) {
      if (isEmpty(raw[field])) continue;
      const value = fit(field, raw[field]);
      if (!isEmpty(value)) facts[field] = value;
    }
    return facts;
  };

  const SAYS_NOTHING = new Set(["name", "handle", "location", "links", "verified_links"]);
  /** Whether facts say anything of a person's interests, as contract Facts.is_blank has it. @param {object} facts */
  const isBlank = (facts) => Object.keys(facts).every((field) => SAYS_NOTHING.has(field));

  /**
   * A ProfileSnapshot in the contract's JSON.
   * `grades` tells of each field which place of the page told it.
   * @param {{site: string, url: string, facts: object, grades?: Record<string, string>, reader: string, sought: string[], partly?: string[], page?: "profile" | "selection", language?: string}} told
   */
  const snapshot = ({ site, url, facts, grades = {}, reader, sought, partly = [], page = "profile", language = "" }) => {
    const found = Object.keys(facts);
    const tag = text.languageTag(language);
    return {
      site,
      url,
      captured_at: new Date().toISOString(),
      page,
      ...(tag ? { page_language: tag } : {}),
      ...facts,
      reader: {
        reader,
        found: found.map((field) => (grades[field] ? `${field}: ${grades[field]}` : field)),
        missing: [...sought.filter((field) => !found.includes(field) && !partly.some((line) => line.startsWith(`${field}:`))), ...partly].slice(
          0,
          500,
        ),
      },
    };
  };

  /** What somebody says of themselves under their name: its first line stands as the headline, all of it as `about` when it has more. @param {string} words */
  const bio = (words) => {
    const whole = text.paragraphs(words);
    const [headline] = whole.split("\n");
    return { headline, about: headline === whole ? "" : whole };
  };

  learnlearn.facts = { bio, LIMITS, FORM, FIELDS: Object.keys(FORM), PARTS, fit, fitInSlices, fitted, isBlank, snapshot, isEmpty };
})();
