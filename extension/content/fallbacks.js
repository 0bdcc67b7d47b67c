/**
 * Which place of a page tells a field. Several do: data for search engines, marks, what stands in order, words for the eye. Each is a candidate
 * with the grade of its place, and the best score wins, field by field. The one mechanism of every reader; the snapshot says which grade won.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { facts: whole, text } = learnlearn;

  // Data that names whose page it is; marks, roles, ids and where links lead; order and structure; words for the eye; what stands in the head for
  // others, shortened there, and left standing by an app that goes on to somebody else; last of all the address.
  const GRADES = { embedded: 6, semantic: 5, structure: 4, text: 3, head: 2, address: 1 };

  // Words that end in the middle, which may stand whole in a place of a lower grade; other words that stand there do not take their place.
  const isCut = (value) => typeof value === "string" && /(?:…|\.\.\.)$/.test(value);
  const isWholeOf = (value, cut) => !isCut(value) && text.folded(value).startsWith(text.folded(cut));

  /** @typedef {[grade: keyof GRADES, value: unknown | (() => unknown), layout?: string]} Place a function is called only when its place could still win */

  /**
   * The best of the places that could tell a field: the higher score, and of equals the first.
   * @param {string} field of the contract @param {Place[]} places
   * @returns {{value: any, grade: keyof GRADES, layout: string, score: number} | null} null when none tells it
   */
  const best = (field, places) => {
    const byGrade = [...places].sort(([one], [other]) => GRADES[other] - GRADES[one]);
    let found = null;
    for (const [grade, told, layout = ""] of byGrade) {
      if (found && !isCut(found.value)) break;
      const raw = typeof told === "function" ? told() : told;
      const value = whole.isEmpty(raw) ? raw : whole.fit(field, raw);
      if (whole.isEmpty(value)) continue;
      if (!found || isWholeOf(value, found.value)) found = { value, grade, layout, score: GRADES[grade] };
    }
    return found;
  };

  /** What somebody says under their name: its first line is the headline, all of it is `about` when it has more. @param {Place[]} places */
  const bio = (places) => {
    const found = best("about", places);
    const { headline, about } = whole.bio(found?.value ?? "");
    return { headline: placed(found, headline), about: placed(found, about) };
  };

  const placed = (found, value) => (found && value ? [[found.grade, value, found.layout]] : []);

  /**
   * Every field by its best place. `layout` is the one whose places won most, when places name theirs.
   * @param {Record<string, Place[]>} places
   */
  const choose = (places) => {
    const facts = {};
    const grades = {};
    const scores = new Map();
    for (const field of whole.FIELDS) {
      const found = best(field, places[field] ?? []);
      if (!found) continue;
      facts[field] = found.value;
      grades[field] = found.grade;
      if (found.layout) scores.set(found.layout, (scores.get(found.layout) ?? 0) + found.score);
    }
    const [layout = ""] = [...scores].reduce((most, one) => (one[1] > most[1] ? one : most), ["", 0]);
    return { facts, grades, layout };
  };

  /** A whole reading as places of one grade. @param {string} layout @param {keyof GRADES} grade @param {Record<string, unknown>} facts */
  const reading = (layout, grade, facts) => Object.fromEntries(Object.entries(facts).map(([field, value]) => [field, [[grade, value, layout]]]));

  /** The same places as those of a layout. @param {string} layout @param {Record<string, Place[]>} places */
  const named = (layout, places) =>
    Object.fromEntries(Object.entries(places).map(([field, some]) => [field, some.map(([grade, value]) => [grade, value, layout])]));

  /** The places of several readings of one person; of equals the first counts. @param {...Record<string, Place[]>} readings */
  const joined = (...readings) => {
    const places = {};
    for (const one of readings) for (const [field, some] of Object.entries(one)) places[field] = [...(places[field] ?? []), ...some];
    return places;
  };

  learnlearn.fallbacks = { best, bio, choose, reading, named, joined };
})();
