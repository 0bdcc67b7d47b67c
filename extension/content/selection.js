/** The user's own selection on any page: what they marked, and whose page it is if the page says so. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  /** @param {Document} document @param {Location} location @returns {object} contract Facts; no `about` when nothing is selected */
  const read = (document, location) => {
    const chosen = document.defaultView?.getSelection?.();
    if (!chosen || chosen.isCollapsed) return {};
    const parts = [];
    const links = [];
    for (let index = 0; index < chosen.rangeCount; index += 1) {
      const range = chosen.getRangeAt(index);
      const fragment = range.cloneContents();
      parts.push(dom.textOf(fragment) || text.paragraphs(range.toString()));
      for (const anchor of dom.all(fragment, "a[href]")) {
        const url = dom.linkOf(anchor);
        if (url && !dom.sameHost(url, location)) links.push(url);
      }
    }
    const about = text.paragraphs(parts.filter(Boolean).join("\n\n"));
    return about ? { ...whose(document, location), about, links } : {};
  };

  // A name only where the page's own reader is sure of it: somebody else's words under a wrong name would be worse than no name.
  const whose = (document, location) => {
    for (const site of learnlearn.sitesFor(location)) {
      try {
        const page = site.detect(document, location);
        if (page) return page.page === "profile" && site.whose ? site.whose(document, location) : {};
      } catch {
        // a broken reader must not keep the user from their own selection
      }
    }
    return {};
  };

  learnlearn.selection = { read };
})();
