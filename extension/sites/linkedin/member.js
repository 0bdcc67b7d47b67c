/** A LinkedIn profile as members see it, in the builds of 2022-25 and 2026: the top card, and each card's own form. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, fallbacks, hooks: declared, text } = learnlearn;
  const { cards, entries, posts } = learnlearn.linkedin;

  const CONTACT = 'a[href*="/overlay/contact-info"], #top-card-text-details-contact-info';
  const BADGES = 'button, [role="button"], ul, [class*="right-panel"], .pvs-profile-actions, dialog, [role="dialog"], .artdeco-dropdown, .dist-value';
  // "He/Him", "(Elle)", "· 2nd", "3rd degree connection", "2.º", "1er", "第2度": nothing about the person.
  const PRONOUNS = /^\(?\p{L}{1,9}(\s?\/\s?\p{L}{1,9}){1,2}\)?$/u;
  const DEGREE = /^[·•・]|^\p{Nd}\+?\s?(?:(?:st|nd|rd|th|er|e|º|ª|\.º|\.ª|\.|°|ème|次|度|촌)\+?(?:\s\p{L}+){0,2})?$|^第\p{Nd}/u;
  const MARK_OF_DEGREE = /^[·•・]\s?\p{Nd}/u;
  const COUNT = /^\p{Nd}[\p{Nd}.,\s]*\+?\s?[KMkm]?\s?\p{L}{3,}/u;

  const topOf = (main, found) =>
    found.get("top") ??
    dom.first(main, "section[data-member-id]") ??
    main.querySelector("h1")?.closest("section") ??
    main.querySelector(CONTACT)?.closest("section") ??
    null;

  /** The lines of the top card between the name and the first count: headline first, place last before the contact link. */
  const topLines = (top, name) => {
    const contact = dom.first(top, CONTACT);
    const lines = dom.linesOf(top, { drop: BADGES, until: contact, apart: true });
    const from = lines.findIndex((one) => text.folded(one).startsWith(text.folded(name)));
    const to = contact ? lines.length : lines.findIndex((one, index) => index > from && COUNT.test(one));
    // Pronouns and, for the ear and in the viewer's language, "3rd degree connection" stand before the sign of the degree.
    const degree = lines.findIndex((one, index) => index > from && index < from + 6 && MARK_OF_DEGREE.test(one));
    const between = lines.slice(Math.max(0, from + 1, degree + 1), to > from ? to : undefined);
    return between.map((one) => one.replace(/\s*[·•]$/, "")).filter((one) => one && one !== name && !PRONOUNS.test(one) && !DEGREE.test(one));
  };

  const nameOf = (document, location, top, hooks) => [
    [
      "structure",
      dom.lineOf(dom.first(top, "h1", '[componentkey^="ProfileVerificationTriggerRef"] h2', "h2"), { drop: "svg, img, button, .visually-hidden" }),
    ],
    ...declared.places(hooks, "member_name", document),
    ["text", () => titleName(document, location)],
  ];

  // A page of one list says first which: "Skills | Name | LinkedIn".
  const titleName = (document, location) =>
    learnlearn.linkedin.title.named(document, { from: /^\/in\/[^/]+\/(details|recent-activity)(\/|$)/.test(location.pathname) ? 1 : 0 });

  const aboutOf = (card) => {
    if (!card) return "";
    const long = dom.first(card, '[data-testid="expandable-text-box"]', '[class*="show-more-text"]');
    return dom.textOf(long ?? card, { drop: 'h1, h2, [data-testid="expandable-text-button"], footer, a[href*="/details/"], a[href*="/overlay/"]' });
  };

  const INTERESTS = [
    ["groups", 'a[data-field*="groups_interests"], a[href*="/groups/"]'],
    ["interests", 'a[data-field*="interests"], a[href*="/in/"], a[href*="/company/"], a[href*="/school/"], a[href*="/newsletters/"]'],
  ];

  // Each panel is in the page although only one is shown; a link tells what the entry is.
  const interestsOf = (card) => {
    const found = { groups: [], interests: [] };
    for (const item of card ? listItems(card) : []) {
      const name = entries.ownLines(item)[0];
      const kind = INTERESTS.find(([, selector]) => item.matches(selector) || item.querySelector(selector))?.[0];
      if (name && kind) found[kind].push(name);
    }
    return found;
  };

  const listItems = (card) => {
    const panels = dom.all(card, '[role="tabpanel"]');
    return panels.length ? panels.flatMap((panel) => entries.itemsOf(panel)) : entries.itemsOf(card);
  };

  const volunteering = (card) => {
    const roles = card ? entries.positions(card) : [];
    return { roles: roles.map((role) => ({ ...role, location: "" })), causes: roles.map((role) => role.location).filter(Boolean) };
  };

  const listedCauses = (card) =>
    card
      ? dom
          .linesOf(card, { drop: "h2" })
          .flatMap((one) => one.split(/\s*[•·]\s*/))
          .filter(Boolean)
      : [];

  const LISTS = ["positions", "education", "skills", "languages", "certifications"];
  const CARD_OF = { positions: "experience" };

  // LinkedIn shows the first few of a list and links to the rest.
  const partly = (found, lists) =>
    LISTS.flatMap((field) => {
      const card = found.get(CARD_OF[field] ?? field);
      const total = card ? entries.total(card) : 0;
      const shown = card ? (field === "positions" ? entries.itemsOf(card).length : lists[field].length) : 0;
      return total > shown ? [`${field}: ${shown} of ${total} shown`] : [];
    });

  // One line alone is a headline where the contact link marks the end of the place; else it may be the place.
  const headlineOf = (top, lines) => (lines.length > 1 || (lines.length === 1 && dom.first(top, CONTACT)) ? lines[0] : "");

  // A page of one whole list: /in/somebody/details/skills/, /in/somebody/recent-activity/all/.
  const DETAILS = {
    experience: "experience",
    education: "education",
    skills: "skills",
    languages: "languages",
    certifications: "certifications",
    interests: "interests",
    projects: "projects",
    publications: "publications",
    organizations: "organizations",
    "volunteering-experiences": "volunteering",
  };

  const cardsOf = (main, slug, location) => {
    const isActivity = /\/recent-activity(\/|$)/.test(location.pathname);
    const { found, grades } = isActivity ? { found: new Map(), grades: new Map() } : cards.of(main, slug);
    const kind = isActivity ? "activity" : DETAILS[location.pathname.match(/\/details\/([a-z-]+)/)?.[1] ?? ""];
    if (kind && !found.has(kind)) found.set(kind, main);
    return { found, gradeOf: (...kinds) => kinds.map((one) => grades.get(one)).find(Boolean) ?? "structure" };
  };

  /** @param {Document} document @param {Location | URL} location @param {string} slug @param {object} hooks */
  const read = async (document, location, slug, hooks) => {
    const main = document.querySelector('main, [role="main"]') ?? document.body;
    const { found, gradeOf } = cardsOf(main, slug, location);
    await learnlearn.breathe();
    const top = topOf(main, found);
    const names = nameOf(document, location, top, hooks);
    const name = fallbacks.best("name", names)?.value ?? "";
    const lines = top ? topLines(top, name) : [];
    await learnlearn.breathe();
    const list = (kind, take) => (found.has(kind) ? take(found.get(kind)) : []);
    const voluntary = volunteering(found.get("volunteering"));
    const interests = interestsOf(found.get("interests"));
    const lists = {
      positions: [...list("experience", entries.positions), ...voluntary.roles],
      education: list("education", entries.education),
      skills: list("skills", entries.names),
      languages: list("languages", entries.names),
      certifications: list("certifications", entries.names),
    };
    await learnlearn.breathe();
    const places = {
      name: names,
      headline: [...declared.places(hooks, "member_headline", top ?? main), ["structure", headlineOf(top, lines)]],
      about: [[gradeOf("about"), aboutOf(found.get("about"))]],
      location: [...declared.places(hooks, "member_location", top ?? main), ["structure", lines.length > 1 ? lines.at(-1) : ""]],
      ...Object.fromEntries(Object.entries(lists).map(([field, items]) => [field, [[gradeOf(CARD_OF[field] ?? field, "volunteering"), items]]])),
      groups: [[gradeOf("interests", "organizations"), [...interests.groups, ...list("organizations", entries.names)]]],
      interests: [[gradeOf("interests"), interests.interests]],
      causes: [[gradeOf("causes", "volunteering"), text.unique([...listedCauses(found.get("causes")), ...voluntary.causes])]],
      projects: [[gradeOf("projects", "publications"), ["projects", "publications"].flatMap((kind) => list(kind, entries.projects))]],
      links: [["semantic", contactLinks(document, top)]],
      posts: await posts.read(found.get("activity") ?? dom.first(main, '[class*="pv-recent-activity-section"]'), slug, name),
    };
    return { places, partly: partly(found, lists) };
  };

  // The open contact dialog, and the one link of the top card.
  const contactLinks = (document, top) =>
    [top, ...dom.all(document, '.pv-contact-info, [data-sdui-screen*="ContactDetails"], dialog[data-testid="dialog"]')]
      .flatMap((root) => dom.linksOf(root))
      .filter((url) => !/(^|\.)linkedin\.com$|licdn\.com$/.test(new URL(url).hostname));

  learnlearn.linkedin = { ...learnlearn.linkedin, member: { read, titleName } };
})();
