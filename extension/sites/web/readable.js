/** The words of a page that are its own: by landmarks and headings, without menus, banners, comments, quotations and lists of links. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dates, dom, text } = learnlearn;

  // Never the page's own words, and boxes that seldom are.
  const NEVER =
    'nav, footer, form, dialog, noscript, template, [role="navigation"], [role="contentinfo"], [role="search"], [role="dialog"], [role="alert"], [role="alertdialog"], [role="menu"], [role="tooltip"], [aria-modal="true"], [hidden], [aria-hidden="true"], ' +
    '[id="search"], [id^="wm-ipp"], #donato, [class*="search-modal" i], .h-cite, .p-comment, blockquote, q[cite]';
  const SELDOM =
    'aside, [role="complementary"], [role="banner"], [id*="comment" i], [class^="comment" i]:not([class^="comments-open" i]), [class*=" comment" i]:not([class*="comments-open" i]), [class*="-comment" i]:not([class*="has-comment" i], [class*="no-comment" i]), [class*="_comment" i], [class*="webmention" i], [class*="cookie" i], [id*="cookie" i], [class*="consent" i], [class*="gdpr" i], ' +
    '[class*="newsletter" i], [class*="subscribe" i], [class*="signup" i], [class*="sign-up" i], [class*="join-" i], [class*="paywall" i], [class*="share-" i], [class*="social-share" i], [class*="sharing" i], [class*="sharedaddy" i], [class*="liked-by" i], [class*="testimonial" i], [class*="related" i], [class*="recommend" i], ' +
    '[class*="suggest" i], [class*="friends" i], [class*="follower" i], [class*="modal" i], [class*="dropdown" i], [class*="tooltip" i], [class*="popup" i], [class^="quote" i], [class*=" quote" i], [class*="-quote" i], [class*="_quote" i], [class*="breadcrumb" i], [class*="pagination" i], [class*="site-header" i], [class*="siteheader" i], [class*="advert" i], [class*="promo" i], ' +
    '[class*="skip-link" i], .screen-reader-text, .visually-hidden, .noprint, [class*="sr-only" i]';
  // A column beside the rest is of somebody else, or of the site, where it leads elsewhere.
  const BESIDE = '[class*="sidebar" i]';
  const OUTSIDE = `${NEVER}, ${SELDOM}`;
  const BLOCK = "p, li, dd, pre, h1, h2, h3, h4, h5, h6, td, figcaption";
  // Boxes in which old and hand-made pages write without a paragraph around it.
  const LOOSE = "div, section, center, font, body, main, article";
  const HOLDS_BLOCKS = "li, dd, td";
  const LEAST = 40;
  const LEAST_OF_SOMEBODY = 3; // "Rye bread" under a heading of somebody's page
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
    let [best, most, outer] = [document.body, 200, null]; // characters: less is no page
    for (const element of dom.all(document, 'main, [role="main"], #content, #main, article, .h-entry, .hentry, .post-content, .entry-content')) {
      if (outer?.contains(element)) continue;
      if (element.matches("main, [role='main'], article")) outer = element;
      const { length } = element.textContent ?? "";
      if (length > most) [best, most] = [element, length];
    }
    return best === document.body ? best : withHeading(best, most);
  };

  // A page's heading and the line below it may stand right above the box that holds the rest.
  const withHeading = (box, length) => {
    if (box.querySelector("h1")) return box;
    const above = box.parentElement;
    const isItsOwn = above && above !== document.body && above.querySelector("h1") && (above.textContent ?? "").length < length + MOST_ABOVE;
    return isItsOwn ? above : box;
  };
  const MOST_ABOVE = 600; // characters

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

  const wordsOf = (element, least = LEAST) => withoutLabels(blockOf(element, least), languageOf(element));
  const languageOf = (element) => element.ownerDocument.documentElement.lang;

  const blockOf = (element, least) => {
    if (element.matches(BLOCK) && !element.querySelector(BLOCK)) return dom.textOf(element);
    return element.matches(`${LOOSE}, ${HOLDS_BLOCKS}`) && ownText(element) >= least
      ? dom.textOf(element, { drop: `${BLOCK}, div, section, table, ul, ol, dl, address, center > table, ${OUTSIDE}` })
      : "";
  };

  const withoutLabels = (words, language) =>
    words.includes("\n")
      ? text.paragraphs(
          words
            .split("\n")
            .filter((line) => !isMark(line, language))
            .join("\n"),
        )
      : words;

  // "12 posts published", "812days visited", "3 min read", "41", "Joined May 2021", "@ada": what a site counts and knows, not what somebody says.
  const isLabel = (block, words) =>
    isMark(words, languageOf(block)) ||
    (/:$/.test(words) && block.matches("td, th, dt")) ||
    /^(?:©|\(c\)|copyright\b)/i.test(words) ||
    (words.length < LEAST && [block.previousElementSibling, block.nextElementSibling].some((beside) => isCount(text.line(beside?.textContent))));
  // Each figure is whole and so is each word: a line can be cut in one way only, and a long one that is no count is known as such at once.
  const UNIT = String.raw`[KMkm]?\+?(?:\s*\p{L}+(?!\p{L})){0,3}`;
  const COUNTED = String.raw`(?<!\p{Nd}[.,]?)\p{Nd}+(?!\p{Nd})(?:[.,]\p{Nd}+(?!\p{Nd})|\s\p{Nd}{3}(?!\p{Nd}))*[.,]?\s?${UNIT}`;
  const COUNT = new RegExp(
    `^(?:\\p{Nd}[\\p{Nd}.,\\s]*${UNIT}\\s*|${COUNTED}(?:[\\s·•,|/]*${COUNTED}){1,3}[\\s·•,|/]*|\\p{L}[\\p{L}\\s&]{1,20}:?\\s*\\p{Nd}[\\p{Nd}.,]*[KMkm]?\\+?)$`,
    "u",
  );
  const isMark = (words, language) =>
    isCount(words) || isOfJoining(words) || (words.length < LEAST && (HANDLE.test(words) || isDay(words, language)));
  const HANDLE = /^@[\w.-]+(?:@[\w.-]+)?$/;
  const isDay = (words, language) => /\p{Nd}/u.test(words) && dates.fromWords(words, language) !== null;
  /** "Joined May 2021" @param {string} words */
  const isOfJoining = (words) => words.length < LEAST && JOINED.test(words);
  const isCount = (words) => words.length < 80 && COUNT.test(words);
  const JOINED =
    /^(?:joined|member since|registered|last (?:active|seen)|mitglied seit|beigetreten|registriert|se unió|miembro desde|membre depuis|inscrit|iscritto|membro d[ae]l?|aderiu|lid sinds|medlem sedan)(?!\p{L})/iu;

  // What holds the page's first heading is the page's own, whatever its class is called: many profiles stand in a "sidebar".
  const isOutside = (element) =>
    element.matches(NEVER) ||
    ((element.matches(SELDOM) ||
      (element.matches(BESIDE) && element.querySelector("a[href]")) ||
      (element.matches("header") && !element.closest("main, article"))) &&
      !dom.all(element, "h1").some((one) => !isSiteName(one)));

  // Over the pages of a site stands its name, and leads home.
  const isSiteName = (heading) =>
    (learnlearn.place ?? document.location).pathname.length > 1 &&
    /^(?:https?:\/\/[^/]+)?\/?$/.test(dom.href(heading.closest("a[href]") ?? heading.querySelector("a[href]")) || "none");

  // The boxes whose words are read, in reading order; what is outside is not entered.
  function* boxesIn(element, others) {
    yield element;
    for (const child of element.children) if (!others.has(child) && !isOutside(child) && !dom.isAway(child)) yield* boxesIn(child, others);
  }

  // "/@ada", "/u/ada", "/users/1/ada": the form of an address that has one page for each person; on a client for many servers below the server's name.
  const PERSONAL = /^(\/[\w-]+(?:\.[\w-]+)+(?=\/@))?\/(@|~|(?:u|users?|people|profiles?|members?|authors?)\/(?:show\/|view\/)?)([^/]+)/i;

  /**
   * Whose page a path is, on a site of many: "/@ada", "/users/1" of "/users/1/ada", "/pond.example/@ada" with the server; "" for what has no such form, and for what lies below a page.
   * @param {string} path @param {boolean} [isHere] a page's own path may lead further down: "/u/ada/summary"
   */
  const accountIn = (path, isHere = false) => {
    const [whole, server = "", form, name] = PERSONAL.exec(path) ?? [];
    const rest = whole ? path.slice(whole.length).split("/").filter(Boolean) : [];
    const isTheirs = whole && (isHere || rest.length === 0 || (rest.length === 1 && /^\d+$/.test(name)));
    return isTheirs ? `${server}/${form}${name}`.toLowerCase() : "";
  };

  const formOf = (account) => PERSONAL.exec(account)?.[2] ?? "";

  /** Whose page of this site a link leads to; "" for none. @param {Element} link @param {Location | URL} location */
  const accountOf = (link, location) => {
    const url = dom.address(link.getAttribute("href"), location.href);
    if (!url || !dom.sameHost(url, location)) return "";
    const path = new URL(url).pathname.toLowerCase().replace(/\/$/, "");
    return accountIn(path) || (isHandle(link, path) ? path : "");
  };

  // "@ada" that leads to /ada: where people's pages stand at the top of a site, only such a link says that it is one.
  const isHandle = (link, path) => /^\/[\w.-]{2,40}$/.test(path) && text.line(link.textContent).toLowerCase() === `@${path.slice(1)}`;

  /** Whose page this is, on a site of many, "" where the address has no such form and no link says it. @param {Document} document @param {Location | URL} location */
  const accountHere = (document, location) => learnlearn.once("account", () => accountAt(document, location));

  const accountAt = (document, location) => {
    const [, first = ""] = /^(\/[\w.-]{2,40})(?:\/|$)/.exec(location.pathname.toLowerCase()) ?? [];
    const isCalled = () => first && dom.all(document, `a[href$="${first}" i]`).some((link) => accountOf(link, location) === first);
    return accountIn(location.pathname, true) || (isCalled() ? first : "");
  };

  /**
   * Cards of other people on a page of one of a site's many: what stands around a link to somebody else there, unless the link is a word of a sentence.
   * @param {Document} document @param {Location | URL} location @returns {Element[]}
   */
  const cardsOfOthers = (document, location) => {
    const own = accountHere(document, location);
    if (!own) return [];
    const main = mainOf(document);
    const form = formOf(own);
    const isOther = (account) => account && account !== own && (!form || formOf(account) === form);
    const links = dom.all(main, `a[href*="/${form}" i]`).filter((link) => isOther(accountOf(link, location)) && !isInSentence(link));
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

  const rankOf = (block) => Number(/^H(\d)$/.exec(block.tagName)?.[1] ?? 0);

  // What stands in a link as a whole is the card of something else.
  const isCard = (block, main) => !rankOf(block) && main.contains(block.closest("a[href]"));

  // A paragraph in quotation marks is somebody else's, and so is the name below it.
  const QUOTED = /^[“„«「‘"][^“„«「]{20,}[”“»」’"]$/;
  const withoutQuoted = (blocks) =>
    blocks.filter(({ words, rank }, at) => !QUOTED.test(words) && !(!rank && words.length < LEAST && QUOTED.test(blocks[at - 1]?.words ?? "")));

  // A heading with nothing below it told of what is not read: a list of links, somebody else's words.
  const withoutBare = (blocks) =>
    blocks.filter(({ rank, words }, at) => {
      const next = blocks[at + 1]?.rank ?? 1; // the page's end ends every section
      return rank < 2 || isTelling(words) || next === 0 || next > rank;
    });

  /** Whether an element stands in a part of a box that is not the page's own. @param {Element} element @param {Element} box */
  const isAside = (element, box) => {
    for (let above = element; above && above !== box; above = above.parentElement) if (isOutside(above) || dom.isAway(above)) return true;
    return false;
  };

  /**
   * The words of a box that are its own, by paragraph.
   * @param {Element} box @param {Set<Element>} others what is not entered
   * @param {{least?: number, without?: Element, from?: Element}} how `least` characters a box without a paragraph must have; `without` the line that
   *   holds this; `from` whoever wrote it: a label above them ("Pinned") is the site's
   */
  const wordsIn = (box, others, { least, without, from }) =>
    [...boxesIn(box, others)].flatMap((block) => {
      const words = block !== box && block.contains(without) && block.matches(BLOCK) ? "" : wordsOf(block, least);
      const isAbove = from && words.length < LEAST && block.compareDocumentPosition(from) === Node.DOCUMENT_POSITION_FOLLOWING;
      return words && !isAbove && !isMenu(block, words) && !isLabel(block, words) ? [words] : [];
    });

  /**
   * Paragraphs and headings of the page's main part.
   * @param {Document} document @param {Set<Element>} [others] parts that somebody else wrote, or that were read already
   * @param {boolean} [isSomebodys] whether the page is known to be somebody's: there short lines count, and several of them tell as much as a long one
   * @returns {Promise<string>}
   */
  const read = async (document, others = new Set(), isSomebodys = false) => {
    const least = isSomebodys ? LEAST_OF_SOMEBODY : LEAST;
    const main = mainOf(document);
    const blocks = [];
    let length = 0;
    for (const block of main ? boxesIn(main, others) : []) {
      if (length > MAX_CHARACTERS) break;
      const words = wordsOf(block, least);
      if (words && !isMenu(block, words) && !isLabel(block, words) && !isCard(block, main) && blocks.at(-1)?.words !== words) {
        blocks.push({ words, rank: rankOf(block) });
        length += words.length;
      }
      await learnlearn.breathe();
    }
    const lines = withoutBare(withoutQuoted(blocks)).map(({ words }) => words);
    const told = lines.join("\n\n");
    if (lines.some(isTelling)) return text.cut(told, MAX_CHARACTERS);
    const all = others.size ? "" : loose(main);
    return isSomebodys && isTelling(told) && 2 * told.length > all.length ? told : all;
  };

  // "bio", "profile-bio", "user_bio": what a site calls the box in which people say who they are.
  const BIO = /(?:^|[\s_-])(?:bio|biography)(?:$|[\s_-])/i;
  const isBio = (element) => ["class", "id", "data-testid", "itemprop"].some((name) => BIO.test(element.getAttribute(name) ?? ""));

  /** What stands in the one box of the page that is called somebody's bio. @param {Document} document @param {Set<Element>} others what is not read @returns {string} */
  const bioOf = (document, others) => {
    const called = dom.all(document, "[class*='bio' i], [id*='bio' i], [data-testid*='bio' i], [itemprop*='bio' i]").filter(isBio);
    const outer = called.filter((one) => !called.some((other) => other !== one && other.contains(one)) && !one.querySelector("h1"));
    const own = outer.filter((one) => dom.lineOf(one) && !one.closest(`${NEVER}, article, [class*="comment" i]`) && !isWithin(one, others));
    return own.length === 1 ? wordsIn(own[0], others, { least: LEAST_OF_SOMEBODY }).join("\n\n") : "";
  };

  const isWithin = (element, boxes) => {
    for (let above = element; above; above = above.parentElement) if (boxes.has(above)) return true;
    return false;
  };

  /**
   * What stands with somebody's name beside the page's main part, as in the column of a network.
   * @param {Document} document @param {string} name @param {string} account as the page's address has it @returns {string}
   */
  const besideName = (document, name, account) => {
    const main = mainOf(document);
    const isNamed = (one) => [text.folded(name), account].includes(text.folded(dom.lineOf(one)));
    const named = dom.all(document, `${HEADINGS}, [rel~="author"]`).find((one) => isNamed(one) && (!main?.contains(one) || isAside(one, main)));
    const most = 1; // a heading of the box, or the name itself
    let box = named?.parentElement;
    for (let up = 0; box && up < 4 && !box.contains(main) && box.querySelectorAll(HEADINGS).length <= most; up += 1, box = box.parentElement) {
      const words = wordsIn(box, new Set([named]), {}).filter((one) => weightOf(one) > LEAST);
      if (words.length) return words.join("\n\n");
    }
    return "";
  };
  const HEADINGS = "h1, h2, h3, h4";

  // Pages made of <div>s and line breaks alone.
  const loose = (main) => {
    const words = main ? withoutLabels(dom.textOf(main, { drop: OUTSIDE }), languageOf(main)) : "";
    return weightOf(words) > 200 ? text.cut(words, MAX_CHARACTERS) : "";
  };

  learnlearn.readable = {
    read,
    besideName,
    bioOf,
    isOfJoining,
    isWithin,
    wordsIn,
    isAside,
    isSiteName,
    mainOf,
    cardsOfOthers,
    accountIn,
    accountHere,
    accountOf,
    isInSentence,
    isTelling,
  };
})();
