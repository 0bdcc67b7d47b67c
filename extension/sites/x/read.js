/** X: profiles, hashtag and search pages, communities. `data-testid` has stood since 2019; classes change weekly. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, embedded, fallbacks, hooks: declared, text } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      viewer: [
        { css: 'a[data-testid="AppTabBar_Profile_Link"]', attr: "href", grade: "semantic" },
        {
          css: '[data-testid="SideNav_AccountSwitcher_Button"] [data-testid^="UserAvatar-Container-"]',
          attr: "data-testid",
          after: "Container-",
          grade: "semantic",
        },
      ],
      location: [{ css: '[data-testid="UserLocation"]', grade: "semantic" }],
      site: [
        { css: 'a[data-testid="UserUrl"]', as: "url", grade: "semantic" },
        { css: '[data-testid="UserProfileHeader_Items"] a[rel~="nofollow"][href*="http"]', as: "url", grade: "structure" },
      ],
      early_name: [{ css: ".ProfileHeaderCard-nameLink", drop: ".ProfileHeaderCard-badges, .u-hiddenVisually", grade: "semantic" }],
      early_location: [{ css: ".ProfileHeaderCard-locationText", grade: "semantic" }],
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

  const shownHandle = (document) => dom.linesOf(dom.first(document, '[data-testid="UserName"]')).find((line) => /^@\w{1,15}$/.test(line)) ?? "";

  // Without its mark: around the one "@handle" of the column that is no link, as far up as there is nothing more; and the name above it.
  const unmarkedTitle = (document, handle) =>
    learnlearn.once(`x: title of ${handle}`, () => {
      const column = dom.first(document, '[data-testid="primaryColumn"]', "main");
      const leaf = dom
        .all(column, "span, div")
        .find((one) => !one.firstElementChild && isMe(one.textContent, handle) && /^\s*@/.test(one.textContent) && !one.closest(NO_TITLE));
      let box = leaf ?? null;
      while (box && box !== column && isMe(dom.linesOf(box)[0] ?? "", handle)) box = box.parentElement;
      return box && box !== column && isMe(dom.linesOf(box)[1] ?? "", handle) ? box : null;
    });
  const NO_TITLE = "a, article, nav, aside, section, button, [role='dialog']";

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
    const shown = shownHandle(document) || learnlearn.twitter.handleIn(document);
    if (shown) return isMe(shown, handle) ? { page: "profile" } : { page: "still_loading" };
    if (unmarkedTitle(document, handle) || personOf(document, handle) || previewOf(document, handle).name) return { page: "profile" };
    if (document.querySelector('[data-testid="emptyState"]')) return { page: "not_a_person", kind: "other" };
    const articles = dom.all(document, "article time").length;
    if (titled(document.title, handle) && articles) return { page: "profile" };
    return document.querySelector("#react-root") || !document.body?.childElementCount ? { page: "still_loading" } : { page: "profile" };
  };

  const queryOf = (location) => {
    const [first, second] = pathOf(location);
    return first === "hashtag" ? `#${dom.decoded(second ?? "")}` : text.line(new URLSearchParams(location.search).get("q"));
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
    const [, author, id] = dom.href(link).match(/\/(\w{1,15})\/status\/(\d+)/) ?? [];
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
          /^(https:\/\/(x|twitter)\.com)?\/\w{1,15}$/.test(dom.href(link)) &&
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

  const postsOf = async (document, handle) => {
    const main = dom.first(document, '[data-testid="primaryColumn"]', "main", "body") ?? document;
    const { found, grade } = declared.elements(learnlearn.sites.get("x").hooks, "posts", main);
    const posts = [];
    for (const article of found) {
      const seen = article.parentElement?.closest("article") ? null : postOf(article, handle);
      if (seen) posts.push({ ...seen, article });
      await learnlearn.breathe();
    }
    return { posts, grade };
  };

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const page = detect(document, location)?.page;
    if (["hashtag", "search", "group"].includes(page)) return readMany(document, location, page);
    const site = learnlearn.sites.get("x");
    const handle = handleOf(location);
    if (learnlearn.twitter.handleIn(document))
      return { url: `https://x.com/${handle}`, sought: SOUGHT, ...(await learnlearn.twitter.read(document, handle, site.hooks)) };
    const person = personOf(document, handle);
    const told = person ? embedded.factsOf(person, location.href) : {};
    const preview = previewOf(document, handle);
    const box = bioBox(document, handle);
    const isMarked = Boolean(shownHandle(document));
    const { posts, grade } = await postsOf(document, handle);
    const cut = posts.filter(({ article, post }) => post.kind !== "repost" && dom.first(article, '[data-testid="tweet-text-show-more-link"]')).length;
    // A title alone is a page of a form unknown here, not a person's page without words.
    if (!box && !titleBox(document, handle) && !person && !preview.name && !posts.length) return {};
    const bio = fallbacks.bio([
      [isMarked ? "semantic" : "structure", () => wordsOf(box)],
      ["head", told.about],
      ["head", preview.bio],
    ]);
    const places = (field) => declared.places(site.hooks, field, document);
    return {
      reader: box || titleBox(document, handle) ? "x/react" : person ? "x/json-ld" : posts.length ? "x/articles" : "x/preview",
      url: `https://x.com/${handle}`,
      sought: SOUGHT,
      partly: cut ? [`posts: ${cut} of ${posts.length} shown in part`] : [],
      places: {
        name: nameOf(document, handle, told.name, preview.name),
        handle: [["address", handle]],
        headline: bio.headline.length ? bio.headline : places("category"),
        about: bio.about,
        location: [...places("location"), ["head", told.location]],
        links: [["semantic", linksOf(document, site, { box, told, person }, location)]],
        posts: [[grade, posts.map(({ post }) => post)]],
      },
    };
  };

  const linksOf = (document, site, { box, told, person }, location) =>
    [
      declared.pull(site.hooks, "site", document),
      ...(box ? dom.linksOf(box) : []),
      ...(told.links ?? []),
      ...(person ? embedded.addresses(person.relatedLink, location.href) : []),
    ].filter((url) => url && learnlearn.twitter.isElsewhere(url));

  // Without its mark: the first text of free direction above the timeline and below the name.
  const bioBox = (document, handle) => {
    const marked = dom.first(document, '[data-testid="UserDescription"]');
    if (marked || shownHandle(document)) return marked;
    const column = dom.first(document, '[data-testid="primaryColumn"]', "main");
    const title = unmarkedTitle(document, handle);
    const free = dom
      .all(column, '[dir="auto"]')
      .filter((one) => !one.closest("article, nav, section, [role='dialog']") && dom.lineOf(one).length > 2);
    return free.find((one) => !title || isBefore(title, one)) ?? null;
  };
  const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

  const titleBox = (document, handle) => (shownHandle(document) ? dom.first(document, '[data-testid="UserName"]') : unmarkedTitle(document, handle));

  const nameOf = (document, handle, ...inHead) => {
    const box = titleBox(document, handle);
    const [first = ""] = dom.textOf(box).split("\n");
    const grade = box?.hasAttribute("data-testid") ? "semantic" : "structure";
    return [
      [grade, isMe(first, handle) ? "" : text.before(first, `@${handle}`).trim()],
      ...inHead.map((name) => ["head", name]),
      ["text", () => titled(document.title, handle)],
    ];
  };

  const readMany = async (document, location, kind) => {
    // What is promoted carries no time; its author did not come because of the tag.
    const seen = (await postsOf(document, "")).posts.filter(({ post }) => post.date);
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
    const links = dom.all(box, "a[href]").filter((link) => /^(https:\/\/(x|twitter)\.com)?\/\w{1,15}$/.test(dom.href(link)));
    const handle = dom.href(links[0]).split("/").at(-1);
    const name = links.map((link) => dom.lineOf(link)).find((line) => line && !isMe(line, handle));
    const words = dom.all(box, '[dir="auto"]').filter((one) => !one.closest("a"));
    return { name: name ?? handle, handle, url: handle ? `https://x.com/${handle}` : "", headline: dom.lineOf(words.at(-1)) };
  };

  const whose = (document, location) => {
    const handle = handleOf(location);
    const found = handle ? fallbacks.best("name", nameOf(document, handle)) : null;
    return found ? { name: found.value, handle } : {};
  };

  const marks =
    '[data-testid="primaryColumn"], [data-testid="UserName"], article[data-testid="tweet"], [data-testid="UserProfileSchema-test"], link[href*="twimg.com"], .ProfileHeaderCard';

  learnlearn.site({ id: "x", hosts: ["x.com", "twitter.com"], marks, hooks, detect, read, whose });
})();
