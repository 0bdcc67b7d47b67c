/**
 * Microformats: h-card, h-resume and h-entry (version 2) and their older forms vcard, hresume and hentry.
 * Properties follow https://microformats.org/wiki/microformats2-parsing as far as one person's facts need it.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, text } = learnlearn;

  const ROOTS =
    ".h-card, .h-entry, .h-event, .h-resume, .h-feed, .h-adr, .h-geo, .h-cite, .h-item, .h-product, .h-review, .vcard, .hentry, .hresume, .vevent, .hfeed";
  const CARD = ".h-card, .vcard";
  const ENTRY = ".h-entry, .hentry";

  const remembered = (what, root, work) => {
    const known = learnlearn.once(`microformats: ${what}`, () => new WeakMap());
    if (!known.has(root)) known.set(root, work());
    return known.get(root);
  };

  /** The elements of a property of this item, not of the items inside it. @param {Element} root @param {...string} names classes, the newer first */
  const elements = (root, ...names) => {
    for (const name of names) {
      const found = root.getElementsByClassName(name);
      const own = found.length
        ? [...found].filter((element) => !dom.isAway(element) && (element.parentElement?.closest(ROOTS) === root || !root.matches(ROOTS)))
        : [];
      if (own.length) return own;
    }
    return [];
  };

  const plain = (element) => {
    if (element.matches("abbr[title]")) return text.line(element.getAttribute("title"));
    if (element.matches("data[value], input[value]")) return text.line(element.getAttribute("value"));
    if (element.matches("img[alt], area[alt]")) return text.line(element.getAttribute("alt"));
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
  const representativeOf = (document, location, sure) =>
    ownCard(document, location, sure, ".h-card:not(.h-entry *, .hentry *), .vcard:not(.h-entry *, .hentry *)") ??
    ownCard(document, location, sure, ":is(.h-entry, .hentry) :is(.h-card, .vcard)");

  const ownCard = (document, location, sure, selector) => {
    const cards = dom
      .all(document, selector)
      .filter(
        (card) =>
          !card.closest(
            "[class*='h-cite'], .comment, .comments, [id*='comment'], .p-comment, .u-comment, .p-like, .u-like, .p-repost, aside nav, .h-resume, .hresume",
          ) && !isPartOfOther(card),
      );
    const me = dom.all(document, '[rel~="me"][href]').map((link) => dom.address(link.getAttribute("href")));
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

  /** A résumé as contract Facts. @param {Document} document */
  const resume = (document) => {
    const root = dom.first(document, ".h-resume, .hresume");
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

  const tagsIn = (entry) => [...entry.getElementsByTagName("a")].filter((link) => link.relList.contains("tag")).map((link) => dom.lineOf(link));

  const entryPost = (entry, owner) => {
    const author = elements(entry, "p-author", "author")[0];
    if (author && owner && isSomebodyElse(author, owner)) return null;
    const title = strings(entry, "p-name", "entry-title")[0] ?? "";
    const body = longest(entry, "e-content", "entry-content", "p-content", "p-summary", "entry-summary");
    const words = title && !text.folded(body).startsWith(text.folded(title)) ? [title, body].filter(Boolean).join("\n") : body || title;
    const repost = elements(entry, "u-repost-of", "p-repost-of").length > 0;
    const reply = elements(entry, "u-in-reply-to", "p-in-reply-to").length > 0;
    const tags = strings(entry, "p-category").concat(tagsIn(entry));
    return {
      text: words,
      date: dayOf(entry, "dt-published", "published", "dt-updated", "updated"),
      kind: repost ? "repost" : reply ? "reply" : "post",
      url: addresses(entry, "u-url", "url")[0] ?? dom.address(dom.first(entry, 'a[rel~="bookmark"]')?.getAttribute("href")),
      hashtags: text.unique([...tags.map((tag) => tag.replace(/^#/, "")), ...text.hashtags(words)]),
    };
  };

  const isSomebodyElse = (author, owner) => {
    const card = author.matches(CARD) ? author : dom.first(author, CARD);
    const name = text.folded(card ? nameOf(card) : plain(author));
    const urls = card ? cardAddresses(card) : [];
    return Boolean(name && owner.name && name !== text.folded(owner.name) && !urls.some((url) => owner.links?.some((own) => same(own, url))));
  };

  /**
   * The posts of the page's own feed, and the elements of all its entries: whatever else stands in them is somebody else's.
   * @param {Document} document @param {object} owner facts of the page's person
   */
  const posts = async (document, owner) => {
    const found = [];
    const entries = new Set();
    for (const entry of dom.all(document, ENTRY)) {
      if (entry.parentElement?.closest(`${ENTRY}, .h-cite, .comments`)) continue;
      const post = entryPost(entry, owner);
      if (post?.text) found.push(post);
      entries.add(entry);
      await learnlearn.breathe();
    }
    return { found, entries };
  };

  learnlearn.microformats = { representative, factsOf, resume, posts };
})();
