/** Everybody who is kept, on a page of the extension's own: found, due, to be driven to the airport, handed out and taken in; and everything on one of them. */
import { asking } from "../kept/ask.js";
import { dueList } from "../kept/due.js";
import { airportList } from "./airport.js";
import { circlesForm } from "./circles.js";
import { finding } from "./find.js";
import { handingOut } from "./handing_out.js";
import { somebody } from "./somebody.js";
import { takingIn } from "./taking_in.js";
import { addressIn, linkTo } from "./where.js";

const { ui, messages } = learnlearn;
const { say, button } = ui;
document.adoptedStyleSheets = ui.sheets();
ui.localise(document);
document.querySelector(".mark")?.append(ui.icon("mark"));
document.title = `${say("name")} · ${say("people_title")}`;

/** @template {HTMLElement} [E=HTMLElement] @param {string} id @returns {E} */
const at = (id) => /** @type {any} */ (document.querySelector(`#${id}`));
const [trouble, mend, everybody, one] = [at("trouble"), at("mend"), at("everybody"), at("somebody")];

/** What is wrong, and where it is mended. @type {import("../kept/ask.js").Fail} */
const fail = (failed) => {
  const missing = failed.problem?.code === "scope_missing";
  trouble.textContent = missing ? say("people_not_allowed") : ui.line({ url: "", ...failed });
  const where = { not_paired: "pair", port_taken: "options", agent_forbidden: "options" }[/** @type {string} */ (failed.state)];
  const what = missing ? "pair" : where;
  mend.replaceChildren(
    what
      ? button(what === "pair" ? "not_paired_button" : "options", () => messages.ask("open", { what: /** @type {any} */ (what) }), { class: "first" })
      : button("again", route, { class: "second" }),
  );
};
const asks = asking(fail);
/** @type {import("../kept/ask.js").Asking} */
const ask = (name, what) => {
  trouble.textContent = "";
  mend.replaceChildren();
  return asks(name, what);
};

const found = finding(at("find-words"), at("found"), at("find-told"), ask);
const person = somebody(one, ask);

async function showEverybody() {
  const due = await ask("due.get", {});
  if (!due || addressIn(location.hash)) return;
  everybody.hidden = false;
  at("due").replaceChildren(dueList(due, ask, { named: linkTo, level: 2 }));
  at("airport-list").replaceChildren(...airportList(due.airport));
  await Promise.all([
    found.look(),
    circlesForm(at("circles-form"), ask),
    handingOut(at("export-place"), ask),
    takingIn(at("import-place"), ask, () => found.look()),
  ]);
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
}

/** The address says whom to show: all of them, or one. */
async function route() {
  const address = addressIn(location.hash);
  const isShown = !everybody.hidden && !address;
  one.hidden = !address;
  everybody.hidden = address !== null || !isShown;
  if (address) return person.show(address);
  person.leave();
  return isShown ? undefined : showEverybody();
}

addEventListener("hashchange", route);
await route();
