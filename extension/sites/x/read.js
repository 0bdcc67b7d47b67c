/** X: profiles, hashtag and search pages, communities. `data-testid` has stood since 2019; classes change weekly. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, embedded, facts: whole, hooks: declared, text } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      viewer: [{ css: 'a[data-testid="AppTabBar_Profile_Link"]', attr: "href", grade: "semantic" }],
      title: [{ css: '[data-testid="UserName"]', as: "text", grade: "semantic" }],
      location: [{ css: '[data-testid="UserLocation"]', grade: "semantic" }],
      site: [
        { css: 'a[data-testid="UserUrl"]', as: "url", grade: "semantic" },
        { css: '[data-testid="UserProfileHeader_Items"] a[rel~="nofollow"][href^="http"]', as: "url", grade: "structure" },
      ],
      category: [{ css: '[data-testid="UserProfessionalCategory"]', grade: "semantic" }],
      posts: [
        { css: 'article[data-testid="tweet"]', grade: "semantic" },
        { css: "article", grade: "structure" },
        { css: '[data-testid="cellInnerDiv"]', grade: "structure" },
      ],
    },
  };

  const SOUGHT = ["name", "headline", "location", "links", "posts"];
  const TABS = /^(with_replies|highlights|media|likes|articles|about|superfollows|affiliates)$/;
  const FEEDS = new Set(["home", "explore", "notifications", "messages", "bookmarks"]);
  const RESERVED = new Set("i search hashtag settings intent compose login logout signup jobs tos privacy about download account share".split(" "));

  const pathOf = (location) => location.pathname.split("/").filter(Boolean);

  const handleOf = (location) => {
    const [first, second] = pathOf(location);
    const isOpen = first && /^\w{1,15}$/.test(first) && !RESERVED.has(first.toLowerCase()) && !FEEDS.has(first.toLowerCase());
    return isOpen && (!second || TABS.test(second)) ? first : "";
  };

  const isMe = (told, handle) => text.line(told).replace(/^@/, "").toLowerCase() === handle.toLowerCase();

  /** The JSON-LD person of this handle: `mainEntity` since 2024, `author` before. @param {Document} document @param {string} handle */
  const personOf = (document, handle) =>
    embedded
      .persons(document)
      .all.find((person) => isMe(embedded.strings(person.additionalName)[0] ?? embedded.strings(person.alternateName)[0] ?? "", handle));

  // "Name (@handle) on X", "(3) Name (@handle) / X"
  const titled = (title, handle) => {
    const match = text.line(title).match(/^(?:\(\p{Nd}+\+?\)\s*)?(.+?)\s*\(@(\w{1,15})\)/u);
    return match && isMe(match[2], handle) ? match[1] : "";
  };

  const previewOf = (document, handle) => {
    const name = titled(dom.meta(document, "og:title"), handle);
    return name ? { name, bio: dom.meta(document, "og:description") } : { name: "", bio: "" };
  };

  const shownHandle = (document) =>
    dom.linesOf(dom.first(document, '[data-testid="UserName"]'), { written: false }).find((line) => /^@\w{1,15}$/.test(line)) ?? "";

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    if (!/(^|\.)(x|twitter)\.com$/.test(location.hostname) || /^(help|about|business|developer|blog|support|ads)\./.test(location.hostname))
      return null;
    const [first = "", second = "", third = ""] = pathOf(location);
    if (/^(login|signup|account)$/.test(first) || (first === "i" && second === "flow")) return { page: "sign_in_wall" };
    if (first === "hashtag" || first === "search") return pageOfMany(document, tagOf(location) || first === "hashtag" ? "hashtag" : "search");
    if (first === "i" && second === "communities" && third) return pageOfMany(document, "group");
    if (second === "article" || (second === "articles" && third)) return { page: "not_a_person", kind: "article" };
    const handle = handleOf(location);
    if (!handle) return { page: "not_a_person", kind: FEEDS.has(first) || !first ? "feed" : first === "jobs" ? "job" : "other" };
    return detectProfile(document, handle);
  };

  // Somebody in a list: the people that a search found, the members of a community.
  const LISTED = '[data-testid="primaryColumn"] [data-testid="UserCell"]';

  const pageOfMany = (document, page) =>
    document.querySelector(`article, ${LISTED}`)
      ? { page }
      : document.querySelector('[data-testid="loginButton"], [data-testid="google_sign_in_container"], a[href="/login"], a[href$=".com/login"]')
        ? { page: "sign_in_wall" }
        : { page: "still_loading" };

  const detectProfile = (document, handle) => {
    const shown = shownHandle(document);
    if (shown) return isMe(shown, handle) ? { page: "profile" } : { page: "still_loading" };
    if (personOf(document, handle) || previewOf(document, handle).name) return { page: "profile" };
    if (document.querySelector('[data-testid="emptyState"]')) return { page: "not_a_person", kind: "other" };
    const articles = dom.all(document, "article time[datetime]").length;
    if (titled(document.title, handle) && articles) return { page: "profile" };
    return document.querySelector("#react-root") || !document.body?.childElementCount ? { page: "still_loading" } : { page: "profile" };
  };

  const queryOf = (location) => {
    const [first, second] = pathOf(location);
    return first === "hashtag" ? `#${decodeURIComponent(second ?? "")}` : text.line(new URLSearchParams(location.search).get("q"));
  };
  const tagOf = (location) => queryOf(location).match(/[#＃]([\p{L}\p{N}\p{M}_]+)/u)?.[1] ?? "";

  /** The words of a post: line ends are in the text, links show what t.co hides. @param {Element | null} box */
  const wordsOf = (box) => dom.textOf(box, { written: true });

  const QUOTED = 'div[role="link"], [data-testid="quoteTweet"], blockquote';
  const isQuoted = (element, article) => {
    const quote = element.closest(QUOTED);
    return Boolean(quote && quote !== article && article.contains(quote) && quote.querySelector("time, [data-testid='User-Name']"));
  };

  // Own words come first; a quoted post stands in a box of its own, or after a second name.
  const textBox = (article) => {
    const marked = dom.all(article, '[data-testid="tweetText"]');
    const boxes = marked.length ? marked : dom.all(article, "div[lang], [dir='auto'][lang]");
    return boxes.find((box) => !isQuoted(box, article)) ?? null;
  };

  const permalink = (article) => {
    const links = dom
      .all(article, "time")
      .map((time) => time.closest("a"))
      .filter(Boolean);
    const all = links.length ? links : dom.all(article, 'a[href*="/status/"]');
    const link = all.find((one) => !isQuoted(one, article));
    const [, author, id] = (link?.getAttribute("href") ?? "").match(/\/(\w{1,15})\/status\/(\d+)/) ?? [];
    return { author: author ?? authorByName(article), id: id ?? "", time: link?.querySelector("time") ?? dom.first(article, "time") };
  };

  const nameBox = (article) => dom.all(article, '[data-testid="User-Name"], [data-testid="User-Names"]').find((box) => !isQuoted(box, article));
  const authorByName = (article) => (dom.lineOf(nameBox(article)).match(/@(\w{1,15})/) ?? [])[1] ?? "";

  const kindOf = (article, author, handle) => {
    const context = dom.first(article, '[data-testid="socialContext"]');
    if (handle && !isMe(author, handle)) return context ? "repost" : "";
    if (context && !context.closest("a")) return "pinned";
    const box = textBox(article);
    if (dom.all(article, QUOTED).some((quote) => quote.querySelector("time, [data-testid='User-Name']"))) return "quote";
    return box && isReply(article, box, author) ? "reply" : "post";
  };

  // "Replying to @somebody", in any language: a link to an account between the name and the words.
  const isReply = (article, box, author) => {
    const name = nameBox(article);
    return dom
      .all(article, "a[href]")
      .some(
        (link) =>
          /^(https:\/\/(x|twitter)\.com)?\/\w{1,15}$/.test(link.getAttribute("href") ?? "") &&
          !isMe(dom.lineOf(link), author) &&
          !name?.contains(link) &&
          !box.contains(link) &&
          !link.querySelector("img, [style*='background-image']") &&
          /^@/.test(dom.lineOf(link)) &&
          Boolean(link.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) &&
          (!name || Boolean(name.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING)),
      );
  };

  /** @param {Element} article @param {string} handle whose profile it is; "" on pages of many */
  const postOf = (article, handle) => {
    const { author, id, time } = permalink(article);
    const box = textBox(article);
    const words = wordsOf(box);
    const kind = kindOf(article, author, handle);
    if (!words || !kind) return null;
    return {
      author,
      post: {
        text: words,
        date: dates.fromIso(time?.getAttribute("datetime")) || dates.fromX(id),
        kind,
        url: id ? `https://x.com/${author || handle}/status/${id}` : "",
        hashtags: text.unique([...dom.all(box, 'a[href*="/hashtag/"]').map((tag) => dom.lineOf(tag).replace(/^[#＃]/, "")), ...text.hashtags(words)]),
        links: dom.linksOf(box).filter((url) => !/^https:\/\/(x|twitter)\.com\//.test(url)),
        language: box.getAttribute("lang") ?? "",
      },
    };
  };

  const articlesOf = (document) => {
    const main = dom.first(document, '[data-testid="primaryColumn"]', "main", "body") ?? document;
    return declared.elements(learnlearn.sites.get("x").hooks, "posts", main).filter((article) => !article.parentElement?.closest("article"));
  };

  const postsOf = async (document, handle) => {
    const found = [];
    for (const article of articlesOf(document)) {
      const seen = postOf(article, handle);
      if (seen) found.push({ ...seen, article });
      await learnlearn.breathe();
    }
    return found;
  };

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const page = detect(document, location)?.page;
    if (["hashtag", "search", "group"].includes(page)) return readMany(document, location, page);
    const site = learnlearn.sites.get("x");
    const handle = handleOf(location);
    const person = personOf(document, handle);
    const told = person ? embedded.factsOf(person, location.href) : {};
    const preview = previewOf(document, handle);
    const box = bioBox(document);
    const bio = whole.bio(wordsOf(box) || (person ? told.about : "") || preview.bio);
    const site_ = declared.pull(site.hooks, "site", document);
    const bioLinks = box ? dom.linksOf(box) : [];
    const posts = await postsOf(document, handle);
    const cut = posts.filter(({ article, post }) => post.kind !== "repost" && dom.first(article, '[data-testid="tweet-text-show-more-link"]')).length;
    // A title alone is a page of a form unknown here, not a person's page without words.
    if (!box && !shownHandle(document) && !person && !preview.name && !posts.length) return { facts: {} };
    return {
      reader: box || shownHandle(document) ? "x/react" : person ? "x/json-ld" : posts.length ? "x/articles" : "x/preview",
      url: `https://x.com/${handle}`,
      sought: SOUGHT,
      partly: cut ? [`posts: ${cut} of ${posts.length} shown in part`] : [],
      facts: {
        name: nameOf(document, site, handle) || told.name || preview.name,
        handle,
        headline: bio.headline || declared.pull(site.hooks, "category", document),
        about: bio.about,
        location: declared.pull(site.hooks, "location", document) || told.location,
        links: [site_, ...bioLinks, ...(told.links ?? []), ...(person ? embedded.addresses(person.relatedLink, location.href) : [])].filter(
          (url) => url && !/^https:\/\/(x|twitter|t)\.(com|co)\//.test(url),
        ),
        posts: posts.map(({ post }) => post),
      },
    };
  };

  // Without its mark: the first text of free direction above the timeline.
  const bioBox = (document) => {
    const column = dom.first(document, '[data-testid="primaryColumn"]', "main");
    const free = dom.all(column, '[dir="auto"]').find((one) => !one.closest("article, nav, section, [role='dialog']") && dom.lineOf(one).length > 2);
    return dom.first(document, '[data-testid="UserDescription"]') ?? (shownHandle(document) ? null : (free ?? null));
  };

  // The title loses nothing of a name; the box has emoji as pictures.
  const nameOf = (document, site, handle) => {
    const [first = ""] = declared.pull(site.hooks, "title", document).split("\n");
    return first && !isMe(first, handle) ? text.before(first, `@${handle}`).trim() : titled(document.title, handle);
  };

  const readMany = async (document, location, kind) => {
    // What is promoted carries no time; its author did not come because of the tag.
    const seen = (await postsOf(document, "")).filter(({ post }) => post.date);
    const titles = {
      hashtag: () => `#${tagOf(location)}`,
      search: () => queryOf(location),
      group: () => dom.lineOf(dom.first(document, '[data-testid="primaryColumn"] h2[role="heading"]', "h2")),
    };
    const authors = seen.map(({ author, post, article }) => ({
      name: dom.linesOf(nameBox(article))[0] ?? author,
      handle: author,
      url: author ? `https://x.com/${author}` : "",
      post,
    }));
    return {
      reader: `x/${kind}`,
      page: { kind, name: titles[kind](), url: location.href },
      people: learnlearn.people.byAuthor([...authors, ...dom.all(document, LISTED).map(listed)]),
      sought: ["name", "posts"],
    };
  };

  // A cell is a button that holds another one, which a saved copy's parser tears apart: its parts are looked for in the box around it.
  const listed = (cell) => {
    const box = cell.closest('[data-testid="cellInnerDiv"]') ?? cell;
    const links = dom.all(box, "a[href]").filter((link) => /^(https:\/\/(x|twitter)\.com)?\/\w{1,15}$/.test(link.getAttribute("href")));
    const handle = links[0]?.getAttribute("href").split("/").at(-1) ?? "";
    const name = links.map((link) => dom.lineOf(link)).find((line) => line && !isMe(line, handle));
    const words = dom.all(box, '[dir="auto"]').filter((one) => !one.closest("a"));
    return { name: name ?? handle, handle, url: handle ? `https://x.com/${handle}` : "", headline: dom.lineOf(words.at(-1)) };
  };

  const whose = (document, location) => {
    const handle = handleOf(location);
    const name = handle ? nameOf(document, learnlearn.sites.get("x"), handle) : "";
    return name ? { name, handle } : {};
  };

  const marks =
    '[data-testid="primaryColumn"], [data-testid="UserName"], article[data-testid="tweet"], [data-testid="UserProfileSchema-test"], link[href*="twimg.com"], .ProfileHeaderCard';

  learnlearn.site({ id: "x", hosts: ["x.com", "twitter.com"], marks, hooks, detect, read, whose });
})();
