/**
 * Data that pages carry for search engines: JSON-LD of schema.org. It can be stale or another person's (a page that changed
 * person without a load keeps the first one's), so a caller says whom it expects.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;
  const MAX_CHARACTERS = 2_000_000;
  const MAX_NODES = 2_000;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const CONTROLS = /[\u0000-\u001f]+/g;

  /** Every object of the page's JSON-LD, `@graph` and lists opened. @param {Document} document @returns {object[]} */
  const jsonLd = (document) => learnlearn.once("JSON-LD", () => nodesOf(document));

  const nodesOf = (document) => {
    const nodes = [];
    for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
      const parsed = parse(script.textContent ?? "");
      if (parsed) gather(parsed, nodes);
    }
    return nodes;
  };

  // In the wild the JSON is wrapped in comments, holds raw line ends inside strings, or a comma too many.
  const parse = (raw) => {
    if (raw.length > MAX_CHARACTERS) return null;
    const bare = raw
      .replace(/^\s*(?:<!--|\/\*+.*?\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/s, "")
      .replace(/(?:-->|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, "")
      .trim()
      .replace(/;$/, "");
    const oneLine = bare.replace(CONTROLS, " ");
    for (const attempt of [bare, oneLine, oneLine.replace(/,\s*([}\]])/g, "$1")]) {
      try {
        return JSON.parse(attempt);
      } catch {
        // the next, more forgiving reading
      }
    }
    return null;
  };

  const gather = (value, nodes) => {
    if (nodes.length >= MAX_NODES || !value || typeof value !== "object") return;
    if (Array.isArray(value)) {
      for (const item of value) gather(item, nodes);
      return;
    }
    if (value["@type"]) nodes.push(value);
    gather(value["@graph"], nodes);
  };

  /** @param {any} node @param {string} type */
  const isA = (node, type) => [node?.["@type"]].flat().some((name) => typeof name === "string" && name.replace(/^.*[/:#]/, "") === type);

  /** The persons a page's JSON-LD speaks of: those it is about (`main`), those whose site it is (`owners`), and all. @param {Document} document */
  const persons = (document) => learnlearn.once("persons", () => personsOf(document));

  const personsOf = (document) => {
    const nodes = jsonLd(document);
    const pages = nodes.filter((node) => ["ProfilePage", "AboutPage", "WebPage"].some((type) => isA(node, type)));
    const about = pages.flatMap((node) => [node.mainEntity, isA(node, "ProfilePage") ? node.author : null, node.about].flat());
    const referred = about.map((one) => (one?.["@id"] && !one.name ? nodes.find((node) => node["@id"] === one["@id"]) : one));
    const main = referred.filter((node) => isA(node, "Person"));
    const sites = nodes.filter((node) => ["WebSite", "Blog"].some((type) => isA(node, type)));
    const owners = sites
      .flatMap((node) => [node.author, node.creator, node.publisher, node.about].flat())
      .filter((node) => isA(node, "Person") && node.name);
    return { main, owners, all: [...new Set([...main, ...nodes.filter((node) => isA(node, "Person"))])] };
  };

  const words = (value) => [value].flat(3).map((one) => (one && typeof one === "object" ? (one.name ?? one["@value"] ?? one.alternateName) : one));

  /** Strings of a property: text, a named thing, or lists of them. @param {any} value @returns {string[]} */
  const strings = (value) =>
    words(value)
      .filter((one) => typeof one === "string" || typeof one === "number")
      .map((one) => text.line(dom.unescaped(String(one))))
      .filter((one) => one && !text.isMasked(one));

  /** The addresses of a property. @param {any} value @param {string} base */
  const addresses = (value, base) =>
    [value]
      .flat(3)
      .map((one) => dom.address(typeof one === "object" ? (one?.url ?? one?.["@id"]) : String(one ?? ""), base))
      .filter(Boolean);

  const role = (member, organization) => ({
    title: strings(member?.roleName ?? member?.jobTitle)[0] ?? "",
    organization,
    start: String(member?.startDate ?? ""),
    end: String(member?.endDate ?? ""),
    description: dom.unescaped(String(member?.description ?? "")),
  });

  const positions = (person) => {
    const held = [person.worksFor, person.affiliation].flat(3).filter(Boolean);
    const titles = strings(person.jobTitle);
    const roles = held
      .map((place) => role(place.member ?? place, strings(place)[0] ?? strings(place.worksFor)[0] ?? ""))
      .filter((one) => one.organization);
    if (roles.length === 1 && titles.length === 1 && !roles[0].title) roles[0].title = titles[0];
    return roles;
  };

  const place = (value) => {
    const one = [value].flat()[0];
    const at = one?.address ?? one;
    if (typeof at !== "object") return strings(at)[0] ?? "";
    const country = strings(at.addressCountry)[0];
    const parts = [strings(at.addressLocality)[0], strings(at.addressRegion)[0], country?.length === 2 ? "" : country].filter(Boolean);
    return parts.join(", ") || strings(one)[0] || "";
  };

  // schema.org asks for codes: "fr" is French.
  const languageName = (told) => {
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(told)) return told;
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "code" }).of(told) ?? told;
  };

  // One line of several words is what people call themselves; a word or two is a network's mark ("Top Voice"), a list is of other things.
  const isHeadline = (lines) => lines.length === 1 && lines[0].split(" ").length > 2;

  /** schema.org/Person as contract Facts. @param {any} person @param {string} base */
  const factsOf = (person, base) => ({
    name: strings(person.name)[0] ?? strings([person.givenName, person.familyName].filter(Boolean).join(" "))[0] ?? "",
    headline:
      (isHeadline(strings(person.disambiguatingDescription)) ? strings(person.disambiguatingDescription)[0] : strings(person.jobTitle)[0]) ?? "",
    about: [
      strings(person.description)[0] ? dom.unescaped(String([person.description].flat()[0])) : "",
      ...(isHeadline(strings(person.disambiguatingDescription)) ? [] : strings(person.disambiguatingDescription)),
    ]
      .filter(Boolean)
      .join("\n"),
    location: place(person.homeLocation ?? person.address ?? person.workLocation),
    handle: strings([person.alternateName, person.additionalName]).find((told) => /^@[\w.-]{2,60}$/.test(told)) ?? "",
    positions: positions(person),
    education: [person.alumniOf]
      .flat(3)
      .filter(Boolean)
      .map((school) => ({
        school: strings(school)[0] ?? "",
        start: String(school.member?.startDate ?? ""),
        end: String(school.member?.endDate ?? ""),
      })),
    skills: strings(person.skills),
    interests: strings(person.knowsAbout),
    languages: strings(person.knowsLanguage).map(languageName),
    groups: strings(person.memberOf),
    certifications: strings(person.hasCredential),
    links: [...addresses(person.sameAs, base), ...addresses(person.url, base)],
  });

  /**
   * schema.org microdata, one level: the properties of an item, without those of the items inside it.
   * @param {Element} item @param {string} property @returns {Element[]}
   */
  const properties = (item, property) =>
    dom.all(item, `[itemprop~="${property}"]`).filter((element) => element.parentElement?.closest("[itemscope]") === item);

  learnlearn.embedded = { jsonLd, isA, persons, strings, addresses, factsOf, properties };
})();
