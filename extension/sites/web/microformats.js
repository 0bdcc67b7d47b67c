/**
 * Microformats: h-card, h-resume and h-entry (version 2) and their older forms vcard, hresume and hentry.
 * Properties follow https://microformats.org/wiki/microformats2-parsing as far as one person's facts need it.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, items, text } = learnlearn;
  const { elements } = items;

  const CARDS = ["h-card", "vcard"];
  const ENTRIES = ["h-entry", "hentry"];
  const is = (item, types) => types.some((type) => item.types.has(type));

  const remembered = (what, root, work) => {
    const known = learnlearn.once(`microformats: ${what}`, () => new WeakMap());
    if (!known.has(root)) known.set(root, work());
    return known.get(root);
  };

  // Elements that hold their value in an attribute.
  const VALUES = { ABBR: "title", DATA: "value", INPUT: "value", IMG: "alt", AREA: "alt" };

  const plain = (element) => {
    const held = VALUES[element.tagName];
    const told = held ? element.getAttribute(held) : null;
    if (told !== null) return text.line(told);
    if (!element.firstElementChild) return text.line(element.textContent);
    const values = dom
      .all(element, ".value, .value-title")
      .map((value) => text.line(value.matches(".value-title") ? value.getAttribute("title") : dom.textOf(value)));
    return values.length ? values.join("") : dom.lineOf(element);
  };

  /** @param {Item} item @param {...string} names @returns {string[]} */
  const strings = (item, ...names) =>
    elements(item, ...names)
      .map(plain)
      .filter(Boolean);

  const firstOf = (found, work) => {
    for (const element of found) {
      const told = work(element);
      if (told) return told;
    }
    return "";
  };

  const string = (item, ...names) => firstOf(elements(item, ...names), plain);
  const words = (item, ...names) => firstOf(elements(item, ...names), dom.textOf);
  const dayOf = (item, ...names) => firstOf(elements(item, ...names), dayIn);
  const dayIn = (element) => dates.fromIso(element.getAttribute("datetime") ?? element.getAttribute("title") ?? plain(element));

  const addressIn = (element) =>
    dom.address(element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("value") ?? plain(element));
  const addresses = (item, ...names) => text.unique(elements(item, ...names).map(addressIn));

  // A card without properties is its own name: <a class="h-card" href="…">Ana Example</a>.
  const nameOf = (card) =>
    remembered(
      "name",
      card,
      () => string(card, "p-name", "fn") || (card.element.querySelector("[class*='p-name'], .fn") ? "" : impliedName(card.element)),
    );
  const impliedName = (element) => {
    if (element.matches("img[alt], abbr[title]")) return plain(element);
    const picture = dom.first(element, ":scope > img[alt]:only-child, :scope > * > img[alt]:only-child");
    if (picture?.getAttribute("alt")) return text.line(picture.getAttribute("alt"));
    const line = dom.lineOf(element);
    return line.length <= 80 ? line : "";
  };

  const placeOf = (card) => {
    const adr = elements(card, "p-adr", "h-adr", "adr")[0];
    const root = adr ? items.of(adr) : card;
    const parts = [string(root, "p-locality", "locality"), string(root, "p-region", "region"), string(root, "p-country-name", "country-name")].filter(
      Boolean,
    );
    return parts.join(", ") || string(card, "p-label", "p-location", "p-adr", "adr");
  };

  /** A card as contract Facts. @param {Item} card */
  const factsOf = (card) => {
    const titles = strings(card, "p-job-title", "p-role", "title", "role");
    const places = strings(card, "p-org", "org");
    const headline = [titles[0], places[0]].filter(Boolean).join(", ");
    return {
      name: nameOf(card),
      handle: string(card, "p-nickname", "nickname"),
      headline: headline === nameOf(card) ? "" : headline,
      about: words(card, "p-note", "e-note", "note"),
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
    const cards = [...items.all(document).values()].filter((item) => is(item, CARDS) && !item.isAway);
    const isInEntry = (card) => items.isWithin(card, ...ENTRIES);
    const of = (some) => ownCard(document, location, sure, some);
    return of(cards.filter((card) => !isInEntry(card))) ?? of(cards.filter(isInEntry));
  };

  const NOT_THE_PAGE_S =
    "[class*='h-cite'], .comment, .comments, [id*='comment'], .p-comment, .u-comment, .p-like, .u-like, .p-repost, aside nav, .h-resume, .hresume";

  const ownCard = (document, location, sure, all) => {
    const cards = all.filter((card) => !card.element.closest(NOT_THE_PAGE_S) && !isPartOfOther(card));
    if (!cards.length) return null;
    const me = dom.related(document, "me").map((link) => dom.address(link.getAttribute("href")));
    const here = location.href;
    const isAt = (card, url) => cardAddresses(card).some((one) => same(one, url));
    const exact = cards.find((card) => elements(card, "u-uid", "uid").some((uid) => same(addressIn(uid), here)) && isAt(card, here));
    if (exact) return exact;
    const linked = cards.filter((card) => me.some((url) => isAt(card, url)));
    if (linked.length) return richest(linked);
    const ofPage = cards.filter((card) => isAt(card, here));
    if (distinctNames(ofPage) === 1) return richest(ofPage);
    const ofHome = cards.filter((card) => isAt(card, location.origin));
    if (distinctNames(ofHome) === 1) return richest(ofHome);
    if (sure) return null;
    const free = cards.filter((card) => !is(card, ENTRIES) && !items.isWithin(card, ...ENTRIES, ...CARDS));
    return distinctNames(free) === 1 ? richest(free) : null;
  };

  // An employer, a school or a place is marked as a card too; so is whoever a post is about.
  const isPartOfOther = (card) => {
    const isFirm = () =>
      strings(card, "p-org", "org").some((org) => text.folded(org) === text.folded(nameOf(card))) &&
      !string(card, "p-job-title", "p-role", "title", "p-note", "note");
    return (
      card.element.matches(
        ".p-org, .org, .p-affiliation, .affiliation, .p-experience, .experience, .p-education, .education, .p-location, .location, .p-category, .p-invitee, .h-cite",
      ) || isFirm()
    );
  };

  const cardAddresses = (card) => remembered("addresses", card, () => addressesOf(card));

  const addressesOf = (card) => {
    const told = addresses(card, "u-url", "url");
    return told.length || !card.element.matches("a[href]") ? told : [addressIn(card.element)];
  };

  const distinctNames = (cards) => new Set(cards.map((card) => text.folded(nameOf(card)))).size;
  const lengthOf = ({ element }) => (element.textContent ?? "").length;
  const richest = (cards) => cards.reduce((best, card) => (lengthOf(card) > lengthOf(best) ? card : best));

  const spanOf = (item) => {
    const at = (element) => element.getAttribute("datetime") ?? plain(element);
    return { start: firstOf(elements(item, "dt-start", "dtstart"), at), end: firstOf(elements(item, "dt-end", "dtend"), at) };
  };

  /** The page's résumé, if it is marked as one. @param {Document} document @returns {Item | null} */
  const resumeOf = (document) => [...items.all(document).values()].find((item) => is(item, ["h-resume", "hresume"]) && !item.isAway) ?? null;

  const CONTACT = ".p-contact.h-card, .p-contact .h-card, .contact.vcard, .contact .vcard, .vcard.contact, address.vcard";

  /** A résumé as contract Facts. @param {Document} document */
  const resume = (document) => {
    const root = resumeOf(document);
    if (!root) return {};
    const card = dom.first(root.element, CONTACT);
    const contact = card ? items.of(card) : null;
    const inner = (item, ...names) => firstOf(dom.all(item.element, names.map((name) => `.${name}`).join(", ")).slice(0, 1), plain);
    const jobs = elements(root, "p-experience", "experience", "vevent").filter((item) => !item.matches(".p-education, .education"));
    return {
      name: string(root, "p-name") || (contact ? nameOf(contact) : ""),
      headline: contact ? string(contact, "p-job-title", "p-title", "title") : "",
      location: contact ? placeOf(contact) : "",
      about: words(root, "p-summary", "summary"),
      positions: jobs.map(items.of).map((item) => ({
        title: inner(item, "p-job-title", "p-title", "title") || inner(item, "p-name", "summary"),
        organization: inner(item, "p-org", "org") || (inner(item, "p-job-title", "p-title", "title") ? inner(item, "p-name", "summary") : ""),
        ...spanOf(item),
        location: inner(item, "p-location", "location"),
        description: words(item, "p-description", "description", "p-summary"),
      })),
      education: elements(root, "p-education", "education")
        .map(items.of)
        .map((item) => ({
          school: inner(item, "p-org", "org") || inner(item, "p-name", "summary", "fn"),
          ...spanOf(item),
          description: words(item, "p-description", "description"),
        })),
      skills: strings(root, "p-skill", "skill"),
      groups: strings(root, "p-affiliation", "affiliation"),
    };
  };

  const CONTENT = ["e-content", "entry-content", "p-content", "p-summary", "entry-summary"];
  const timeOf = (entry) => dom.first(entry.element, "time[datetime]");

  // A heading stands for a title that no class marks, unless the words themselves hold it.
  const headingOf = (entry) =>
    dom.all(entry.element, "h1, h2, h3").find((one) => !elements(entry, ...CONTENT).some((box) => box.contains(one))) ?? null;

  // A heading that leads to the post is its title, too.
  const headOf = (entry) => dom.first(entry.element, ":is(h1, h2, h3):has(> a.u-url, > a[rel~='bookmark'])");

  // Where no class marks the words either: whatever stands in it below the heading.
  const unmarkedWords = (entry, heading) => {
    const time = timeOf(entry);
    return learnlearn.readable.wordsIn(entry.element, new Set([heading, time].filter(Boolean)), { without: time ?? undefined }).join("\n");
  };

  // Without a class the post's address is that of its bookmark, its heading or its time.
  const linkOf = (entry, heading) =>
    dom.first(entry.element, 'a[rel~="bookmark"]') ?? dom.first(heading, "a[href]") ?? timeOf(entry)?.closest("a[href]");

  const postOf = (entry, owner) => {
    const author = elements(entry, "p-author", "author")[0];
    if (author && isSomebodyElse(author, owner)) return null;
    const named = string(entry, "p-name", "entry-title");
    const isUnmarked = !named && !entry.types.has("h-entry");
    const heading = isUnmarked ? headingOf(entry) : named ? null : headOf(entry);
    const title = named || dom.lineOf(heading);
    const body = words(entry, ...CONTENT) || (isUnmarked ? unmarkedWords(entry, heading) : "");
    const told = title && !text.folded(body).startsWith(text.folded(title)) ? [title, body].filter(Boolean).join("\n") : body || title;
    const isRepost = elements(entry, "u-repost-of", "p-repost-of").length > 0;
    const isReply = elements(entry, "u-in-reply-to", "p-in-reply-to").length > 0;
    const tags = [...strings(entry, "p-category"), ...elements(entry, "tag").map((link) => dom.lineOf(link))].map((tag) => tag.replace(/^#/, ""));
    return {
      text: told,
      date: dayOf(entry, "dt-published", "published", "dt-updated", "updated") || dates.fromIso(timeOf(entry)?.getAttribute("datetime")),
      kind: isRepost ? "repost" : isReply ? "reply" : "post",
      url: firstOf(elements(entry, "u-url", "url"), addressIn) || dom.address(linkOf(entry, heading)?.getAttribute("href")),
      hashtags: text.unique([...tags, ...text.hashtags(told)]),
    };
  };

  const isSomebodyElse = (author, owner) => {
    if (text.line(author.textContent) === owner.name) return false;
    const marked = items.of(author);
    const inside = is(marked, CARDS) ? author : dom.first(author, ".h-card, .vcard");
    const card = inside ? items.of(inside) : null;
    const name = card ? nameOf(card) : plain(author);
    if (!name || !owner.name || text.folded(name) === owner.folded) return false;
    return !(card ? cardAddresses(card) : []).some((url) => owner.links?.some((own) => same(own, url)));
  };

  // Makers of sites mark a page ("About") as an entry, too: it holds the page's heading and has no day.
  const isThePage = (document, entry) => !entry.types.has("h-entry") && entry.element.contains(document.querySelector("h1"));

  /**
   * The posts of the page's own feed, and the elements of all its entries: whatever else stands in them is somebody else's.
   * @param {Document} document @param {object} owner facts of the page's person
   */
  const posts = async (document, owner) => {
    const found = [];
    const entries = new Set();
    let leftOut = 0;
    const own = { ...owner, folded: text.folded(owner.name ?? "") };
    for (const item of items.all(document).values()) {
      if (!is(item, ENTRIES) || item.isAway || items.isWithin(item, ...ENTRIES, "h-cite", "comments")) continue;
      if (item.element.closest("[data-nosnippet]")) {
        entries.add(item.element); // its author asked search engines to leave it out
        leftOut += 1;
        continue;
      }
      const post = postOf(item, own);
      if (post && !post.date && isThePage(document, item)) continue;
      if (post?.text) found.push(post);
      entries.add(item.element);
      const turn = learnlearn.breathe();
      if (turn) await turn; // three hundred times to wait for nothing is time, too
    }
    return { found, entries, leftOut };
  };

  learnlearn.microformats = { representative, factsOf, resume, resumeOf, posts };
})();
