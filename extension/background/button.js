/** What the toolbar button itself can say, for a page that takes no sidebar. */

const PANEL = "panel/panel.html";

/**
 * Says something about a tab: a popup under the button, and a mark on it until it is opened.
 * @param {number} tab @param {string} line
 */
export async function say(tab, line) {
  await mark(tab, line);
  await chrome.action.openPopup().catch(() => undefined); // no window in front, or a browser that wants one more click
}

/** The same without opening the popup. @param {number} tab @param {string} line */
export async function mark(tab, line) {
  await chrome.action.setBadgeText({ tabId: tab, text: "!" });
  await chrome.action.setTitle({ tabId: tab, title: line });
  await chrome.action.setPopup({ tabId: tab, popup: `${PANEL}?tab=${tab}&popup` });
}

/** Back to the plain button. @param {number} tab */
export async function clear(tab) {
  // Not the empty text: null lets the number of what is due show again. (@types/chrome 0.3.7 has it as a string only.)
  await chrome.action.setBadgeText({ tabId: tab, text: /** @type {any} */ (null) });
  await chrome.action.setTitle({ tabId: tab, title: chrome.i18n.getMessage("action_title") });
  await chrome.action.setPopup({ tabId: tab, popup: "" });
}
