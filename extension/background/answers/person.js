/** What is between one person and me: notes, the ledger, the plan. The person is named by their page, not by a tab. */
import * as agent from "../agent.js";
import * as due from "../due.js";
import * as storage from "../storage.js";

/** @satisfies {import("../../types/messages").SomeAnswers} */
export const PERSON = {
  "note.add": async (note) => {
    const added = await agent.call("notes/add", note);
    await changed(note.person.url);
    return added;
  },
  "note.edit": async (edited) => agent.call("notes/edit", edited),
  "note.remove": async ({ id, undo }) => {
    const removed = await agent.call("notes/remove", { id, undo: undo ?? false });
    void due.refresh();
    return removed;
  },
  "note.list": async ({ person, taken_away }) => (await agent.call("notes/list", { person, taken_away: taken_away ?? false })).notes,
  "ledger.get": async ({ person }) => agent.call("ledger", { person }),
  "plan.get": async ({ person }) => {
    const [plan, { circles }] = await Promise.all([agent.call("plan/get", { person }), agent.call("circles/get", {})]);
    return { plan, circles };
  },
  "plan.save": async ({ person, plan }) => {
    const saved = await agent.call("plan/save", { person, plan });
    await changed(person.url);
    return saved;
  },
  "step.take": async (step) => {
    const next = await agent.call("plan/step", step);
    await changed(step.person.url);
    return next;
  },
};

/** Whoever has a note or a plan is kept; and what is due may be another thing now. @param {string} url */
async function changed(url) {
  await storage.markKept(url);
  void due.refresh();
}
