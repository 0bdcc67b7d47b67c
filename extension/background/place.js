/** Where the answer is shown: in the page, or in the browser's own side panel, which leaves the page untouched. */
import { openPanel } from "./panel.js";
import * as storage from "./storage.js";

/** @typedef {import("../types/messages").Place} Place */

const CHOICE = "options/choice.html";

/** Hosts whose terms forbid add-ons that copy profiles or alter pages: the sites whose site.json says `terms_notice`. */
const TERMS_FORBID = Object.freeze(["linkedin.com"]);

/** Whether the site's terms forbid add-ons, so that its first use asks. @param {string} url */
export function asksFirst(url) {
  const host = hostOf(url);
  return TERMS_FORBID.some((known) => host === known || host.endsWith(`.${known}`));
}

/** @param {string} url */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).hostname.toLowerCase() : "");

/**
 * Decides, and opens the panel if that is the place. To be called first thing in a gesture, before any `await`.
 * @param {chrome.tabs.Tab} tab
 * @param {(place: Place | "ask" | "paste") => void} then
 */
export function atGesture(tab, then) {
  const forbids = asksFirst(tab.url ?? "");
  storage.choicesAtOnce((choices) => {
    const place = forbids ? (choices.linkedin ?? "ask") : choices.where;
    if (place === "panel" || place === "paste") openPanel(tab);
    then(place);
  });
}

/** The place for a tab when there is no gesture to lose. @param {string} url @returns {Promise<Place | "ask" | "paste">} */
export async function settled(url) {
  const { where, linkedin: chosen } = await storage.settings();
  return asksFirst(url) ? (chosen ?? "ask") : where;
}

/** The question of the first use, on a page of our own: asking on theirs would already alter it. @param {chrome.tabs.Tab} tab */
export function askWhere(tab) {
  return chrome.tabs.create({
    url: chrome.runtime.getURL(`${CHOICE}?tab=${tab.id}`),
    index: tab.index + 1,
    ...(tab.id !== undefined && { openerTabId: tab.id }),
    windowId: tab.windowId,
  });
}
