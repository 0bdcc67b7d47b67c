/** Search as one types: the answer to the last words wins, and at most one question is out at a time. */
import { hashOf } from "./where.js";

const { node, say, knows } = learnlearn.ui;
const AS_MANY = 50; // as the worker asks for
const AGAIN_MS = 200; // while the agent, just started, has not looked at everybody

/** @param {HTMLInputElement} words @param {HTMLElement} list @param {HTMLElement} told @param {import("../kept/ask.js").Asking} ask */
export function finding(words, list, told, ask) {
  let isOut = false;
  /** @type {string | null} */ let answered = null;
  let shown = "";

  const look = async () => {
    answered = null;
    return follow();
  };
  const follow = async () => {
    if (isOut) return;
    isOut = true;
    try {
      while (answered !== words.value.trim()) {
        const text = words.value.trim();
        const found = await ask("people.search", { text });
        if (!found) return;
        show(found, text);
        if (found.is_complete) answered = text;
        else await new Promise((soon) => setTimeout(soon, AGAIN_MS));
      }
    } finally {
      isOut = false;
    }
  };

  /** @param {import("../types/api").Found} found @param {string} text */
  const show = ({ people, is_complete, unopened }, text) => {
    damage(unopened);
    const same = JSON.stringify(people);
    if (same !== shown) list.replaceChildren(...people.map(line)); // the same names stay, and the focus on them
    shown = same;
    if (!is_complete) told.textContent = say("find_looking");
    else if (people.length === AS_MANY) told.textContent = say("find_more", AS_MANY);
    else if (people.length || text) told.textContent = people.length ? say("find_found", people.length) : say("find_none");
    else told.textContent = say("find_nobody");
  };

  words.addEventListener("input", follow);
  return { look };
}

/** What of the store does not open, for whoever looks in vain for somebody. @param {string[]} unopened */
function damage(unopened) {
  const place = document.querySelector("#unopened");
  const [told, list] = [place?.querySelector("summary"), place?.querySelector("ul")];
  if (!(place instanceof HTMLElement) || !told || !list) return;
  place.hidden = !unopened.length;
  told.textContent = say("unopened", unopened.length);
  list.replaceChildren(...unopened.map((file) => node("li", { dir: "auto", text: file })));
}

/** @param {import("../types/api").FoundPerson} person */
const line = ({ name, headline, site, url }) =>
  node(
    "li",
    null,
    node("a", { href: hashOf(url), dir: "auto", text: name || url }),
    node("span", { class: "reason" }, ` ${knows(`site_${site}`) ? say(`site_${site}`) : site}`),
    headline && node("p", { class: "reason" }, node("bdi", { text: headline })),
  );
