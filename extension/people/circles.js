/** My circles: a name and how often, as I would like it and at the longest. */
import { circleName } from "../kept/plan.js";

const { ui } = learnlearn;
const { node, say, button } = ui;

/** @param {HTMLFormElement} form @param {import("../kept/ask.js").Asking} ask */
export async function circlesForm(form, ask) {
  const circles = await ask("circles.get", {});
  if (!circles) return;
  const told = node("p", { class: "reason", role: "status" });
  const body = node("tbody");
  /** @param {import("../types/api").Circle} circle */
  const add = (circle) => {
    const made = row(circle, () => {
      made.root.remove();
      rows.splice(rows.indexOf(made), 1);
    });
    rows.push(made);
    body.append(made.root);
    return made;
  };
  /** @type {ReturnType<typeof row>[]} */ const rows = [];
  for (const circle of circles) add(circle);
  const save = async () => {
    const wrong = rows.find(({ input }) => !input.name.value.trim() || !(days(input.ideal) > 0) || days(input.longest) < days(input.ideal));
    if (wrong) {
      told.textContent = say("circles_wrong");
      return wrong.input.name.focus();
    }
    const saved = await ask("circles.save", { circles: rows.map(({ value }) => value()) });
    if (saved) told.textContent = say("saved");
    return undefined;
  };
  form.onsubmit = (event) => event.preventDefault();
  const heads = ["circles_name", "circles_ideal", "circles_longest"].map((key) => node("th", { scope: "col", text: say(key) }));
  form.replaceChildren(
    node(
      "table",
      null,
      node("thead", null, node("tr", null, ...heads, node("th", null, node("span", { class: "unseen", text: say("circles_remove") })))),
      body,
    ),
    node(
      "div",
      { class: "row" },
      button("circles_save", save, { class: "first" }),
      button("circles_add", () => add({ name: "", ideal_days: 30, longest_days: 90 }).input.name.focus(), { class: "second" }),
    ),
    told,
  );
}

/** @param {HTMLInputElement} input */
const days = (input) => Number(input.value);

/** @param {import("../types/api").Circle} circle @param {() => void} gone */
function row(circle, gone) {
  const field = (/** @type {string} */ key, /** @type {string} */ value, /** @type {object} */ more) => {
    const input = /** @type {HTMLInputElement} */ (node("input", { "aria-label": say(key), ...more }));
    input.value = value;
    return input;
  };
  const number = { type: "number", min: "1", max: "3650", inputmode: "numeric" };
  const input = {
    name: field("circles_name", circleName(circle.name), { type: "text", maxlength: "60", dir: "auto" }),
    ideal: field("circles_ideal", String(circle.ideal_days), number),
    longest: field("circles_longest", String(circle.longest_days), number),
  };
  /** The name that plans know it by, unless it was given another. @returns {import("../types/api").Circle} */
  const value = () => ({
    name: input.name.value === circleName(circle.name) ? circle.name : input.name.value.trim(),
    ideal_days: days(input.ideal),
    longest_days: days(input.longest),
  });
  const cells = Object.values(input).map((one) => node("td", null, one));
  const remove = button("circles_remove", gone, { class: "quiet" });
  return { root: node("tr", null, ...cells, node("td", null, remove)), input, value };
}
