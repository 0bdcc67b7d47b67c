/** The words of a page that are its own: by landmarks and headings, without menus, banners, comments, quotations and lists of links. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  const OUTSIDE =
    'nav, footer, aside, form, dialog, noscript, template, [role="navigation"], [role="banner"], [role="contentinfo"], [role="complementary"], [role="search"], [role="dialog"], [role="alert"], [aria-modal="true"], ' +
    '[hidden], [aria-hidden="true"], [id*="comment" i], [class*="comment-list" i], [class*="cookie" i], [id*="cookie" i], [class*="consent" i], [class*="newsletter" i], [class*="subscribe" i], ' +
    '[class*="share-" i], [class*="social-share" i], [class*="related" i], [class*="breadcrumb" i], [class*="pagination" i], [class*="sidebar" i], [class*="advert" i], [class*="skip-link" i], .screen-reader-text, .visually-hidden, .sr-only, blockquote, q[cite]';
  const BLOCK = "p, li, dd, pre, h1, h2, h3, h4, td, figcaption";
  const MAX_CHARACTERS = 12_000;

  const mainOf = (document) => {
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

  const isBlock = (element) =>
    !element.querySelector(BLOCK) && !element.closest(OUTSIDE) && !(element.closest("header") && !element.closest("main, article"));

  /**
   * Paragraphs and headings of the page's main part.
   * @param {Document} document
   * @returns {Promise<string>}
   */
  const read = async (document) => {
    const main = mainOf(document);
    const lines = [];
    let length = 0;
    for (const block of main ? dom.all(main, BLOCK) : []) {
      if (length > MAX_CHARACTERS) break;
      if (!isBlock(block)) continue;
      const words = dom.textOf(block);
      if (!words || isMenu(block, words) || lines.at(-1) === words) continue;
      lines.push(words);
      length += words.length;
      await learnlearn.breathe();
    }
    const telling = lines.some((line) => line.length > 60) ? lines : [];
    return text.cut(telling.join("\n\n"), MAX_CHARACTERS) || loose(main);
  };

  // Pages made of <div>s and line breaks alone.
  const loose = (main) => {
    const words = main ? dom.textOf(main, { drop: OUTSIDE }) : "";
    return words.length > 200 ? text.cut(words, MAX_CHARACTERS) : "";
  };

  learnlearn.readable = { read, mainOf, OUTSIDE };
})();
