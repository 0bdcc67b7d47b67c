/** Mastodon's posts, in the web app and on server-rendered pages, and whose they are. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, hooks: declared, text } = learnlearn;

  const pathOf = (location) => location.pathname.replace(/^\/(web|deck)(?=\/)/, "");

  /** user, or user@domain when seen through another server. @param {Location} location */
  const acctOf = (location) =>
    pathOf(location)
      .match(/^\/(?:@|users\/)([\w.-]+(?:@[\w.-]+)?)(?:\/(?:with_replies|media|featured|tagged\/[^/]+))?\/?$/)?.[1]
      ?.toLowerCase() ?? "";

  const fullAcct = (location) => {
    const acct = acctOf(location);
    return acct.includes("@") ? acct : `${acct}@${location.hostname.toLowerCase()}`;
  };

  const itemsOf = (root) => {
    const { found, grade } = declared.elements(learnlearn.sites.get("mastodon").hooks, "posts", root);
    const known = new Set(found);
    return { grade, items: found.filter((item) => !item.closest(".detailed-status") && !hasAncestorIn(item, known)) };
  };

  const hasAncestorIn = (item, known) => {
    for (let above = item.parentElement; above; above = above.parentElement) if (known.has(above)) return true;
    return false;
  };

  // What servers that know no quotes are sent in place of one, in every language.
  const QUOTING = /^RE: https?:\/\/\S+\n*/;
  const QUOTED = ".status__quote, .quote-inline, blockquote.quote, .status-card";
  const contentOf = (item) =>
    // The text before the box around it, which holds the poll too.
    [".status__content__text", ".status__content", ".e-content"].map((css) => dom.all(item, css).find((box) => !box.closest(QUOTED))).find(Boolean) ??
    [":scope [lang] p", "p"]
      .map((css) => dom.all(item, css).find((box) => !box.closest(`${QUOTED}, .content-warning`))?.parentElement)
      .find(Boolean) ??
    null;

  // What a post warns of stands above its words, with a button that opens them.
  const warningOf = (item, box) =>
    dom.first(item, ".content-warning p, .content-warning, .status__content__spoiler-text, .spoiler-text") ??
    dom.all(item, "p").find((one) => one.nextElementSibling?.tagName === "BUTTON" && !one.closest(QUOTED) && !box?.contains(one));

  // The address of a post names its author, whatever else the page calls them.
  const STATUS = /\/@([\w.-]+(?:@[\w.-]+)?)\/\d{6,20}\/?$/;

  const acctInText = (item) => {
    const above = dom.linesOf(item, { until: contentOf(item) }).join("\n");
    return [...above.matchAll(/@([\w.-]+(?:@[\w.-]+\.[a-z]{2,})?)/g)].at(-1)?.[1] ?? "";
  };

  const posterOf = (item) => {
    for (const link of item.querySelectorAll("a[href]")) {
      const acct = dom.href(link).match(STATUS)?.[1];
      if (acct && !link.closest(QUOTED)) return acct;
    }
    return "";
  };

  const authorOf = (item) => {
    const link = dom
      .all(item, 'a.status__display-name, .status__info a[href*="/@"], .status__avatar a, a.u-url[href*="/@"], a[href*="/@"]')
      .find((one) => !one.closest(`.status__prepend, .status__content, .status__content__text, ${QUOTED}`) && !/\/@[^/]+\/\d+/.test(dom.href(one)));
    const poster = posterOf(item);
    const acct =
      poster ||
      text.line(link?.getAttribute("title") ?? "").replace(/^@/, "") ||
      dom.href(link).match(/\/@([\w.-]+(?:@[\w.-]+)?)\/?$/)?.[1] ||
      acctInText(item);
    return { acct: acct.toLowerCase(), link };
  };

  const same = (acct, location) => {
    const host = location.hostname.toLowerCase();
    const full = acct.includes("@") ? acct : `${acct}@${host}`;
    return full === fullAcct(location);
  };

  const kindOf = (item, acct, location, isQuoting) => {
    const profile = acctOf(location);
    if (profile && !(acct && same(acct, location))) return "repost"; // somebody else's, or nobody knows whose
    if (item.matches('[data-featured="true"]') || item.querySelector('[data-featured="true"]') || item.closest('[data-featured="true"]'))
      return "pinned";
    if (item.matches(".status__wrapper-reply, .status-reply") || item.querySelector(".status-reply") || item.querySelector(".status__prepend--reply"))
      return "reply";
    return isQuoting || dom.first(item, ".status__quote") ? "quote" : "post";
  };

  /** @param {Element} item @param {Location} location */
  const postOf = (item, location) => {
    const box = contentOf(item);
    const warning = dom.textOf(warningOf(item, box));
    const said = dom.textOf(box, { shortcodes: true, drop: `${QUOTED}, .status__content__read-more-button, .content-warning` });
    const words = [warning, said.replace(QUOTING, "")].filter(Boolean).join("\n\n");
    if (!words) return null;
    const { acct, link } = authorOf(item);
    const time = dom.all(item, "time[datetime]").find((one) => !one.closest(QUOTED));
    const permalink = time?.closest("a") ?? dom.first(item, "a.status__relative-time, a.detailed-status__datetime");
    const url = dom.address(permalink?.getAttribute("href"), location.href);
    const id = item.querySelector("[data-id]")?.getAttribute("data-id")?.replace(/^f-/, "") ?? url.match(/\/(\d{15,20})\/?$/)?.[1] ?? "";
    const tags = dom
      .all(item, '.hashtag-bar a, a.mention.hashtag, a[rel~="tag"]')
      .filter((tag) => !tag.closest(QUOTED))
      .map((tag) => dom.lineOf(tag).replace(/^#/, ""));
    return {
      acct,
      link,
      post: {
        text: words,
        date: dates.fromIso(time?.getAttribute("datetime")) || dates.fromMastodon(id),
        kind: kindOf(item, acct, location, QUOTING.test(said)),
        url,
        hashtags: text.unique([...tags, ...text.hashtags(words)]),
        links: dom.linksOf(box).filter((one) => !/\/(tags|@[^/]+)(\/|$)/.test(new URL(one).pathname)),
        language: dom.first(box?.parentElement, "[lang]")?.getAttribute("lang") ?? "",
      },
    };
  };

  // Authors who asked search engines to leave them out are left out here too; the user can still select what they read.
  const asksToBeLeftOut = (item) =>
    Boolean(item.closest("[data-nosnippet]") || item.querySelector(":scope > [data-nosnippet], :scope > div > [data-nosnippet]"));

  /** The page's posts with whatever else is known of each, by what they were found, and how many were left out. @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const found = [];
    let leftOut = 0;
    const { items, grade } = itemsOf(document);
    for (const item of items) {
      if (asksToBeLeftOut(item)) leftOut += 1;
      else {
        const seen = postOf(item, location);
        if (seen) found.push({ ...seen, item });
      }
      await learnlearn.breathe();
    }
    return { found, grade, leftOut };
  };

  learnlearn.mastodon = { pathOf, acctOf, fullAcct, posts: { itemsOf, read } };
})();
