/**
 * The worker: every listener, at the top level, for the browser may stop it at any time and every event may be the first of its life.
 */
import "../messages.js";
import { AgentError } from "./agent.js";
import { ANSWERS } from "./answers.js";
import * as due from "./due.js";
import * as looking from "./look.js";
import { pairPagePort } from "./pairing.js";
import * as place from "./place.js";
import * as storage from "./storage.js";

const { allowed, samePage } = learnlearn.messages;
const PANEL = chrome.runtime.getURL("panel/");
const PEOPLE = chrome.runtime.getURL("people/");
const OWN = chrome.runtime.getURL("");

// The user's gesture: the toolbar button or the key.
chrome.action.onClicked.addListener((tab) => {
  const { id } = tab;
  if (id === undefined) return;
  place.atGesture(tab, async (where) => {
    if (where === "ask") await place.askWhere(tab);
    else if (where === "paste") await looking.present(id, { shown: { url: tab.url ?? "", state: "idle", kind: "paste" }, place: "panel" });
    else await looking.look(id, { place: where, toggle: where === "page", focus: true });
  });
});

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  const kind = kindOf(sender);
  if (typeof message?.ask !== "string" || !kind || !allowed(message.ask, kind)) return false;
  const about = kind === "page" ? { ...message.about, tab: sender.tab?.id } : (message.about ?? {}); // a page speaks of its own tab only
  answer(message.ask, about, { ...sender, kind }).then(reply);
  return true; // the reply comes later
});

/** Who speaks, told by the browser and not by the message. @param {chrome.runtime.MessageSender} sender @returns {import("../types/messages").SenderKind | null} */
function kindOf(sender) {
  if (sender.id !== chrome.runtime.id) return null;
  if (sender.url?.startsWith(PANEL)) return "panel";
  if (sender.url?.startsWith(PEOPLE)) return "people";
  if (sender.url?.startsWith(OWN)) return "settings";
  if (!sender.tab || sender.frameId !== 0) return null;
  return pairPagePort(sender) === null ? "page" : "pair";
}

/** @param {string} name @param {any} about @param {import("../types/messages").Sender} sender @returns {Promise<import("../types/messages").Reply<unknown>>} */
async function answer(name, about, sender) {
  try {
    return { ok: true, value: await ANSWERS[/** @type {import("../types/messages").AskName} */ (name)](about, sender) };
  } catch (error) {
    if (error instanceof AgentError) return { ok: false, state: error.state, problem: error.problem };
    console.error(name, error instanceof Error ? error.message : ""); // never the message itself: it may hold words of a page
    return { ok: false, state: "problem", problem: null };
  }
}

// The app went on to another page without a load, or the tab loaded another one.
chrome.tabs.onUpdated.addListener(async (tab, changed, { url }) => {
  if (changed.url) await leave(tab, changed.url);
  else if (changed.status === "loading" && !url) await leave(tab, ""); // to a site whose address we may not know
  if (changed.status === "complete") void due.refreshNowAndThen();
  if (url && changed.status === "complete") await lookByItself(tab, url);
});

/** Nothing of the last person stays beside the new page. @param {number} tab @param {string} url */
async function leave(tab, url) {
  const look = await storage.look(tab);
  if (!look || samePage(look.shown.url, url)) return;
  await storage.forgetLook(tab);
  await looking.tellPanel(tab, { url, state: "idle" });
  if (look.place === "page" && url) await chrome.tabs.sendMessage(tab, { tell: "moved" }, { frameId: 0 }).catch(() => undefined);
}

/** On sites where the user turned that on, and only there. @param {number} tab @param {string} url */
async function lookByItself(tab, url) {
  const { automatic } = await storage.settings();
  if (!storage.isOn(automatic, url)) return;
  if (!(await chrome.permissions.contains({ origins: [`${new URL(url).origin}/*`] })) || (await storage.look(tab))) return;
  const where = await place.settled(url);
  if (where === "page" || where === "panel") await looking.look(tab, { place: where });
}

chrome.tabs.onRemoved.addListener((tab) => void storage.forgetLook(tab));

// A site whose permission the user took back in the browser's own settings is no longer automatic.
chrome.permissions.onRemoved.addListener(async ({ origins }) => {
  const { automatic } = await storage.settings();
  await storage.saveSettings({ automatic: automatic.filter((host) => !origins?.some((origin) => origin.endsWith(`${host}/*`))) });
});

chrome.runtime.onStartup.addListener(() => void due.refreshNowAndThen());

chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
});
