/** Reading the page in front of the user, on the user's gesture only: scripts go in, one outcome comes out. Nothing on the page is changed. */

/** @typedef {import("../types/messages").PageReply} PageReply */
/** @typedef {import("../types/messages").Place} Place */

const MOMENTS_MS = [20, 60, 150, 400];
const PARTS = ["words", "node", "style", "states", "acts", "prompts", "ground", "keep", "view"];
const VIEW = ["messages.js", ...PARTS.map((name) => `content/view/${name}.js`), "content/sidebar.js"];

/**
 * The list of what reads pages, from the one place where it stands. Read as a file of our own package, once per life of the worker:
 * Chromium cannot start a worker a second time that imports a JSON module (seen in 156: "Receiving end does not exist").
 * @type {Promise<string[]>}
 */
const readers = fetch(chrome.runtime.getURL("sites/index.json"))
  .then((file) => file.json())
  .then((/** @type {{shared: string[], sites: string[], last: string[]}} */ { shared, sites, last }) => [
    ...shared,
    ...sites.map((id) => `sites/${id}/read.js`),
    ...last,
  ]);

/** The browser does not let extensions onto this page: its own pages, its store, files, or a tab whose permission has lapsed. */
export class NotAllowedError extends Error {}

/**
 * @param {number} tab
 * @param {{selection: boolean, place: Place, toggle: boolean}} how `toggle`: an open sidebar with a settled answer closes in place of reading
 * @returns {Promise<{closed: true} | {url: string, outcome: import("../types/messages").Outcome}>}
 */
export async function read(tab, how) {
  const reply = await run(tab, how);
  if (!("absent" in reply)) return reply;
  await inject(tab, [...(how.place === "page" ? VIEW : []), ...(await readers)]);
  const second = await run(tab, { ...how, toggle: false });
  if ("absent" in second) throw new NotAllowedError("the scripts did not stay in the page");
  return second;
}

/** The sidebar alone, for a page that is not read. @param {number} tab */
export const injectView = (tab) => inject(tab, VIEW);

/** @param {number} tab @param {string[]} files */
const inject = (tab, files) => execute({ target: { tabId: tab }, files });

/** @param {number} tab @param {Parameters<typeof read>[1]} how @returns {Promise<PageReply>} */
async function run(tab, how) {
  const result = await execute({ target: { tabId: tab }, func: inPage, args: [how] });
  if (!result) throw new NotAllowedError("no result");
  return /** @type {PageReply} */ (result);
}

/**
 * At once, for a page that never finishes loading would else never be read. And again after a moment when it is refused: Chromium tells a
 * page's process of what the click allows by another way than it sends the script, which may arrive first (7 of 48 clicks on a busy machine).
 * @param {any} injection
 * @returns {Promise<unknown>}
 */
async function execute(injection) {
  for (const wait of [...MOMENTS_MS, null]) {
    try {
      const [frame] = await chrome.scripting.executeScript({ ...injection, injectImmediately: true });
      return frame?.result;
    } catch (error) {
      const { url } = await chrome.tabs.get(injection.target.tabId);
      if (wait === null || !/^https?:/.test(url ?? "")) throw new NotAllowedError(String(error));
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return undefined;
}

/**
 * Runs in the page's isolated world.
 * @param {{selection: boolean, place: Place, toggle: boolean}} how
 */
async function inPage(how) {
  const { capture, sidebar } = /** @type {{learnlearn?: any}} */ (globalThis).learnlearn ?? {};
  if (!capture || (how.place === "page" && !sidebar)) return { absent: true };
  const open = how.toggle && sidebar?.showing();
  if (open?.settled && open.url === location.href) {
    sidebar.close();
    return { closed: true };
  }
  const url = location.href;
  return { url, outcome: await capture({ selection: how.selection }) };
}
