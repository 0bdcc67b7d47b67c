/**
 * Microformats: h-card, h-resume and h-entry (version 2) and their older forms vcard, hresume and hentry.
 * Properties follow https://microformats.org/wiki/microformats2-parsing as far as one person's facts need it.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, items, text } = learnlearn;
  const { elements } = items;

  const CARD = ".h-card, .vcard";
  const ENTRY = ".h-entry, .hentry";
  const ITEM = `${CARD}, ${ENTRY}, .h-cite, .h-event, .h-review`;

  const remembered = (what, root, work) => {
    const known = learnlearn.once(`microformats: ${what}`, () => new WeakMap());
    if (!known.has(root)) known.set(root, work());
    return known.get(root);
  };

  // Elements that hold their value in an attribute.
  const VALUES = { ABBR: "title", DATA: "value", INPUT: "value", IMG: "alt", AREA: "alt" };

  const plain = (element) => {
    const told = element.getAttribute(VALUES[element.tagName] ?? "");
    if (told !== null) return text.line(told);
    if (!element.firstElementChild) return text.line(element.textContent);
    const values = dom
      .all(element, ".value, .value-title")
      .map((value) => text.line(value.matches(".value-title") ? value.getAttribute("title") : dom.textOf(value)));
    return values.length ? values.join("") : dom.lineOf(element);
  };

  /** @param {Element} root @param {...string} names @returns {string[]} */
  const strings = (root, ...names) =>
    elements(root, ...names)
      .map(plain)
      .filter(Boolean);

  const longest = (root, ...names) =>
    elements(root, ...names)
      .map((element) => dom.textOf(element))
      .find(Boolean) ?? "";

  const addresses = (root, ...names) =>
    text.unique(
      elements(root, ...names)
        .map((element) => dom.address(element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("value") ?? plain(element)))
        .filter(Boolean),
    );

  const dayOf = (root, ...names) =>
    elements(root, ...names)
      .map((element) => dates.fromIso(element.getAttribute("datetime") ?? element.getAttribute("title") ?? plain(element)))
      .find(Boolean) ?? "";

  // A card without properties is its own name: <a class="h-card" href="…">Ana Example</a>.
  const nameOf = (card) =>
    remembered("name", card, () => strings(card, "p-name", "fn")[0] ?? (card.querySelector("[class*='p-name'], .fn") ? "" : impliedName(card)));
  const impliedName = (card) =>
    card.matches("img[alt], abbr[title]")
      ? plain(card)
      : text.line(dom.first(card, ":scope > img[alt]:only-child, :scope > * > img[alt]:only-child")?.getAttribute("alt")) ||
        (dom.lineOf(card).length <= 80 ? dom.lineOf(card) : "");

  const placeOf = (card) => {
    const adr = elements(card, "p-adr", "h-adr", "adr")[0];
    const root = adr ?? card;
    const parts = [
      strings(root, "p-locality", "locality")[0],
      strings(root, "p-region", "region")[0],
      strings(root, "p-country-name", "country-name")[0],
    ].filter(Boolean);
    return parts.join(", ") || strings(card, "p-label", "p-location", "p-adr", "adr")[0] || "";
  };

  /** A card as contract Facts. @param {Element} card */
  const factsOf = (card) => {
    const titles = strings(card, "p-job-title", "p-role", "title", "role");
    const places = strings(card, "p-org", "org");
    const headline = [titles[0], places[0]].filter(Boolean).join(", ");
    return {
      name: nameOf(card),
      handle: strings(card, "p-nickname", "nickname")[0] ?? "",
      headline: headline === nameOf(card) ? "" : headline,
      about: longest(card, "p-note", "e-note", "note"),
      location: placeOf(card),
      positions: places.filter((place) => place !== nameOf(card)).map((organization, index) => ({ title: titles[index] ?? "", organization })),
      interests: strings(card, "p-category", "category"),
      links: addresses(card, "u-url", "url"),
    };
  };

  const same = (one, other) => {
    const bare = bareOf(one);
    return bare !== "" && bare === bareOf(other);
  };

  const bareOf = (raw) => {
    const known = learnlearn.once("microformats: spellings", () => new Map());
    if (!known.has(raw)) known.set(raw, spelled(raw));
    return known.get(raw);
  };

  // One spelling of an address; "" for none.
  const spelled = (raw) => {
    if (!URL.canParse(raw)) return "";
    return new URL(raw).href
      .replace(/^http:/, "https:")
      .replace(/\/\/www\./, "//")
      .replace(/[/#?]*$/, "")
      .toLowerCase();
  };

  /**
   * The card of the person whose page this is, or null: never one of somebody the page merely mentions.
   * https://microformats.org/wiki/representative-h-card-parsing, then the author of the page's feed, then the only card.
   * @param {Document} document @param {Location | URL} location
   * @param {{sure?: boolean}} [how] `sure`: only one that the page itself marks as its own, not merely the only one
   */
  const representative = (document, location, { sure = false } = {}) =>
    learnlearn.once(`microformats: representative${sure ? ", sure" : ""}`, () => representativeOf(document, location, sure));

  // Cards that stand by themselves first: a page of three hundred posts has three hundred cards of their author.
  const representativeOf = (document, location, sure) => {
    const cards = [...items.all(document).values()].filter(
      ({ element, types }) => (types.has("h-card") || types.has("vcard")) && !dom.isAway(element),
    );
    const isInEntry = (card) => items.isWithin(card, "h-entry", "hentry");
    const of = (some) =>
      ownCard(
        document,
        location,
        sure,
        some.map(({ element }) => element),
      );
    return of(cards.filter((card) => !isInEntry(card))) ?? of(cards.filter(isInEntry));
  };

  const NOT_THE_PAGE_S =
    "[class*='h-cite'], .comment, .comments, [id*='comment'], .p-comment, .u-comment, .p-like, .u-like, .p-repost, aside nav, .h-resume, .hresume";

  const ownCard = (document, location, sure, all) => {
    const cards = all.filter((card) => !card.closest(NOT_THE_PAGE_S) && !isPartOfOther(card));
    if (!cards.length) return null;
    const me = dom.related(document, "me").map((link) => dom.address(link.getAttribute("href")));
    const urlsOf = new Map(cards.map((card) => [card, cardAddresses(card)]));
    const here = location.href;
    const exact = cards.find(
      (card) =>
        elements(card, "u-uid", "uid").some((uid) => same(dom.address(uid.getAttribute("href") ?? plain(uid)), here)) &&
        urlsOf.get(card).some((url) => same(url, here)),
    );
    if (exact) return exact;
    const linked = cards.filter((card) => urlsOf.get(card).some((url) => me.some((one) => same(one, url))));
    if (linked.length) return richest(linked);
    const ofPage = cards.filter((card) => urlsOf.get(card).some((url) => same(url, here)));
    if (distinctNames(ofPage) === 1) return richest(ofPage);
    const ofHome = cards.filter((card) => urlsOf.get(card).some((url) => same(url, location.origin)));
    if (distinctNames(ofHome) === 1) return richest(ofHome);
    if (sure) return null;
    const free = cards.filter((card) => !card.closest(ENTRY) && !card.parentElement?.closest(CARD));
    return distinctNames(free) === 1 && !(free.length === 0) ? richest(free) : null;
  };

  // An employer, a school or a place is marked as a card too; so is whoever a post is about.
  const isPartOfOther = (card) => {
    const isFirm = () =>
      strings(card, "p-org", "org").some((org) => text.folded(org) === text.folded(nameOf(card))) &&
      !strings(card, "p-job-title", "p-role", "title", "p-note", "note").length;
    return (
      card.matches(
        ".p-org, .org, .p-affiliation, .affiliation, .p-experience, .experience, .p-education, .education, .p-location, .location, .p-category, .p-invitee, .h-cite",
      ) || isFirm()
    );
  };

  const cardAddresses = (card) => remembered("addresses", card, () => addressesOf(card));

  const addressesOf = (card) => {
    const told = addresses(card, "u-url", "url");
    return told.length || !card.matches("a[href]") ? told : [dom.address(card.getAttribute("href"))];
  };

  const distinctNames = (cards) => new Set(cards.map((card) => text.folded(nameOf(card)))).size;
  const richest = (cards) => cards.reduce((best, card) => ((card.textContent ?? "").length > (best.textContent ?? "").length ? card : best));

  const spanOf = (item) => ({
    start: elements(item, "dt-start", "dtstart").map((at) => at.getAttribute("datetime") ?? plain(at))[0] ?? "",
    end: elements(item, "dt-end", "dtend").map((at) => at.getAttribute("datetime") ?? plain(at))[0] ?? "",
  });

  /** The page's résumé, if it is marked as one. @param {Document} document */
  const resumeOf = (document) =>
    [...items.all(document).values()].find(({ element, types }) => (types.has("h-resume") || types.has("hresume")) && !dom.isAway(element))
      ?.element ?? null;

  /** A résumé as contract Facts. @param {Document} document */
  const resume = (document) => {
    const root = resumeOf(document);
    if (!root) return {};
    const contact = dom.first(root, ".p-contact.h-card, .p-contact .h-card, .contact.vcard, .contact .vcard, .vcard.contact, address.vcard");
    const inner = (item, ...names) => dom.all(item, names.map((name) => `.${name}`).join(", ")).map(plain)[0] ?? "";
    const jobs = elements(root, "p-experience", "experience", "vevent").filter((item) => !item.matches(".p-education, .education"));
    return {
      name: strings(root, "p-name")[0] ?? (contact ? nameOf(contact) : ""),
      headline: contact ? (strings(contact, "p-job-title", "p-title", "title")[0] ?? "") : "",
      location: contact ? placeOf(contact) : "",
      about: longest(root, "p-summary", "summary"),
      positions: jobs.map((item) => ({
        title: inner(item, "p-job-title", "p-title", "title") || inner(item, "p-name", "summary"),
        organization: inner(item, "p-org", "org") || (inner(item, "p-job-title", "p-title", "title") ? inner(item, "p-name", "summary") : ""),
        ...spanOf(item),
        location: inner(item, "p-location", "location"),
        description: longest(item, "p-description", "description", "p-summary"),
      })),
      education: elements(root, "p-education", "education").map((item) => ({
        school: inner(item, "p-org", "org") || inner(item, "p-name", "summary", "fn"),
        ...spanOf(item),
        description: longest(item, "p-description", "description"),
      })),
      skills: strings(root, "p-skill", "skill"),
      groups: strings(root, "p-affiliation", "affiliation"),
    };
  };

  /** The tags of each entry that no class marks: links that say so, in no item inside it. @param {Document} document @returns {Map<Element, string[]>} */
  const tagsOf = (document) => learnlearn.once("microformats: tags", () => gatheredTags(document));

  const gatheredTags = (document) => {
    const found = new Map();
    for (const link of dom.related(document, "tag").filter((one) => one.matches("a:not(.p-category)"))) {
      const entry = link.closest(ITEM);
      found.set(entry, [...(found.get(entry) ?? []), dom.lineOf(link)]);
    }
    return found;
  };

  const CONTENT = ["e-content", "entry-content", "p-content", "p-summary", "entry-summary"];

  // A heading stands for a title that no class marks, unless the words themselves hold it.
  const headingOf = (entry) => dom.all(entry, "h1, h2, h3").find((one) => !elements(entry, ...CONTENT).some((box) => box.contains(one))) ?? null;

  // Where no class marks the words either: whatever stands in it below the heading.
  const unmarkedWords = (entry, heading, time) =>
    learnlearn.readable.wordsIn(entry, new Set([heading, time].filter(Boolean)), { without: time ?? undefined }).join("\n");

  const entryPost = (entry, owner, isOld) => {
    const author = elements(entry, "p-author", "author")[0];
    if (author && isSomebodyElse(author, owner)) return null;
    const named = strings(entry, "p-name", "entry-title")[0];
    const heading = isOld && named === undefined ? headingOf(entry) : null;
    const time = dom.first(entry, "time[datetime]");
    const title = named ?? dom.lineOf(heading);
    const body = longest(entry, ...CONTENT) || (isOld && named === undefined ? unmarkedWords(entry, heading, time) : "");
    const words = title && !text.folded(body).startsWith(text.folded(title)) ? [title, body].filter(Boolean).join("\n") : body || title;
    const repost = elements(entry, "u-repost-of", "p-repost-of").length > 0;
    const reply = elements(entry, "u-in-reply-to", "p-in-reply-to").length > 0;
    const tags = strings(entry, "p-category").concat(tagsOf(entry.ownerDocument).get(entry) ?? []);
    const link = () => dom.first(entry, 'a[rel~="bookmark"]') ?? dom.first(heading, "a[href]") ?? time?.closest("a[href]");
    return {
      text: words,
      date: dayOf(entry, "dt-published", "published", "dt-updated", "updated") || dates.fromIso(time?.getAttribute("datetime")),
      kind: repost ? "repost" : reply ? "reply" : "post",
      url: addresses(entry, "u-url", "url")[0] ?? dom.address(link()?.getAttribute("href")),
      hashtags: text.unique([...tags.map((tag) => tag.replace(/^#/, "")), ...text.hashtags(words)]),
    };
  };

  const isSomebodyElse = (author, owner) => {
    const card = author.matches(CARD) ? author : dom.first(author, CARD);
    const name = text.folded(card ? nameOf(card) : plain(author));
    if (!name || !owner.name || name === owner.folded) return false;
    return !(card ? cardAddresses(card) : []).some((url) => owner.links?.some((own) => same(own, url)));
  };

  // Makers of sites mark a page ("About") as an entry, too: it holds the page's heading and has no day.
  const isThePage = (document, entry) => entry.contains(document.querySelector("h1"));

  /**
   * The posts of the page's own feed, and the elements of all its entries: whatever else stands in them is somebody else's.
   * @param {Document} document @param {object} owner facts of the page's person
   */
  const posts = async (document, owner) => {
    const found = [];
    const entries = new Set();
    const own = { ...owner, folded: text.folded(owner.name ?? "") };
    for (const item of items.all(document).values()) {
      const { element: entry, types } = item;
      const isEntry = types.has("h-entry") || types.has("hentry");
      if (!isEntry || dom.isAway(entry) || items.isWithin(item, "h-entry", "hentry", "h-cite") || entry.parentElement?.closest(".comments")) continue;
      const post = entryPost(entry, own, !types.has("h-entry"));
      if (post && !post.date && !types.has("h-entry") && isThePage(document, entry)) continue;
      if (post?.text) found.push(post);
      entries.add(entry);
      await learnlearn.breathe();
    }
    return { found, entries };
  };

  learnlearn.microformats = { representative, factsOf, resume, resumeOf, posts };
})();
