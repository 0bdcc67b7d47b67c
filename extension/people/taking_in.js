/** Taking a file of `learnlearn export` back, JSON or JSONL: first what is in it, then, after a second click, a report of what became of it. */
import { pieces, readExport } from "./export_file.js";

const { ui } = learnlearn;
const { node, say, button } = ui;
const IN_PEOPLE = "export.people.";

/** @typedef {import("../types/api").ImportReport} ImportReport */

/** @param {HTMLElement} place @param {import("../kept/ask.js").Asking} ask @param {() => unknown} done */
export async function takingIn(place, ask, done) {
  const told = node("div", { class: "confirm", role: "status" });
  const input = /** @type {HTMLInputElement} */ (
    node("input", { id: "import-file", type: "file", accept: ".json,.jsonl,application/json", onchange: () => chosen() })
  );
  const chosen = async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    const read = readExport(await file.text());
    if (typeof read === "string") {
      told.replaceChildren(node("p", { text: say(read) }));
      return;
    }
    const { head, people, unreadable } = read;
    const take = button("import_yes", () => takeIn({ ...head, people }, unreadable), { class: "first" });
    told.replaceChildren(
      node("p", { text: say("import_confirm", people.length) }),
      head.me ? node("p", { class: "reason", text: say("import_me") }) : "",
      node(
        "div",
        { class: "row" },
        take,
        button("cancel", () => told.replaceChildren(), { class: "quiet" }),
      ),
    );
    take.focus();
  };

  /** @param {import("../types/api").NotesExport} whole @param {number[]} unreadable */
  const takeIn = async (whole, unreadable) => {
    /** @type {ImportReport} */
    const sum = { people: 0, notes: 0, snapshots: 0, already_there: 0, skipped: unreadable.map(asSkipped) };
    for (const piece of pieces(whole)) {
      told.replaceChildren(node("p", { text: say("import_going_on", sum.people) }));
      const report = await takePiece(piece, ask);
      if (!report) return told.replaceChildren(node("p", { text: say("import_broken_off", sum.people) }));
      for (const key of /** @type {const} */ (["people", "notes", "snapshots", "already_there"])) sum[key] += report[key];
      sum.skipped = [...sum.skipped, ...report.skipped];
    }
    told.replaceChildren(...reported(sum));
    input.value = "";
    return done();
  };

  place.replaceChildren(node("label", { class: "field", for: "import-file", text: say("import_file") }), input, told);
}

/**
 * One piece; when somebody in it is refused, each by themselves, so that one wrong entry costs no other.
 * @param {import("../types/api").NotesExport} piece @param {import("../kept/ask.js").Asking} ask @returns {Promise<ImportReport | undefined>}
 */
async function takePiece(piece, ask) {
  const reply = await learnlearn.messages.ask("people.import", { piece });
  if (reply.ok) return reply.value;
  const { problem } = reply;
  if (problem?.status !== 422 || !problem.faults.every(({ path }) => path.startsWith(IN_PEOPLE))) return ask("people.import", { piece }); // once more, and then its failure is said
  if (piece.people.length === 1) {
    const why = problem.faults.map(({ path, message }) => `${path.replace(IN_PEOPLE, "").replace(/^\d+\./, "")}: ${message}`).join("; ");
    return { people: 0, notes: 0, snapshots: 0, already_there: 0, skipped: [{ what: piece.people[0]?.name ?? "", why }] };
  }
  /** @type {ImportReport} */
  const sum = { people: 0, notes: 0, snapshots: 0, already_there: 0, skipped: [] };
  for (const person of piece.people) {
    const report = await takePiece({ ...piece, people: [person] }, ask);
    if (!report) return undefined;
    for (const key of /** @type {const} */ (["people", "notes", "snapshots", "already_there"])) sum[key] += report[key];
    sum.skipped = [...sum.skipped, ...report.skipped];
  }
  return sum;
}

/** @param {number} line @returns {import("../types/api").Skipped} */
const asSkipped = (line) => ({ what: say("import_line", line), why: say("import_unreadable") });

/** @param {ImportReport} report */
const reported = ({ people, notes, snapshots, already_there, skipped }) => [
  node("p", { text: say("import_done", people, notes, snapshots) }),
  node("p", { class: "reason", text: say("import_there", already_there) }),
  ...(skipped.length
    ? [
        node("p", { text: say("import_skipped") }),
        node("ul", null, ...skipped.map(({ what, why }) => node("li", null, node("strong", { dir: "auto", text: what }), ` ${why}`))),
      ]
    : []),
];
