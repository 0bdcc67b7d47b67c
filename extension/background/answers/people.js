/** Everybody who is kept: what is due, finding, showing, handing out, taking back, erasing. */
import * as agent from "../agent.js";
import * as due from "../due.js";

/** @satisfies {import("../../types/messages").SomeAnswers} */
export const PEOPLE = {
  "due.get": async () => due.ask(),
  "due.calendar": async ({ until }) => agent.call("due/calendar", { until }),
  "circles.get": async () => (await agent.call("circles/get", {})).circles,
  "circles.save": async ({ circles }) => (await agent.call("circles/save", { circles })).circles,
  "people.search": async ({ text }) => agent.call("people/search", { text, limit: 50 }),
  "people.show": async ({ person }) => agent.call("people/show", { person }),
  "people.forget": async ({ person }) => {
    const forgotten = await agent.call("people/forget", { person, confirmed: true });
    void due.refresh();
    return forgotten;
  },
  "people.export": async ({ format, which }) => agent.call("export/file", { confirmed: true, format, which }),
  "people.import": async ({ piece }) => {
    const report = await agent.call("import", { confirmed: true, export: piece });
    void due.refresh();
    return report;
  },
};
