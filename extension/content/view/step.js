/** The next small step with somebody: what, why, and what became of it: done, put off for a week, passed over. Nothing is done for the user. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say, button } = ui;

  const A_WEEK = 7;
  const NOT_PASSED_OVER = new Set(["promise", "inform", "review"]); // owed to somebody: put off perhaps, not dropped

  /** Today, or some days later, as an ISO day of the user's own zone. */
  ui.today = (later = 0) => {
    const day = new Date();
    day.setDate(day.getDate() + later);
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /** @param {import("../../types/api").Step} step */
  ui.isDue = (step) => step.due <= ui.today();

  /**
   * @param {import("../../types/api").Step} step
   * @param {object} about
   * @param {string} about.id of the heading, one per document
   * @param {(act: {act: "done" | "skip" | "snooze", until?: string, text?: string}) => Promise<unknown>} about.take
   *   gives the plan as it then is; false or null when it failed and was said
   * @param {number} [about.level] of its heading
   * @param {HTMLElement} [about.who] whose step it is, where that is not clear
   */
  ui.step = (step, { id, take, level = 4, who }) => {
    const { kind } = step;
    const place = node("section", { class: "card next-step", "aria-labelledby": id });
    const act = async (/** @type {Parameters<typeof take>[0]} */ what) => {
      const plan = /** @type {import("../../types/api").Plan | null} */ (await take(what));
      if (!plan) return;
      const next = plan.step ? say("step_next", ui.day(plan.step.due)) : say("step_none");
      const told = node("p", { class: "done", role: "status", tabindex: "-1", text: `${say(`step_told_${what.act}`)} ${next}` });
      place.replaceChildren(...(who ? [who] : []), told);
      place.removeAttribute("aria-labelledby");
      told.focus();
    };
    const said = ui.knows(`step_${kind}_said`) ? { text: say(`step_${kind}_said`) } : {};
    const words = step.about || (ui.knows(`step_${kind}_line`) ? say(`step_${kind}_line`) : step.text);
    place.append(
      ...(who ? [who] : []),
      node(`h${level}`, { id, class: `kind ${kind}`, text: say(`step_${kind}`) }),
      node("p", { class: "words", dir: "auto" }, words),
      node("p", { class: "reason" }, when(step), ui.knows(`step_${kind}_why`) ? say(`step_${kind}_why`) : step.why),
      node(
        "div",
        { class: "row" },
        button(kind === "let_go" ? "step_rest" : "step_done", () => act({ act: "done", ...said }), { class: "second" }),
        kind !== "let_go" && button("step_later", () => act({ act: "snooze", until: ui.today(A_WEEK) }), { class: "quiet" }),
        !NOT_PASSED_OVER.has(kind) && button(kind === "let_go" ? "step_again" : "step_skip", () => act({ act: "skip" }), { class: "quiet" }),
      ),
    );
    return place;
  };

  /** Since when it waits, or when it will be time. @param {import("../../types/api").Step} step */
  const when = (step) => {
    const key = step.overdue ? "step_since" : ui.isDue(step) ? "step_today" : "step_on";
    return node("span", { class: "lead", text: `${say(key, ui.day(step.due))} ` });
  };

  /** The step that is due with the person in front of the user. @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  ui.dueStep = (shown, context) => {
    const step = shown.conversation?.step;
    if (!step || !ui.isDue(step)) return null;
    return ui.step(step, { id: "ll-step", level: 3, take: (/** @type {any} */ what) => context.act("step", what) });
  };
}
