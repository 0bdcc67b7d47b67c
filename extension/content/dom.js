/** Reading elements: their words in reading order, each thing once. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { text } = learnlearn;

  const NEVER = new Set([
    "SCRIPT",
    "STYLE",
    "NOSCRIPT",
    "TEMPLATE",
    "SVG",
    "BUTTON",
    "SELECT",
    "TEXTAREA",
    "INPUT",
    "IFRAME",
    "VIDEO",
    "AUDIO",
    "OBJECT",
    "ICON",
    "MATH",
  ]);
  const BLOCKS = new Set(
    (
      "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE " +
      "SECTION TABLE TD TH TR UL"
    ).split(" "),
  );
  const PARAGRAPHS = new Set(["P", "BLOCKQUOTE", "UL", "OL", "PRE", "H1", "H2", "H3", "H4", "H5", "H6"]);
  const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u20e3]/u;

  /**
   * @typedef {object} TextOptions
   * @property {string} [drop] a selector of parts that are not read
   * @property {boolean} [written] line ends in the text count and boxes do not: for `white-space: pre-wrap` as X and Bluesky write posts
   * @property {boolean} [shortcodes] keep `:name:` of custom emoji
   * @property {Element | null} [until] reading ends before this element
   * @property {boolean} [apart] <span>s that stand side by side with nothing between them are lines, as LinkedIn's lists have them
   */

  /**
   * Whether an element itself is put away: a twin for another screen, a form that opens later. By what stands in the mark-up, for a saved
   * page may have lost its style sheets. A panel of tabs that is not the open one is as much of the page as the open one.
   * @param {Element} element
   */
  const isAway = (element) => {
    const style = element.getAttribute("style");
    const away = style && /(?:^|;)\s*(?:display:\s*none|visibility:\s*hidden)/i.test(style);
    if (!away && !element.hasAttribute("hidden")) return false;
    return element.getAttribute("role") !== "tabpanel" && element.getAttribute("hidden") !== "until-found";
  };

  /** The words of an element, with line ends where a reader sees them. @param {Node | null | undefined} node @param {TextOptions} [options] */
  const textOf = (node, options = {}) => {
    if (!node || (node.nodeType === 1 && isAway(node))) return "";
    const out = [];
    walk(node, options, out, node);
    return text.paragraphs(out.join(""));
  };

  /** The words of an element on one line. @param {Node | null | undefined} node @param {TextOptions} [options] */
  const lineOf = (node, options = {}) => text.line(textOf(node, options));

  const walk = (node, options, out, root) => {
    for (let child = node.firstChild; child && !out.ended; child = child.nextSibling) {
      if (child.nodeType === 3) out.push(options.written ? child.data : child.data.replace(text.RUNS, " "));
      else if (child.nodeType === 1) walkElement(child, options, out, root);
    }
  };

  const walkElement = (element, options, out, root) => {
    const tag = element.tagName.toUpperCase();
    if (element === options.until) {
      out.ended = true;
      return;
    }
    if (NEVER.has(tag) || (options.drop && element.matches(options.drop)) || isSecondCopy(element)) return;
    if (element.hasAttributes() && isPutAway(element)) return;
    if (tag === "A" && element.previousSibling?.nodeName === "A") out.push(" "); // chips side by side
    if (tag === "BR") out.push("\n");
    else if (tag === "SPAN" && !element.firstChild && element.classList.contains("white-space-pre"))
      out.push(" "); // LinkedIn's space beside a link
    else if (tag === "IMG") out.push(emojiOf(element, options));
    else if (tag === "A" && isHashtagLink(element)) out.push(hashtagOf(element));
    else if (BLOCKS.has(tag) && !(options.written && tag === "DIV")) {
      const lines = PARAGRAPHS.has(tag) ? 2 : 1;
      endLine(out, lines);
      walk(element, options, out, root);
      endLine(out, lines);
    } else {
      if (options.apart && standsApart(element, tag)) out.push("\n");
      walk(element, options, out, root);
    }
  };

  // Two boxes side by side are one line end apart, not two.
  const endLine = (out, lines) => {
    let ends = 0;
    for (let at = out.length - 1; at >= 0 && ends < lines && !out[at].trim(); at -= 1) if (out[at] === "\n") ends += 1;
    for (; ends < lines; ends += 1) out.push("\n");
  };

  const standsApart = (element, tag) => {
    const between = element.previousSibling;
    return tag === "SPAN" && element.previousElementSibling && !(between?.nodeType === 3 && between.data.trim());
  };

  const isPutAway = (element) => isAway(element) || element.getAttribute("aria-modal") === "true" || isOrnament(element);

  // The mark of a shortened link, whose rest stands beside it for machines.
  const isOrnament = (element) => element.getAttribute("aria-hidden") === "true" && element.textContent === "…";

  // LinkedIn prints each string twice: once to be seen (aria-hidden) and once for screen readers, the one right after the other.
  const isSecondCopy = (element) => {
    const previous = element.previousElementSibling;
    if (!previous || previous.tagName !== element.tagName || element.childElementCount > 12) return false;
    const isHidden = element.classList.contains("visually-hidden");
    if (isHidden && previous.getAttribute("aria-hidden") === "true") return true;
    if (!isHidden && (previous.getAttribute("aria-hidden") !== "true" || element.getAttribute("aria-hidden"))) return false;
    return text.folded(element.textContent ?? "") === text.folded(previous.textContent ?? "");
  };

  /** Networks draw emoji as pictures: the alternative text is the character. */
  const emojiOf = (image, options) => {
    const alt = (image.getAttribute("alt") ?? "").trim();
    if (alt.length <= 24 && EMOJI.test(alt)) return alt;
    if (!alt) return drawnIn(image.getAttribute("src") ?? "");
    return options.shortcodes && /^:[\w-]{1,40}:$/.test(alt) ? alt : "";
  };

  // Without a text, the picture's file is called by the character's code points: "1f3bb.svg", "1f9d1-200d-1f680.png".
  const drawnIn = (file) => {
    const codes = /\/((?:[0-9a-f]{2,6}-)*[0-9a-f]{4,6})\.(?:svg|png)$/.exec(file)?.[1];
    const drawn = codes ? String.fromCodePoint(...codes.split("-").map((code) => Math.min(Number.parseInt(code, 16), 0x10ffff))) : "";
    return EMOJI.test(drawn) ? drawn : "";
  };

  const isHashtagLink = (anchor) => /hashtag|%23|\/tags?\//i.test(learnlearn.dom.href(anchor)) && (anchor.textContent ?? "").includes("#");

  // "hashtag#DataViz": the word before the sign is for screen readers and speaks the viewer's language.
  const hashtagOf = (anchor) => {
    const words = text.line(anchor.textContent);
    return `#${words
      .slice(words.indexOf("#") + 1)
      .replace(/^#+/, "")
      .trim()}`;
  };

  // "Ada Tides" and "@ada_tides" below it are two things.
  const isSame = (one, other) => text.folded(one) === text.folded(other) && one.startsWith("@") === other.startsWith("@");

  /** Separate lines of an element in reading order, each once in a row, masks left out. @param {Element | null} element @param {TextOptions} [options] */
  const linesOf = (element, options = {}) => {
    const lines = [];
    for (const raw of textOf(element, options).split("\n")) {
      const one = text.line(raw);
      if (one && !text.isMasked(one) && !isSame(one, lines.at(-1) ?? "")) lines.push(one);
    }
    return lines;
  };

  /** The first element any of the selectors finds that is not put away, in the selectors' order. @param {ParentNode | null} root @param {...string} selectors */
  const first = (root, ...selectors) => {
    for (const selector of selectors) {
      const found = root?.querySelector(selector);
      const shown = found && isAway(found) ? all(root, selector)[0] : found;
      if (shown) return shown;
    }
    return null;
  };

  /** Those that are not put away themselves. @param {ParentNode | null} root @param {string} selector @returns {Element[]} */
  const all = (root, selector) => [...(root?.querySelectorAll(selector) ?? [])].filter((element) => !isAway(element));

  /** What the page puts away, asked once for all its elements. @param {ParentNode} root @returns {Element[]} */
  const putAway = (root) => [...root.querySelectorAll("[hidden], [style]")].filter(isAway);

  /** The content of the first meta of these names or properties that has any. @param {Document} document @param {...string} names */
  const meta = (document, ...names) => {
    const told = learnlearn.once("meta", () => metaOf(document));
    const name = names.find((one) => told.has(one.toLowerCase()));
    return name ? unescaped(told.get(name.toLowerCase())) : "";
  };

  const metaOf = (document) => {
    const told = new Map();
    for (const element of document.getElementsByTagName("meta")) {
      const content = (element.getAttribute("content") ?? "").trim();
      for (const key of ["property", "name"]) {
        const name = element.getAttribute(key)?.toLowerCase();
        if (name && content && !told.has(name)) told.set(name, content);
      }
    }
    return told;
  };

  /** What the page links to in this relation, such as "me", and does not put away. @param {Document} document @param {string} relation @returns {Element[]} */
  const related = (document, relation) => learnlearn.once(`rel=${relation}`, () => all(document, `[rel~="${relation}" i][href]`));

  // The entities that escaping tools write. A parser would know all of them, but a page's Trusted Types may forbid it.
  const ENTITIES = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    ndash: "–",
    mdash: "—",
    hellip: "…",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    laquo: "«",
    raquo: "»",
    bull: "•",
    middot: "·",
    copy: "©",
    reg: "®",
    trade: "™",
    euro: "€",
    pound: "£",
    deg: "°",
    eacute: "é",
    egrave: "è",
    agrave: "à",
    ccedil: "ç",
    auml: "ä",
    ouml: "ö",
    uuml: "ü",
    Auml: "Ä",
    Ouml: "Ö",
    Uuml: "Ü",
    szlig: "ß",
    ntilde: "ñ",
    aacute: "á",
    iacute: "í",
    oacute: "ó",
    uacute: "ú",
    atilde: "ã",
    otilde: "õ",
    aring: "å",
    oslash: "ø",
    aelig: "æ",
  };

  const entity = (whole, name) => {
    if (name[0] !== "#") return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  };

  /** Text that was escaped once too often, or that holds tags: `&amp;amp;`, `<br>`. @param {string} raw */
  const unescaped = (raw) => {
    let value = raw;
    for (let times = 0; times < 3 && /&(?:#\w+|\w+);|<\/?[a-z]/i.test(value); times += 1) {
      value = value
        .replace(/<br\s*\/?>/gi, "\n")
        .replace(/<\/(?:p|div|li|ul|ol|h\d|blockquote)>/gi, "\n\n")
        .replace(/<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/gi, "")
        .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, entity);
    }
    return text.paragraphs(value);
  };

  learnlearn.dom = { ...learnlearn.dom, textOf, lineOf, linesOf, isAway, putAway, first, all, meta, related, unescaped };
})();
