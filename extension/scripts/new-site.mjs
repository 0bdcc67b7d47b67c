/**
 * Makes a complete site folder: `npm run new-site <id> <host>` in tests/, or `node extension/scripts/new-site.mjs <id> <host>`.
 * What it makes reads its own six sample pages at once; replace pages and hooks by those of the site. The guide is extension/SITES.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SITES = join(dirname(fileURLToPath(import.meta.url)), "..", "sites");
const [id, host] = process.argv.slice(2);

const stop = (words) => {
  console.error(words);
  process.exit(2);
};

if (!/^[a-z][a-z0-9-]{0,39}$/.test(id ?? "") || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host ?? "")) {
  stop(
    "Usage: npm run new-site <id> <host>\n  id    small letters, digits, hyphens, such as: craftbook\n  host  where the site lives, such as: craftbook.example",
  );
}
const folder = join(SITES, id);
if (existsSync(folder)) stop(`extension/sites/${id} is there already.`);

const site = {
  id,
  version: 1,
  name: id,
  hosts: [host],
  terms_notice: false,
  urls: { profile: [`https://${host}/{name}`], not_a_person: { other: ["/{name}/*"] } },
  grades: {
    A: "seen in a saved real page",
    B: "read in the site's own source",
    C: "stated by other projects' code or notes",
    D: "general knowledge, not verified",
  },
  facts: [
    { field: "name", where: "[itemprop=name]", grade: "D" },
    { field: "headline", where: "[itemprop=jobTitle]", grade: "D" },
    { field: "about", where: "[itemprop=description]", grade: "D" },
    { field: "posts", where: "article time[datetime]", grade: "D" },
  ],
  checklist: { done: [], todo: ["replace the sample pages by pages built from facts about the site"], exempt: [] },
};

const reader = `/** ${id}: profiles. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, dates, fallbacks, hooks: declared, text } = learnlearn;

  const hooks = {
    version: 1,
    fields: {
      // Best place first. What wins is told in the snapshot: "name: semantic".
      name: [
        { css: '[itemprop="name"]', grade: "semantic" },
        { css: "main h1", grade: "structure" },
      ],
      bio: [
        { css: '[itemprop="description"]', as: "text", grade: "semantic" },
        { css: "main h1 ~ p", as: "text", grade: "structure" },
      ],
      location: [{ css: '[itemprop="homeLocation"]', grade: "semantic" }],
      links: [{ css: 'main a[rel~="me"]', attr: "href", as: "list", grade: "semantic" }],
      posts: [{ css: "main article", grade: "semantic" }],
    },
  };

  const SOUGHT = ["name", "headline", "location", "links", "posts"];

  const handleOf = (location) => location.pathname.match(/^\\/([\\w.-]+)\\/?$/)?.[1] ?? "";

  /** @param {Document} document @param {Location} location */
  const detect = (document, location) => {
    if (!handleOf(location)) return { page: "not_a_person", kind: "other" };
    if (document.querySelector('form input[type="password"]') && !document.querySelector("main h1")) return { page: "sign_in_wall" };
    return document.querySelector("main h1") ? { page: "profile" } : { page: "still_loading" };
  };

  const postOf = (article) => {
    const words = dom.textOf(dom.first(article, "[lang], p"));
    const time = dom.first(article, "time[datetime]");
    const url = dom.address(time?.closest("a")?.getAttribute("href"), article.baseURI);
    return { text: words, date: dates.fromIso(time?.getAttribute("datetime")), kind: "post", url, hashtags: text.hashtags(words) };
  };

  /** @param {Document} document @param {Location} location */
  const read = async (document, location) => {
    const site = learnlearn.sites.get("${id}");
    const places = (field) => declared.places(site.hooks, field, document);
    const { found, grade } = declared.elements(site.hooks, "posts", document);
    const posts = [];
    for (const article of found) {
      posts.push(postOf(article));
      await learnlearn.breathe();
    }
    return {
      reader: "${id}/1",
      sought: SOUGHT,
      places: {
        name: [...places("name"), ["text", () => document.title]],
        handle: [["address", handleOf(location)]],
        ...fallbacks.bio(places("bio")),
        location: places("location"),
        links: places("links"),
        posts: [[grade, posts]],
      },
    };
  };

  const whose = (document, location) => ({ name: declared.pull(learnlearn.sites.get("${id}").hooks, "name", document), handle: handleOf(location) });

  learnlearn.site({ id: "${id}", hosts: ["${host}"], hooks, detect, read, whose });
})();
`;

const page = ({ lang = "en", dir = "ltr", name, bio = "", place = "", posts = [], marked = true }) => {
  const mark = (property) => (marked ? ` itemprop="${property}"` : "");
  const articles = posts.map(
    ([day, words]) => `<article><a href="/p/${day}"><time datetime="${day}T10:00:00Z">${day}</time></a><p>${words}</p></article>`,
  );
  return `<!DOCTYPE html>
<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>${name}</title></head><body>
<nav><a href="/">Home</a><a href="/login">Sign in</a></nav>
<main${marked ? ' itemscope itemtype="https://schema.org/Person"' : ""}>
<h1${mark("name")}>${name}</h1>
${bio && `<p${mark("description")}>${bio}</p>`}
${place && `<span${mark("homeLocation")}>${place}</span>`}
<a rel="me" href="https://ada.example/">ada.example</a>
${articles.join("\n")}
</main>
<aside><h2>You may also like</h2><p>Somebody else, who trains falcons</p></aside>
</body></html>`;
};

const many = Array.from({ length: 40 }, (_, n) => [`2026-0${1 + (n % 8)}-${String(10 + (n % 18))}`, `Knot number ${n}, tied and photographed.`]);
const cases = {
  typical: page({ name: "Ada Example", bio: "Keeps an archive of knots.", place: "Bodø", posts: [["2026-08-20", "A new knot. #knots"]] }),
  sparse: page({ name: "Ada Example" }),
  long: page({ name: "Ada Example", bio: "Keeps an archive of knots.", posts: many }),
  "other-language": page({ lang: "ar", dir: "rtl", name: "آدا مثال", bio: "تحفظ أرشيفاً للعُقد.", posts: [["2026-08-20", "عقدة جديدة. #عقد"]] }),
  "signed-out":
    '<!DOCTYPE html><html lang="en"><head><title>Sign in</title></head><body><form><input type="email"><input type="password"></form></body></html>',
  "changed-markup": page({ name: "Ada Example", bio: "Keeps an archive of knots.", posts: [["2026-08-20", "A new knot."]], marked: false }),
};

mkdirSync(join(folder, "cases"), { recursive: true });
writeFileSync(join(folder, "site.json"), `${JSON.stringify(site, null, 2)}\n`);
writeFileSync(join(folder, "read.js"), reader);
for (const [name, html] of Object.entries(cases)) writeFileSync(join(folder, "cases", `${name}.html`), `<!-- https://${host}/ada -->\n${html}\n`);

// The readers of one host stand before those for any page, and "web" stands last.
const list = join(SITES, "index.json");
const index = JSON.parse(readFileSync(list, "utf8"));
index.sites.splice(index.sites.indexOf("web"), 0, id);
writeFileSync(list, `${JSON.stringify(index, null, 2)}\n`);

console.log(`extension/sites/${id} is made. Next:
  1. python tests/extension/update_cases.py ${id}     writes what the reader makes of its sample pages
  2. pytest tests/extension -k ${id}                  passes
  3. replace the samples by pages built from the site's facts, see each fail, then mend extension/sites/${id}/read.js`);
