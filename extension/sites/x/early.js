/** Twitter as it was served until 2020, which archives still show. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, fallbacks, hooks: declared, text } = learnlearn;

  const SHOWN = ".ProfileHeaderCard-screennameLink";
  const UNSEEN = ".invisible, .tco-ellipsis, .u-hidden, .u-hiddenVisually";
  const QUOTED = ".QuoteTweet";

  /** Whether an address leads elsewhere than to the network itself or through its shortener. @param {string} url */
  const isElsewhere = (url) => !/^https:\/\/(x|twitter|t)\.(com|co)\//.test(url);

  /** Whose page it says it is; "" for another layout. @param {Document} document */
  const handleIn = (document) => dom.lineOf(dom.first(document, SHOWN)).replace(/^@\s?/, "");

  const kindOf = (tweet, isOwn) => {
    if (!isOwn || tweet.hasAttribute("data-retweet-id")) return "repost";
    if (tweet.matches(".user-pinned") || tweet.closest(".js-pinned")) return "pinned";
    if (tweet.getAttribute("data-is-reply-to") === "true") return "reply";
    return dom.first(tweet, QUOTED) ? "quote" : "post";
  };

  const postOf = (item, handle) => {
    const tweet = dom.first(item, ".tweet[data-screen-name]");
    const box = dom.all(tweet, ".tweet-text").find((one) => !one.closest(QUOTED));
    const words = dom.textOf(box, { drop: UNSEEN, written: true });
    if (!words) return null;
    const author = tweet.getAttribute("data-screen-name");
    const id = tweet.getAttribute("data-tweet-id") ?? item.getAttribute("data-item-id") ?? "";
    return {
      text: words,
      date: dates.fromX(id),
      kind: kindOf(tweet, author.toLowerCase() === handle.toLowerCase()),
      url: `https://x.com/${author}/status/${id}`,
      hashtags: text.hashtags(words),
      links: dom.linksOf(box).filter(isElsewhere),
      language: box.getAttribute("lang") ?? "",
    };
  };

  /** @param {Document} document @param {string} handle @param {object} hooks @returns {Promise<object>} a reading */
  const read = async (document, handle, hooks) => {
    const field = (name) => declared.places(hooks, `early_${name}`, document);
    const posts = [];
    for (const item of dom.all(document, ".js-stream-item[data-item-id]")) {
      const post = postOf(item, handle);
      if (post) posts.push(post);
      await learnlearn.breathe();
    }
    const bio = dom.first(document, ".ProfileHeaderCard-bio");
    const site = dom.first(document, ".ProfileHeaderCard-urlText a");
    return {
      reader: "x/2018",
      places: {
        name: field("name"),
        handle: [["address", handle]],
        ...fallbacks.bio([["semantic", dom.textOf(bio, { drop: UNSEEN })]]),
        location: field("location"),
        links: [["semantic", [site ? dom.linkOf(site) : "", ...dom.linksOf(bio)].filter((url) => url && isElsewhere(url))]],
        posts: [["semantic", posts]],
      },
    };
  };

  learnlearn.twitter = { handleIn, read, isElsewhere };
})();
