/** Everything held on one person: facts, what is between us, the plan; as a file; and away for good. */
import { relation } from "../kept/relation.js";
import { facts } from "./facts.js";
import { formats } from "./handing_out.js";
import { timeline } from "./timeline.js";
import { linkOut } from "./where.js";

const { ui } = learnlearn;
const { node, say, button } = ui;

/** @param {HTMLElement} place @param {import("../kept/ask.js").Asking} ask */
export function somebody(place, ask) {
  const drawn = node("div", null);
  /** @param {readonly import("../types/api").Note[]} notes */
  const draw = (notes) => drawn.replaceChildren(...timeline(notes));
  /** @type {import("../types/api").PersonRef} */ let who = { site: "web", url: "" };
  const redraw = async () => {
    const of = who;
    const notes = await ask("note.list", { person: of });
    if (notes && of === who) draw(notes);
  };
  const ours = relation(ask, redraw, 2);
  let shown = "";

  /** @param {string} url */
  const show = async (url) => {
    leave();
    shown = url;
    const person = await ask("people.show", { person: { site: "web", url } });
    if (!person || shown !== url) return;
    const { name, site } = person;
    const reference = { name, site, url: person.url };
    who = reference;
    await ours.of(reference); // all at once, so that nothing moves under the user's hand
    if (shown !== url) return;
    const title = node("h2", { tabindex: "-1", dir: "auto", text: name || person.url });
    const section = (/** @type {string} */ key, /** @type {Node[]} */ ...parts) =>
      node("section", { "aria-labelledby": key }, node("h2", { id: key, text: say(key) }), ...parts);
    draw(person.notes ?? []);
    place.replaceChildren(
      node("p", null, node("a", { href: "#find", text: say("somebody_back") })),
      title,
      node("p", { class: "reason" }, say("somebody_kept", ui.dayOf(person.kept_at)), " ", linkOut(person.url, person.url)),
      drawn,
      ours.ledger,
      ours.writing,
      ours.plan,
      ours.notes,
      section("facts_title", facts(person.snapshots ?? [])),
      section(
        "export_title",
        formats(ask, () => ({ person: reference })),
      ),
      section("forget_title", erasing(reference, place, ask)),
    );
    title.focus();
  };

  const leave = () => {
    shown = "";
    ours.clear();
    place.replaceChildren();
  };
  return { show, leave };
}

/** For good, after a second click; then what this computer cannot reach. @param {import("../types/api").PersonRef} person @param {HTMLElement} place @param {import("../kept/ask.js").Asking} ask */
function erasing(person, place, ask) {
  const box = node("div", { class: "confirm" });
  const offer = () => {
    const open = button("forget_open", confirm, { class: "second" });
    box.replaceChildren(node("p", { text: say("forget_intro") }), node("div", { class: "row" }, open));
    return open;
  };
  const confirm = () => {
    const keep = button("cancel", () => offer().focus(), { class: "second" });
    box.replaceChildren(
      node("p", { text: say("forget_confirm", person.name || person.url) }),
      node("div", { class: "row" }, button("forget_yes", erase, { class: "danger" }), keep),
    );
    keep.focus(); // the safe answer is the one under the finger
  };
  const erase = async () => {
    const forgotten = await ask("people.forget", { person });
    if (!forgotten) return;
    const done = node("h2", { tabindex: "-1", text: say(forgotten.erased ? "forget_done" : "forget_nothing", person.name || person.url) });
    place.replaceChildren(
      done,
      node("p", { text: say("forget_beyond") }),
      node("ul", null, ...forgotten.beyond_reach.map((line) => node("li", { text: line }))),
      node("p", null, node("a", { href: "#find", text: say("somebody_back") })),
    );
    done.focus();
  };
  offer();
  return box;
}
