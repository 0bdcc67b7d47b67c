/** Keeping a person: first what would be kept, line by line; any line can be struck out. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say, button } = ui;

  /**
   * @param {import("../../types/messages").Shown} shown
   * @param {import("../../types/globals").ViewContext} context
   */
  ui.keep = (shown, context) => {
    const place = node("section", { class: "keep", "aria-label": say("keep_title") });
    offer(place, shown, context);
    return place;
  };

  /** @param {HTMLElement} place @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  const offer = (place, shown, context) => {
    const person = shown.conversation?.person;
    const open = button(person?.kept ? "keep_again" : "keep", async () => preview(place, shown, context), { class: "second" });
    place.replaceChildren(open, node("p", { class: "reason", text: person?.kept ? say("keep_is_kept", person.note_count) : say("keep_not_yet") }));
    return open;
  };

  /** @param {HTMLElement} place @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  const preview = async (place, shown, context) => {
    /** @type {import("../../types/messages").KeepLine[] | null} */
    const lines = /** @type {any} */ (await context.act("keep.preview"));
    if (!lines) return;
    const boxes = lines.map((line) => ({ line, box: /** @type {HTMLInputElement} */ (node("input", { type: "checkbox" })) }));
    for (const { box } of boxes) box.checked = true;
    const confirm = button(
      "keep_these",
      async () => {
        const struck = boxes.filter(({ box }) => !box.checked).map(({ line }) => line.path);
        const kept = await context.act("keep.confirm", { struck });
        if (!kept) return;
        context.kept?.();
        place.replaceChildren(
          node("p", { class: "done", role: "status", tabindex: "-1", text: say("keep_done", shown.conversation?.person.name ?? "") }),
        );
        /** @type {HTMLElement} */ (place.firstElementChild).focus();
      },
      { class: "first" },
    );
    const cancel = button("cancel", () => offer(place, shown, context).focus(), { class: "quiet" });
    place.replaceChildren(
      node("h3", { text: say("keep_title") }),
      node("p", { class: "reason", text: say("keep_what") }),
      node("ul", { class: "plain lines" }, ...boxes.map(({ line, box }) => node("li", null, node("label", null, box, lineText(line))))),
      node("div", { class: "row" }, confirm, cancel),
    );
    boxes[0]?.box.focus();
  };

  /** @param {import("../../types/messages").KeepLine} line */
  const lineText = (line) =>
    node(
      "span",
      null,
      node("span", { class: "lead", text: `${ui.lead(line)} ` }),
      node("span", { class: "strikeable", dir: "auto", text: line.text }),
    );
}
