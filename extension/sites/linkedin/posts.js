/** LinkedIn posts, wherever they stand: the profile's activity card, the activity page, a group's feed, the guest page. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, text } = learnlearn;

  const ID = /(?:urn(?::|%3A)li(?::|%3A)(?:activity|ugcPost|share)(?::|%3A)|[-_](?:activity|ugcPost|share)-)(\d{15,20})/i;
  const LINK = 'a[href*="/feed/update/"], a[href*="/posts/"], a[href*="-activity-"]';
  const POSTS = [
    ["semantic", '[data-urn^="urn:li:activity"], [data-urn^="urn:li:ugcPost"], [data-urn^="urn:li:share"], [data-id^="urn:li:activity"]'],
    ["semantic", '[componentkey^="feed-"], [componentkey*="urn:li:activity"], [componentkey*="urn:li:ugcPost"]'],
    ["semantic", "li.profile-creator-shared-feed-update__mini-container"],
    ["semantic", '.feed-shared-update-v2, [role="article"]'],
    ["structure", '[role="listitem"]'],
    ["structure", "li"],
  ];
  const EARLY_TITLE = ".pv-recent-activity-item-v2__title";
  const WORDS = [
    '[data-testid="expandable-text-box"]',
    ".update-components-text",
    ".feed-shared-text",
    ".inline-show-more-text--is-collapsed",
    ".inline-show-more-text",
    '[class*="show-more-text"]',
    EARLY_TITLE,
  ];
  const NO_WORDS =
    '[data-testid="expandable-text-button"], .visually-hidden, .social-details-social-counts, .feed-mini-update-contextual-description__text, .update-components-actor, time';
  const QUOTED =
    '.update-components-mini-update-v2, .feed-shared-update-v2__update-content-wrapper, [data-urn] [data-urn], blockquote, [componentkey*="reshare"], [class*="mini-update-v2"]';

  // What an activity card's line says was done, in the languages of the interface: en es de fr pt it nl sv ru tr pl ja ko zh ar hi.
  const REPOSTED =
    /repost|reshar|compart|partag|geteilt|gedeeld|condivis|diffus|republi|repubbl|udostęp|репост|поделил|再投稿|リポスト|シェア|转发|轉發|퍼감|공유|리포스트|أعاد|شارك|रीपोस्ट|रिपोस्ट|साझा|शेयर|delade|delt|åter|yeniden/i;
  const POSTED = /post|publi|veröffentlicht|投稿|发布|發佈|게시|نشر|पोस्ट|опублик|размест|lade upp|inlägg|paylaş|gönder/i;
  const LIKED =
    /\blik|reacted|gefällt|reagiert|aime|réagi|gusta|recomendad|gostou|reagiu|piace|consiglia|gillar|beğen|нравится|いいね|リアクション|추천|赞|أعجب|تفاعل|पसंद|प्रतिक्रिया/i;
  const AGO = /[•·∙]\s*\p{Nd}+\s?\p{L}|^\p{Nd}+\s?\p{L}{1,4}$/u;

  /** The profile a link leads to, percent-decoded; "" for none. @param {Element | null} anchor */
  const slugOf = (anchor) => {
    return dom.decoded(dom.href(anchor).match(/\/in\/([^/?#]+)/)?.[1] ?? "").toLowerCase();
  };

  // Each answer is asked for several times while one page is read, and the page may have changed by the next.
  const memories = [];
  const remembered = (answer) => {
    const memory = { known: new WeakMap() };
    memories.push(memory);
    return (element) => {
      if (!memory.known.has(element)) memory.known.set(element, answer(element));
      return memory.known.get(element);
    };
  };

  const idOf = remembered((element) => {
    const told = [
      element.getAttribute("data-urn"),
      element.getAttribute("data-id"),
      element.getAttribute("componentkey"),
      ...dom.all(element, LINK).map((link) => link.getAttribute("href")),
    ];
    return told.map((value) => value?.match(ID)?.[1]).find(Boolean) ?? "";
  });

  /** The elements that are posts, each once, for LinkedIn draws some three times; and by what they were found. @param {Element} root */
  const elementsIn = (root) => {
    for (const memory of memories) memory.known = new WeakMap();
    for (const [grade, selector] of POSTS) {
      const found = learnlearn.linkedin.entries
        .outermost(root, selector)
        .filter((element) => idOf(element) || (selector !== "li" && wordsBox(element)));
      if (found.length) return { elements: distinct(found), grade };
    }
    return { elements: [], grade: "text" };
  };

  const distinct = (elements) => {
    const seen = new Set();
    return elements.filter((element) => {
      const key = idOf(element) || dom.lineOf(wordsBox(element));
      return !seen.has(key) && seen.add(key);
    });
  };

  const wordsBox = remembered((element) => {
    for (const selector of WORDS) {
      const box = dom
        .all(element, selector)
        .find(
          (one) =>
            !one.closest(".update-components-actor, .feed-mini-update-contextual-description__text") &&
            !isQuoted(one, element) &&
            /\S/.test(one.textContent ?? ""),
        );
      if (box) return box;
    }
    // A card is a link around its words; a link that only counts reactions says less than what stands beside it.
    const linked = dom.all(element, LINK).find((link) => dom.lineOf(link, { drop: NO_WORDS }) && !AGO.test(dom.lineOf(link)));
    const free = longestBlock(element);
    return linked && dom.lineOf(linked, { drop: NO_WORDS }).length > (free?.textContent ?? "").trim().length ? linked : (free ?? linked ?? null);
  });

  // Without any mark: the longest paragraph that is no link. Its neighbours are a name, a time and counts.
  const longestBlock = (element) => {
    const blocks = dom
      .all(element, "p, span, div")
      .filter((block) => !block.querySelector("p, div, ul, a[href*='/in/']") && !block.closest("a, button") && !isQuoted(block, element));
    const longest = blocks.reduce((best, block) => ((block.textContent ?? "").length > (best?.textContent ?? "").length ? block : best), null);
    return (longest?.textContent ?? "").trim().length >= 12 ? longest : null;
  };

  const isQuoted = (box, element) => {
    const quote = box.closest(QUOTED);
    return Boolean(quote && quote !== element && element.contains(quote) && quote.contains(box));
  };

  // "Ana Example reposted this • 1w"
  const headerOf = (element) => {
    const marked = dom.first(element, ".feed-mini-update-contextual-description__text, .update-components-header, .feed-shared-header");
    if (marked) return dom.lineOf(marked);
    const title = dom.first(element, EARLY_TITLE); // until 2021 what was done stands below what was written
    if (title) return dom.lineOf(element, { drop: `${EARLY_TITLE}, .visually-hidden` });
    const actor = actorOf(element);
    if (actor) {
      const first = dom.first(element, "a[href*='/in/'], a[href*='/company/']");
      return slugOf(first) === slugOf(actor) ? "" : (dom.linesOf(element, { drop: ".visually-hidden", until: actor })[0] ?? "");
    }
    const words = dom.lineOf(wordsBox(element));
    const above = dom.linesOf(element, { drop: ".visually-hidden" }).slice(0, 3);
    return above.find((one) => one.length < 160 && AGO.test(one) && !words.startsWith(one)) ?? "";
  };

  // Whoever stands nearest above the words wrote them; "Ana reposted this" stands further up.
  const actorOf = remembered((element) => {
    const words = wordsBox(element);
    const above = dom.all(element, 'a[href*="/in/"], a[href*="/company/"]').filter((link) => !words?.contains(link) && isBefore(link, words));
    return above.at(-1);
  });

  const isBefore = (link, words) => !words || Boolean(link.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING);

  /** post, repost, reply, quote; "" for what the person only reacted to. */
  const kindOf = (element, slug, name) => {
    const header = headerOf(element);
    const deed = header.replace(AGO, "");
    if (dom.all(element, LINK).some((link) => /commentUrn/i.test(dom.href(link)))) return "reply";
    if (LIKED.test(deed) && !POSTED.test(deed)) return "";
    if (REPOSTED.test(deed)) return "repost";
    const actor = actorOf(element);
    const by = slugOf(actor);
    if (actor && slug && !/^aco/.test(by) && !learnlearn.linkedin.sameSlug(by, slug)) return "repost";
    // A line about what was done, in a language that is not known here: somebody else's words must not become theirs.
    if (!actor && !POSTED.test(deed) && !isNamed(element, name)) return "repost";
    return dom.first(element, QUOTED) && !element.matches(QUOTED) ? "quote" : "post";
  };

  // Where no link tells who wrote: the first line is the author's name.
  const isNamed = (element, name) => {
    const [first = "", second = ""] = dom.linesOf(element, { drop: ".visually-hidden" });
    return (
      Boolean(name) &&
      (first === name || (first.startsWith(name) && /^.{0,3}[·•]/.test(first.slice(name.length)))) &&
      !REPOSTED.test(`${first} ${second}`)
    );
  };

  /** @param {Element} element @param {string} slug @param {string} [name] @returns {object | null} contract Post */
  const postOf = (element, slug, name = "") => {
    const box = wordsBox(element);
    const kind = kindOf(element, slug, name);
    const words = dom.textOf(box, { drop: `${NO_WORDS}, ${QUOTED}` });
    if (!kind || !words) return null;
    const id = idOf(element);
    return {
      text: words,
      date: dates.fromLinkedIn(id),
      kind,
      url: id ? `https://www.linkedin.com/feed/update/urn:li:activity:${id}/` : "",
      hashtags: text.hashtags(words),
      links: dom.linksOf(box).filter((url) => !/linkedin\.com\//.test(url)),
    };
  };

  /** The posts under a root, as places (fallbacks.js). @param {Element | null | undefined} root @param {string} slug of the person whose page it is @param {string} [name] */
  const read = async (root, slug, name = "") => {
    const posts = [];
    if (!root) return [];
    const { elements, grade } = elementsIn(root);
    await learnlearn.breathe();
    for (const element of elements) {
      const post = postOf(element, slug, name);
      if (post) posts.push(post);
      await learnlearn.breathe();
    }
    return [[grade, posts]];
  };

  /**
   * Posts and articles of the guest page. Its comments and reactions tabs show other people's posts; so does "More activity by".
   * @param {Document} document @param {string} slug
   */
  const guest = (document, slug) => {
    const posts = [];
    const seen = new Set();
    for (const link of guestLinks(document, slug)) {
      const href = dom.href(link);
      const id = href.match(ID)?.[1] ?? href.match(/\/pulse\/(?!author\/)([^?#]+)/)?.[1];
      if (!id || seen.has(id) || link.closest('[role="dialog"]')) continue;
      const post = /\/pulse\//.test(href) ? article(link) : guestPost(link, id, slug);
      if (post === undefined) continue;
      seen.add(id);
      if (post) posts.push(post);
    }
    return posts;
  };

  const GUEST_POSTS =
    'section[data-section="posts"] a[href], section[data-section="articles"] a[href], .activities a[href], section.articles a[href], section#posts a[href]';

  // Where no section is marked, the address of a post still names who wrote it.
  const guestLinks = (document, slug) => {
    const marked = dom.all(document, GUEST_POSTS);
    return marked.length ? marked : dom.all(document, 'main a[href*="/posts/"]').filter((link) => learnlearn.linkedin.sameSlug(authorIn(link), slug));
  };
  const authorIn = (link) => dom.href(link).match(/\/posts\/([^_/?]+)_/)?.[1] ?? "";

  const REACTION = /(like|comments?|reactions?)_?(view|$)|__(comments|reactions)/;
  const cardOf = (link) => link.closest("li") ?? link.closest(".base-card, .base-main-card, .main-activity-card") ?? link.parentElement;

  const guestPost = (link, id, slug) => {
    const card = cardOf(link);
    const control = link.getAttribute("data-tracking-control-name") ?? dom.href(link).match(/trk=([\w-]+)/)?.[1] ?? "";
    if (REACTION.test(control)) return null;
    const author = authorIn(link);
    const header = dom.lineOf(dom.first(card, ".base-main-card__subtitle, .base-card__full-link .sr-only"));
    if (!control && LIKED.test(header) && !POSTED.test(header)) return null;
    const words = guestWords(card);
    if (!words) return undefined;
    const own = author ? learnlearn.linkedin.sameSlug(author, slug) : !REPOSTED.test(header);
    return {
      text: words,
      date: dates.fromLinkedIn(id),
      kind: own ? "post" : "repost",
      url: dom.address(link.getAttribute("href")).split("?")[0],
      hashtags: text.hashtags(words),
      links: dom.linksOf(card).filter((url) => !/linkedin\.com\//.test(url)),
    };
  };

  const GUEST_WORDS = [
    ".attributed-text-segment-list__content",
    '[data-test-id="main-feed-activity-card__commentary"]',
    ".main-feed-activity-card__commentary",
    ".see-more-text",
    ".base-main-card__title",
    '[class*="commentary"]',
  ];
  const guestWords = (card) => {
    const marked = dom.first(card, ...GUEST_WORDS);
    const own = dom.textOf(marked, { written: marked?.matches('[class*="whitespace-pre"]') });
    if (own) return own;
    // The longest paragraph of the card: its other lines are a name, a time and counts.
    const blocks = dom
      .all(card, "p, h3, span[dir], div")
      .filter((block) => !block.querySelector("p, h3, div, ul") && !block.closest("a.base-card__full-link"));
    return blocks.map((block) => dom.textOf(block)).reduce((longest, words) => (words.length > longest.length ? words : longest), "");
  };

  const article = (link) => {
    const card = cardOf(link);
    const title = dom.lineOf(dom.first(card, ".base-main-card__title", "h3", "h4", "h5")) || dom.lineOf(link);
    const meta = dom
      .linesOf(dom.first(card, ".base-main-card__metadata", ".time") ?? card)
      .map((one) => dayOf(one))
      .find(Boolean);
    return title
      ? { text: title, kind: "post", date: meta ?? "", url: dom.address(link.getAttribute("href")).split("?")[0], hashtags: text.hashtags(title) }
      : undefined;
  };

  // "Jul 26, 2026": the guest page's only written dates, on articles; English whatever the page's language, else left out.
  const dayOf = (line) => {
    const match = line.match(/^([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})$/);
    return match ? dates.day(Date.parse(`${match[2]} ${match[1]} ${match[3]} 12:00 UTC`)) : "";
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, posts: { read, guest, elementsIn, postOf, actorOf, slugOf, wordsBox } };
})();
