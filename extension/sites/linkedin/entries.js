/** LinkedIn's lists (jobs, schools, skills, …): an entry is a few lines in a fixed order, told apart by the line that is a span of time. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, text } = learnlearn;

  const LONG_TEXT = '[data-testid="expandable-text-box"], .show-more-less-text, .inline-show-more-text';
  const NO_WORDS =
    '[data-testid="expandable-text-button"], [class*="show-more-less-text__button"], .show-more-less-text__text--less:has(+ .show-more-less-text__text--more), dialog, [role="dialog"], .lt-line-clamp__ellipsis, .see-more, .see-less';
  const ITEMS = [
    '[componentkey^="entity-collection-item"]',
    '[componentkey*="sdui.profile.skill("]:not([componentkey$="-divider"])',
    "li.artdeco-list__item",
    "li",
  ];
  const ASIDE = 'a[href*="single-media-viewer"], a[data-field*="contextual_skills"], a[href*="/overlay/"][href*="skill"]';

  /** The outermost elements of a kind under a root. @param {Element} root @param {string} selector */
  const outermost = (root, selector) =>
    dom.all(root, selector).filter((element) => {
      const above = element.parentElement?.closest(selector);
      return !above || above === root || !root.contains(above);
    });

  /** The entries of a card. @param {Element} card */
  const itemsOf = (card) => {
    for (const selector of ITEMS) {
      const items = outermost(card, selector).filter(
        (item) => !item.matches(".see-more, .see-less") && dom.linesOf(item).length > 0 && !item.querySelector('[role="tabpanel"]'),
      );
      if (items.length) return selector === "li" ? inFirstList(items) : items;
    }
    return [];
  };

  // A card's list comes first; one below it holds other things: causes, a vote on the translation.
  const inFirstList = (items) => items.filter((item) => item.parentElement === items[0].parentElement);

  // "Jul 2021 - Present" for the eye and "Jul 2021 to Present" for the ear: one date.
  const withoutSpokenDates = (lines) =>
    lines.filter((one, index) => {
      const here = dates.range(one);
      const before = index > 0 ? dates.range(lines[index - 1]) : null;
      return !(
        here &&
        before &&
        here.start === before.start &&
        text.folded(one.split("·")[1] ?? "") === text.folded(lines[index - 1].split("·")[1] ?? "")
      );
    });

  /** The lines an entry shows itself, without those of the entries and long texts inside it. @param {Element} item */
  const ownLines = (item) =>
    joined(
      withoutSpokenDates(
        dom.linesOf(item, { apart: true, drop: `.date-range__duration, .visually-hidden, li, ${ASIDE}, ${LONG_TEXT}, ${NO_WORDS}` }),
      ),
    );

  // "Master of Science" and ", Plant Ecology" stand in boxes of their own.
  const joined = (lines) => {
    const whole = [];
    for (const one of lines) {
      if (/^[,،、]/.test(one) && whole.length) whole.push(whole.pop() + one);
      else whole.push(one);
    }
    return whole;
  };

  // Guest pages mark the two ends of a span with <time>.
  const marked = (item) => {
    const times = dom.all(item, "time").filter((time) => time.closest("li") === item || !item.matches("li"));
    if (!times.length) return null;
    const [start, end] = times.map((time) => dom.lineOf(time));
    const after = text.line(times[0].nextSibling?.textContent ?? "");
    return { start, end: end ?? (/^[-–—~〜]/.test(after) ? "" : start) };
  };

  /** Long words of an entry: what it says of itself beyond its lines. @param {Element} item */
  const descriptionOf = (item) => {
    const own = dom
      .all(item, LONG_TEXT)
      .find((box) => (box.closest("li") === item || !item.matches("li") || isPlain(box.closest("li"), item)) && !box.closest(ASIDE));
    if (own) return dom.textOf(own, { drop: NO_WORDS });
    const inner = outermost(item, "li").find((li) => isPlain(li, item) && dom.lineOf(li, { drop: ASIDE }));
    return inner ? dom.textOf(inner, { drop: `${ASIDE}, ${NO_WORDS}` }) : "";
  };

  // A list item that only wraps a text: no dates (it would be a role), no picture or link to elsewhere.
  const isPlain = (li, item) =>
    li &&
    item.contains(li) &&
    li !== item &&
    !li.querySelector("a[href], img[src]") &&
    !withoutSpokenDates(dom.linesOf(li, { apart: true }))
      .slice(0, 4)
      .some((one) => dates.range(one));

  const PLACE_MAX = 100;
  const isPlace = (one) => one.length <= PLACE_MAX && !/[.!?。！؟।]$/.test(one) && one.split(/\s+/).length <= 10;

  /** "Company · Full-time": the part before the dot. @param {string} one */
  const beforeDot = (one) => one.split(/\s[·•∙⋅]\s/)[0].trim();

  /** @param {Element} item @param {string} company the employer's, when the role stands in a group */
  const position = (item, company = "") => {
    const lines = ownLines(item);
    const at = lines.findIndex((one) => dates.range(one));
    const span = marked(item) ?? (at >= 0 ? dates.range(lines[at]) : null);
    const head = at >= 0 ? lines.slice(0, at) : lines.slice(0, company ? 1 : 2);
    const tail = (at >= 0 ? lines.slice(at + 1) : lines.slice(head.length)).filter((one) => !dates.isDuration(one));
    const location = tail[0] && isPlace(tail[0]) ? beforeDot(tail[0]) : "";
    const rest = location ? tail.slice(1) : tail;
    const [title, organization] = headings(item) ?? head;
    return {
      title: title ?? "",
      organization: company || beforeDot(organization ?? ""),
      start: span?.start ?? "",
      end: span?.end ?? "",
      location,
      description: descriptionOf(item) || rest.join("\n"),
    };
  };

  // Guest pages give the two first lines as headings, so that a masked title leaves the employer in its place.
  const headings = (item) => {
    const own = (tag) => dom.all(item, tag).find((heading) => heading.closest("li") === item);
    return own("h3") && own("h4") ? [dom.lineOf(own("h3")), dom.lineOf(own("h4"))].map((one) => (text.isMasked(one) ? "" : one)) : null;
  };

  const ROLE_LINK = 'a[href*="fsd_profilePosition"], a[href*="profilePosition%3A"]';

  /** The roles of one employer, when an entry groups several. @param {Element} item */
  const rolesOf = (item) => {
    const inner = outermost(item, "li").filter(
      (li) => marked(li) || withoutSpokenDates(dom.linesOf(li, { apart: true, drop: "li" })).some((one) => dates.range(one)),
    );
    if (inner.length) return inner;
    const links = outermost(item, ROLE_LINK).filter((link) => ownLines(link).some((one) => dates.range(one)));
    return links.length > 1 || (links.length && dates.isDuration(beforeDot(ownLines(item)[1] ?? "")))
      ? links.map((link) => roleBox(link, links, item))
      : [];
  };

  // The box around one role's link that holds its description too: as high as it goes without holding another role.
  const roleBox = (link, links, item) => {
    let box = link;
    while (box.parentElement && box.parentElement !== item && links.filter((other) => box.parentElement.contains(other)).length === 1)
      box = box.parentElement;
    return box;
  };

  /** Jobs of an experience card. @param {Element} card */
  const positions = (card) =>
    itemsOf(card).flatMap((item) => {
      const roles = rolesOf(item);
      if (!roles.length) return [position(item)];
      const company = beforeDot(dom.linesOf(item, { drop: `li, ${NO_WORDS}` })[0] ?? "");
      return roles.map((role) => position(role, company));
    });

  /** @param {Element} card */
  const education = (card) =>
    itemsOf(card).map((item) => {
      const lines = ownLines(item);
      const at = lines.findIndex((one) => dates.range(one));
      const span = marked(item) ?? (at >= 0 ? dates.range(lines[at]) : null);
      const [degree, ...field] = (at === 1 ? "" : (lines[1] ?? "")).split(/,\s|，|、|،\s/);
      return {
        school: lines[0] ?? "",
        degree,
        field: field.join(", "),
        start: span?.start ?? "",
        end: span?.end ?? "",
        description: descriptionOf(item),
      };
    });

  /** The first line of each entry. @param {Element} card */
  const names = (card) =>
    text.unique(
      itemsOf(card)
        .map((item) => ownLines(item)[0] ?? dom.linesOf(item)[0])
        .filter(Boolean),
    );

  /** @param {Element} card */
  const projects = (card) =>
    itemsOf(card).map((item) => ({ name: ownLines(item)[0] ?? "", description: descriptionOf(item), url: dom.linksOf(item)[0] ?? "" }));

  /** How many entries the card shows and how many there are, from its footer ("Show all 12 experiences"). @param {Element} card */
  const total = (card) => {
    const footer = dom
      .all(card, 'a[href*="/details/"]')
      .filter((link) => !link.closest("li, [componentkey^='entity-collection-item']"))
      .at(-1);
    const number = dom.lineOf(footer).match(/\p{Nd}+/u)?.[0];
    return number && /^\d+$/.test(number) ? Number(number) : 0;
  };

  learnlearn.linkedin = {
    ...learnlearn.linkedin,
    entries: { outermost, itemsOf, ownLines, positions, education, names, projects, total, beforeDot },
  };
})();
