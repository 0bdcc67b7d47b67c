/**
 * What the worker calls in the page: `learnlearn.capture({selection})`. It asks the readers what the page is, lets the right one
 * read it, and gives back one outcome that can be cloned to the worker. Nothing is clicked, scrolled, fetched or changed.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { facts: whole, fallbacks, routes, report, text, dom } = learnlearn;

  /**
   * @param {{selection?: boolean, hooks?: Record<string, object>, siteFiles?: Record<string, object>}} [options] by site: newer declarative parts
   *   and a newer site.json than the bundled ones
   * @returns {Promise<object>} an outcome: profile, people, not_a_person, sign_in_wall, still_loading, nothing_selected or unsupported
   */
  learnlearn.capture = async ({ selection = false, hooks = {}, siteFiles = {} } = {}) => {
    learnlearn.beginReading();
    const began = location.href;
    learnlearn.place = undefined; // that of the reading before, whose links may have stood elsewhere
    const origin = learnlearn.origin.of(document, location);
    if (!origin) return unsupported([{ site: "web", problem: "no web page" }]);
    learnlearn.place = origin.place;
    const page = selection ? document : seen(origin);
    const outcome = await withReleased({ hooks, siteFiles }, () => (selection ? selected(origin) : readPage(page, origin)));
    // An app may have gone on to somebody else while a long page was read: never one person's words under another's address.
    return bare(began) === bare(location.href) ? outcome : { outcome: "still_loading" };
  };

  // What is known of the page is not known of its copy.
  const seen = ({ place, unpacked }) => {
    const page = unpacked?.() ?? learnlearn.shadows.flat(document, place.href !== location.href);
    if (page !== document) learnlearn.beginReading();
    return page;
  };

  const bare = (href) => href.split("#")[0];

  // Each site's by itself, so that one that is broken leaves the others newer; and only while this page is read.
  const withReleased = async ({ hooks, siteFiles }, run) => {
    const bundled = [...learnlearn.sites.values()].map((site) => ({ site, hooks: site.hooks }));
    for (const { site } of bundled) {
      const [newer, file] = [hooks?.[site.id], siteFiles?.[site.id]];
      const { version, fields } = site.hooks;
      if (newer?.version > version && !learnlearn.hooks.faults(newer, document).length)
        site.hooks = { ...newer, fields: { ...fields, ...newer.fields } };
      if (file?.version > version && !learnlearn.routes.faults(file, site.hosts).length) site.urls = file.urls;
    }
    try {
      return await run();
    } finally {
      for (const one of bundled) {
        one.site.hooks = one.hooks;
        delete one.site.urls;
      }
    }
  };

  const selected = async (origin) => {
    const facts = whole.fitted(learnlearn.selection.read(document, origin.place));
    if (!facts.about) return { outcome: "nothing_selected" };
    const site = learnlearn.sitesFor(origin.place).find((one) => one.hosts.length > 0)?.id ?? "web";
    const reading = { reader: "selection/1", facts, sought: ["name", "about"] };
    return { outcome: "profile", snapshot: snapshotOf({ id: site }, reading, origin, "selection") };
  };

  const readPage = async (document, origin) => {
    const troubles = [];
    for (const site of learnlearn.sitesFor(origin.place)) {
      try {
        const place = routes.placeOf(site, origin.place);
        await site.prepare?.(document);
        const page = site.detect(document, place);
        await learnlearn.breathe();
        if (page) return await outcomeOf(document, site, routes.judged(site, origin.place, page), troubles, { ...origin, read: place });
      } catch (error) {
        troubles.push({ site: site.id, problem: error instanceof Error ? error.name : "error" }); // one broken site never breaks another
      }
    }
    return unsupported(troubles);
  };

  const outcomeOf = async (document, site, page, troubles, origin) => {
    if (page.page === "not_a_person") return { outcome: "not_a_person", kind: page.kind };
    if (page.page === "sign_in_wall" || page.page === "still_loading") return { outcome: page.page };
    const reading = await site.read(document, origin.read);
    await learnlearn.breathe();
    if (reading.people) return peopleOf(site, reading, origin);
    for (const place of reading.places?.posts ?? []) place[1] = await whole.fitInSlices("posts", place[1]);
    const chosen = fallbacks.choose(reading.places ?? {});
    const { facts, layout } = chosen;
    if (!facts.name && whole.isBlank(facts)) return document.readyState === "loading" ? { outcome: "still_loading" } : unsupported(troubles, site);
    const reader = reading.reader ?? `${site.id}/${layout}`;
    return {
      outcome: "profile",
      snapshot: snapshotOf(site, { ...reading, ...chosen, reader }, origin),
      ...ownOf(document, site, origin, facts.handle),
    };
  };

  /**
   * The address of whoever is signed in here, where they are the one whose page it is: the account that the page names as the viewer's is compared
   * with that of the address and the handle, and dropped when it is another. A copy tells who was signed in when it was made, which is nobody here.
   */
  const ownOf = (document, site, { place, read }, handle = "") => {
    const told = place.href === location.href ? accountIn(learnlearn.hooks.pull(site.hooks, "viewer", document)) : null;
    const isTheirs = told && [accountIn(read.pathname)?.name, handle.toLowerCase()].includes(told.name);
    return isTheirs ? { own: new URL(told.path, place.origin).href } : {};
  };

  // "/in/ada/edit/intro/", "/profile/ada.example", "/@ada", "/web/@ada", "ada": the account, and the path of its page.
  const accountIn = (told) => {
    const [, path, name] = told.replace(/^https?:\/\/[^/]+/, "").match(/^\/?(?:(?:web|deck)\/)?((?:in\/|profile\/|@)?([^/?#]+))/) ?? [];
    return name ? { path: `/${path}`, name: dom.decoded(name).toLowerCase() } : null;
  };

  const snapshotOf = (site, reading, origin, page = "profile") =>
    whole.snapshot({
      site: site.id,
      url: (isAtHome(origin) && reading.url) || pageAddress(origin),
      facts: reading.facts,
      grades: reading.grades,
      reader: reading.reader,
      sought: reading.sought ?? [],
      partly: reading.partly,
      page,
      language: document.documentElement.lang,
    });

  // A copy on somebody's site: known by where it stands, not by where it says it is from.
  const isAtHome = ({ place, url }) => place.href === url;

  const pageAddress = ({ url }) => dom.address(bare(url)) || text.cut(bare(url).split("?")[0], whole.LIMITS.url);

  const peopleOf = (site, reading, origin) => {
    const people = [];
    for (const raw of reading.people) {
      const facts = whole.fitted(raw);
      const url = dom.address(raw.url);
      if (url && (facts.name || !whole.isBlank(facts)))
        people.push(whole.snapshot({ site: site.id, url, facts, reader: reading.reader, sought: reading.sought ?? [] }));
    }
    const { kind, name, url } = reading.page;
    return {
      outcome: "people",
      page: { kind, name: text.cut(text.line(name), whole.LIMITS.name), url: dom.address(url) || pageAddress(origin) },
      people,
    };
  };

  const unsupported = (troubles, site) => ({ outcome: "unsupported", report: report.make(document, learnlearn.place ?? location, troubles, site) });
})();
