/** LinkedIn for visitors who are not signed in: the public profile, server-rendered, with sign-in dialogs nested in its sections. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, embedded, fallbacks, hooks: declared, text } = learnlearn;
  const { entries } = learnlearn.linkedin;

  const SECTIONS = {
    about: ["summary"],
    experience: ["experience"],
    education: ["educationsDetails", "education"],
    skills: ["skills"],
    languages: ["languages"],
    volunteering: ["volunteering"],
    projects: ["projects"],
    publications: ["publications"],
    certifications: ["certifications"],
    organizations: ["organizations"],
    causes: ["causes", "volunteer-causes"],
  };
  const CLASSES = {
    about: "summary",
    experience: "experience",
    education: "education",
    skills: "skills",
    languages: "languages",
    certifications: "certifications",
    volunteering: "volunteering",
    projects: "projects",
  };

  /** @param {Document} document */
  const isHere = (document) => learnlearn.once("linkedin: is a guest", () => isGuest(document));

  const isGuest = (document) =>
    Boolean(
      document.querySelector(
        'meta[name="pageKey"][content^="public_profile"], .top-card-layout__title, section[data-section="summary"], section.core-section-container',
      ),
    );

  // The links of the top card carry the same data-section as the list's items: a section is a <section>.
  const sectionOf = (document, kind) => {
    const main = document.querySelector("main") ?? document.body;
    const selectors = SECTIONS[kind].map((name) => `section[data-section="${name}"]`);
    const byClass = CLASSES[kind]
      ? [`section.pp-section.${CLASSES[kind]}`, `section.core-section-container.${CLASSES[kind]}`, `ul.${CLASSES[kind]}__list`]
      : [];
    const byId = SECTIONS[kind].map((name) => `section#${name}`); // as until 2016
    const marked = dom.first(main, ...selectors, ...byClass, ...byId);
    return marked ? { section: marked, grade: "semantic" } : { section: learnlearn.linkedin.cards.byHeading(main).get(kind) ?? null, grade: "text" };
  };

  const bodyOf = (section) => dom.first(section, ".core-section-container__content") ?? section;

  const aboutIn = (body) => dom.textOf(body, { drop: "h1, h2, h3.title, [role=dialog], .contextual-sign-in-modal" });

  /** What some sections hold, together, by the grade of the first that is there. @param {Document} document @param {...[kind: string, read: (body: Element) => unknown[]]} parts */
  const listed = (document, ...parts) => {
    const there = parts.map(([kind, read]) => ({ ...sectionOf(document, kind), read })).filter(({ section }) => section);
    return there.length ? [[there[0].grade, there.flatMap(({ section, read }) => read(bodyOf(section)))]] : [];
  };

  const websites = (document) =>
    dom
      .all(document, '[data-section="websites"] a[href], .top-card__links-container a[href*="/redir/redirect"], .websites__list a[href]')
      .map((link) => dom.linkOf(link))
      .filter((url) => url && !/linkedin\.com\//.test(url));

  /** @param {Document} document @param {string} slug @param {object} hooks */
  const read = (document, slug, hooks) => {
    const fromData = learnlearn.linkedin.personOf(document, slug);
    const field = (name) => declared.places(hooks, `guest_${name}`, document);
    const about = sectionOf(document, "about");
    const volunteering = (take) => ["volunteering", (body) => entries.positions(body).map(take)];
    const shown = {
      name: field("name"),
      headline: field("headline"),
      about: about.section ? [[about.grade, aboutIn(bodyOf(about.section))]] : [],
      location: field("location"),
      positions: listed(
        document,
        ["experience", entries.positions],
        volunteering((role) => ({ ...role, location: "" })),
      ),
      education: listed(document, ["education", entries.education]),
      skills: listed(document, ["skills", skillNames]),
      languages: listed(document, ["languages", entries.names]),
      certifications: listed(document, ["certifications", entries.names]),
      groups: listed(document, ["organizations", entries.names]),
      causes: listed(
        document,
        volunteering((role) => role.location),
        ["causes", entries.names],
      ),
      projects: listed(document, ["projects", entries.projects], ["publications", entries.projects]),
      links: [["semantic", websites(document)]],
      posts: [["semantic", learnlearn.linkedin.posts.guest(document, slug)]],
    };
    const told = fromData ? fallbacks.reading("guest", "head", { ...embedded.factsOf(fromData), links: [] }) : {};
    return fallbacks.joined(fallbacks.named("guest", shown), told, { name: [["text", () => titleName(document), "guest"]] });
  };

  // "Show 37 more skills" is the list's own last item on some pages: a button, so its words are not read.
  const skillNames = (section) => entries.names(section).filter((name) => !dates.isDuration(name));

  // <title> and og:title are "Name - Headline | LinkedIn", or "Name - Employer | LinkedIn" for somebody without a headline.
  const titleName = (document) => {
    const named = [dom.meta(document, "profile:first_name"), dom.meta(document, "profile:last_name")].filter(Boolean).join(" ");
    const title = dom.meta(document, "og:title") || text.line(document.title);
    return named || title.replace(/ \| LinkedIn$/, "").split(/\s+[-–]\s+/)[0];
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, guest: { isHere, read } };
})();
