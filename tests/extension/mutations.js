// What networks do to their pages from one week to the next, done to a case at random. Runs in the page before it is read.
globalThis.mutate = ({ kind, seed, kept }) => {
  let state = seed >>> 0 || 1;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const each = (selector, act) => {
    for (const element of document.querySelectorAll(selector)) act(element);
  };
  const dropAll = (test) =>
    each("*", (element) => {
      for (const name of element.getAttributeNames()) if (test(name)) element.removeAttribute(name);
    });
  const words = (element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();

  const acts = {
    classes: () => {
      const names = new Map();
      const renamed = (name) => names.get(name) ?? names.set(name, `_${Math.floor(random() * 2 ** 40).toString(16)}`).get(name);
      each("[class]", (element) => element.setAttribute("class", [...element.classList].map(renamed).join(" ")));
    },
    // A <div> around a box, a <span> around a phrase: never where the grammar of HTML has no place for one.
    wrapping: () =>
      each("body *", (element) => {
        const fixed =
          "li, dt, dd, dl, tr, td, th, tbody, thead, option, source, script, style, template, noscript, svg, svg *, path, br, img, time, h1 *, meta, link, title, a > *";
        if (
          random() > 0.15 ||
          element.matches(fixed) ||
          element.parentElement?.matches("ul, ol, dl, table, tr, select, svg, p, h1, h2, h3, h4, button, picture")
        )
          return;
        const wrapper = document.createElement(
          ["SPAN", "A", "B", "EM", "STRONG", "SMALL", "BDI", "BUTTON"].includes(element.tagName) ? "span" : "div",
        );
        element.replaceWith(wrapper);
        wrapper.append(element);
      }),
    // Cards of a page and tags of its head have no order that means anything.
    order: () => {
      const shuffle = (parent, items) =>
        items
          .map((item) => [random(), item])
          .sort((one, other) => one[0] - other[0])
          .forEach(([, item]) => {
            parent.append(item);
          });
      shuffle(document.head, [...document.head.children]);
      each("main, main section, [role=main]", (parent) => {
        const cards = [...parent.children].slice(1).filter((child) => child.matches("section, [componentkey], aside") && child.querySelector("h2"));
        if (cards.length > 1) shuffle(parent, cards);
      });
    },
    // Headings that are the page's own, not the person's words.
    headings: () =>
      each("h1, h2, h3", (heading) => {
        if (!words(heading) || kept.some((one) => one.includes(words(heading)) || (one.length > 3 && words(heading).includes(one)))) return;
        const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const one of texts) if (one.data.trim()) one.data = "Zzyrkhet";
      }),
    // "Save page as": addresses become whole, pictures and frames local, and a comment says where it came from.
    "saved copy": () => {
      each("a[href]", (element) => /^(#|javascript:|mailto:)/.test(element.getAttribute("href")) || element.setAttribute("href", element.href));
      each("img[src], source[src]", (element) => element.setAttribute("src", `./Page_files/${Math.floor(random() * 1e6)}`));
      each("img[srcset]", (element) => element.removeAttribute("srcset"));
      document.documentElement.prepend(document.createComment(` saved from url=(${location.href.length})${location.href} `));
    },
    // What an archive makes of a page: every address is one of its own copies, and its banner stands above it all.
    "archived copy": () => {
      for (const name of ["href", "src"])
        each(`[${name}]:not(script)`, (element) => {
          const url = URL.parse(element.getAttribute(name), location.href);
          if (url && /^https?:/.test(url.protocol)) element.setAttribute(name, `/web/20261001120000${name === "src" ? "im_" : ""}/${url.href}`);
        });
      const banner = document.createElement("div");
      banner.id = "wm-ipp-base";
      banner.append(
        Object.assign(document.createElement("p"), {
          textContent: "This collection is about me and my captures, and I make them for the archive every week.",
        }),
      );
      document.body.prepend(banner);
    },
    // What is not shown, stands beside what is: a twin with other words, put away.
    "hidden twins": () =>
      each("main h1, main h2, main p, main li, [role=main] p, article, h1", (element) => {
        if (random() > 0.4 || element.closest("svg, button")) return;
        const twin = element.cloneNode(false);
        for (const name of twin.getAttributeNames()) if (/^(id|name|data-id|data-urn)$/.test(name)) twin.removeAttribute(name);
        twin.textContent = "Words that nobody sees, long enough to be taken for a paragraph of somebody's own, were they shown.";
        if (random() > 0.5) twin.style.display = "none";
        else twin.hidden = true;
        element.before(twin);
      }),
    // What every large page has around the person.
    noise: () => {
      const make = (tag, attributes, ...children) => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.append(...children);
        return element;
      };
      const words = "We and our 812 partners store cookies to make this page better for you. Accept all of them to go on.";
      document.body.prepend(
        make("noscript", {}, make("h1", {}, "JavaScript is not available."), make("p", {}, words)),
        make("div", { role: "dialog", "aria-modal": "true" }, make("h2", {}, "Your privacy"), make("p", {}, words), make("button", {}, "Accept")),
        make("script", { type: "application/json", id: "state" }, JSON.stringify({ viewer: { name: "Zzyrkhet" }, items: Array(300).fill(words) })),
        document.createComment(" build 8e1ca7f "),
      );
      document.body.append(
        make("aside", {}, make("h2", {}, "People you may know"), make("ul", {}, make("li", {}, make("p", {}, "Zzyrkhet Other, trainer of falcons")))),
        make("footer", {}, make("p", {}, "Privacy Terms Imprint Zzyrkhet")),
      );
      each("p, h1, h2, li", (element) => element.firstChild && random() < 0.3 && element.prepend(document.createComment("---->")));
    },
    "no id": () => dropAll((name) => name === "id"),
    "no data-*": () => dropAll((name) => name.startsWith("data-")),
    "no aria-*": () => dropAll((name) => name.startsWith("aria-")),
    "no role": () => dropAll((name) => name === "role"),
    "no microdata": () => dropAll((name) => /^item(prop|type|scope|id)$/.test(name)),
    "no rel": () => dropAll((name) => name === "rel"),
    "no componentkey": () => dropAll((name) => name === "componentkey"),
    "no href": () => each("a[href]", (element) => element.removeAttribute("href")),
    "no datetime": () => dropAll((name) => name === "datetime"),
    "no lang, dir": () => dropAll((name) => name === "lang" || name === "dir"),
    "no title, alt": () => dropAll((name) => name === "title" || name === "alt"),
    "no JSON-LD": () => each('script[type="application/ld+json"]', (element) => element.remove()),
    "no meta": () => each("meta", (element) => element.remove()),
  };
  acts[kind]();
  return Object.keys(acts);
};
