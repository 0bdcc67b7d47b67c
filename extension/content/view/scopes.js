/** What a pairing may allow, asked for one by one: used on the pairing page and in the options. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say } = ui;

  ui.scopes = () => {
    const boxes = ["page", "me", "people"].map((scope) => {
      const box = /** @type {HTMLInputElement} */ (node("input", { type: "checkbox", value: scope }));
      box.checked = true;
      box.disabled = scope === "page"; // it is what the extension is for
      return box;
    });
    const label = (/** @type {HTMLInputElement} */ box) =>
      node(
        "label",
        { class: "choice" },
        box,
        node("span", null, say(`scope_${box.value}`), node("span", { class: "reason", text: say(`scope_${box.value}_line`) })),
      );
    return {
      root: node("fieldset", null, node("legend", { text: say("scopes_title") }), ...boxes.map(label)),
      chosen: () => boxes.filter((box) => box.checked).map((box) => box.value),
    };
  };
}
