/** Reading the page in front of the user, on the user's gesture only: scripts go in, one outcome comes out. Nothing on the page is changed. */

/** @typedef {import("../types/messages").PageReply} PageReply */

const MOMENTS_MS = [20, 60, 150, 400];
const PARTS = [
  "words",
  "node",
  "style",
  "states",
  "acts",
  "remembered",
  "step",
  "prompts",
  "offers",
  "phrasing",
  "second",
  "ground",
  "people",
  "same",
  "keep",
  "view",
];
const VIEW = ["messages.js", ...PARTS.map((name) => `content/view/${name}.js`), "content/standing.js", "content/sidebar.js"];
const LOOK = "content/look.js";

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
 * @param {import("../types/messages").How} how
 * @returns {Promise<{closed: true} | {url: string, outcome: import("../types/messages").Outcome}>}
 */
export async function read(tab, how) {
  const target = { tabId: tab };
  const reply = await execute({ target, func: inPage, args: [how] });
  if (!("absent" in reply)) return reply;
  const first = await execute({ target, files: [...(how.place === "page" ? VIEW : []), ...(await readers), LOOK] });
  if ("absent" in first) throw new NotAllowedError("the page went away");
  return first;
}

/**
 * At once, for a page that never finishes loading would else never be read. And again after a moment when it is refused: Chromium tells a
 * page's process of what the click allows by another way than it sends the script, which may arrive first (7 of 48 clicks on a busy machine).
 * @param {any} injection
 * @returns {Promise<PageReply>}
 */
async function execute(injection) {
  for (const wait of [...MOMENTS_MS, null]) {
    try {
      const [frame] = await chrome.scripting.executeScript({ ...injection, injectImmediately: true });
      return /** @type {PageReply} */ (frame?.result ?? { absent: true }); // null: the page went away meanwhile
    } catch (error) {
      const tab = await chrome.tabs.get(injection.target.tabId).catch(() => null);
      if (!tab) return { closed: true }; // with all that stood in it
      if (wait === null || !/^https?:/.test(tab.url ?? "")) throw new NotAllowedError(String(error));
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  throw new NotAllowedError("refused");
}

/**
 * Runs in the page's isolated world: looks, or says that nothing is there to look with, and leaves word of what is wanted.
 * @param {import("../types/messages").How} how
 * @returns {Promise<PageReply> | PageReply}
 */
function inPage(how) {
  /** @type {any} */
  const { learnlearn: here = {} } = globalThis;
  if (here.look && (how.place === "panel" || here.sidebar)) return here.look(how);
  /** @type {any} */ (globalThis).learnlearn = Object.assign(here, { wanted: how });
  return { absent: true };
}
