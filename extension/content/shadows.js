/**
 * Pages that keep words in shadow roots: custom elements, and copies whose roots stand in the mark-up. A selector finds nothing in there, so such a
 * page is read from a copy of it in which each root stands where it is seen, with what it shows of its host in the place of its slots. The copy is
 * in no page, loads nothing and runs nothing. Read is what the page leaves open to everybody; a closed root stays closed.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});

  // Roots in the mark-up that no browser has opened: "shadowroot" of older copies, or a template that a script put there.
  const DECLARED = 'template[shadowrootmode="open" i], template[shadowroot="open" i]';
  // Whatever is none of the usual: found by the browser itself, where a walk would look at every element.
  const USUAL =
    "html head meta link title style script noscript template body main header footer nav section article aside div span p a b i em strong small br hr h1 h2 h3 h4 h5 h6 " +
    "ul ol li dl dt dd figure figcaption img picture source video audio svg g path use circle rect defs title form label input button select option textarea table thead tbody " +
    "tr td th pre code time bdi iframe blockquote";
  const UNUSUAL = `:not(${USUAL.split(" ").join()})`;

  const rootOf = (element) => element.shadowRoot ?? element.querySelector(`:scope > :is(${DECLARED})`)?.content ?? null;

  // A living page gives roots to its own elements; a copy may have given one to any.
  const hostsIn = (document, isCopy) => {
    const declared = [...document.querySelectorAll(DECLARED)].map((template) => template.parentElement);
    if (isCopy) return [...declared, ...[...document.getElementsByTagName("*")].filter((element) => element.shadowRoot)];
    const custom = [...document.querySelectorAll(UNUSUAL)].filter(
      (element) => element.localName.includes("-") && element.shadowRoot?.textContent.trim(),
    );
    return [...declared, ...custom];
  };

  // What lies beside the roots is copied by the browser, each piece at once.
  const copyOf = (node, { seen, above, host, outer }) => {
    if (node.nodeType !== 1 || !(host || above.has(node))) return seen.importNode(node, true);
    const copy = seen.importNode(node);
    const root = rootOf(node);
    const inner = root ? { seen, above, host: node, outer: host } : { seen, above, host, outer };
    for (const child of (root ?? node).childNodes) {
      const isSlot = child.localName === "slot" && inner.host;
      for (const one of isSlot ? shownIn(child, inner.host) : [child]) copy.append(copyOf(one, isSlot ? { ...inner, host: inner.outer } : inner));
    }
    return copy;
  };

  // What the host gives this slot, or else what the slot holds itself.
  const shownIn = (slot, host) => {
    const name = slot.getAttribute("name") ?? "";
    const isFor = (node) =>
      node.nodeType === 1 ? (node.getAttribute("slot") ?? "") === name && !node.matches(DECLARED) : !name && node.nodeType === 3;
    const given = [...host.childNodes].filter(isFor);
    return given.some((node) => node.nodeType === 1 || node.data.trim()) ? given : slot.childNodes;
  };

  /**
   * The page as it is seen: itself, or a copy in which its open roots stand.
   * @param {Document} document @param {boolean} isCopy whether it is a saved page
   */
  const flat = (document, isCopy) => {
    const above = new Set();
    for (const host of hostsIn(document, isCopy)) for (let one = host; one && !above.has(one); one = one.parentElement) above.add(one);
    if (!above.size) return document;
    const seen = document.implementation.createHTMLDocument("");
    seen.documentElement.replaceWith(copyOf(document.documentElement, { seen, above, host: null }));
    return seen;
  };

  learnlearn.shadows = { flat };
})();
