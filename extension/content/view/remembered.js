/** What to know before anything new is said, for somebody who is kept: what is new on their page, what I promised, what they told me last. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say } = ui;

  /** @param {import("../../types/messages").Shown} shown */
  ui.remembered = (shown) => {
    const { remembered: known, step } = shown.conversation ?? {};
    if (!known) return null;
    const told = new Set([...known.promised, known.last_answer].map((note) => note?.id));
    const promised = known.promised.filter(({ id }) => id !== step?.promise || !ui.isDue(step)); // what is due has its own place below
    const lines = [
      ...known.changes.map((change) => line(say(`change_${change.of}`), change.text, change.date && ui.day(change.date))),
      ...promised.map((note) => line(say("remembered_promised"), note.text, ui.dayOf(note.at))),
      known.last_answer && line(say("remembered_told"), known.last_answer.text, ui.dayOf(known.last_answer.at)),
      ...known.recent.filter(({ id }) => !told.has(id)).map((note) => line(`${say(`note_kind_${note.kind}`)}:`, note.text, ui.dayOf(note.at))),
    ].filter((one) => one !== null);
    if (!lines.length) return null;
    return node(
      "section",
      { class: "last", "aria-labelledby": "ll-last" },
      node("h3", { id: "ll-last", text: say("last_time_title") }),
      known.changes.length && known.seen_on && node("p", { class: "reason", text: say("last_time_seen", ui.day(known.seen_on)) }),
      node("ul", { class: "plain" }, ...lines),
    );
  };

  /** @param {string} lead @param {string} text @param {string | null} when */
  const line = (lead, text, when) =>
    node(
      "li",
      null,
      node("span", { class: "lead", text: `${lead} ` }),
      node("span", { dir: "auto", text }),
      when && node("span", { class: "reason", text: ` ${when}` }),
    );
}
