/**
 * What the person of a page wrote, where no format marks it: a list of boxes, each with one day and a heading, a link or words of its own. Blogs,
 * networks and newsletters all draw such lists. A box that names another author, or leads to another person first, is somebody else's.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dates, dom, readable, text } = learnlearn;

  const HEADING = "h1, h2, h3, h4, h5";
  const AUTHOR = '[rel~="author"], [itemprop~="author"], [class*="author" i], [class*="byline" i]';
  const BYLINE = /^(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v)\s+\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’-]+/u; // in no mark of its own, and it names nobody whose page it is
  const DATA_AUTHOR = ["author", "data-author", "data-username", "data-screen-name"];
  const DATA = DATA_AUTHOR.map((name) => `[${name}]`).join();
  const TAG = '[rel~="tag"], a[href*="/tag/"], a[href*="/tags/"], a[href*="/t/"], a[href*="/hashtag/"]';
  const MOST = 300;
  const LONGEST_DAY = 48; // characters of a line that is a day, in any language

  /**
   * @typedef {object} Day an element that says when, and the day; "" where the year is not told
   * @property {Element} element
   * @property {string} date
   */

  /** Every day the page tells in a place of its own: a <time>, or a short line that is nothing but a day. @param {Element} main @returns {Day[]} */
  const daysIn = (main) => {
    const language = main.ownerDocument.documentElement.lang;
    const found = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && found.length < MOST) {
      const { data, parentElement } = walker.currentNode;
      if (data.length > LONGEST_DAY) continue;
      const time = parentElement.closest("time[datetime]");
      const day = time || /\p{Nd}/u.test(data) ? dayOf(time ?? parentElement, data, language) : null;
      if (day && day.element !== found.at(-1)?.element && !isElsewhere(day.element, main) && !isBeside(found.at(-1), day)) found.push(day);
    }
    return found;
  };

  // A day in a table of somebody's data, or "joined on …", is no post's; the foot of a box is part of it.
  const isElsewhere = (element, main) =>
    (element.closest("dl") && !element.closest("dl")?.closest("article")) ||
    element.closest("form") ||
    [element, element.parentElement].some((one) => readable.isOfJoining(text.line(one?.textContent))) ||
    readable.isAside(element.closest("footer, header")?.closest("article, li") ?? element, main);

  // "29w" where it leads to something, "6 months ago", "vor 3 Tagen", "3日前": a day that is not told, but a post's mark all the same.
  const AGO = /^\p{Nd}{1,3}\s?(?:s|m|h|d|w|mo|y|min|std|j|sem)\.?$/u;
  const LONG_AGO =
    /^(?:\p{Nd}{1,3}\s?\p{L}+\.?\s?(?:ago|geleden|fa|atrás|siden|sedan|önce|назад|前|전|पहले)|(?:vor|hace|il y a|há|för|for|منذ)\s\p{Nd}{1,3}\s\p{L}+(?:\s(?:sedan|siden))?)$/iu;

  // Where the eye sees "3 days ago", the day stands in what a pointer shows.
  const MARKS = ["datetime", "title", "data-tippy-content", "data-original-title", "data-bs-original-title", "data-tooltip"];

  const dayOf = (element, data, language) => {
    const marked = MARKS.map((name) => element.getAttribute(name)).find((told) => told !== null);
    const date = dates.fromIso(marked?.replace(/^(\S+) (?=\d\d:\d\d)/, "$1T").replace(/ ([+-]\d{4}|UTC).*$/, ""));
    if (date) return { element, date };
    const told = [...text.line(data).split(/\s?[•·|]\s?/), text.line(marked).replace(/,?\s+(?:at\s+)?\d{1,2}:\d{2}.*$/, "")]
      .map((part) => dates.fromWords(part, language))
      .filter((one) => one !== null);
    if (told.length) return { element, date: told.find(Boolean) ?? "" };
    const line = text.line(data);
    return LONG_AGO.test(line) || (AGO.test(line) && element.closest("a[href]")) ? { element, date: "" } : null;
  };

  // When it was written and when it was changed: one post. The first counts.
  const isBeside = (before, { element }) => {
    const box = before?.element.parentElement;
    const two = [before?.element, element].map((one) => text.line(one?.textContent).length);
    return Boolean(box?.contains(element)) && text.line(box.textContent).length <= two[0] + two[1] + 20;
  };

  // As far up from each day as neither another nor a second heading is met; from the only one to what is marked as a post, or to the first title.
  const boxesOf = (days, main, isTitled) => {
    const boxes = days.map(({ element, date }, at) => {
      const others = [days[at - 1], days[at + 1]].filter(Boolean).map((day) => day.element);
      return { box: others.length ? grown(element, main, others) : nearest(element, main, isTitled), date, day: element };
    });
    const alike = new Map();
    for (const { box } of boxes) alike.set(likeness(box), (alike.get(likeness(box)) ?? 0) + 1);
    return boxes.filter(({ box }) => alike.get(likeness(box)) > 1 || box.matches(MARKED) || box.querySelector(HEADING));
  };
  const MARKED = "article, li, [role='article']";
  const likeness = (box) => `${box.tagName} in ${box.parentElement?.tagName}`;

  const grown = (element, main, others) => {
    let box = element;
    let headings = 0;
    while (box.parentElement && box.parentElement !== main && !others.some((other) => box.parentElement.contains(other))) {
      const more = box.parentElement.querySelectorAll(HEADING).length;
      if (headings && more > headings) break;
      headings = more;
      box = box.parentElement;
    }
    return box;
  };

  const nearest = (element, main, isTitled) => {
    let box = element.closest(MARKED) ?? element;
    while (box.parentElement && box.parentElement !== main && !isTitled(box, element)) box = box.parentElement;
    return box;
  };

  // Without a title it is the day that leads to a post.
  const linkTo = (box, title, day) =>
    (!title
      ? day.closest("a[href]")
      : (title.closest("a[href]") ?? dom.first(title, "a[href]") ?? day.closest("a[href]") ?? dom.first(box, `:is(${HEADING}) a[href]`, "a[href]"))
    )?.getAttribute("href") ?? "";

  const WORDS = /\p{L}\s+\p{L}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u;

  const isNamed = (heading, owner) => text.folded(dom.lineOf(heading, { drop: "time" })) === owner.folded;

  // Over a comment, which has its writer for a heading, stands what others wrote.
  const isAbove = (link, box, owner) =>
    dom.all(box, HEADING).some((one) => isNamed(one, owner) && link.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);

  // A heading that is no name, or a link of several words that is no day, no address, no person and no tag.
  const titleOf = (box, day, owner, location) =>
    dom.all(box, HEADING).find((heading) => !isNamed(heading, owner)) ??
    dom.all(box, "a[href]").find(
      (link) =>
        !link.contains(day) &&
        !readable.isAside(link, box) &&
        !isAbove(link, box, owner) &&
        !link.matches(`${AUTHOR}, ${TAG}`) &&
        !link.closest(AUTHOR) &&
        !readable.accountOf(link, location) &&
        !/^https?:\/\/[^/]+\/?$/.test(dom.address(link.getAttribute("href"))) && // a site as a whole
        WORDS.test(link.textContent) &&
        text.folded(link.textContent) !== owner.folded,
    ) ??
    null;

  // "… as @piet showed me": whom they name in a paragraph of theirs.
  const isMention = (link) => dom.lineOf(link.closest("p")).length > dom.lineOf(link).length + LEAST_AROUND;
  const LEAST_AROUND = 40; // characters: less is "shared by …"

  /** Whose a box is: "own", "other", or "" where it does not say; and the link that says so. @param {Element} box @param {Owner} owner @param {Location | URL} location */
  const whose = (box, owner, location) => {
    const links = dom.all(box, "a[href]").filter((link) => readable.accountOf(link, location));
    const isOther = (link) => readable.accountOf(link, location) !== owner.account && !readable.isAside(link, box); // whom they quote stands aside
    const named = [
      ...dom.all(box, AUTHOR).map((one) => dom.lineOf(one)),
      ...[box, ...dom.all(box, DATA)].flatMap((one) => DATA_AUTHOR.map((name) => one.getAttribute(name) ?? "")),
    ].flatMap((told) => text.folded(told) || []);
    const isTheirs = (words) => words.includes(owner.folded) || (owner.called && words === owner.called);
    const isBehindTheirs = links.slice(0, 1).some((link) => readable.accountOf(link, location) === owner.account && !isMention(link));
    if (links.some((link) => isOther(link) && !(isBehindTheirs && isMention(link))) || (named.length && !named.some(isTheirs)))
      return { by: "other" };
    const from = links[0];
    if (from || named.length || isTheirs(text.folded(box.textContent ?? ""))) return { by: "own", from };
    return { by: dom.linesOf(box).some((line) => BYLINE.test(line)) ? "other" : "" };
  };

  const wordsIn = (box, title, day, name, from) => {
    const skipped = new Set([day, title].filter(Boolean));
    const [head = "", ...more] = title ? dom.linesOf(title) : [];
    const paragraphs = readable.wordsIn(box, skipped, { least: title ? undefined : SHORTEST, without: day, from });
    const own = paragraphs.filter(
      (words) =>
        (!head || words.length >= SHORTEST) &&
        words !== head &&
        words !== name &&
        (!head || !words.startsWith(head) || words.length > 2 * head.length),
    );
    return { head, said: [...more, ...own].join("\n") };
  };
  const SHORTEST = 12; // characters: less is a label

  const tagsIn = (box, words) =>
    text.unique([
      ...dom
        .all(box, TAG)
        .map((tag) => dom.lineOf(tag).replace(/^[#＃]\s*/, ""))
        .filter((tag) => tag.length < 40 && /\p{L}/u.test(tag)),
      ...text.hashtags(words),
    ]);

  /**
   * @typedef {object} Owner of the page
   * @property {string} name
   * @property {string} folded the name
   * @property {string} account theirs among this site's many (readable.accountHere)
   * @property {string} called the last part of that, folded
   * @property {string} below the path that everything of theirs here lies below; "" where the site is theirs alone
   */

  /**
   * @param {Document} document @param {Location | URL} location @param {Owner} owner
   * @returns {Promise<{posts: object[], boxes: Element[]}>} their posts, and every box that was one of a list, whoever wrote it
   */
  const read = async (document, location, owner) => {
    const main = readable.mainOf(document);
    const [posts, boxes] = [[], []];
    for (const { box, date, day } of main ? boxesOf(daysIn(main), main, (one, at) => titleOf(one, at, owner, location)) : []) {
      await learnlearn.breathe();
      const title = titleOf(box, day, owner, location);
      if (dom.all(box, "h1").some((one) => !one.closest("a") && !one.querySelector("a"))) continue; // it holds the page's own heading
      const { by, from } = whose(box, owner, location);
      const { head, said } = wordsIn(box, title, day, owner.name, from);
      const url = dom.address(linkTo(box, title, day));
      const isHere = dom.sameHost(url, location);
      if (!url || !(head || said) || (!isHere && by !== "own")) continue;
      boxes.push(box);
      const isBelow = isHere && new URL(url).pathname.toLowerCase().startsWith(`${owner.below}/`);
      const words = [head, said].filter(Boolean).join("\n");
      if (by === "own" || (by === "" && isBelow)) posts.push({ text: words, date, kind: "post", url, hashtags: tagsIn(box, words) });
    }
    return { posts, boxes };
  };

  learnlearn.stream = { read };
})();
