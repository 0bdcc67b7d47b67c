/** LinkedIn for visitors who are not signed in: the public profile, server-rendered, with sign-in dialogs nested in its sections. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, embedded, hooks: declared, text } = learnlearn;
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
    return dom.first(main, ...selectors, ...byClass, ...byId) ?? learnlearn.linkedin.cards.byHeading(main).get(kind) ?? null;
  };

  const bodyOf = (section) => dom.first(section, ".core-section-container__content") ?? section;

  const about = (document) => {
    const section = sectionOf(document, "about");
    return section ? dom.textOf(bodyOf(section), { drop: "h1, h2, h3.title, [role=dialog], .contextual-sign-in-modal" }) : "";
  };

  const listed = (section, read) => (section ? read(bodyOf(section)) : []);

  const websites = (document) =>
    dom
      .all(document, '[data-section="websites"] a[href], .top-card__links-container a[href*="/redir/redirect"], .websites__list a[href]')
      .map((link) => dom.linkOf(link))
      .filter((url) => url && !/linkedin\.com\//.test(url));

  /** @param {Document} document @param {string} slug @param {object} hooks */
  const read = (document, slug, hooks) => {
    const fromData = learnlearn.linkedin.personOf(document, slug);
    const field = (name) => declared.pull(hooks, `guest_${name}`, document);
    const volunteering = listed(sectionOf(document, "volunteering"), entries.positions);
    const facts = {
      name: field("name"),
      headline: field("headline"),
      about: about(document),
      location: field("location"),
      positions: [...listed(sectionOf(document, "experience"), entries.positions), ...volunteering.map((role) => ({ ...role, location: "" }))],
      education: listed(sectionOf(document, "education"), entries.education),
      skills: listed(sectionOf(document, "skills"), skillNames),
      languages: listed(sectionOf(document, "languages"), entries.names),
      certifications: listed(sectionOf(document, "certifications"), entries.names),
      groups: listed(sectionOf(document, "organizations"), entries.names),
      causes: text.unique([...volunteering.map((role) => role.location), ...listed(sectionOf(document, "causes"), entries.names)].filter(Boolean)),
      projects: ["projects", "publications"].flatMap((kind) => listed(sectionOf(document, kind), entries.projects)),
      links: websites(document),
      posts: learnlearn.linkedin.posts.guest(document, slug),
    };
    return learnlearn.facts.merged(facts, fromData ? { ...embedded.factsOf(fromData), links: [] } : {}, head(document, facts.name));
  };

  // "Show 37 more skills" is the list's own last item on some pages: a button, so its words are not read.
  const skillNames = (section) => entries.names(section).filter((name) => !dates.isDuration(name));

  // <title> and og:title are "Name - Headline | LinkedIn", or "Name - Employer | LinkedIn" for somebody without a headline.
  const head = (document, name) => {
    const title = dom.meta(document, "og:title") || text.line(document.title);
    const whole = text.before(title, " | LinkedIn");
    const first = [dom.meta(document, "profile:first_name"), dom.meta(document, "profile:last_name")].filter(Boolean).join(" ");
    const told = first || name || whole.split(/\s+[-–]\s+/)[0];
    return { name: told };
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, guest: { isHere, read } };
})();
