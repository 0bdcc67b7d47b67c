/** The versions of the wire this extension speaks, and what an older agent would refuse. */

export const API = 2;
export const OLDEST_AGENT_API = 1;

/**
 * Fields that came after version 1, by their path (`*` stands for every item of a list), with the version that brought them. An agent
 * refuses fields it does not know, and a store may update the extension before the user updates the agent.
 * @type {Readonly<Record<string, number>>}
 */
export const SINCE = Object.freeze({ "snapshot.verified_links": 2, "people.*.verified_links": 2, "me.verified_links": 2 });

/**
 * The same message with only the fields of a version of the wire.
 * @template T
 * @param {T} body @param {number} api @param {Readonly<Record<string, number>>} [since]
 * @returns {T}
 */
export function forVersion(body, api, since = SINCE) {
  const newer = Object.entries(since).filter(([, version]) => version > api);
  if (!newer.length) return body;
  const copy = structuredClone(body);
  for (const [path] of newer) drop(copy, path.split("."));
  return copy;
}

/** @param {any} value @param {string[]} path */
function drop(value, [name, ...rest]) {
  if (value === null || typeof value !== "object" || name === undefined) return;
  if (name === "*") for (const item of value) drop(item, rest);
  else if (rest.length) drop(value[name], rest);
  else delete value[name];
}
