/** What is known of somebody from their pages: each line with where it stood and when it was last seen there. */
import { lines } from "../background/keeping.js";

const { ui } = learnlearn;
const { node, say, knows } = ui;

/** @typedef {import("../types/api").ProfileSnapshot} ProfileSnapshot */

/** @param {readonly ProfileSnapshot[]} snapshots oldest first */
export function facts(snapshots) {
  const latest = snapshots.at(-1);
  if (!latest) return node("p", { class: "reason", text: say("facts_none") });
  const now = lines(latest).map(({ field, text }) => ({ field, text, seen: latest }));
  /** @type {Map<string, (typeof now)[number]>} what each line was, and the last page that said so */
  const before = new Map();
  for (const seen of snapshots) for (const { field, text } of lines(seen)) before.set(`${field} ${text}`, { field, text, seen });
  for (const { field, text } of now) before.delete(`${field} ${text}`);
  return node(
    "div",
    { class: "facts" },
    table(now),
    before.size > 0 && node("details", null, node("summary", { text: say("facts_before") }), table([...before.values()].reverse())),
  );
}

/** @param {{field: string, text: string, seen: ProfileSnapshot}[]} found */
const table = (found) =>
  node(
    "ul",
    { class: "plain" },
    ...found.map(({ field, text, seen }) =>
      node(
        "li",
        null,
        node("span", { class: "lead", text: `${knows(`field_${field}`) ? say(`field_${field}`) : field} ` }),
        node("span", { class: "said", dir: "auto", text }),
        node("span", {
          class: "reason",
          text: ` ${knows(`site_${seen.site}`) ? say(`site_${seen.site}`) : seen.site} · ${ui.dayOf(seen.captured_at)}`,
        }),
      ),
    ),
  );
