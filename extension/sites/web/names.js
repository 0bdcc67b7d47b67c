/**
 * Whose page it is when no data for machines says so: a name counts only where several places of the page agree on it, and only where the
 * page speaks as a person's does. A title alone may be anything.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  const SEPARATOR = /\s+[|•·–—»:]\s+|\s+-\s+|\s*[|•»]\s*|:\s+|\s+\/\s+/;
  // Titles and degrees around a name, which are no part of it.
  const TITLES =
    /^(?:(?:(?:univ|apl|hon|assoc|asst|ass|o|em)\.?-?\s?)?prof(?:essor(?:in)?)?\b\.?|dr\b\.?(?:-ing\.)?|pd\b|(?:priv|dipl|mag|ing|rer|nat|phil|med|jur|habil|soc|pol|oec|h\.\s?c|m\.\s?sc|b\.\s?sc|m\.\s?a|b\.\s?a|mx|rev|doc)\.|(?:mr|mrs|ms|sir|dame)\b\.?)[-\s]*(?=\S)/i;
  const DEGREES =
    /,\s*(?:ph\.?\s?d|[mb]\.?\s?sc|[mb]\.?\s?a|m\.?d|mba|mph|esq|d\.?phil|fba|cpa|pmp)\.?$|\s+(?:Ph\.?\s?D|[MB]\.Sc|[MB]\.A|MBA|MPH|Esq)\.?$/;

  // What people and their tools write around a name, before and after it.
  const BEFORE = [
    /^[¡¿\s]*(?:hi|hello|hey|hallo|hola|bonjour|salut|ciao|olá|ola|hej|hoi|welcome|willkommen|bienvenid[oa]s?|bienvenue|bem-vind[oa]s?)(?:\s+(?:there|y|und|et|e|and))*\s*[!,.\s\p{Extended_Pictographic}\p{EMod}]*\s*/iu,
    /^(?:i\s*['’]?\s*a?m|my name is|my name['’]s|this is|ich bin|ich heiße|mein name ist|(?:yo\s+)?soy|me llamo|mi nombre es|je suis|je m['’]appelle|(?:eu\s+)?sou(?:\s+[oa])?|meu nome é|me chamo|sono|mi chiamo|ik ben|jag är|jag heter|أنا|اسمي|मैं|मेरा नाम|(?:שלום,?\s+)?(?:אני|שמי))\s+/iu,
    /^(?:user|member|profile|profil|perfil|author|autor(?:in)?|auteur|about|über|sobre|à propos de|chi è|speaker|posts by|articles by|all posts by)(?:\s+(?:of|von|de|for))?\s*:?\s+(?=\p{Lu}|\p{Lo})/iu,
    /^(?:user|benutzer(?:in)?|utilisat(?:eur|rice)|usuari[oa]|utente|gebruiker|användare|bruker|участник|利用者|مستخدم|सदस्य):\s*/iu, // pages of a wiki's people
    /^(?:(?:the\s+)?(?:personal\s+)?(?:home\s?page|web\s?site|site|blog|portfolio|página|pagina|sitio|web)\s+(?:of|von|de|di|van)|to\s+the\s+.{0,20}of)\s+/iu,
    /^(?:私は|僕は|わたしは|こんにちは[、。!！]*)\s*/u,
  ];
  const AFTER = [
    /['’]s?\s+(?:personal\s+)?(?:home\s?page|web\s?site|site|blog|profile|portfolio|corner|page|book reviews|online home).*$/iu,
    /(?:さん)?の(?:ホームページ|サイト|ウェブサイト|ブログ|プロフィール|ページ|部屋).*$/u,
    /(?:です|と申します|といいます).*$/u,
    /\s+(?:home\s?page|portfolio|profile|blog)$/iu,
    /\s*\((?:@|he|she|they|her|him|edit|\p{Nd})[^)]*\)\s*$/iu,
    /[\s.,!？?。！\p{Extended_Pictographic}\p{EMod}]+$/u,
    /\s+हूँ[।.]?$/u,
  ];
  const PARTICLES = new Set("von van der den de del della di da dos das do du la le y e i al el bin bint ibn ben ter ten zu zur af av".split(" "));
  const NO_NAME = new Set(
    (
      "home about blog welcome contact page index portfolio website web official news shop untitled admin wordpress editor team inc ltd gmbh llc the and of for with how why what when your our my a an to in on at by from new all " +
      "institute institut university universität universidad université department faculty fakultät college school press research group lab conference profile profil login sign projects articles posts open source guide docs " +
      "documentation privacy policy terms cookie search results category archive latest featured photos videos music store cart checkout account settings members people staff speakers schedule program programme event events not " +
      "found error free online best top live daily world city street county center centre museum church hotel restaurant company services solutions digital media studio studios design foundation association society club " +
      "stiftung verein verband verlag zeitung gemeinde landkreis ministerium bundesamt ingenieure agentur redaktion rezepte fondation fundación asociación fondazione associazione stichting vereniging gemeente " +
      "federation alliance network council committee commission ministry agency newsletter magazine gazette journal podcast collective partners visitors pageviews lyrics recipes webteam archiv archive"
    ).split(" "),
  );
  const CJK =
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]{2,6}(?:[\s・　][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]{1,8})?$/u;

  /** @param {string} words @param {number} [least] how many words it must have */
  const isName = (words, least = 2) => {
    if (CJK.test(words)) return true;
    const parts = words.split(/\s+/);
    if (words.length > 60 || parts.length < least || parts.length > 6 || !/^[\p{L}\p{M}\s.'’·-]+$/u.test(words)) return false;
    if (parts.some((part) => NO_NAME.has(part.toLowerCase().replace(/[.,]/g, "")))) return false;
    return parts.every((part) => /^['’]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(part) || PARTICLES.has(part.toLowerCase()) || /^[dlo]['’]\p{Lu}/u.test(part));
  };

  /** The name inside a title or heading: without greetings, titles and what the site adds. @param {string} raw */
  const bare = (raw) => {
    let name = text.line(raw);
    for (const shape of [...BEFORE, ...AFTER]) name = name.replace(shape, "").trim();
    for (let times = 0; times < 5 && TITLES.test(name); times += 1) name = name.replace(TITLES, "").trim();
    for (let times = 0; times < 3 && DEGREES.test(name); times += 1) name = name.replace(DEGREES, "").trim();
    return name.replace(/^["“„'‘]|["”“'’]$/g, "").replace(/,$/, "");
  };

  const parts = (title) => [title, ...text.line(title).split(SEPARATOR)].map(bare);

  const headings = (document) =>
    dom
      .all(document, "h1, h2, main h3")
      .filter((heading) => !heading.closest("nav, aside, footer, dialog, [role='dialog'], noscript") && !isOfTheSite(heading))
      .slice(0, 12)
      .flatMap((heading) => parts(dom.lineOf(heading).slice(0, 120)));

  // What leads home over a page of a site of many is its name, which has no second word as people's have.
  const isOfTheSite = (heading) => learnlearn.readable.isSiteName(heading) && !isName(bare(dom.lineOf(heading)));

  const metaNames = (document) => ["author", "dc.creator", "dcterms.creator", "profile:name"].map((name) => bare(dom.meta(document, name)));

  const footers = (document) =>
    dom.all(document, "footer, [role='contentinfo'], #footer").flatMap((footer) =>
      [
        ...dom
          .lineOf(footer)
          .slice(0, 600)
          .matchAll(/(?:©|\(c\)|copyright)\s*(?:\p{Nd}{4}(?:\s*[-–]\s*(?:\p{Nd}{4}|\w+))?)?,?\s*(?:by\s+)?([\p{L}\p{M}.'’ -]{4,60})/giu),
      ].flatMap(([, owner]) => parts(owner.replace(/\s+(?:all|alle|todos|tous).*$/i, ""))),
    );

  // Who wrote what is listed here.
  const BYLINE = '[rel~="author"], [itemprop~="author"], .byline, [class*="post-author" i], [class*="entry-author" i]';
  const bylines = (document) => [
    ...new Set(
      dom
        .all(document, BYLINE)
        .map((one) => bare(dom.lineOf(one, { drop: BYLINE }).replace(/^(?:by|von|par|por|di|door|av|posted by)\s+/i, "")))
        .filter((name) => isName(name)),
    ),
  ];

  const LOGO = "[class*='logo' i], [id*='logo' i], [src*='logo' i], [class*='logo' i] *, [id*='logo' i] *";
  const portraits = (document) =>
    dom
      .all(document, "img[alt]")
      .filter((image) => !image.matches(LOGO))
      .slice(0, 30)
      .map((image) => text.folded(image.getAttribute("alt") ?? ""));

  // "jane-example.net", "/~jexample", "/people/jane.example": whether an address spells the name. A file is called as its title is.
  const isSpelled = (name, location, isProfile) => {
    const spelled = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();
    const address = spelled(dom.decoded(`${location.hostname}${isProfile ? location.pathname : ""}`)).replace(/[^\p{L}\p{N}]/gu, "");
    const long = spelled(name)
      .split(/[^\p{L}]+/u)
      .filter((part) => part.length > 2);
    const initialed = long.slice(1).some((part) => address.includes(`${long[0][0]}${part}`));
    return long.length > 0 && (initialed || long.filter((part) => address.includes(part)).length >= Math.min(2, long.length));
  };

  // Words by which somebody speaks of themselves, in the languages most homepages are in.
  const SELF = Object.fromEntries(
    Object.entries({
      en: "i|i['’]m|my|me",
      de: "ich|mein(?:e[mnrs]?)?",
      fr: "je|j['’]\\p{L}+|mon|mes",
      es: "yo|soy|mi|mis",
      pt: "eu|sou|meu|minha",
      it: "io|sono|mio|mia",
      nl: "ik|mijn",
      sv: "jag|mitt",
      nb: "jeg|mitt",
      ru: "я|мой|мои",
      ar: "أنا",
      hi: "मैं|मेरा|मेरी|मेरे",
      he: "אני|שלי",
    }).map(([language, words]) => [language, new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "giu")]),
  );
  Object.assign(SELF, { ja: /私|僕|わたし|ぼく/gu, ko: /나는|저는|제가/gu, zh: /我(?!们)/gu });

  // The first few thousand signs, without code.
  const beginningOf = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let told = "";
    while (told.length < 8_000 && texts.nextNode())
      if (!texts.currentNode.parentElement?.closest("pre, code, script, style, noscript")) told += `${texts.currentNode.data} `;
    return text.line(told);
  };

  // Words by which a firm or a group speaks.
  const WE =
    /(?<!\p{L})(?:we|our|us|wir|unser(?:e[mnrs]?)?|nous|notre|nos|nosotros|nuestr[oa]s?|nós|noss[oa]s?|noi|nostr[oaie]|wij|onze?|vi|vår[ta]?|мы|наш[аеи]?)(?!\p{L})/giu;
  const speaksOfMany = (document) => (beginningOf(learnlearn.readable.mainOf(document)).match(WE) ?? []).length >= 2 && !speaksOfSelf(document, 1);

  // Two words of one language, and of the page's own where it says which that is: "io" is Italian, and a library.
  const speaksOfSelf = (document, least = 2) => {
    const own = SELF[text.languageTag(document.documentElement.lang).split("-")[0]];
    const words = beginningOf(learnlearn.readable.mainOf(document));
    return (own ? [own] : Object.values(SELF)).some((self) => (words.match(self) ?? []).length >= least);
  };

  // "I'm Jane Example. I mend clocks": what the page's first paragraphs say of whoever speaks there.
  const introductions = (document) =>
    dom
      .all(learnlearn.readable.mainOf(document), "p, h1, h2, div > span")
      .slice(0, 12)
      .map(
        (one) =>
          dom
            .lineOf(one)
            .slice(0, 160)
            .split(/[.!?。,،;:|]/)[0],
      )
      .filter((line) => BEFORE[1].test(line))
      .map(bare);

  // Every name the page may be of, with the places where it stands.
  const candidates = (document, location, isProfile) => {
    const found = new Map();
    const vote = (source, names) => {
      for (const name of new Set(names.filter((one) => isName(one, 1)))) {
        const known = found.get(text.folded(name)) ?? { name, sources: new Set() };
        found.set(text.folded(name), { ...known, sources: known.sources.add(source) });
      }
    };
    vote("heading", headings(document));
    vote("title", parts(document.title));
    vote("title", parts(dom.meta(document, "og:title")));
    vote("shared", [bare(dom.meta(document, "og:title"))]);
    vote("author", metaNames(document));
    const authors = location.pathname.length > 1 ? [] : bylines(document);
    if (authors.length === 1) for (const source of ["author", "byline"]) vote(source, authors);
    vote("site", parts(dom.meta(document, "og:site_name")));
    vote("self", introductions(document));
    vote("own link", ownLinks(document, location));
    vote("footer", footers(document));
    const alts = portraits(document);
    const isCalled = /^\/[\p{L}\p{N}._]{4,40}\/?$/u.test(location.pathname); // "/ana.example", where an article would be "/ana-example"
    const isOneOfMany = learnlearn.readable.accountIn(location.pathname, true); // there the host spells what the site is called
    for (const [folded, { name, sources }] of found) {
      if (alts.some((alt) => alt.includes(folded))) sources.add("portrait");
      if (isSpelled(name, isOneOfMany ? { hostname: "", pathname: location.pathname } : location, isProfile || isCalled)) sources.add("address");
    }
    return [...found.values()];
  };

  // What a site calls itself stands in every title and footer of it, and over no page of a person.
  const isSite = ({ sources }, location) =>
    location.pathname.length > 1 && !["heading", "author", "shared", "self", "own link"].some((source) => sources.has(source));

  // Of a home page and "about": it speaks as a firm does, is called as one, or lists what others wrote.
  const FIRM_FORM = String.raw`[\s,]+(?:ltd|limited|inc|llc|llp|plc|gmbh|kg|ag|ug|ev|e\.\s?v|bv|b\.v|oy|ab|aps|s\.?a|s\.?l|s\.?r\.?l|co|pty|foundation|society)\b`;
  const isFirm = (document, { name, sources }) => {
    const isSaid = sources.has("author") && !sources.has("site"); // a firm calls itself the author of its pages
    if (isSaid || ["self", "own link", "portrait"].some((source) => sources.has(source))) return false;
    const called = `${document.title} ${dom
      .all(document, "footer")
      .map((one) => dom.lineOf(one))
      .join(" ")}`;
    const authors = bylines(document).map(text.folded);
    return (
      new RegExp(name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&") + FIRM_FORM, "iu").test(called) ||
      (authors.length > 0 && !authors.includes(text.folded(name))) ||
      speaksOfMany(document)
    );
  };

  // "Google Scholar" at scholar.google.com: no name of somebody is spelled by whole labels of a host.
  const isHost = (name, location) => {
    const labels = new Set(location.hostname.toLowerCase().split("."));
    return name.split(/\s+/).every((part) => labels.has(part.toLowerCase()));
  };

  // A link to this very page or site that says "me" is called as whose it is.
  const ownLinks = (document, location) =>
    dom
      .related(document, "me")
      .filter((link) => link.matches("a") && ["", "/", location.pathname].includes(pathHere(link, location)))
      .map((link) => bare(dom.lineOf(link)));
  const pathHere = (link, location) => {
    const url = dom.address(link.getAttribute("href"), location.href);
    return url && dom.sameHost(url, location) ? new URL(url).pathname : null;
  };

  const PROFILE = /(?<!\p{L})(?:profile|profil|perfil|profilo|profiel|профиль)(?!\p{L})|プロフィール|الملف الشخصي|प्रोफ़ाइल/iu;
  const FIRM = /company|corporate|business|entreprise|empresa|azienda|bedrijf|компани|会社|企業|شركة|कंपनी/iu;

  // Links that say "me" among what the page says, and titles that call it a profile and nobody's firm.
  const isOfSomebody = (document) => {
    const title = `${document.title} ${dom.meta(document, "og:title")}`;
    const isMe = (link) => link.closest("main, [role='main']") && /^https?:/.test(dom.href(link));
    return dom.related(document, "me").some(isMe) || (PROFILE.test(title) && !FIRM.test(title));
  };

  // What a page is called stands in its heading and its title, be it somebody, a dish or a chapter of a manual: that it is somebody says another place.
  const SAID = ["author", "byline", "self", "own link", "footer"];

  const isAgreed = (document, location, { sources }) => {
    const has = (source) => sources.has(source);
    if (sources.size < 3 || (has("site") && speaksOfMany(document))) return false;
    if (SAID.some(has)) return true;
    if (has("address")) return speaksOfSelf(document) && !learnlearn.kinds.isArticlePath(location);
    return ["heading", "title", "portrait"].every(has) && speaksOfSelf(document);
  };

  // Of equals the one that the address spells: a site's own name stands over its pages as often as somebody's. "I am …" outweighs both.
  const weightOf = ({ sources }) => sources.size + (sources.has("address") ? 0.5 : 0) + (sources.has("self") ? 2 : 0);

  /**
   * @param {Document} document @param {Location | URL} location
   * @param {boolean} isProfile whether the address is one of a person's page by its form
   * @returns {string} "" when the page does not tell
   */
  const nameOf = (document, location, isProfile) => {
    const isTheirSite = learnlearn.kinds.isOwnSite(location);
    const isSpelledHere = ({ name, sources }) => isProfile && sources.has("address") && isName(name) && !isHost(name, location);
    const [best] = candidates(document, location, isProfile)
      .filter((one) => !isSite(one, location) || isSpelledHere(one))
      .filter(({ sources }) => ["heading", "title", "author"].some((source) => sources.has(source)))
      .sort((one, other) => weightOf(other) - weightOf(one));
    if (!best || best.sources.size < 2 || (isTheirSite && isFirm(document, best))) return "";
    const isTitled = ["title", "shared", ...SAID].some((source) => best.sources.has(source));
    if (isName(best.name)) return isProfile || (isTitled && isOfSomebody(document)) || isAgreed(document, location, best) ? best.name : "";
    // One word alone is a name only where names stand, and departments and forms do not.
    const isCalledSo = ["heading", "title"].every((source) => best.sources.has(source)) && !OF_THE_SITE.has(best.name.toLowerCase());
    const others = isTheirSite ? [...SAID, "address"] : OF_MANY.test(location.pathname) ? [...SAID, "portrait"] : ["heading"];
    return isProfile && isCalledSo && others.some((source) => best.sources.has(source)) ? best.name : "";
  };

  /** A name without what a site adds to it in its titles, where a heading says it alone: "Ana Example, author at Some Site". @param {Document} document @param {string} told */
  const asHeaded = (document, told) =>
    headings(document).find(
      (name) => isName(name) && told.length > name.length && told.startsWith(name) && !/[\p{L}\p{N}]/u.test(told[name.length]),
    ) ?? told;

  /** Who the page's one heading is, "" where it is nobody or there are several. @param {Document} document */
  const headed = (document) => {
    const first = dom
      .all(document, "h1")
      .filter((one) => !one.closest("nav, noscript, dialog, [role='dialog']") && !learnlearn.readable.isSiteName(one));
    const name = first.length === 1 ? bare(dom.lineOf(first[0])) : "";
    return isName(name) ? name : "";
  };

  const OF_MANY = /^\/(?:people|team|staff|faculty|members?|speakers?|authors?|profiles?)\//i;
  const OF_THE_SITE = new Set(
    "login logout sign signin signup join register password reset forgot account settings search about help privacy terms contact home news blog shop cart checkout jobs careers new edit all directory me profile profiles team staff".split(
      " ",
    ),
  );

  // The account of an address such as /u/ada, /user?id=ada, or /ada where the title says profile.
  const accountOf = (document, location) => {
    const { pathname, search } = location;
    const alone = isTitledProfile(document) ? /^\/([\w.-]{2,40})\/?$/.exec(pathname)?.[1] : "";
    const asked = /^\/(?:user|u|profile|member)(?:\.\w+)?$/i.test(pathname) ? /[?&](?:id|user|u|name|username)=([\w.-]+)/.exec(search)?.[1] : "";
    const account = (asked || learnlearn.readable.accountHere(document, location).split("/").at(-1) || alone || "").replace(/^[@~]/, "");
    const isRoute = account.split(/[^\p{L}]+/u).some((part) => OF_THE_SITE.has(part.toLowerCase()));
    const isSomebodys = asked || /^\/(?:[@~]|u\/|users?\/)/i.test(pathname) || /[\d_.]/.test(account) || isTitledProfile(document);
    return isSomebodys && !isRoute && /\p{L}/u.test(account) ? account : "";
  };

  const isTitledProfile = (document) =>
    dom.meta(document, "og:type").toLowerCase() === "profile" || (PROFILE.test(document.title) && !FIRM.test(document.title));

  /**
   * Of whom the site says no more than their account: by the one heading where the title calls the page by the account; the account where a heading is called so.
   * @param {Document} document @param {Location | URL} location
   */
  const accountName = (document, location) => {
    const account = accountOf(document, location);
    if (!account) return "";
    const isTitled = ` ${text.folded(document.title)} `.includes(` ${text.folded(account)} `);
    const isHeaded = dom.all(document, "h1, h2").some((one) => text.folded(dom.lineOf(one)) === text.folded(account));
    return isTitled || isHeaded ? headed(document) || dom.decoded(account) : "";
  };

  learnlearn.names = { nameOf, accountName, headed, asHeaded, isName, isSpelled, bare };
})();
