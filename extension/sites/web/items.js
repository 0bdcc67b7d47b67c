/**
 * The page's microformats, gathered in one pass: each item (h-card, h-entry, …) with the properties that are its own. What stands in an item
 * inside it belongs to that one. https://microformats.org/wiki/microformats2-parsing
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom } = learnlearn;

  // Version 2, then version 1; and where others have their say, which is no part of what they speak of.
  const ROOTS = new Set(
    ("h-card h-entry h-event h-resume h-feed h-adr h-geo h-cite h-item h-product h-review " + "vcard hentry hresume vevent hfeed comments").split(
      " ",
    ),
  );
  // Properties of version 1 that readers ask for; those of version 2 are known by their prefix.
  const OLD = new Set(
    (
      "fn nickname title role org note adr locality region country-name category url uid author entry-title entry-content entry-summary published " +
      "updated summary skill affiliation experience education vevent location description dtstart dtend contact"
    ).split(" "),
  );
  const PREFIXED = /^(?:p|u|dt|e|h)-/;
  const ROOT = [...ROOTS].map((name) => `.${name}`).join();
  const TAG = 'a[rel~="tag" i]:not(.p-category)'; // a tag that no class marks

  /**
   * @typedef {object} Item
   * @property {Element} element
   * @property {Item | null} parent the item it stands in
   * @property {Set<string>} types such as h-card
   * @property {Map<string, Element[]>} properties by class name, in the page's order, without those that are put away; links that are tags by "tag"
   * @property {boolean} isAway it is put away, or the item it stands in
   */

  const SLICE = 200; // elements between two looks at the clock

  /** @param {Document} document @returns {Generator<undefined, Map<Element, Item>>} */
  function* gathering(document) {
    const pass = { items: new Map(), open: [], away: new Set(), tags: new Set() };
    if (!document.querySelector(ROOT)) return pass.items; // most pages: to look for each root by itself would cost three times as much where there are some
    pass.away = new Set(dom.putAway(document));
    pass.tags = new Set(document.querySelectorAll(TAG));
    let count = 0;
    for (const element of document.querySelectorAll("[class], a[rel]")) {
      take(element, pass);
      count += 1;
      if (count % SLICE === 0) yield;
    }
    return pass.items;
  }

  const take = (element, { items, open, away, tags }) => {
    const { types, names } = meaningOf(element.getAttribute("class") ?? "");
    const isTag = tags.size > 0 && tags.has(element);
    if ((!names.length && !isTag) || (!open.length && !types.size)) return;
    while (open.length && !open.at(-1).element.contains(element)) open.pop();
    const parent = open.at(-1) ?? null;
    const isAway = away.size > 0 && away.has(element);
    if (parent && !isAway) note(parent.properties, element, isTag ? [...names, "tag"] : names);
    if (!types.size) return;
    const item = { element, parent, types, properties: new Map(), isAway: isAway || Boolean(parent?.isAway) };
    items.set(element, item);
    open.push(item);
  };

  const note = (properties, element, names) => {
    for (const name of names) {
      const known = properties.get(name);
      if (known) known.push(element);
      else properties.set(name, [element]);
    }
  };

  // A page says the same few classes thousands of times.
  const meanings = new Map();
  const MAX_MEANINGS = 5_000;

  const meaningOf = (classes) => {
    const known = meanings.get(classes);
    if (known) return known;
    const names = classes.split(/\s+/).filter((name) => PREFIXED.test(name) || OLD.has(name) || ROOTS.has(name));
    const meaning = { names, types: new Set(names.filter((name) => ROOTS.has(name))) };
    if (meanings.size < MAX_MEANINGS) meanings.set(classes, meaning);
    return meaning;
  };

  /** Every item of the page, in its order. @param {Document} document @returns {Map<Element, Item>} */
  const all = (document) =>
    learnlearn.once("microformats", () => {
      const pass = gathering(document);
      let step = pass.next();
      while (!step.done) step = pass.next();
      return step.value;
    });

  /** The same in slices, for the one who asks next: a page may have fifteen thousand elements. @param {Document} document */
  const gather = async (document) => {
    const pass = gathering(document);
    let step = pass.next();
    for (; !step.done; step = pass.next()) await learnlearn.breathe();
    learnlearn.once("microformats", () => step.value);
  };

  /** What an element holds: its item, or all that stands in one that is none. @param {Element} element @returns {Item} */
  const of = (element) => all(element.ownerDocument).get(element) ?? unmarked(element);

  const unmarked = (element) => {
    const properties = new Map();
    for (const one of dom.all(element, "[class]")) note(properties, one, meaningOf(one.getAttribute("class")).names);
    return { element, parent: null, types: new Set(), properties, isAway: false };
  };

  const NONE = [];

  /** The elements of a property. @param {Item} item @param {...string} names classes, the better first: the first that is there counts @returns {Element[]} */
  const elements = ({ properties }, ...names) => {
    for (const name of names) {
      const found = properties.get(name);
      if (found) return found;
    }
    return NONE;
  };

  /** Whether an item stands in one of this type, however deep. @param {Item} item @param {...string} types */
  const isWithin = ({ parent }, ...types) => {
    for (let above = parent; above; above = above.parent) for (const type of types) if (above.types.has(type)) return true;
    return false;
  };

  learnlearn.items = { all, gather, of, elements, isWithin };
})();
