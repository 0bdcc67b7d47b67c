/** Any page: what it says of its person in data made for machines, and else its own words. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, embedded, fallbacks, hooks: declared, kinds, links, microformats, names, readable, stream, text } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      tagline: [
        // What a page shows where it is shared is more often of this very page than what all its pages tell search engines.
        ...["og:description", "description", "twitter:description"].map((name) => ({
          css: `meta[property="${name}" i], meta[name="${name}" i]`,
          attr: "content",
          as: "list",
          grade: "semantic",
        })),
      ],
      feeds: [
        {
          css: 'link[rel~="alternate"][type="application/rss+xml"], link[rel~="alternate"][type="application/atom+xml"], link[rel~="alternate"][type="application/feed+json"]',
          attr: "href",
          as: "list",
          grade: "semantic",
        },
      ],
      me: [{ css: 'a[rel~="me"], link[rel~="me"]', attr: "href", as: "list", grade: "semantic" }],
    },
  };

  const SOUGHT = ["name", "headline", "about"];

  const samePage = (url, location) => {
    const own = dom.address(url, location.href);
    if (!own || !dom.sameHost(own, location)) return null;
    const there = new URL(own).pathname.replace(/\/+$/, "").toLowerCase();
    const here = location.pathname.replace(/\/+$/, "").toLowerCase();
    return there === here || there === "" || here === "" || there.startsWith(`${here}/`) || here.startsWith(`${there}/`);
  };

  /** The person the page's JSON-LD is about; not one of several, and not the one of another page of this site. @param {Document} document @param {Location} location */
  const fitting = (document, location) => learnlearn.once("web: persons", () => fittingOf(document, location));

  const fittingOf = (document, location) => {
    const { main, all } = embedded.persons(document);
    const verdict = (person) => {
      const told = [person.url, person["@id"], person.mainEntityOfPage]
        .flat()
        .filter((url) => typeof url === "string")
        .map((url) => samePage(url, location))
        .filter((one) => one !== null);
      return told.length === 0 ? null : told.some(Boolean);
    };
    return { main: main.filter((person) => verdict(person) !== false), all: all.filter((person) => verdict(person) !== false), verdict };
  };

  const mainPersonOf = (document, location) => fitting(document, location).main[0] ?? null;

  const personOf = (document, location) => {
    const { main, all, verdict } = fitting(document, location);
    const others = embedded.persons(document).main.length > 0; // it is about somebody else, of another page of this site
    const only = all.length === 1 ? all[0] : all.find((person) => verdict(person));
    return main[0] ?? (others ? null : (only ?? siteOwnerOf(document, location)));
  };

  // Whose site it is, on the pages that are about them.
  const siteOwnerOf = (document, location) => {
    const { owners } = embedded.persons(document);
    const one = new Set(owners.map((person) => text.folded(String(person.name)))).size === 1;
    return one && kinds.isProfilePath(location) ? owners[0] : null;
  };

  const MICRODATA = '[itemtype$="schema.org/Person" i], [itemtype*="schema.org/Person " i]';
  const microdata = (document) => learnlearn.once("web: microdata", () => microdataOf(document));

  const microdataOf = (document) => {
    const items = dom
      .all(document, "[itemtype]")
      .filter(
        (item) =>
          item.matches(MICRODATA) &&
          !item.parentElement?.closest(
            `${MICRODATA}, [itemtype*="Article" i], [itemtype*="Comment" i], [itemtype*="Review" i], [itemtype*="BlogPosting" i]`,
          ),
      );
    const item = items.length === 1 ? items[0] : items.find((one) => one.closest('[itemtype*="ProfilePage" i]'));
    if (!item) return {};
    const words = (name) =>
      embedded
        .properties(item, name)
        .map((one) => text.line(one.getAttribute("content")) || dom.lineOf(one))
        .filter(Boolean);
    const place = embedded.properties(item, "address")[0] ?? item;
    const locality = ["addressLocality", "addressRegion", "addressCountry"]
      .map((name) => text.line(dom.first(place, `[itemprop~="${name}"]`)?.textContent))
      .filter(Boolean);
    return {
      name: words("name")[0],
      headline: words("jobTitle")[0],
      about: embedded.properties(item, "description").map((one) => dom.textOf(one))[0],
      location: locality.join(", ") || words("homeLocation")[0],
      positions: words("worksFor")
        .concat(words("affiliation"))
        .map((organization, index) => ({ organization, title: index === 0 ? (words("jobTitle")[0] ?? "") : "" })),
      education: words("alumniOf").map((school) => ({ school })),
      interests: words("knowsAbout"),
      languages: words("knowsLanguage"),
      links: embedded
        .properties(item, "url")
        .concat(embedded.properties(item, "sameAs"))
        .map((one) => dom.address(one.getAttribute("href") ?? one.textContent)),
    };
  };

  // "Ana Example (@ana) • Photos and videos", "Ana Example | Somewhere"
  const openGraph = (document) => {
    if (dom.meta(document, "og:type").toLowerCase() !== "profile") return {};
    const title = text.line(dom.meta(document, "og:title") || document.title);
    const named = [dom.meta(document, "profile:first_name"), dom.meta(document, "profile:last_name")].filter(Boolean).join(" ");
    const handle = dom.meta(document, "profile:username").replace(/^@/, "") || (title.match(/\(@?([\w.@-]{2,60})\)/)?.[1] ?? "");
    const [before] = title.split(/\s*\(@?[\w.@-]+\)|\s+[|•·–—]\s+|\s+-\s+/);
    const name = named || names.asHeaded(document, text.line(before).replace(/['’]s\s+profile$/i, ""));
    return { name: (name === handle && names.headed(document)) || name, handle };
  };

  // "Ana Example (@ana) • Photos" at /ana, "Ana Example (0000-0001-2345-6789) - ORCID" at its number: the title and the address agree.
  const titled = (document, location) => {
    const [, name = "", handle = ""] = text.line(document.title).match(/^(.{2,60}?)\s*\((@?[\w.-]{3,60})(?:@[\w.-]+)?\)/) ?? [];
    const last = location.pathname
      .split("/")
      .filter(Boolean)
      .at(-1)
      ?.toLowerCase()
      .replace(/^[@~]|(?<=\w)@.*$/g, "");
    const [, account = "", called = ""] = text.line(document.title).match(/^@?([\w.-]{2,60})\s*\((.{2,60}?)\)/) ?? []; // "ana (Ana Example)"
    if (last === account.toLowerCase() && names.isName(called)) return { name: called };
    const isTheirs = last === handle.toLowerCase().replace(/^@/, "") && !/^\d{1,4}$/.test(last);
    return isTheirs && names.isName(name, handle.startsWith("@") ? 1 : 2) ? { name } : {};
  };

  const feedPosts = (document) => {
    const nodes = embedded
      .jsonLd(document)
      .filter((node) => ["SocialMediaPosting", "DiscussionForumPosting"].some((type) => embedded.isA(node, type)));
    return nodes.map((node) => ({
      text: dom.unescaped(String(node.articleBody ?? node.text ?? node.headline ?? "")),
      date: learnlearn.dates.fromIso(String(node.datePublished ?? "")),
      kind: "post",
      url: dom.address(typeof node.url === "string" ? node.url : ""),
    }));
  };

  // Data that names whose page it is beyond doubt; an article's author is named by much the same data.
  const isSurelyOfSomebody = (document, location) =>
    Boolean(mainPersonOf(document, location) || microformats.representative(document, location, { sure: true }) || microformats.resumeOf(document));

  /** @param {Document} document @param {Location | URL} location */
  const detect = (document, location) => {
    if (!document.body) return { page: "still_loading" };
    if (isSurelyOfSomebody(document, location) || openGraph(document).name) return { page: "profile" };
    const nodes = embedded.jsonLd(document);
    if (
      !kinds.isArticle(document, location, nodes) &&
      (personOf(document, location) || microformats.representative(document, location) || microdata(document).name)
    )
      return { page: "profile" };
    const kind = kinds.of(document, location, nodes);
    if (kind) return { page: "not_a_person", kind };
    return document.readyState === "loading" && text.line(document.body.textContent).length < 200 ? { page: "still_loading" } : { page: "profile" };
  };

  // What the page says for machines, as places; and the best of them.
  const structured = (document, location) => learnlearn.once("web: structured", () => structuredIn(document, location));

  const structuredIn = (document, location) => {
    const person = personOf(document, location);
    const card = microformats.representative(document, location);
    const places = fallbacks.joined(
      fallbacks.reading("json-ld", "embedded", person ? embedded.factsOf(person, location.href) : {}),
      fallbacks.reading("h-resume", "semantic", microformats.resume(document)),
      fallbacks.reading("h-card", "semantic", card ? microformats.factsOf(card) : {}),
      fallbacks.reading("microdata", "semantic", microdata(document)),
      fallbacks.reading("open-graph", "semantic", openGraph(document)),
      fallbacks.reading("title", "text", titled(document, location)),
    );
    return { places, ...fallbacks.choose(places) };
  };

  /** What a page says for machines, as a root to look in: its <meta> and whatever is related to it, wherever broken mark-up has put them. @param {Document} document */
  const inHead = (document) => ({
    querySelectorAll: (css) =>
      learnlearn
        .once("web: head", () => [...document.getElementsByTagName("meta"), ...document.querySelectorAll("[rel]")])
        .filter((one) => (one.localName === "meta") === css.startsWith("meta") && one.matches(css)),
  });

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const site = learnlearn.sites.get("web");
    const { places, facts: told, grades, layout } = structured(document, location);
    await learnlearn.breathe();
    const name = told.name || names.nameOf(document, location, kinds.isProfilePath(location)) || names.accountName(document, location);
    await learnlearn.breathe();
    const { found, entries, leftOut } = await microformats.posts(document, { ...told, name });
    const owner = name ? ownerOf(document, location, name) : null;
    const listed = owner && !found.length ? await stream.read(document, location, owner) : { posts: [], boxes: [] };
    const posts = [...found, ...feedPosts(document), ...listed.posts];
    const others = new Set([...entries, ...listed.boxes, ...readable.cardsOfOthers(document, location)]);
    const all = await readable.read(document, new Set([...others, ...saidCards(document, location, told)]), Boolean(owner && !told.about));
    const words = all
      .split("\n\n")
      .filter((paragraph) => !(INVITED.test(paragraph) && paragraph.length < 100 && isOfTheSite(paragraph, location, name)))
      .join("\n\n");
    const pull = (field) => declared.pull(site.hooks, field, inHead(document)) || [];
    const tagline = taglineOf(document, location, { ...told, name }, taglines(document));
    await learnlearn.breathe();
    const known = [told.about, name, told.headline];
    const beside = () => (owner ? readable.besideName(document, name, owner.account.split("/").at(-1)) : "");
    const bio = owner && !told.about ? unsaid(readable.bioOf(document, others), posts, known, 0) : "";
    const isSilent = owner && ![told.about, told.headline, bio, tagline].some(Boolean); // then one short line of theirs is better than none
    const more = unsaid(words, posts, known, isSilent ? SHORT : undefined) || unsaid(told.about || bio ? "" : beside(), posts, known, 0);
    const about = [told.about, more.includes(bio) ? "" : bio, more].filter(Boolean).join("\n\n");
    const marked = [...pull("me"), ...pull("feeds")].map((url) => dom.address(url)).filter((url) => url && !url.startsWith("https://mailto"));
    const accounts = owner ? links.accounts(document, location, { name, isTheirs: !owner.below, others }) : [];
    return {
      reader: `web/${layout || "readable"}`,
      sought: SOUGHT,
      partly: leftOut ? [`posts: ${leftOut} left out, their author asked not to be indexed`] : [],
      places: {
        ...fallbacks.joined(places, { name: [["text", name]], headline: [["head", tagline]] }),
        about: [[grades.about ?? "text", about]],
        interests: [...(places.interests ?? []), ["semantic", owner?.below ? links.topics(document, others) : []]],
        links: [["semantic", text.unique([...(told.links ?? []), ...marked, ...accounts])]],
        posts: [["semantic", posts]],
      },
    };
  };

  // A card that was read for its facts, with what it says of itself.
  const saidCards = (document, location, told) => {
    const card = told.about ? microformats.representative(document, location)?.element : null;
    return card && (card.textContent ?? "").length < MOST_OF_A_CARD && !card.contains(readable.mainOf(document)) ? [card] : [];
  };
  const MOST_OF_A_CARD = 1_500; // characters
  const SHORT = 30;

  // Of a site that is one person's everything is theirs, and so is the list of what an author wrote; else what lies below their page.
  const ownerOf = (document, location, name) => {
    const path = location.pathname.toLowerCase().replace(/\/+$/, "");
    const account = readable.accountHere(document, location);
    const isTheirs = kinds.isOwnSite(location) || names.isSpelled(name, location, false) || /^\/authors?\//.test(account);
    const called = text.folded(account.split("/").at(-1));
    return { name, folded: text.folded(name), account, called, below: isTheirs ? "" : account || path };
  };

  // "2,411 Followers, 318 Following - Ana Example (@ana) on a network: “their words”", "Ana Example has 142 books on some site"
  const COUNTS = /^(?:\p{Nd}[\p{Nd}.,\s]*[KMBkmb]?\+?\s+[\p{L}\p{M}]+[,\s•·]*){2,}(?:[-–—·|•]\s*|(?<=[•·]\s?))/u;
  const QUOTE = /:\s*["“„«]([\s\S]+)["”“»]\s*$/;

  // "Sign in to some site to learn more about Ana."
  const INVITED =
    /^(?:(?:sign|log) ?(?:in|up|on)|join|melde?|anmelden|registr|inici|únete|se connecter|connectez|inscri|acced|iscriviti|entr[ae]r?|inloggen)(?!\p{L})/iu;

  // What a network writes about everybody is nobody's word: it names itself, where a person's own line names no host.
  const isOfTheSite = (line, location, name) => {
    const plain = (words) => text.folded(words).replace(/\s/g, "");
    const label =
      location.hostname
        .replace(/^www\./, "")
        .split(".")
        .at(-2) ?? "";
    return (
      label.length > 3 && plain(line).includes(plain(label)) && !plain(name).includes(plain(label)) && !plain(label).includes(plain(name) || "\n")
    );
  };

  // Every one of them, best first.
  const taglines = (document) => {
    if ((learnlearn.place ?? location).hostname.split(".").includes(text.folded(dom.meta(document, "og:title")))) return []; // of the site as a whole
    const steps = learnlearn.sites.get("web").hooks.fields.tagline;
    return steps.flatMap((_, at) => declared.pull({ fields: { tagline: steps.slice(at, at + 1) } }, "tagline", inHead(document)) || []);
  };

  // Who says their own name twice in a line did not write it: "Read Ana Example on a site. Ana Example and thousands of others …"
  const isAboutThem = (line, name) => Boolean(name) && text.folded(line).split(text.folded(name)).length > 2;

  // "See the latest conversations with @ada." behind their own words.
  const withoutInvitation = (line, handle) => {
    const sentences = line.split(/(?<=[.!?。])\s+/);
    const isOfThem = (sentence) => handle && sentence.toLowerCase().includes(`@${handle.replace(/^@/, "").toLowerCase()}`);
    return (sentences.length > 1 && isOfThem(sentences.at(-1)) ? sentences.slice(0, -1) : sentences).join(" ");
  };

  /** What the page's head says the person says of themselves. */
  const taglineOf = (document, location, { name, handle }, lines) => {
    const quoted = lines.map((line) => QUOTE.exec(dom.unescaped(line))?.[1]).find(Boolean);
    if (quoted && openGraph(document).name) return text.paragraphs(quoted);
    const own = lines
      .map((line) =>
        withoutInvitation(
          text
            .line(line)
            .replace(COUNTS, "")
            .replace(/^u\/[\w-]+:\s*/, ""),
          handle,
        ),
      )
      .filter((line) => line && !/\(@[\w.]+\)/.test(line));
    return own.find((line) => line.length <= 300 && !isOfTheSite(line, location, name) && !isAboutThem(line, name)) ?? "";
  };

  // Words that stand as a post, as the person's note or as their name already are not said twice.
  const unsaid = (words, posts, [about, name, headline], least) => {
    if (!words) return "";
    const heard = [...posts.map((post) => post.text), about, name, headline].join("\n").toLowerCase();
    let folded = "";
    const own = text.folded(name || "\n");
    const rest = words.split("\n\n").filter((paragraph) => {
      const said = text.folded(paragraph);
      const isHeard = said.split(" ").every((word) => heard.includes(word)) && (folded ||= text.folded(heard)).includes(said);
      return !isHeard && !(said.includes(own) && text.folded(names.bare(paragraph)) === own);
    });
    const isTelling =
      rest.some((one) => one.length >= least && (!least || one.split(" ").length > 3)) ||
      readable.isTelling(name && !about ? rest.join(" ") : "") ||
      rest.some(readable.isTelling);
    return isTelling ? rest.join("\n\n") : "";
  };

  const whose = (document, location) => {
    const { name } = structured(document, location).facts;
    return name ? { name } : {};
  };

  /** What `detect` asks of a large page, in slices. @param {Document} document */
  const prepare = (document) => learnlearn.items.gather(document);

  learnlearn.site({ id: "web", hosts: [], hooks, prepare, detect, read, whose });
})();
