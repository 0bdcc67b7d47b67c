globalThis.readingBench = {
  // Copies the page's posts until there are enough, each with ids and words of its own.
  multiply: ([selector, wanted]) => {
    const posts = [...document.querySelectorAll(selector)];
    const words =
      '[data-testid="tweetText"], [data-testid="postText"], .status__content__text, .update-components-text, [data-testid="expandable-text-box"], .e-content';
    const renamed = (value, n) => {
      const digits = String(100000 + n);
      if (/\d{15,}/.test(value)) return value.replace(/(\d{9,13})\d{6}(?!\d)/g, `$1${digits}`);
      if (/\/post\/\w{13}/.test(value)) return value.replace(/(\/post\/\w{9})\w{4}/, (_, kept) => kept + digits.slice(-4).replace(/[0189]/g, "b"));
      return /^(feed-|\/notes\/)/.test(value) ? value + digits : value;
    };
    for (let n = 0; posts.length + n < wanted; n += 1) {
      const post = posts[n % posts.length];
      const twin = post.cloneNode(true);
      for (const element of [twin, ...twin.querySelectorAll("*")]) {
        for (const name of element.getAttributeNames()) element.setAttribute(name, renamed(element.getAttribute(name), n));
      }
      const more = ` Number ${n}, and some more words so that a post is as long as posts are: about two hundred characters for most who write them.`;
      for (const box of twin.querySelectorAll(words)) box.append(more);
      post.parentElement.append(twin);
    }
  },

  walk: () => {
    let length = 0;
    for (const element of document.querySelectorAll("*")) length += element.textContent.length;
    return length;
  },

  // The reading, its posts and the longest time between two turns of the page's event loop.
  read: async () => {
    let [longest, slices, began] = [0, 0, performance.now()];
    const end = () => {
      longest = Math.max(longest, performance.now() - began);
      slices += 1;
    };
    const breathe = learnlearn.breathe;
    learnlearn.breathe = () => {
      const turn = breathe();
      if (!turn) return turn;
      end();
      return turn.then(() => {
        began = performance.now();
      });
    };
    const { snapshot } = await learnlearn.capture();
    learnlearn.breathe = breathe;
    end();
    return { longest, slices, posts: snapshot.posts?.length ?? 0, elements: document.querySelectorAll("*").length };
  },
};
