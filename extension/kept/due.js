/** What is due today, the longest waiting first, each with what became of it; and the same for one's own calendar. */
import { saveFile } from "./save.js";

const { ui } = learnlearn;
const { node, say, button } = ui;
const A_YEAR = 365;

/** @typedef {{named: (person: import("../types/api").PersonRef) => HTMLElement, level: 2 | 3}} How how a person is named, and how high the heading stands */

/** @param {import("../types/api").DuePerson} due @param {number} at @param {import("./ask.js").Asking} ask @param {How} how */
function line({ name, site, url, step }, at, ask, { named, level }) {
  const person = { name, site, url };
  /** @param {any} what */
  const take = (what) => ask("step.take", { person, ...what });
  return node("li", null, ui.step(step, { id: `due-${at}`, take, who: named(person), level: level + 1 }));
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
 * @param {How} [how]
 */
export function dueList(due, ask, how = { named: linked, level: 3 }) {
  const calendar = async () => {
    const file = await ask("due.calendar", { until: ui.today(A_YEAR) });
    if (file) saveFile(file);
  };
  return node(
    "section",
    { class: "due", "aria-labelledby": "due-title" },
    node(`h${how.level}`, { id: "due-title", text: say("due_title") }),
    due.people.length
      ? node("ul", { class: "plain" }, ...due.people.map((one, at) => line(one, at, ask, how)))
      : node("p", { class: "reason", text: say("due_none") }),
    node("div", { class: "row" }, button("due_calendar", calendar, { class: "second", title: say("due_calendar_hint") })),
  );
}
