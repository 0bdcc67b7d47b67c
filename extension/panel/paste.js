/** For a site whose pages the user does not want read: they paste the words themselves. */

const { ui, messages } = learnlearn;
const { node, say, button } = ui;

/** @param {() => number} tab */
export function pasteForm(tab) {
  const name = /** @type {HTMLInputElement} */ (node("input", { id: "paste-name", autocomplete: "off", maxlength: "300", dir: "auto" }));
  const text = /** @type {HTMLTextAreaElement} */ (node("textarea", { id: "paste-text", maxlength: "40000", dir: "auto" }));
  const look = () => (text.value.trim() ? messages.ask("look.paste", { tab: tab(), name: name.value, text: text.value }) : text.focus());
  return node(
    "section",
    { class: "paste", "aria-label": say("paste_title") },
    node("label", { for: "paste-name", text: say("field_name") }),
    name,
    node("label", { for: "paste-text", text: say("paste_label") }),
    text,
    node(
      "div",
      { class: "row" },
      button("paste_look", look, { class: "first" }),
      button("use_selection", () => messages.ask("look.again", { tab: tab(), selection: true }), { class: "second" }),
    ),
  );
}
