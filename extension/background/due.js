/** What is due today: asked for the list and for the number on the toolbar button, at most once in a while and never for a browser that may not know. */
import * as agent from "./agent.js";
import * as storage from "./storage.js";

const A_WHILE_MS = 30 * 60_000;

/** The list, and the number on the button as it follows from it. @returns {Promise<import("../types/api").Due>} */
export async function ask() {
  const due = await agent.call("due", {});
  await Promise.all([storage.saveDueAsked(Date.now()), mark(due.people.length)]);
  return due;
}

/** After something changed what may be due. An agent that cannot be asked now leaves the number as it was. */
export async function refresh() {
  const { pairing } = await storage.connection();
  if (pairing?.scopes.includes("people")) await ask().catch(() => undefined);
}

/** Now and then, when the worker is awake anyway: a day begins without anybody's doing. */
export async function refreshNowAndThen() {
  const last = await storage.dueAsked();
  if (Date.now() - last < A_WHILE_MS) return;
  await storage.saveDueAsked(Date.now()); // also when it cannot be asked: not again with every page
  await refresh();
}

/** The number on the button, on every tab that has nothing of its own to say. @param {number} people */
async function mark(people) {
  await chrome.action.setBadgeBackgroundColor({ color: "#0b6256" });
  await chrome.action.setBadgeTextColor?.({ color: "#ffffff" });
  await chrome.action.setBadgeText({ text: people ? String(people) : "" });
}
