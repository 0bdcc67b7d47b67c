/** A file of `learnlearn export` as its parts, in pieces that the agent takes at once. Nothing here looks into what is in them: the agent judges. */

/** @typedef {import("../types/api").NotesExport} NotesExport */
/** @typedef {import("../types/api").ExportedPerson} ExportedPerson */
/** @typedef {{head: Omit<NotesExport, "people">, people: ExportedPerson[], unreadable: number[]}} Read `unreadable`: lines by number */

const FORMAT = "learnlearn-notes";
const VERSION = 1;
const PIECE = 1_000_000; // characters: in UTF-8 still below the 4 MB of a body
const NOTES_AT_ONCE = 50;

/**
 * JSON in one document, or JSONL: a first line that says what the file is, then a person a line.
 * @param {string} text
 * @returns {Read | "import_not_ours" | "import_too_new"} what it holds, or why it is none
 */
export function readExport(text) {
  const whole = parsed(text);
  const lines = whole === undefined ? text.split("\n").filter((line) => line.trim()) : [];
  const first = whole ?? parsed(lines[0] ?? "");
  if (first?.format !== FORMAT) return "import_not_ours";
  if (first.version > VERSION) return "import_too_new";
  const { people = [], ...head } = first;
  /** @type {Read} */
  const read = { head, people: [...people], unreadable: [] };
  for (const [at, line] of lines.entries()) {
    if (at === 0) continue;
    const person = parsed(line);
    if (person === undefined) read.unreadable.push(at + 1);
    else read.people.push(person);
  }
  return read;
}

/** @param {string} text @returns {any} undefined when it is not JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** My profile and my circles go with the first piece, which there always is. @param {NotesExport} whole @returns {Generator<NotesExport>} */
export function* pieces(whole) {
  /** @type {NotesExport} */
  let rest = { ...whole, people: [] };
  /** @type {ExportedPerson[]} */
  let held = [];
  let size = 0;
  for (const person of whole.people.flatMap(portions)) {
    const length = JSON.stringify(person).length;
    if (held.length && size + length > PIECE) {
      yield { ...rest, people: held };
      const { me: _me, circles: _circles, ...bare } = rest;
      [rest, held, size] = [bare, [], 0];
    }
    held.push(person);
    size += length;
  }
  yield { ...rest, people: held };
}

/** Somebody of whom more is held than fits into one piece, bit by bit: the agent puts together what has one address. @param {ExportedPerson} person @returns {ExportedPerson[]} */
function portions(person) {
  if (JSON.stringify(person).length <= PIECE) return [person];
  const { notes = [], snapshots = [], ...bare } = person;
  /** @type {ExportedPerson[]} */
  const some = snapshots.map((snapshot) => ({ ...bare, snapshots: [snapshot] }));
  for (let at = 0; at < notes.length; at += NOTES_AT_ONCE) some.push({ ...bare, notes: notes.slice(at, at + NOTES_AT_ONCE) });
  return some;
}
