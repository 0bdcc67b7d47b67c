/** What is kept, as a file in any format: of all, of a circle, with a tag, of those with something new since a day, or of one person. Handing out takes a second click. */
import { circleName } from "../kept/plan.js";
import { saveFile } from "../kept/save.js";

const { ui } = learnlearn;
const { node, say, button } = ui;
const FORMATS = /** @type {const} */ (["json", "jsonl", "markdown", "csv", "vcard", "jscontact"]);

/** @typedef {import("../types/api").Selection} Selection */

/** @param {HTMLElement} place @param {import("../kept/ask.js").Asking} ask */
export async function handingOut(place, ask) {
  const circles = (await ask("circles.get", {})) ?? [];
  const circle = /** @type {HTMLSelectElement} */ (
    node(
      "select",
      { id: "export-circle" },
      node("option", { value: "", text: say("export_any") }),
      ...circles.map(({ name }) => node("option", { value: name, text: circleName(name) })),
    )
  );
  const tag = /** @type {HTMLInputElement} */ (node("input", { id: "export-tag", type: "text", dir: "auto", maxlength: "60" }));
  const since = /** @type {HTMLInputElement} */ (node("input", { id: "export-since", type: "date", max: ui.today() }));
  const named = (/** @type {string} */ id, /** @type {HTMLElement} */ input) =>
    node("div", null, node("label", { class: "field", for: id, text: say(id.replace("-", "_")) }), input);
  place.replaceChildren(
    node("div", { class: "three" }, named("export-circle", circle), named("export-tag", tag), named("export-since", since)),
    formats(ask, () => ({
      ...(circle.value && { circle: circle.value }),
      ...(tag.value.trim() && { tag: tag.value.trim() }),
      ...(since.value && { since: since.value }),
    })),
  );
}

/**
 * A button for each format, and the question before the file is made.
 * @param {import("../kept/ask.js").Asking} ask @param {() => Selection} which
 */
export function formats(ask, which) {
  const told = node("div", { class: "confirm" });
  const close = () => told.replaceChildren();
  /** @param {(typeof FORMATS)[number]} format @param {HTMLElement} from */
  const confirm = (format, from) => {
    const save = async () => {
      const file = await ask("people.export", { format, which: which() });
      if (!file) return close();
      saveFile(file);
      const done = node("p", { class: "reason", role: "status", tabindex: "-1", text: say("export_done", file.name) });
      told.replaceChildren(done);
      return done.focus();
    };
    const yes = button("export_yes", save, { class: "first" });
    const cancel = () => {
      close();
      from.focus();
    };
    told.replaceChildren(
      node("p", { text: say("export_confirm", say(`format_${format}`)) }),
      node("div", { class: "row" }, yes, button("cancel", cancel, { class: "quiet" })),
    );
    yes.focus();
  };
  const buttons = FORMATS.map((format) => {
    const pressed = button(`format_${format}`, () => confirm(format, pressed), {
      class: "second",
      title: say(`format_${format}_line`),
      "data-format": format,
    });
    return pressed;
  });
  return node("div", null, node("div", { class: "row", role: "group", "aria-label": say("export_formats") }, ...buttons), told);
}
