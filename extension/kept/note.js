/** One note as it is kept: its words, what they were, new words for it with the older ones in its history, away and back. */

const { ui } = learnlearn;
const { node, say, button } = ui;

/** @typedef {import("../types/api").Note} Note */

/**
 * @param {Note} note
 * @param {{ask: import("./ask.js").Asking, changed: () => unknown}} place `changed`: something else of this person may be other now
 */
export function noteLine(note, { ask, changed }) {
  const item = node("li", { class: "note" });

  const show = () => {
    const edit = button("note_edit", () => write(), { class: "quiet" });
    const remove = button("note_remove", gone, { class: "quiet" });
    item.replaceChildren(
      ...[
        note.prompt_text && note.prompt_text !== note.text && node("p", { class: "reason", dir: "auto", text: note.prompt_text }),
        node("p", { class: "said", dir: "auto", text: note.text }),
        node("div", { class: "row" }, node("span", { class: "reason", text: meta(note) }), node("span", { class: "row" }, edit, remove)),
        history(note),
      ].filter((part) => part instanceof Node),
    );
    return edit;
  };

  const write = () => {
    const words = /** @type {HTMLTextAreaElement} */ (
      node("textarea", { "aria-label": say("note_edit_label"), maxlength: "10000", dir: "auto", rows: "3" })
    );
    words.value = note.text;
    const save = async () => {
      const text = words.value.trim();
      if (!text || text === note.text) return show().focus();
      const edited = await ask("note.edit", { id: note.id, text });
      if (!edited) return undefined;
      Object.assign(note, edited);
      show().focus();
      return changed();
    };
    words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
      if (event.key === "Escape") show().focus();
    });
    const cancel = button("cancel", () => show().focus(), { class: "quiet" });
    item.replaceChildren(words, node("div", { class: "row" }, button("note_edit_save", save, { class: "second" }), cancel));
    words.focus();
  };

  const gone = async () => {
    if (!(await ask("note.remove", { id: note.id }))) return;
    const back = async () => {
      if (!(await ask("note.remove", { id: note.id, undo: true }))) return;
      show().focus();
      changed();
    };
    const undo = button("note_undo", back, { class: "quiet" });
    item.replaceChildren(node("div", { class: "row" }, node("span", { class: "reason", role: "status", text: say("note_removed") }), undo));
    undo.focus();
    changed();
  };

  show();
  return item;
}

/** A note that was taken away, and its way back. @param {Note} note @param {() => Promise<unknown>} back */
export const takenAway = (note, back) =>
  node(
    "li",
    { class: "note" },
    node("p", { class: "said", dir: "auto", text: note.text }),
    node("div", { class: "row" }, node("span", { class: "reason", text: meta(note) }), button("note_back", back, { class: "quiet" })),
  );

/** What it is and when it was. @param {Note} note */
export const meta = (note) => `${say(`note_kind_${note.kind}`)} · ${ui.dayOf(note.at)}`;

/** How it read before. @param {Note} note */
const history = (note) =>
  note.earlier?.length
    ? node(
        "details",
        null,
        node("summary", { text: say("note_history") }),
        node(
          "ul",
          { class: "plain earlier" },
          ...note.earlier.map(({ text, at }) =>
            node("li", null, node("span", { dir: "auto", text }), node("span", { class: "reason", text: ` ${ui.dayOf(at)}` })),
          ),
        ),
      )
    : null;
