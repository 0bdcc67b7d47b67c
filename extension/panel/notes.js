/** Notes on the person in front of the user: written in one gesture, listed, taken away and brought back. */

/** @typedef {import("../types/messages").StateName} StateName */
/** @typedef {import("../types/api").Note} Note */
/** @typedef {import("../types/api").Prompt} Prompt */

const { ui, messages } = learnlearn;
const { node, say, button } = ui;
const KINDS = /** @type {const} */ (["note", "learned", "shared", "promised", "met"]);

/**
 * @param {() => number} tab
 * @param {(failed: {state: StateName, problem?: import("../types/api").Problem}) => void} fail
 */
export function notes(tab, fail) {
  const words = /** @type {HTMLTextAreaElement} */ (
    node("textarea", { id: "note-words", maxlength: "10000", dir: "auto", placeholder: say("note_placeholder") })
  );
  const kind = /** @type {HTMLSelectElement} */ (
    node("select", { "aria-label": say("note_kind") }, ...KINDS.map((name) => node("option", { value: name, text: say(`note_kind_${name}`) })))
  );
  const about = node("p", { class: "reason about", hidden: true });
  const told = node("p", { class: "reason", role: "status" });
  const known = node("ul", { class: "plain notes" });
  /** @type {Prompt | undefined} */ let prompt;

  /** @template {import("../types/messages").AskName} N @param {N} name @param {import("../types/messages").Asks[N]["ask"]} what */
  const ask = async (name, what) => {
    const reply = await messages.ask(name, what);
    if (reply.ok) return reply.value;
    fail({ state: reply.state, ...(reply.problem && { problem: reply.problem }) });
    return undefined;
  };

  const save = async () => {
    const text = words.value.trim();
    if (!text) return words.focus();
    told.textContent = "";
    const saved = await ask("note.add", { tab: tab(), text, kind: /** @type {any} */ (kind.value), ...(prompt && { prompt: prompt.id }) });
    if (!saved) return undefined;
    words.value = "";
    write(undefined, false);
    told.textContent = say("note_saved");
    return list();
  };

  /** @param {Note} note @returns {HTMLElement} */
  const line = (note) => {
    const when = new Date(note.at).toLocaleDateString(undefined, { dateStyle: "medium" });
    const gone = async () => {
      if ((await ask("note.remove", { id: note.id })) === undefined) return;
      const undo = button(
        "note_undo",
        async () => {
          if ((await ask("note.remove", { id: note.id, undo: true })) !== undefined) await list();
        },
        { class: "quiet" },
      );
      item.replaceChildren(node("div", { class: "row" }, node("span", { class: "reason", text: say("note_removed") }), undo));
      undo.focus();
    };
    const item = node(
      "li",
      null,
      note.prompt_text && node("p", { class: "reason", dir: "auto", text: note.prompt_text }),
      note.text !== note.prompt_text && node("p", { dir: "auto", text: note.text }),
      node(
        "div",
        { class: "row" },
        node("span", { class: "reason", text: `${say(`note_kind_${note.kind}`)} · ${when}` }),
        button("note_remove", gone, { class: "quiet" }),
      ),
    );
    return item;
  };

  const list = async () => {
    const found = await ask("note.list", { tab: tab() });
    if (found) known.replaceChildren(...found.map(line));
  };

  /** Ready to write, about a prompt if there is one. @param {Prompt | undefined} next @param {boolean} [focus] */
  const write = (next, focus = true) => {
    prompt = next;
    about.hidden = !next;
    about.textContent = next ? say("note_about", next.text) : "";
    kind.value = next ? "learned" : "note";
    if (focus) words.focus();
  };

  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
  });
  const root = node(
    "section",
    { class: "write", "aria-labelledby": "note-title" },
    node("h3", { id: "note-title", text: say("note_title") }),
    about,
    node("label", { for: "note-words", text: say("note_label") }),
    words,
    node("div", { class: "row" }, kind, button("note_save", save, { class: "first" })),
    told,
    known,
  );
  const clear = () => {
    words.value = "";
    told.textContent = "";
    known.replaceChildren();
    write(undefined, false);
  };
  return { root, write, list, clear };
}
