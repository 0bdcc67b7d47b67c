/** What is known of somebody from their pages: each line with where it stood and when it was last seen there. */
import { lines } from "../background/keeping.js";

const { ui } = learnlearn;
const { node, say, knows } = ui;

/** @typedef {import("../types/api").ProfileSnapshot} ProfileSnapshot */
/** @typedef {import("../types/messages").KeepLine & {seen: ProfileSnapshot}} Fact */

/** @param {readonly ProfileSnapshot[]} snapshots oldest first */
export function facts(snapshots) {
  const latest = snapshots.at(-1);
  if (!latest) return node("p", { class: "reason", text: say("facts_none") });
  const now = lines(latest).map((line) => ({ ...line, seen: latest }));
  /** @type {Map<string, Fact>} what each line was, and the last page that said so */
  const before = new Map();
  for (const seen of snapshots) for (const line of lines(seen)) before.set(`${line.field} ${line.text}`, { ...line, seen });
  for (const { field, text } of now) before.delete(`${field} ${text}`);
  return node(
    "div",
    { class: "facts" },
    table(now),
    before.size > 0 && node("details", null, node("summary", { text: say("facts_before") }), table([...before.values()].reverse())),
  );
}

/** @param {Fact[]} found */
const table = (found) =>
  node(
    "ul",
    { class: "plain" },
    ...found.map(({ seen, ...line }) =>
      node(
        "li",
        null,
        node("span", { class: "lead", text: `${ui.lead(line)} ` }),
        node("span", { class: "said", dir: "auto", text: line.text }),
        node("span", {
          class: "reason",
          text: ` ${knows(`site_${seen.site}`) ? say(`site_${seen.site}`) : seen.site} · ${ui.dayOf(seen.captured_at)}`,
        }),
      ),
    ),
  );
