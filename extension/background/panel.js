/** Opening the browser's own side panel. It takes a gesture of the user, and every `await` before it would end that. */

const PANEL = "panel/panel.html";

/**
 * The side panel; where the browser refuses it outside a gesture (Firefox, from a page's button), a small window with the same panel.
 * @param {{id?: number | undefined, windowId?: number | undefined}} tab
 */
export function openPanel(tab) {
  const refused = () => openPanelWindow(tab);
  if (chrome.sidePanel) return void chrome.sidePanel.open({ tabId: tab.id ?? chrome.tabs.TAB_ID_NONE }).catch(refused);
  return void chrome.sidebarAction?.open().catch(refused);
}

/** @param {{id?: number | undefined}} tab */
async function openPanelWindow(tab) {
  const url = chrome.runtime.getURL(`${PANEL}?tab=${tab.id}`);
  const [open] = await chrome.tabs.query({ url });
  if (open?.windowId) await chrome.windows.update(open.windowId, { focused: true });
  else await chrome.windows.create({ url, type: "popup", width: 400, height: 760 });
}
