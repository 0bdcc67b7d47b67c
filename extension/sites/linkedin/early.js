/** LinkedIn as members saw it from 2018 to 2021, which saved copies still show: every part has a class of its own, and its label stands beside it unseen. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, fallbacks, hooks: declared, text } = learnlearn;

  // The list with bullets stayed until 2024, for the count of connections.
  const MARKS = ".pv-top-card-section__name, .pv-top-card--list:not(.pv-top-card--list-bullet), .pv-profile-section, #experience-section";
  const UNSEEN = ".visually-hidden, .lt-line-clamp__ellipsis, .lt-line-clamp__more, [class*='see-more'], [class*='see-less'], button";

  /** @param {Document} document */
  const isHere = (document) => Boolean(document.querySelector(MARKS));

  const lineOf = (root, ...selectors) => dom.lineOf(dom.first(root, ...selectors), { drop: UNSEEN });
  const wordsOf = (root, ...selectors) => dom.textOf(dom.first(root, ...selectors), { drop: UNSEEN });

  const spanOf = (entity) => {
    const [start, end] = dom.all(entity, ".pv-entity__dates time").map((time) => dom.lineOf(time));
    if (start) return { start, end: end ?? "" };
    return dates.range(lineOf(entity, ".pv-entity__date-range")) ?? { start: "", end: "" };
  };

  /** @param {Element} entity @param {string} [company] of a group of roles */
  const position = (entity, company) => ({
    title: lineOf(entity, "h3"),
    organization: company ?? dom.lineOf(dom.first(entity, ".pv-entity__secondary-title"), { drop: `${UNSEEN}, .separator` }),
    ...spanOf(entity),
    location: lineOf(entity, ".pv-entity__location"),
    description: wordsOf(entity, ".pv-entity__description"),
  });

  const ROLE = ".pv-entity__role-details";
  const rolesOf = (entity) => {
    const roles = dom.all(entity, ROLE);
    const company = lineOf(entity, ".pv-entity__company-summary-info h3", "h3");
    return roles.length ? roles.map((role) => position(role, company)) : [position(entity)];
  };

  const outermost = (root, selector) => dom.all(root, selector).filter((one) => !one.parentElement?.closest(selector));

  const school = (entity) => ({
    school: lineOf(entity, ".pv-entity__school-name", "h3"),
    degree: lineOf(entity, ".pv-entity__degree-name"),
    field: lineOf(entity, ".pv-entity__fos"),
    ...spanOf(entity),
    description: wordsOf(entity, ".pv-entity__description"),
  });

  const accomplished = (document, kind) =>
    dom
      .all(document, `.pv-accomplishments-block.${kind} .pv-accomplishments-block__summary-list-item`)
      .map((item) => dom.lineOf(item, { drop: UNSEEN }));

  const interestsOf = (document) => {
    const found = { groups: [], interests: [] };
    for (const link of dom.all(document, "a.pv-interest-entity-link")) {
      const name = lineOf(link, ".pv-entity__summary-title");
      if (name) found[dom.href(link).includes("/groups/") ? "groups" : "interests"].push(name);
    }
    return found;
  };

  // "500+ connections" stands first in the list where no place is told.
  const withoutCount = (words) => (/\p{Nd}/u.test(words) ? "" : words);

  /** The places that tell each field. @param {Document} document @param {object} hooks */
  const read = (document, hooks) => {
    const field = (name) => declared.places(hooks, `early_${name}`, document);
    const voluntary = dom.all(document, ".pv-volunteering-entity");
    const { groups, interests } = interestsOf(document);
    const lists = {
      positions: [...outermost(document, ".pv-position-entity").flatMap(rolesOf), ...voluntary.map((one) => position(one))],
      education: outermost(document, ".pv-education-entity").map(school),
      skills: dom.all(document, ".pv-skill-category-entity__name").map((one) => dom.lineOf(one, { drop: UNSEEN })),
      languages: accomplished(document, "languages"),
      certifications: outermost(document, ".pv-certification-entity").map((one) => lineOf(one, "h3")),
      projects: accomplished(document, "projects").map((name) => ({ name })),
      groups: [...groups, ...accomplished(document, "organizations")],
      causes: text.unique(voluntary.map((one) => lineOf(one, ".pv-volunteer-causes")).filter(Boolean)),
      interests,
    };
    const told = Object.fromEntries(["name", "headline", "location", "about"].map((name) => [name, field(name)]));
    told.location = told.location.map(([grade, take]) => [grade, () => withoutCount(take())]);
    return fallbacks.joined(told, fallbacks.reading("2018", "semantic", lists));
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, early: { isHere, read, UNSEEN } };
})();
