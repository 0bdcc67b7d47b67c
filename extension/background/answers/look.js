/** Looking at the page in front of the user, keeping its person, and what is done from the view beside it. */
import * as agent from "../agent.js";
import * as button from "../button.js";
import * as due from "../due.js";
import * as keeping from "../keeping.js";
import * as looking from "../look.js";
import { openPanel } from "../panel.js";
import * as place from "../place.js";
import * as storage from "../storage.js";

const NO_TAB = chrome.tabs.TAB_ID_NONE;

/** The snapshot in front of the user, for what is done with it after the look. @param {number} [tab] */
async function seen(tab = NO_TAB) {
  const look = await storage.look(tab);
  if (!look?.snapshot) throw new agent.AgentError("moved");
  return { look, snapshot: look.snapshot };
}

/** @param {{site: string, url: string, name?: string}} who */
const reference = ({ site, url, name }) => ({ site, url, name: name ?? "" });

/** What something slower may do for the answer that stands there. @param {"phrasing" | "second"} what @param {number} [tab] */
async function offered(what, tab) {
  const offer = (await seen(tab)).look.shown.conversation?.[what];
  if (!offer) throw new agent.AgentError("moved");
  return offer;
}

/**
 * What came for the answer that stands there, when it was asked for from another view: a page's sidebar and the panel beside it show the same.
 * @template {"phrasing" | "second"} K @param {K} what @param {number} [tab] @returns {Promise<storage.Came[K] | null>}
 */
async function came(what, tab = NO_TAB) {
  const look = await storage.look(tab);
  if (!look || look.shown.conversation?.[what]) return null;
  /** @type {storage.Came[K] | undefined} */
  const state = look.came?.[what];
  return state ? { ...state, shown: look.shown } : null;
}

/**
 * @template {"phrasing" | "second"} K @param {K} what @param {number | undefined} tab
 * @param {(id: string) => Promise<storage.Came[K]>} ask of the agent, when nothing has come yet
 */
const unlessCame = async (what, tab, ask) => (await came(what, tab)) ?? ask((await offered(what, tab)).id);

/** Words that have come are the prompts' words from then on, wherever they are shown or written down. @param {number | undefined} tab @param {import("../../types/api").PhrasingState} state */
async function phrased(tab = NO_TAB, state) {
  const look = await storage.look(tab);
  const { conversation } = look?.shown ?? {};
  if (!look || !conversation || state.state !== "done") return state;
  const words = new Map(state.prompts.map(({ prompt_id, text }) => [prompt_id, text]));
  const prompts = conversation.prompts.map((prompt) => ({ ...prompt, text: words.get(prompt.id) ?? prompt.text }));
  await storage.saveLook(tab, {
    ...look,
    shown: { ...look.shown, conversation: { ...conversation, prompts, phrasing: null } },
    came: { ...look.came, phrasing: state },
  });
  return state;
}

/**
 * What a second reader changed is the answer from then on; a prompt that is still there keeps the words it has by now.
 * @param {number | undefined} tab @param {string} id @param {import("../../types/api").SecondState} state
 * @returns {Promise<import("../../types/messages").SecondSeen>}
 */
async function readTwice(tab = NO_TAB, id, { state, added, withdrawn, conversation: next }) {
  const look = await storage.look(tab);
  const { conversation } = look?.shown ?? {};
  const seen = { state, added, withdrawn, shown: null };
  if (!look || conversation?.second?.id !== id || state === "waiting" || state === "offered") return (await came("second", tab)) ?? seen;
  const words = new Map(conversation.prompts.map((prompt) => [prompt.id, prompt.text]));
  const prompts = next?.prompts.map((prompt) => ({ ...prompt, text: words.get(prompt.id) ?? prompt.text }));
  const shown = { ...look.shown, ...looking.spoken(next && prompts ? { ...next, prompts } : { ...conversation, second: null }) };
  await storage.saveLook(tab, { ...look, shown, came: { ...look.came, second: seen } });
  return { ...seen, shown };
}

/** @satisfies {import("../../types/messages").SomeAnswers} */
export const LOOK = {
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
    const kept = await agent.call("keep", { snapshot: keeping.without(snapshot, struck) });
    await storage.markKept(snapshot.url);
    return kept;
  },
  "prompt.asked": async ({ tab, id }) => {
    const { look, snapshot } = await seen(tab);
    const prompt = look.shown.conversation?.prompts.find((known) => known.id === id);
    const asked = prompt && { prompt_id: prompt.id, prompt_text: prompt.text };
    await agent.call("notes/add", { person: reference(snapshot), kind: "asked", text: prompt?.text ?? id, ...asked });
    await storage.markKept(snapshot.url);
    return null;
  },
  "step.here": async ({ tab, ...act }) => {
    const next = await agent.call("plan/step", { person: reference((await seen(tab)).snapshot), ...act });
    void due.refresh();
    return next;
  },
  "phrasing.look": async ({ tab }) => agent.call("phrasing/look", { id: (await offered("phrasing", tab)).id }),
  "phrasing.start": ({ tab, consent }, sender) =>
    unlessCame("phrasing", tab, async (id) =>
      phrased(tab, await agent.call("phrasing/start", { id, consent: sender.kind === "panel" && consent === true })),
    ),
  "phrasing.poll": ({ tab }) => unlessCame("phrasing", tab, async (id) => phrased(tab, await agent.call("phrasing/poll", { id }))),
  "second.look": async ({ tab }) => agent.call("second/look", { id: (await offered("second", tab)).id }),
  "second.start": ({ tab, consent }, sender) =>
    unlessCame("second", tab, async (id) =>
      readTwice(tab, id, await agent.call("second/start", { id, consent: sender.kind === "panel" && consent === true })),
    ),
  "second.poll": ({ tab }) => unlessCame("second", tab, async (id) => readTwice(tab, id, await agent.call("second/poll", { id }))),
  "same.say": async ({ tab, url, says }) => {
    const { look, snapshot } = await seen(tab);
    const other = look.shown.same?.find(({ person }) => person.url === url); // only whom the agent itself has named
    if (!other) throw new agent.AgentError("moved");
    const proof = other.proof.map(({ here }) => here).filter((address) => /^https?:/.test(address));
    await agent.call("same/say", { first: reference(snapshot), second: reference(other.person), says, proof });
    await looking.answerAgain(tab ?? NO_TAB);
    return null;
  },
  "same.take_back": async ({ tab, link }) => {
    await agent.call("same/take-back", { link });
    await looking.answerAgain(tab ?? NO_TAB);
    return null;
  },
  "panel.open": async (_about, sender) => {
    openPanel(sender.tab ?? {});
    return null;
  },
  standing: async ({ tab = NO_TAB, how }) => {
    if (how === "well") await button.clear(tab);
    else await button.mark(tab, chrome.i18n.getMessage(`${how}_line`));
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
  "panel.current": async ({ tab }) => {
    const look = await storage.look(tab);
    const { url } = await chrome.tabs.get(tab);
    if (typeof look?.note === "string") await storage.saveLook(tab, { ...look, note: null });
    return { shown: look?.shown ?? { url: url ?? "", state: "idle" }, note: look?.note ?? null };
  },
};

/** @param {string} url @param {string} name @param {string} text @returns {import("../../types/api").ProfileSnapshot} */
const pasted = (url, name, text) => ({
  site: place.asksFirst(url) ? "linkedin" : "web",
  url,
  captured_at: new Date().toISOString(),
  page: "selection",
  name,
  about: text,
  reader: { reader: "paste/1", found: ["about"], missing: [] },
});
