/** The short list: who would drive me to the airport, and whom I would drive. */
import { linkTo } from "./where.js";

const { node, say } = learnlearn.ui;

/** @param {import("../types/api").Due["airport"]} people */
export function airportList(people) {
  if (!people.length) return [node("li", { class: "reason", text: say("airport_none") })];
  return people.map(({ name, url, airport }) =>
    node("li", null, linkTo({ name, url }), node("p", { class: "reason", text: say(`airport_says_${airport || "both"}`) })),
  );
}
