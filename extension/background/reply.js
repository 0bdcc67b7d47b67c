/**
 * Judges what the agent answers before anything is shown of it. A reply may say more than this version knows; what it lacks, or holds in another form, is a
 * fault, for the view would show half of it.
 */
import { REPLIES, SHAPES } from "./shapes.js";

/**
 * The first place that is wrong, such as `people.3.step.due`; null when the reply is as it should be. Words of the reply are not in it.
 * @param {string} route @param {unknown} reply
 * @returns {string | null}
 */
export function fault(route, reply) {
  const shape = REPLIES[route];
  return shape === undefined ? "route" : wrong(reply, shape, "reply");
}

/** @param {any} value @param {string | string[]} shape a name, names between bars, or a list of one such @param {string} at @returns {string | null} */
function wrong(value, shape, at) {
  if (Array.isArray(shape)) {
    return Array.isArray(value) ? first(value, (one, place) => wrong(one, shape[0] ?? "", `${at}.${place}`)) : at;
  }
  const names = shape.split("|");
  if (names.some((name) => isPlain(value, name))) return null;
  const fields = SHAPES[names.find((name) => name in SHAPES) ?? ""];
  if (!fields || value === null || typeof value !== "object" || Array.isArray(value)) return at;
  return first(Object.entries(fields), ([name, one]) => {
    const key = name.replace("?", "");
    if (value[key] === undefined) return key === name ? `${at}.${key}` : null;
    return wrong(value[key], one, `${at}.${key}`);
  });
}

/** @param {unknown} value @param {string} name */
function isPlain(value, name) {
  if (name === "null") return value === null;
  if (name === "object") return value !== null && typeof value === "object" && !Array.isArray(value);
  return name === "integer" ? Number.isInteger(value) : typeof value === name;
}

/** @template T @param {T[]} items @param {(item: T, at: number) => string | null} judge @returns {string | null} */
function first(items, judge) {
  for (const [at, item] of items.entries()) {
    const found = judge(item, at);
    if (found !== null) return found;
  }
  return null;
}
