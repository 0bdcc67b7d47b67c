/** The plan with one person: circle, private or work, the airport, seen weekly, the next step. Every choice is kept as it is made. */

/** @typedef {import("../types/api").Plan} Plan */
/** @typedef {import("../types/api").PersonPlan} PersonPlan */
/** @typedef {import("../types/api").Circle} Circle */

const { ui } = learnlearn;
const { node, say, button } = ui;

/**
 * @param {object} place
 * @param {() => import("../types/api").PersonRef} place.person
 * @param {import("./ask.js").Asking} place.ask
 * @param {() => unknown} place.changed a step that was done may have left a note
 * @param {number} place.level of its heading
 */
export function planning({ person, ask, changed, level }) {
  const root = node("section", { class: "plan", "aria-labelledby": "plan-title" });
  const told = node("p", { class: "reason", role: "status" });
  const next = node("div", { class: "next" });
  /** @type {Plan | undefined} */ let known;
  let saving = Promise.resolve();

  /** One after the other, each with everything that was chosen before it, or a later one would undo an earlier one. @param {Partial<PersonPlan>} change */
  const save = (change) => {
    if (known) known = { ...known, plan: { ...known.plan, ...change } };
    told.textContent = "";
    const [of, chosen] = [person(), known];
    const done = saving.then(async () => {
      const saved = chosen && (await ask("plan.save", { person: of, plan: chosen.plan }));
      if (!saved || known !== chosen) return; // another choice is on its way
      known = saved;
      told.textContent = say("saved");
      showNext();
    });
    saving = done.catch(() => undefined); // the next choice takes this one along
    return done;
  };

  const showNext = () => {
    next.replaceChildren(...(known ? upcoming(known, take, save, level + 1) : []));
    showDay();
  };
  const showDay = () => {
    const day = /** @type {HTMLInputElement | null} */ (root.querySelector("#plan-not-before"));
    if (day) day.value = known?.plan.snoozed_until ?? "";
  };

  /** @param {import("../types/api").TakeStep["act"]} act */
  const take = async (/** @type {any} */ act) => {
    const of = person();
    await saving;
    const after = await ask("step.take", { person: of, ...act });
    if (after && of === person()) {
      known = after;
      showDay();
      changed();
    }
    return after;
  };

  const load = async () => {
    const of = person();
    const found = await ask("plan.get", { person: of });
    if (!found || of !== person()) return;
    known = found.plan;
    const open = button("circles_open", () => ask("open", { what: "circles" }), { class: "link" });
    root.replaceChildren(
      node(`h${level}`, { id: "plan-title", text: say("plan_title") }),
      next,
      circle(known.plan, found.circles, save),
      node("p", { class: "reason" }, open),
      notBefore(known.plan, save),
      tags(known.plan, save),
      ...choices(known.plan, save),
      told,
    );
    told.textContent = "";
    showNext();
  };
  const clear = () => {
    known = undefined;
    root.replaceChildren();
    next.replaceChildren();
  };
  /** After a note: only what follows from it, so that nothing under the user's hands moves. */
  const refresh = async () => {
    const of = person();
    await saving;
    const found = await ask("plan.get", { person: of });
    if (!found || of !== person()) return;
    known = found.plan;
    showNext();
  };
  return { root, load, refresh, clear };
}

/** @param {Plan} plan @param {(act: any) => Promise<unknown>} take @param {(change: Partial<PersonPlan>) => Promise<void>} save @param {number} level */
function upcoming({ plan, step, last_contact }, take, save, level) {
  const contact = node("p", { class: "reason", text: last_contact ? say("plan_last", ui.day(last_contact)) : say("plan_never") });
  if (plan.stopped) {
    const again = button("plan_again", () => save({ stopped: false, counted_from: ui.today() }), { class: "second" });
    return [node("p", { text: say("plan_stopped") }), node("div", { class: "row" }, again), contact];
  }
  const stop = plan.circle
    ? [
        node(
          "p",
          { class: "reason" },
          button("plan_stop", () => save({ stopped: true }), { class: "link" }),
        ),
      ]
    : [];
  const none = node("p", { class: "reason", text: say(plan.circle ? "plan_nothing_due" : "plan_none") });
  return [step ? ui.step(step, { id: "plan-step", take, level }) : none, contact, ...stop];
}

