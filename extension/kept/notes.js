/** Notes on a person: written in one gesture, each kind its own button; listed, changed, taken away and brought back. */
import { noteLine, takenAway } from "./note.js";

/** @typedef {import("../types/api").Note} Note */
/** @typedef {NonNullable<import("../types/api").AddNote["kind"]>} Kind */
/** @typedef {import("../types/api").PersonRef} PersonRef */

const { ui } = learnlearn;
const { node, say, button } = ui;
const KINDS = /** @type {const} */ (["learned", "shared", "promised", "asked", "answered", "met", "note"]);

/** @typedef {{person: () => PersonRef, ask: import("./ask.js").Asking, changed: () => unknown, level: number}} Place `level`: of its heading */
/** @typedef {{prompt?: {id: string, text: string}, question?: Note}} About what a note comes from: a prompt, or a question of mine that it answers */

/**
 * The place to write. No page can hear what is typed in a page of the extension.
 * @param {Place} place
 */
export function writing({ person, ask, changed, level }) {
  const words = /** @type {HTMLTextAreaElement} */ (
    node("textarea", { id: "note-words", maxlength: "10000", dir: "auto", placeholder: say("note_placeholder") })
  );
  const day = /** @type {HTMLInputElement} */ (node("input", { id: "note-day", type: "date" }));
  const about = node("div", { class: "row about", hidden: true });
  const told = node("div", { class: "row told", role: "status" });
  const kinds = node("div", { class: "row" });
  /** @type {About} */ let from = {};

  /** @param {Kind} kind */
  const save = async (kind) => {
    const text = words.value.trim() || (kind === "met" ? say("note_met_words") : "");
    if (!text) {
      tell("note_no_words");
      return words.focus();
    }
    const { prompt, question } = from;
    const added = await ask("note.add", {
      person: person(),
      kind,
      text,
      ...(prompt && { prompt_id: prompt.id, prompt_text: prompt.text }),
      ...(question && kind === "answered" && { settles: question.id }),
      ...(day.value && day.value !== ui.today() && { at: new Date(`${day.value}T12:00`).toISOString() }),
    });
    if (!added) return undefined;
    empty();
    tell("note_saved", added);
    return changed();
  };

  /** @param {string} key @param {Note} [saved] with the way to take it back */
  const tell = (key, saved) => {
    const undo = async () => {
      if (!(await ask("note.remove", { id: saved?.id ?? "" }))) return;
      tell("note_removed");
      changed();
    };
    const text = saved ? say(key, say(`note_kind_${saved.kind}`)) : say(key);
    told.replaceChildren(node("span", { class: "reason", text }), ...(saved ? [button("note_undo", undo, { class: "quiet" })] : []));
  };

  /** Ready to write about this. What is written already stays, and so does the day chosen for it. @param {About} next @param {boolean} [focus] */
  const begin = (next, focus = true) => {
    from = next;
    const source = next.prompt?.text ?? next.question?.text;
    day.max = ui.today();
    if (!words.value) day.value = day.max;
    told.replaceChildren();
    about.hidden = !source;
    const let_be = button("note_about_none", () => begin({}), { class: "quiet" });
    about.replaceChildren(...(source ? [node("p", { class: "reason", dir: "auto", text: say("note_about", source) }), let_be] : []));
    const usual = usualKind(next);
    kinds.replaceChildren(
      ...KINDS.map((kind) => button(`note_kind_${kind}`, () => save(kind), { class: kind === usual ? "first" : "second", "data-kind": kind })),
    );
    if (focus) words.focus();
  };

  /** Nothing is written, about nothing: after it was saved, or was put by for its person. */
  const empty = () => {
    words.value = "";
    begin({}, false);
  };

  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(usualKind(from));
  });
  const root = node(
    "section",
    { class: "write", "aria-labelledby": "note-title" },
    node(`h${level}`, { id: "note-title", text: say("note_title") }),
    about,
    node("label", { for: "note-words", text: say("note_label") }),
    words,
    node("div", { class: "row day" }, node("label", { for: "note-day", text: say("note_day") }), day),
    node("fieldset", { class: "kinds" }, node("legend", { text: say("note_save_as") }), kinds),
    told,
  );
  empty();
  return {
    root,
    begin,
    empty,
    /** What is written and not saved. */
    draft: () => words.value,
    /** @param {string} text */
    resume: (text) => {
      words.value = text;
    },
  };
}

/** What Ctrl+Enter saves it as. @param {About} from @returns {Kind} */
const usualKind = (from) => (from.question ? "answered" : from.prompt ? "learned" : "note");

/**
 * All notes on a person, newest first, and those that were taken away.
 * @param {Place} place
 */
export function listing({ person, ask, changed, level }) {
  const known = node("ul", { class: "plain notes" });
  const away = node("ul", { class: "plain" });
  const bin = /** @type {HTMLDetailsElement} */ (node("details", { class: "more" }, node("summary", { text: say("notes_away") }), away));
  const root = node("section", { "aria-labelledby": "notes-title" }, node(`h${level}`, { id: "notes-title", text: say("notes_title") }), known, bin);

  const load = async () => {
    const of = person();
    const found = await ask("note.list", { person: of });
    if (!found || of !== person()) return;
    known.replaceChildren(
      ...(found.length ? found.map((note) => noteLine({ ...note }, { ask, changed })) : [node("li", { class: "reason", text: say("notes_none") })]),
    );
    if (bin.open) await loadAway();
  };
  const loadAway = async () => {
    const of = person();
    const found = await ask("note.list", { person: of, taken_away: true });
    if (!found || of !== person()) return;
    const back = async (/** @type {Note} */ note) => {
      if (await ask("note.remove", { id: note.id, undo: true })) await Promise.all([load(), changed()]);
    };
    away.replaceChildren(
      ...(found.length ? found.map((note) => takenAway(note, () => back(note))) : [node("li", { class: "reason", text: say("notes_away_none") })]),
    );
  };
  bin.addEventListener("toggle", () => bin.open && loadAway());
  const clear = () => {
    known.replaceChildren();
    away.replaceChildren();
    bin.open = false;
  };
  return { root, load, clear };
}
