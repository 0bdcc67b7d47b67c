/** What is due today, the longest waiting first, each with what became of it; and the same for one's own calendar. */
import { saveFile } from "./save.js";

const { ui } = learnlearn;
const { node, say, button } = ui;
const A_YEAR = 365;

/** @param {import("../types/api").DuePerson} due @param {number} at @param {import("./ask.js").Asking} ask @param {(person: import("../types/api").PersonRef) => HTMLElement} named */
function line({ name, site, url, step }, at, ask, named) {
  const person = { name, site, url };
  /** @param {any} what */
  const take = (what) => ask("step.take", { person, ...what });
  return node("li", null, ui.step(step, { id: `due-${at}`, take, who: named(person) }));
}

/** Their own page, in a tab of its own. @param {import("../types/api").PersonRef} person */
export const linked = ({ name, url }) =>
  node(
    "p",
    { class: "who-due" },
    node("a", { href: /^https?:/.test(url) ? url : null, target: "_blank", rel: "noreferrer", dir: "auto", text: name || url }),
  );

/**
 * @param {import("../types/api").Due} due
 * @param {import("./ask.js").Asking} ask
 * @param {(person: import("../types/api").PersonRef) => HTMLElement} [named]
 */
export function dueList(due, ask, named = linked) {
  const calendar = async () => {
    const file = await ask("due.calendar", { until: ui.today(A_YEAR) });
    if (file) saveFile(file);
  };
  return node(
    "section",
    { class: "due", "aria-labelledby": "due-title" },
    node("h3", { id: "due-title", text: say("due_title") }),
    due.people.length
      ? node("ul", { class: "plain" }, ...due.people.map((one, at) => line(one, at, ask, named)))
      : node("p", { class: "reason", text: say("due_none") }),
    node("div", { class: "row" }, button("due_calendar", calendar, { class: "quiet", title: say("due_calendar_hint") })),
  );
}
