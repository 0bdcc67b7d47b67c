/** Bluesky: profiles and hashtag pages of bsky.app. What stands in the head is of the page that was loaded first. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, embedded, fallbacks, hooks: declared, text } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      viewer: [
        { css: 'nav a[href^="/profile/"]:has(svg)', attr: "href", grade: "structure" },
        { css: 'nav[role="navigation"] a[href^="/profile/"]', attr: "href", grade: "structure" },
      ],
      name: [
        { css: '[data-testid="profileHeaderDisplayName"]', grade: "semantic" },
        { css: 'h1, [role="heading"]', grade: "structure" },
      ],
      bio: [{ css: '[data-testid="profileHeaderDescription"]', as: "written", grade: "semantic" }],
      posts: [
        { css: '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]', grade: "semantic" },
        { css: '[role="link"]:has(a[href*="/post/"])', grade: "semantic" },
      ],
    },
  };

  const SOUGHT = ["name", "headline", "links", "posts"];

  const parts = (location) => location.pathname.split("/").filter(Boolean).map(dom.decoded);

  /** The handle or DID of a profile's address. @param {Location} location */
  const actorOf = (location) => {
    const [first, actor, tab] = parts(location);
    return first === "profile" && actor && (!tab || /^(followers|follows|lists|feed|search|known-followers|labeler)$/.test(tab))
      ? actor.replace(/^@/, "").toLowerCase()
      : "";
  };

  const tagOf = (location) => {
    const [first, second] = parts(location);
    if (first === "hashtag") return second ?? "";
    return first === "search" ? ((new URLSearchParams(location.search).get("q") ?? "").match(/^[#＃]([\p{L}\p{N}\p{M}_]+)$/u)?.[1] ?? "") : "";
  };

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    if (!/^(main\.|staging\.)?bsky\.app$/.test(location.hostname)) return null;
    const [first = "", , third = ""] = parts(location);
    if (tagOf(location)) return document.querySelector('a[href*="/post/"]') ? { page: "hashtag" } : { page: "still_loading" };
    const actor = actorOf(location);
    if (!actor) return { page: "not_a_person", kind: first === "search" ? "search" : third === "post" || !first ? "feed" : "other" };
    if (viewOf(document, actor) || personOf(document, actor) || isTitled(document, actor)) return { page: "profile" };
    return isWalled(document) ? { page: "sign_in_wall" } : { page: "still_loading" };
  };

  // A person may show their page to signed-in visitors only: then the app stands there with nothing but its buttons to sign in.
  const isWalled = (document) =>
    Boolean(document.querySelector('[data-testid="signInButton"], [data-testid="createAccountButton"]')) &&
    text.line(document.body?.textContent).length > 400 &&
    !document.querySelector('[data-testid="profileScreen"]');

  const isTitled = (document, actor) => text.line(document.title).toLowerCase().includes(`(@${actor})`);

  /** Screens visited before stay in the page: the one that shows this handle. @param {Document} document @param {string} actor */
  const viewOf = (document, actor) => {
    const views = dom
      .all(document, '[data-testid="profileView"], [data-testid="profileScreen"]')
      .filter((view) => view.querySelector('[data-testid="profileHeaderDisplayName"]'));
    const told = views.filter((view) => actor.startsWith("did:") || handleIn(view) === actor);
    return told.find((view) => isShown(view)) ?? told[0] ?? unmarkedView(document, actor);
  };

  // Words of free direction that are all of their box, and no link: names, handles, what somebody says.
  const freeWords = (root) => dom.all(root, '[dir="auto"]').filter((one) => !one.closest('a, button, nav, aside, [role="button"]'));

  const handleLeaf = (root, actor) => freeWords(root).find((one) => text.line(one.textContent).toLowerCase() === `@${actor}` && isShown(one));

  // Without its mark: around the handle, as far up as neither the menus nor another screen are met.
  const unmarkedView = (document, actor) => {
    const leaf = handleLeaf(document, actor);
    let box = leaf?.parentElement ?? null;
    while (box?.parentElement && !box.parentElement.matches("#root, main, body") && !box.parentElement.querySelector("nav")) box = box.parentElement;
    return box;
  };

  const isShown = (view) => (typeof view.checkVisibility === "function" ? view.checkVisibility() : true);

  // The handle stands after the name, wrapped in bidi marks, with an @ before it.
  const handleIn = (view) => {
    let box = dom.first(view, '[data-testid="profileHeaderDisplayName"]');
    for (let up = 0; box && up < 5; up += 1, box = box.parentElement) {
      const found = text.line(dom.textOf(box.parentElement)).match(/@([a-z0-9][a-z0-9.-]+\.[a-z]{2,})/i)?.[1];
      if (found) return found.toLowerCase();
    }
    return "";
  };

  /** The JSON-LD person of this address. @param {Document} document @param {string} actor */
  const personOf = (document, actor) =>
    embedded
      .persons(document)
      .all.find((person) =>
        [person.alternateName, person.identifier]
          .flat()
          .some((told) => typeof told === "string" && text.line(told).replace(/^@/, "").toLowerCase() === actor),
      );

  // Without its mark: the first words below the handle and above the tabs that are no link, no button and no count.
  const unmarkedBio = (view, handle) => {
    const leaf = handleLeaf(view, handle);
    const tabs = dom.first(view, '[role="tablist"]');
    const isBetween = (one) => isBefore(leaf, one) && isBefore(one, tabs) && !one.closest('[role="link"], [role="tablist"]');
    const below = leaf && tabs ? freeWords(view).filter(isBetween) : [];
    const box = below.find((one) => !/^\p{Nd}[\p{Nd}.,\s]*\p{L}{0,3}\.?\s+\p{L}+$/u.test(dom.lineOf(one)) && dom.lineOf(one));
    return box ? dom.textOf(box, { written: true }) : "";
  };

  const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

  // Without its mark: the last words above the handle.
  const unmarkedName = (view, handle) => {
    const words = freeWords(view);
    return dom.lineOf(words[words.indexOf(handleLeaf(view, handle)) - 1]);
  };

  const authorOf = (item) => (item.getAttribute("data-testid") ?? "").match(/-by-(.+)$/)?.[1]?.toLowerCase() ?? "";
  const postLinks = (item) =>
    dom
      .all(item, 'a[href*="/post/"]')
      .map((link) => ({ link, found: dom.href(link).match(/\/profile\/([^/]+)\/post\/([2-7a-z]+)/) }))
      .filter(({ found }) => found);

  // The first text is the post's; the second is of the post it quotes, whose box holds a link of its own.
  const textBox = (item) => dom.first(item, '[data-testid="postText"]') ?? unmarkedText(item);

  const unmarkedText = (item) => {
    const key = postLinks(item)[0]?.found[2];
    const quotes = dom.all(item, '[role="link"]').filter((box) => postLinks(box).some(({ found }) => found[2] !== key));
    const boxes = dom
      .all(item, '[data-word-wrap="1"], [dir="auto"]')
      .filter((box) => !box.closest("a") && !box.querySelector('a[href*="/post/"]') && !quotes.some((quote) => quote.contains(box)));
    return boxes.reduce((longest, box) => ((box.textContent ?? "").length > (longest?.textContent ?? "").length ? box : longest), null);
  };

  const tagsOf = (box, words) =>
    text.unique([
      ...dom.all(box, 'a[href*="/hashtag/"]').map((tag) => dom.decoded(dom.href(tag).match(/\/hashtag\/([^/?]+)/)?.[1] ?? "")),
      ...text.hashtags(words),
    ]);

  /** @param {Element} item @param {string} actor whose profile it is; "" on pages of many */
  const postOf = (item, actor) => {
    const links = postLinks(item);
    const [author, key] = links[0] ? [dom.decoded(links[0].found[1]).toLowerCase(), links[0].found[2]] : ["", ""];
    const by = authorOf(item) || author;
    const box = textBox(item);
    const words = dom.textOf(box, { written: true });
    if (!words) return null;
    const quotes = links.some(({ found }) => found[2] !== key);
    const isOther = Boolean(actor && by && by !== actor); // a name beside a number that nobody has resolved is somebody else's, too
    return {
      author: by,
      post: {
        text: words,
        date: dates.fromTid(key),
        kind: isOther ? "repost" : isPinned(item) ? "pinned" : isReply(item, box, by) ? "reply" : quotes ? "quote" : "post",
        url: key ? `https://bsky.app/profile/${author || by}/post/${key}` : "",
        hashtags: tagsOf(box, words),
        links: dom.linksOf(box),
      },
    };
  };

  // "Pinned" is the one line above a post that leads nowhere: "Reposted by …" and "Reply to …" name somebody.
  const isPinned = (item) => Boolean(dom.lineOf(item, { until: dom.first(item, "a[href]") }));

  // "Reply to …" stands between the author's line and the words, as a link or a pressable that holds an icon and a name.
  const isReply = (item, box, by) =>
    dom.all(item, 'a[href*="/profile/"]').some((link) => {
      const other = dom.decoded(dom.href(link).match(/\/profile\/([^/?]+)\/?$/)?.[1] ?? "").toLowerCase();
      return (
        other &&
        other !== by &&
        !box.contains(link) &&
        Boolean(link.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) &&
        !link.querySelector("img") &&
        dom.lineOf(link)
      );
    });

  const itemsOf = (root) => {
    const { found, grade } = declared.elements(learnlearn.sites.get("bluesky").hooks, "posts", root);
    const items = found.filter((item) => !item.parentElement?.closest('[data-testid^="feedItem-by-"]'));
    return items.length ? { items, grade } : { items: grownItems(root), grade: "structure" };
  };

  // Without marks: around each post's link, as far up as no other post is met.
  const grownItems = (root) => {
    const keys = new Map();
    for (const { link, found } of postLinks(root)) if (!keys.has(found[2])) keys.set(found[2], link);
    const keysIn = (box) => new Set(postLinks(box).map(({ found }) => found[2])).size;
    return [...keys.values()].map((link) => {
      let box = link;
      while (box.parentElement && box.parentElement !== root && keysIn(box.parentElement) <= 1) box = box.parentElement;
      return box;
    });
  };

  const postsOf = async (root, actor) => {
    const found = [];
    const { items, grade } = itemsOf(root);
    for (const item of items) {
      const seen = postOf(item, actor);
      if (seen) found.push({ ...seen, item });
      await learnlearn.breathe();
    }
    return { found, grade };
  };

  // "Name (@handle) — Bluesky"
  const titleName = (document, handle) => {
    const title = text.line(document.title).replace(/^\(\p{Nd}+\+?\)\s*/u, "");
    const at = title.toLowerCase().indexOf(`(@${handle})`);
    return at > 0 ? title.slice(0, at).trim() : "";
  };

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    if (tagOf(location)) return readTag(document, location);
    const site = learnlearn.sites.get("bluesky");
    const actor = actorOf(location);
    const view = viewOf(document, actor);
    const person = personOf(document, actor);
    const handle = actor.startsWith("did:")
      ? (view && handleIn(view)) || embedded.strings(person?.alternateName)[0]?.replace(/^@/, "") || actor
      : actor;
    const bioBox = dom.first(view, '[data-testid="profileHeaderDescription"]');
    const { found, grade } = await postsOf(view ?? document, handle);
    return {
      reader: view ? "bluesky/app" : person ? "bluesky/json-ld" : "bluesky/page",
      url: `https://bsky.app/profile/${actor}`,
      sought: SOUGHT,
      places: {
        name: [
          ...declared.places(site.hooks, "name", view),
          ["structure", () => view && unmarkedName(view, handle)],
          ["head", embedded.strings(person?.name)[0]],
          ["text", () => titleName(document, handle)],
          ["address", handle],
        ],
        handle: [["address", handle]],
        ...fallbacks.bio([
          ...declared.places(site.hooks, "bio", view),
          ["structure", () => view && unmarkedBio(view, handle)],
          ["head", () => dom.unescaped(String(person?.description ?? ""))],
        ]),
        links: [["semantic", text.unique([...dom.linksOf(bioBox), ...ownSite(handle)])]],
        verified_links: [["address", ownSite(handle)]],
        posts: [[grade, found.map(({ post }) => post)]],
      },
    };
  };

  // A handle that is a domain of one's own is proof of that site: Bluesky checked it.
  const ownSite = (handle) => (/\.bsky\.(social|team|app)$/.test(handle) || handle.startsWith("did:") ? [] : [`https://${handle}/`]);

  const readTag = async (document, location) => {
    const { found } = await postsOf(document, "");
    const authors = found.map(({ author, post, item }) => ({
      name: nameIn(item, author),
      handle: author,
      url: author ? `https://bsky.app/profile/${author}` : "",
      post,
    }));
    return {
      reader: "bluesky/hashtag",
      page: { kind: "hashtag", name: `#${tagOf(location)}`, url: location.href },
      people: learnlearn.people.byAuthor(authors),
      sought: ["name", "posts"],
    };
  };

  const nameIn = (item, author) => {
    const links = dom.all(item, 'a[href*="/profile/"]').filter((link) => !/\/post\//.test(dom.href(link)));
    return (
      links
        .map((link) => dom.lineOf(link))
        .map((line) => line.split(/\s*@/)[0])
        .find(Boolean) ?? author
    );
  };

  const whose = (document, location) => {
    const actor = actorOf(location);
    const name = dom.lineOf(dom.first(viewOf(document, actor), '[data-testid="profileHeaderDisplayName"]')) || titleName(document, actor);
    return name ? { name, handle: actor } : {};
  };

  const marks = '[data-testid^="profile"], [data-testid^="feedItem-by-"], link[rel="alternate"][href^="at://"], #bsky_profile_summary';

  learnlearn.site({ id: "bluesky", hosts: ["bsky.app"], marks, hooks, detect, read, whose });
})();