/** @param {PersonPlan} plan @param {readonly Circle[]} circles @param {(change: Partial<PersonPlan>) => Promise<void>} save */
function circle(plan, circles, save) {
  const select = /** @type {HTMLSelectElement} */ (
    node(
      "select",
      { id: "plan-circle", onchange: () => save({ circle: select.value }) },
      node("option", { value: "", text: say("plan_no_circle") }),
      ...circles.map(({ name, ideal_days, longest_days }) =>
        node("option", { value: name, text: say("plan_circle_option", circleName(name), ideal_days, longest_days) }),
      ),
    )
  );
  select.value = plan.circle ?? "";
  return node("div", null, node("label", { class: "field", for: "plan-circle", text: say("plan_circle") }), select);
}

/** @param {PersonPlan} plan @param {(change: Partial<PersonPlan>) => Promise<void>} save */
function notBefore(plan, save) {
  const day = /** @type {HTMLInputElement} */ (
    node("input", { id: "plan-not-before", type: "date", min: ui.today(1), onchange: () => save({ snoozed_until: day.value || null }) })
  );
  day.value = plan.snoozed_until ?? "";
  return node(
    "div",
    null,
    node(
      "label",
      { class: "field", for: "plan-not-before" },
      say("plan_not_before"),
      node("span", { class: "reason", text: say("plan_not_before_hint") }),
    ),
    day,
  );
}

/** The circles to begin with have names that are known in every language; those of the user are the user's. @param {string} name */
export const circleName = (name) => (ui.knows(`circle_${name}`) ? say(`circle_${name}`) : name);

/** @param {PersonPlan} plan @param {(change: Partial<PersonPlan>) => Promise<void>} save */
function tags(plan, save) {
  const split = (/** @type {string} */ text) => [
    ...new Set(
      text
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ];
  const input = /** @type {HTMLInputElement} */ (
    node("input", { id: "plan-tags", type: "text", dir: "auto", maxlength: "600", onchange: () => save({ tags: split(input.value) }) })
  );
  input.value = (plan.tags ?? []).join(", ");
  return node(
    "div",
    null,
    node("label", { class: "field", for: "plan-tags" }, say("plan_tags"), node("span", { class: "reason", text: say("plan_tags_hint") })),
    input,
  );
}

/** @param {PersonPlan} plan @param {(change: Partial<PersonPlan>) => Promise<void>} save */
function choices(plan, save) {
  const { airport } = plan;
  const they = box("airport_they", airport === "they_would" || airport === "both", () => save({ airport: ride() }));
  const me = box("airport_me", airport === "i_would" || airport === "both", () => save({ airport: ride() }));
  const ride = () => (they.input.checked ? (me.input.checked ? "both" : "they_would") : me.input.checked ? "i_would" : "");
  const weekly = box("plan_weekly", plan.seen_weekly ?? false, () => save({ seen_weekly: weekly.input.checked }));
  const work = box("plan_work", plan.sphere === "work", () => save({ sphere: work.input.checked ? "work" : "private" }));
  return [
    node("fieldset", null, node("legend", { text: say("airport_title") }), they.root, me.root),
    node("fieldset", null, node("legend", { text: say("plan_how") }), weekly.root, work.root),
  ];
}

/** @param {string} key @param {boolean} checked @param {() => unknown} onchange */
function box(key, checked, onchange) {
  const input = /** @type {HTMLInputElement} */ (node("input", { type: "checkbox", onchange }));
  input.checked = checked;
  const hint = ui.knows(`${key}_line`) && node("span", { class: "reason", text: say(`${key}_line`) });
  return { input, root: node("label", { class: "choice" }, input, node("span", null, say(key), hint)) };
}
