/** LinkedIn's pages of many: a group's feed and members, a hashtag's posts. Each person with what is visible of them. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  const PROFILE = 'a[href*="/in/"]';
  // "• 2nd", "1w •", "Follow", a count: not a headline.
  const SMALL = /^[•·\s]|^\(?\p{Nd}|[•·]\s*$|^.{0,3}$/u;

  const addressOf = (slug) => (slug ? `https://www.linkedin.com/in/${encodeURIComponent(slug)}/` : "");

  const nameIn = (link) => dom.linesOf(link, { drop: ".visually-hidden, svg", apart: true })[0]?.split(/\s[•·]\s/)[0] ?? "";

  // The line under a name: what the person says they do.
  const headlineIn = (box, name, until) => {
    const lines = dom.linesOf(box, { drop: ".visually-hidden, time", until, apart: true });
    const from = lines.findIndex((line) => line.startsWith(name));
    return lines.slice(from + 1).find((line) => !SMALL.test(line) && text.folded(line) !== text.folded(name) && !line.startsWith(name)) ?? "";
  };

  const author = (element) => {
    const { posts } = learnlearn.linkedin;
    const first = posts.actorOf(element);
    const slug = posts.slugOf(first);
    if (!slug) return null; // a company or the group itself
    const link = dom.all(element, PROFILE).find((one) => posts.slugOf(one) === slug && nameIn(one));
    const name = link ? nameIn(link) : "";
    return name ? { name, handle: slug, url: addressOf(slug), headline: headlineIn(element, name, posts.wordsBox(element)) } : null;
  };

  const authors = async (main) => {
    const seen = [];
    for (const element of learnlearn.linkedin.posts.elementsIn(main).elements) {
      const person = author(element);
      const post = person && learnlearn.linkedin.posts.postOf(element, person.handle);
      if (person) seen.push({ ...person, post: post && ["post", "quote"].includes(post.kind) ? post : null });
      await learnlearn.breathe();
    }
    return seen;
  };

  /** People who are listed, as on a group's members page. @param {Element} main */
  const listed = (main) =>
    learnlearn.linkedin.entries.outermost(main, "li, [role='listitem']").flatMap((item) => {
      const link = dom.all(item, PROFILE).find((one) => nameIn(one));
      const slug = learnlearn.linkedin.posts.slugOf(link);
      if (!slug) return [];
      const name = nameIn(link);
      return [{ name, handle: slug, url: addressOf(slug), headline: headlineIn(item, name) }];
    });

  const titleOf = (document, location, kind) => {
    if (kind === "hashtag") {
      const query = new URLSearchParams(location.search).get("keywords") ?? location.pathname.match(/\/hashtag\/([^/]+)/)?.[1] ?? "";
      return `#${query.replace(/^[#＃]/, "").trim()}`;
    }
    const heading = dom
      .all(document, "main h1")
      .map((one) => dom.lineOf(one))
      .find(Boolean);
    return heading || learnlearn.linkedin.title.named(document, { to: -1 });
  };

  /** @param {Document} document @param {Location} location @param {"group" | "hashtag"} kind */
  const read = async (document, location, kind) => {
    const main = document.querySelector('main, [role="main"]') ?? document.body;
    const posted = await authors(main);
    const people = learnlearn.people.byAuthor([...posted, ...listed(main)]);
    const number = location.pathname.match(/^\/groups\/\d+/)?.[0];
    return {
      reader: `linkedin/${kind}`,
      page: { kind, name: titleOf(document, location, kind), url: number ? `${location.origin}${number}/` : location.href },
      people,
      sought: ["name", "headline", "posts"],
    };
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, people: { read } };
})();
