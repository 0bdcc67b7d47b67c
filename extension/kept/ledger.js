/** The learn-learn ledger: what each has had from the other, what is promised and not yet given, what was asked and not yet answered. Nothing is counted. */

/** @typedef {import("../types/api").Note} Note */
/** @typedef {import("../types/api").Ledger} Ledger */

const { ui } = learnlearn;
const { node, say, button } = ui;
const AT_ONCE = 5;

/**
 * @param {object} place
 * @param {() => import("../types/api").PersonRef} place.person
 * @param {import("./ask.js").Asking} place.ask
 * @param {(question: Note) => unknown} place.answer writes down the answer to a question
 * @param {() => unknown} place.changed
 * @param {number} place.level of its heading
 */
export function between({ person, ask, answer, changed, level }) {
  const root = node("section", { class: "ledger", "aria-labelledby": "ledger-title" });

  /** @param {Note} promise */
  const give = async (promise) => {
    const given = await ask("note.add", { person: person(), kind: "shared", text: promise.text, settles: promise.id });
    if (given) changed();
  };

  const load = async () => {
    const of = person();
    const ledger = await ask("ledger.get", { person: of });
    if (!ledger || of !== person()) return;
    const part = folding(level + 1);
    const parts = [
      part("ledger_promised", ledger.promised, (note) =>
        line(
          note,
          button("ledger_give", () => give(note), { class: "quiet" }),
        ),
      ),
      part("ledger_asked", ledger.asked, (note) =>
        line(
          note,
          button("ledger_answered", () => answer(note), { class: "quiet" }),
        ),
      ),
      part("ledger_from_them", fromThem(ledger), (one) => pair(one)),
      part("ledger_from_me", fromMe(ledger), (one) => pair(one)),
      part("ledger_met", ledger.met, (note) => line(note)),
    ].filter((one) => one !== null);
    root.replaceChildren(
      node(`h${level}`, { id: "ledger-title", text: say("ledger_title") }),
      ...(parts.length ? parts : [node("p", { class: "reason", text: say("ledger_empty") })]),
    );
  };
  const clear = () => root.replaceChildren();
  return { root, load, clear };
}

/** @typedef {{note: Note, first?: Note}} Had something that was had, and the promise or question it came from */

/** What I learnt, and what they answered to what I asked. @param {Ledger} ledger @returns {Had[]} */
const fromThem = ({ learned, answered }) =>
  newest([...learned.filter(({ id }) => !answered.some(({ then }) => then.id === id)).map((note) => ({ note })), ...answered.map(asHad)]);

/** What I shared, and what I gave as promised. @param {Ledger} ledger @returns {Had[]} */
const fromMe = ({ shared, given }) =>
  newest([...shared.filter(({ id }) => !given.some(({ then }) => then.id === id)).map((note) => ({ note })), ...given.map(asHad)]);

/** @param {import("../types/api").Settled} settled @returns {Had} */
const asHad = ({ first, then }) => ({ note: then, first });

/** @param {Had[]} had */
const newest = (had) => had.sort((one, other) => Date.parse(other.note.at) - Date.parse(one.note.at));

/** A part under its heading; what is long past is folded away. @param {number} level */
const folding = (level) => (/** @type {string} */ key, /** @type {readonly any[]} */ items, /** @type {(item: any) => HTMLElement} */ show) => {
  if (!items.length) return null;
  const list = (/** @type {readonly unknown[]} */ some) => node("ul", { class: "plain" }, ...some.map(show));
  const [recent, earlier] = [items.slice(0, AT_ONCE), items.slice(AT_ONCE)];
  return node(
    "div",
    { class: `part ${key}` },
    node(`h${level}`, { text: say(key) }),
    list(recent),
    earlier.length > 0 && node("details", null, node("summary", { text: say("ledger_earlier") }), list(earlier)),
  );
};

/** @param {Note} note @param {HTMLElement} [act] */
const line = (note, act) =>
  node(
    "li",
    null,
    node("span", { class: "said", dir: "auto", text: note.text }),
    node("span", { class: "row" }, node("span", { class: "reason", text: ui.dayOf(note.at) }), act),
  );

/** @param {Had} had */
const pair = ({ note, first }) => {
  const item = line(note);
  if (first && first.text !== note.text) item.prepend(node("span", { class: "reason", dir: "auto", text: first.text }));
  return item;
};
