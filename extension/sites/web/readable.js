/** The words of a page that are its own: by landmarks and headings, without menus, banners, comments, quotations and lists of links. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  // Never the page's own words, and boxes that seldom are.
  const NEVER =
    'nav, footer, form, dialog, noscript, template, [role="navigation"], [role="contentinfo"], [role="search"], [role="dialog"], [role="alert"], [role="alertdialog"], [aria-modal="true"], [hidden], [aria-hidden="true"], ' +
    ".h-cite, .p-comment, blockquote, q[cite]";
  const SELDOM =
    'aside, [role="banner"], [role="complementary"], [id*="comment" i], .comments, .comment, [class*="comment-" i], [class*="webmention" i], [class*="cookie" i], [id*="cookie" i], [class*="consent" i], [class*="gdpr" i], ' +
    '[class*="newsletter" i], [class*="subscribe" i], [class*="signup" i], [class*="sign-up" i], [class*="join-" i], [class*="paywall" i], [class*="share-" i], [class*="social-share" i], [class*="related" i], [class*="recommend" i], ' +
    '[class*="suggest" i], [class*="friends" i], [class*="follower" i], [class*="breadcrumb" i], [class*="pagination" i], [class*="sidebar" i], [class*="site-header" i], [class*="siteheader" i], [class*="advert" i], [class*="promo" i], ' +
    '[class*="skip-link" i], .screen-reader-text, .visually-hidden, [class*="sr-only" i]';
  const OUTSIDE = `${NEVER}, ${SELDOM}`;
  const BLOCK = "p, li, dd, pre, h1, h2, h3, h4, td, figcaption";
  // Boxes in which old and hand-made pages write without a paragraph around it.
  const LOOSE = "div, section, center, font, body, main, article";
  const LEAST = 40;
  const MAX_CHARACTERS = 12_000;
  const TELLING = 60;

  // Scripts that write a word in a sign or two say more with as many of them.
  const weightOf = (words) =>
    words.length + 1.5 * (words.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0);
  /** Whether a line says enough to be more than a label. @param {string} words */
  const isTelling = (words) => weightOf(words) > TELLING;

  /** The box that holds the page's own words. @param {Document} document */
  const mainOf = (document) => learnlearn.once("main", () => largest(document));

  const largest = (document) => {
    const marked = dom
      .all(document, 'main, [role="main"], #content, #main, article, .h-entry, .hentry, .post-content, .entry-content')
      .filter((element) => !element.parentElement?.closest("main, [role='main'], article"));
    const best = marked.map((element) => [element, (element.textContent ?? "").length]).sort((one, other) => other[1] - one[1])[0];
    return best && best[1] > 200 ? best[0] : document.body;
  };

  // A block of links is a menu, whatever it is called.
  const isMenu = (block, words) => {
    const linked = dom.all(block, "a").reduce((sum, anchor) => sum + (anchor.textContent ?? "").trim().length, 0);
    return linked > 0.6 * words.length && words.length < 400;
  };

  const INLINE = new Set("SPAN B I EM STRONG A U SMALL FONT CODE ABBR TIME MARK Q".split(" "));
  const ownText = (element) => {
    let length = 0;
    for (let child = element.firstChild; child && length < LEAST; child = child.nextSibling)
      if (child.nodeType === 3 || INLINE.has(child.nodeName)) length += (child.textContent ?? "").trim().length;
    return length;
  };

  const wordsOf = (element) => {
    if (element.matches(BLOCK)) return element.querySelector(BLOCK) ? "" : dom.textOf(element);
    return element.matches(LOOSE) && ownText(element) >= LEAST
      ? dom.textOf(element, { drop: `${BLOCK}, div, section, table, ul, ol, dl, address, center > table, ${OUTSIDE}` })
      : "";
  };

  // What holds the page's first heading is the page's own, whatever its class is called: many profiles stand in a "sidebar".
  const isOutside = (element) =>
    element.matches(NEVER) ||
    ((element.matches(SELDOM) || (element.matches("header") && !element.closest("main, article"))) && !element.querySelector("h1"));

  // The boxes whose words are read, in reading order; what is outside is not entered.
  function* boxesIn(element, others) {
    yield element;
    for (const child of element.children) if (!others.has(child) && !isOutside(child) && !dom.isAway(child)) yield* boxesIn(child, others);
  }

  // "/@ada", "/u/ada", "/users/ada": the form of an address that has one page for each person.
  const PERSONAL = /^\/(@|~|(?:u|users?|people|profiles?|members?|authors?)\/)([^/]+)\/?$/i;

  /**
   * Cards of other people on a page of one of a site's many: what stands around a link to somebody else there, unless the link is a word of a sentence.
   * @param {Document} document @param {Location | URL} location @returns {Element[]}
   */
  const cardsOfOthers = (document, location) => {
    const [, form, own] = location.pathname.match(PERSONAL) ?? [];
    if (!form) return [];
    const main = mainOf(document);
    const isOther = (link) => {
      const [, same, whose] = new URL(link.href, location.href).pathname.match(PERSONAL) ?? [];
      return same === form && whose.toLowerCase() !== own.toLowerCase() && dom.sameHost(link.href, location);
    };
    const links = dom.all(main, `a[href*="/${form.replace("/", "")}"]`).filter((link) => isOther(link) && !isInSentence(link));
    return links.map((link) => cardOf(link, main)).filter((card) => card !== main && !card.querySelector("h1"));
  };

  const isInSentence = (link) =>
    [link.previousSibling, link.nextSibling].some((beside) => beside?.nodeType === 3 && /\p{L}{2}/u.test(beside.data)) ||
    Boolean(link.parentElement?.closest("p"));

  // As far up as there is more than the link itself.
  const cardOf = (link, main) => {
    let card = link;
    const length = (link.textContent ?? "").length;
    while (card.parentElement && card.parentElement !== main && (card.textContent ?? "").length < length + LEAST) card = card.parentElement;
    return card;
  };

  // A heading with nothing below it told of what is not read: a list of links, somebody else's words.
  const withoutBare = (blocks) =>
    blocks.filter(({ rank, words }, at) => {
      const next = blocks[at + 1]?.rank ?? 1; // the page's end ends every section
      return rank < 2 || isTelling(words) || next === 0 || next > rank;
    });

  /**
   * Paragraphs and headings of the page's main part.
   * @param {Document} document @param {Set<Element>} [others] parts that somebody else wrote, or that were read already
   * @returns {Promise<string>}
   */
  const read = async (document, others = new Set()) => {
    const main = mainOf(document);
    const blocks = [];
    let length = 0;
    for (const block of main ? boxesIn(main, others) : []) {
      if (length > MAX_CHARACTERS) break;
      const words = wordsOf(block);
      if (words && !isMenu(block, words) && blocks.at(-1)?.words !== words) {
        blocks.push({ words, rank: Number(/^H(\d)$/.exec(block.tagName)?.[1] ?? 0) });
        length += words.length;
      }
      await learnlearn.breathe();
    }
    const lines = withoutBare(blocks).map(({ words }) => words);
    return text.cut((lines.some(isTelling) ? lines : []).join("\n\n"), MAX_CHARACTERS) || (others.size ? "" : loose(main));
  };

  // Pages made of <div>s and line breaks alone.
  const loose = (main) => {
    const words = main ? dom.textOf(main, { drop: OUTSIDE }) : "";
    return weightOf(words) > 200 ? text.cut(words, MAX_CHARACTERS) : "";
  };

  learnlearn.readable = { read, mainOf, cardsOfOthers, isTelling };
})();
