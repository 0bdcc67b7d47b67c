/** People on a page of many: who wrote the posts that stand there, or who is listed, each with what is visible of them. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});

  /**
   * One person for each author, with their posts; in the page's order.
   * @param {{name: string, handle?: string, url: string, headline?: string, post?: object | null}[]} seen
   * @returns {object[]} contract Facts with `url`
   */
  const byAuthor = (seen) => {
    const people = new Map();
    for (const { name, handle = "", url, headline = "", post } of seen) {
      if (!url || !name) continue;
      const key = url.toLowerCase().replace(/\/+$/, "");
      const known = people.get(key) ?? { name, handle, url, headline: "", posts: [] };
      known.headline ||= headline;
      if (post) known.posts.push(post);
      people.set(key, known);
    }
    return [...people.values()];
  };

  learnlearn.people = { byAuthor };
})();
