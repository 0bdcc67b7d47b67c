/** Everything between one person and me, kept together: writing, the ledger, the notes and the plan follow one another's changes. */
import { between } from "./ledger.js";
import { listing, writing } from "./notes.js";
import { planning } from "./plan.js";

/** @typedef {import("../types/api").PersonRef} PersonRef */

const NOBODY = Object.freeze({ site: "web", url: "" });

/**
 * @param {import("./ask.js").Asking} ask
 * @param {() => unknown} kept told when somebody is kept by what was done here
 * @param {number} level of the headings
 */
export function relation(ask, kept, level) {
  /** @type {PersonRef} */ let who = NOBODY;
  /** @type {Map<string, string>} words not saved, by the address of the person they are about: the page may go on while one writes */
  const drafts = new Map();
  const person = () => who;
  const follow = () => {
    kept();
    return Promise.all([ledger.load(), plan.refresh()]);
  };
  const followAll = () => Promise.all([list.load(), follow()]);
  const editor = writing({ person, ask, changed: followAll, level });
  const list = listing({ person, ask, changed: follow, level });
  const plan = planning({ person, ask, changed: () => Promise.all([list.load(), ledger.load()]), level });
  const ledger = between({ person, ask, changed: followAll, level, answer: (question) => editor.begin({ question }) });

  /** Whose it is from now on. @param {PersonRef} next */
  const of = (next) => {
    if (next.url === who.url) return Promise.resolve();
    clear();
    who = next;
    editor.resume(drafts.get(who.url) ?? "");
    return Promise.all([list.load(), ledger.load(), plan.load()]);
  };
  /** Nothing of the last person is left to see; what was not saved is there again when they are. */
  const clear = () => {
    if (who !== NOBODY) drafts.set(who.url, editor.draft());
    who = NOBODY;
    editor.empty();
    for (const part of [list, ledger, plan]) part.clear();
  };
  return { of, clear, begin: editor.begin, writing: editor.root, ledger: ledger.root, notes: list.root, plan: plan.root };
}
