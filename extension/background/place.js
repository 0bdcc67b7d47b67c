/** Where the answer is shown: in the page, or in the browser's own side panel, which leaves the page untouched. */
import { openPanel } from "./panel.js";
import * as storage from "./storage.js";

/** @typedef {import("../types/messages").Place} Place */

const PANEL = "panel/panel.html";
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

/**
 * Says something about a tab whose page takes no sidebar: a popup under the toolbar button, and a mark on it until it is opened.
 * @param {number} tab @param {string} line
 */
export async function sayAtButton(tab, line) {
  await chrome.action.setBadgeText({ tabId: tab, text: "!" });
  await chrome.action.setTitle({ tabId: tab, title: line });
  await chrome.action.setPopup({ tabId: tab, popup: `${PANEL}?tab=${tab}&popup` });
  await chrome.action.openPopup().catch(() => undefined); // no window in front, or a browser that wants one more click
}

/** Back to the plain button. @param {number} tab */
export async function clearButton(tab) {
  await chrome.action.setBadgeText({ tabId: tab, text: "" });
  await chrome.action.setTitle({ tabId: tab, title: chrome.i18n.getMessage("action_title") });
  await chrome.action.setPopup({ tabId: tab, popup: "" });
}
