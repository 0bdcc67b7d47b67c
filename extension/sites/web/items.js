/**
 * The page's microformats, gathered in one pass: each item (h-card, h-entry, …) with the properties that are its own. What stands in an item
 * inside it belongs to that one. https://microformats.org/wiki/microformats2-parsing
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom } = learnlearn;

  // Version 2, then version 1.
  const ROOTS = new Set(
    ("h-card h-entry h-event h-resume h-feed h-adr h-geo h-cite h-item h-product h-review " + "vcard hentry hresume vevent hfeed").split(" "),
  );
  // Properties of version 1 that readers ask for; those of version 2 are known by their prefix.
  const OLD = new Set(
    (
      "fn nickname title role org note adr locality region country-name category url uid author entry-title entry-content entry-summary published " +
      "updated summary skill affiliation experience education vevent location description dtstart dtend contact"
    ).split(" "),
  );
  const PREFIXED = /^(?:p|u|dt|e|h)-/;

  /**
   * @typedef {object} Item
   * @property {Element} element
   * @property {Item | null} parent the item it stands in
   * @property {Set<string>} types such as h-card
   * @property {Map<string, Element[]>} properties by class name, in the page's order
   */

  /** Every item of the page, in its order. @param {Document} document @returns {Map<Element, Item>} */
  const all = (document) =>
    learnlearn.once("microformats", () => {
      const items = new Map();
      const open = [];
      for (const element of document.querySelectorAll("[class]")) take(element, items, open);
      return items;
    });

  const SLICE = 200; // elements between two looks at the clock

  /** The same in slices, for the one who asks next: a page may have fifteen thousand elements. @param {Document} document */
  const gather = async (document) => {
    const items = new Map();
    const open = [];
    let count = 0;
    for (const element of document.querySelectorAll("[class]")) {
      take(element, items, open);
      count += 1;
      if (count % SLICE === 0) await learnlearn.breathe();
    }
    learnlearn.once("microformats", () => items);
  };

  /** @param {Element} element @param {Map<Element, Item>} items @param {Item[]} open those that may hold it, the innermost last */
  const take = (element, items, open) => {
    const { types, names } = meaningOf(element.getAttribute("class"));
    if (!names.length) return;
    while (open.length && !open.at(-1).element.contains(element)) open.pop();
    const parent = open.at(-1) ?? null;
    if (parent) note(parent.properties, element, names);
    if (!types.size) return;
    const item = { element, parent, types, properties: new Map() };
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

  /** The elements of a property of an item that are not put away. @param {Element} root @param {...string} names classes, the better first: the first that is there counts */
  const elements = (root, ...names) => {
    const item = all(root.ownerDocument).get(root);
    for (const name of names) {
      const found = (item ? item.properties.get(name) : [...root.getElementsByClassName(name)])?.filter((element) => !dom.isAway(element)) ?? [];
      if (found.length) return found;
    }
    return [];
  };

  /** Whether an item stands in one of this type, however deep. @param {Item} item @param {...string} types */
  const isWithin = ({ parent }, ...types) => {
    for (let above = parent; above; above = above.parent) if (types.some((type) => above.types.has(type))) return true;
    return false;
  };

  learnlearn.items = { all, gather, elements, isWithin };
})();
