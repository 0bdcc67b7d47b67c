/** What the worker does on each message. Which sender may send which stands in messages.js and is checked before anything here runs. */
import * as agent from "./agent.js";
import * as keeping from "./keeping.js";
import * as looking from "./look.js";
import * as pairing from "./pairing.js";
import { openPanel } from "./panel.js";
import * as place from "./place.js";
import * as storage from "./storage.js";

/** @typedef {import("../types/messages").Asks} Asks */
/** @typedef {import("../types/messages").AskName} AskName */
/** @typedef {chrome.runtime.MessageSender & {kind: import("../types/messages").SenderKind}} Sender */

const PAGES = { options: "options/options.html", pair: "options/options.html#pair", me: "options/options.html#me", welcome: "welcome/welcome.html" };
const NO_TAB = chrome.tabs.TAB_ID_NONE;

/** The snapshot in front of the user, for what is done with it after the look. @param {number} [tab] */
async function seen(tab = NO_TAB) {
  const look = await storage.look(tab);
  if (!look?.snapshot) throw new agent.AgentError("moved");
  return { look, snapshot: look.snapshot };
}

/** @param {import("../types/api").ProfileSnapshot} snapshot */
const reference = ({ site, url, name }) => ({ site, url, name: name ?? "" });

/** @param {number | undefined} tab @param {string | undefined} id */
async function promptOf(tab, id) {
  const { look, snapshot } = await seen(tab);
  const prompt = look.shown.conversation?.prompts.find((known) => known.id === id);
  return { person: reference(snapshot), ...(prompt && { prompt_id: prompt.id, prompt_text: prompt.text }) };
}

/** The worker has put the sender's own tab into what a page sends. @type {{[N in AskName]: (about: Asks[N]["ask"], sender: Sender) => Promise<Asks[N]["answer"]>}} */
export const ANSWERS = {
  "look.again": async (about, sender) => {
    await looking.look(about.tab ?? NO_TAB, { place: sender.kind === "page" ? "page" : "panel", selection: about.selection ?? false });
    return null;
  },
  "look.paste": async ({ tab, name, text }) => {
    const { url } = await chrome.tabs.get(tab);
    const address = url && /^https?:/.test(url) ? url.replace(/[?#].*$/, "") : "https://pasted.invalid/";
    await looking.lookAtPasted(tab, pasted(address, name, text), url ?? address);
    return null;
  },
  "keep.preview": async ({ tab }) => keeping.lines((await seen(tab)).snapshot),
  "keep.confirm": async ({ tab, struck }) => {
    const { snapshot } = await seen(tab);
    return agent.call("keep", { snapshot: keeping.without(snapshot, struck) });
  },
  "prompt.asked": async ({ tab, id }) => {
    const named = await promptOf(tab, id);
    await agent.call("notes/add", { ...named, kind: "asked", text: named.prompt_text ?? id });
    return null;
  },
  "note.open": async ({ tab = NO_TAB, prompt }, sender) => {
    // The panel first, for the gesture ends at the first wait.
    openPanel(sender.tab ?? {});
    const look = await storage.look(tab);
    if (look) await storage.saveLook(tab, { ...look, note: prompt ?? "" });
    await chrome.runtime.sendMessage({ tell: "note.focus", tab, prompt: prompt ?? "" }).catch(() => undefined);
    return null;
  },
  "note.add": async ({ tab, text, kind, prompt }) => agent.call("notes/add", { ...(await promptOf(tab, prompt)), kind, text }),
  "note.remove": async ({ id, undo }) => {
    await agent.call("notes/remove", { id, undo: undo ?? false });
    return null;
  },
  "note.list": async ({ tab }) => (await agent.call("notes/list", { person: reference((await seen(tab)).snapshot) })).notes,
  "panel.current": async ({ tab }) => {
    const look = await storage.look(tab);
    const { url } = await chrome.tabs.get(tab);
    if (typeof look?.note === "string") await storage.saveLook(tab, { ...look, note: null });
    return { shown: look?.shown ?? { url: url ?? "", state: "idle" }, note: look?.note ?? null };
  },
  "me.propose": async ({ tab }) => {
    const { snapshot } = await seen(tab);
    await storage.saveProposal(await agent.call("me/propose", { snapshot }));
    await openPage("me");
    return null;
  },
  "me.proposal": async () => storage.proposal(),
  "me.get": async () => agent.call("me/get", {}),
  "me.save": async ({ me }) => {
    const saved = await agent.call("me/save", { me });
    await storage.saveProposal(null);
    return saved;
  },
  open: async ({ what }) => {
    if (what === "update") await chrome.runtime.requestUpdateCheck?.().then(() => chrome.runtime.reload());
    else await openPage(what);
    return null;
  },
  status: async () => status(),
  "settings.get": async () => storage.settings(),
  "settings.save": async (changed) => {
    if (changed.port !== undefined && !(Number.isInteger(changed.port) && changed.port > 0 && changed.port < 65_536))
      throw new agent.AgentError("problem");
    agent.forget();
    return storage.saveSettings(changed);
  },
  "choice.made": async ({ tab, linkedin }) => {
    await storage.saveSettings({ linkedin });
    if (linkedin !== "paste") await looking.look(tab, { place: linkedin });
    return null;
  },
  "pair.digits": async ({ digits, scopes }) => {
    await pairing.byDigits(digits, scopes);
    return status();
  },
  "pair.forget": async () => {
    await storage.forgetPairing();
    return null;
  },
  "pair.offer": async (_about, sender) => pairing.offer(pairing.pairPagePort(sender) ?? 0),
  "pair.link": async ({ code, scopes }, sender) => pairing.byLink(pairing.pairPagePort(sender) ?? 0, code, scopes),
};

/** @param {keyof typeof PAGES} what */
const openPage = (what) => chrome.tabs.create({ url: chrome.runtime.getURL(PAGES[what]) });

/** @param {string} url @param {string} name @param {string} text @returns {import("../types/api").ProfileSnapshot} */
const pasted = (url, name, text) => ({
  site: place.asksFirst(url) ? "linkedin" : "web",
  url,
  captured_at: new Date().toISOString(),
  page: "selection",
  name,
  about: text,
  reader: { reader: "paste/1", found: ["about"], missing: [] },
});

/** Agent, pairing and profile as one state: the first thing that is missing. @returns {Promise<import("../types/messages").Status>} */
async function status() {
  const { port, pairing: kept } = await storage.connection();
  const paired = kept && { client: kept.client, name: kept.name, scopes: kept.scopes, paired_at: kept.paired_at };
  /** @type {import("../types/messages").Status} */
  const told = { state: "ready", port, version: "", paired, me_is_blank: null, problem: null };
  try {
    told.version = (await agent.health(port)).version;
    const proof = agent.proved();
    await proof;
    if (kept?.scopes.includes("me")) told.me_is_blank = (await agent.call("me/get", {}, proof)).is_blank;
    return { ...told, state: told.me_is_blank ? "me_blank" : "ready" };
  } catch (error) {
    return { ...told, problem: null, ...looking.failure(error) };
  }
}
