/** What would be kept of a person, line by line, and the snapshot without the lines that the user struck out. */

/** @typedef {import("../types/api").ProfileSnapshot} ProfileSnapshot */

const SINGLE = /** @type {const} */ (["headline", "about", "location", "status"]);
const LISTS = /** @type {const} */ (["skills", "interests", "groups", "languages", "causes", "certifications", "links", "verified_links"]);
const RECORDS = /** @type {const} */ ({
  positions: ["title", "organization", "start", "end", "location", "description"],
  education: ["school", "degree", "field", "start", "end", "description"],
  projects: ["name", "description"],
  posts: ["text"],
});

/**
 * @param {ProfileSnapshot} snapshot
 * @returns {import("../types/messages").KeepLine[]} name and address are always kept: they say of whom the rest is
 */
export function lines(snapshot) {
  const single = SINGLE.filter((field) => snapshot[field]).map((field) => ({ path: field, field, text: snapshot[field] ?? "" }));
  const listed = LISTS.flatMap((field) => (snapshot[field] ?? []).map((text, at) => ({ path: `${field}.${at}`, field, text })));
  const read = /** @type {Record<string, any>} */ (snapshot);
  const records = Object.entries(RECORDS).flatMap(([field, parts]) =>
    /** @type {any[]} */ (read[field] ?? []).map((record, at) => ({
      path: `${field}.${at}`,
      field,
      text: parts
        .map((part) => record[part])
        .filter(Boolean)
        .join(" · "),
      ...(record.date && { date: record.date }),
    })),
  );
  return [...single, ...records, ...listed];
}

/**
 * @param {ProfileSnapshot} snapshot @param {readonly string[]} struck paths as `lines` gave them; others are passed over
 * @returns {ProfileSnapshot}
 */
export function without(snapshot, struck) {
  const out = new Set(struck);
  /** @type {any} */
  const kept = { ...snapshot };
  for (const field of SINGLE) if (out.has(field)) delete kept[field];
  for (const field of [...LISTS, ...Object.keys(RECORDS)]) {
    if (kept[field]) kept[field] = kept[field].filter((/** @type {unknown} */ _, /** @type {number} */ at) => !out.has(`${field}.${at}`));
  }
  return kept;
}
