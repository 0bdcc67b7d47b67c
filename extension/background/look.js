/**
 * One look at a page: read it, ask the agent, show the answer. Looking is not keeping: what was read stays in memory, for this tab only, unless the
 * user chose for this site that whoever is looked at is kept.
 */
import * as agent from "./agent.js";
import * as button from "./button.js";
import { isMine } from "./own.js";
import * as reading from "./reading.js";
import * as storage from "./storage.js";

/** @typedef {import("../types/messages").Shown} Shown */
/** @typedef {import("../types/messages").Outcome} Outcome */
/** @typedef {import("../types/messages").Place} Place */
/** @typedef {import("../types/api").ProfileSnapshot} ProfileSnapshot */

const MOMENTS_MS = [10, 40, 160];
const SLOW_MS = 300; // before this, a line that says "reading" would only flicker

/** @type {Map<number, symbol>} the latest look of each tab: an earlier one that comes late is dropped */
const latest = new Map();

/**
 * @param {number} tab
 * @param {{place: Place, selection?: boolean, toggle?: boolean, focus?: boolean}} how
 */
export async function look(tab, how) {
  const turn = Symbol("look");
  latest.set(tab, turn);
  const slow = setTimeout(() => sayReading(tab, how, turn), SLOW_MS);
  /** Ends this look: true when no later one has begun, so that it may speak. From here on nobody says "reading". */
  const ends = () => {
    clearTimeout(slow);
    return latest.get(tab) === turn && latest.delete(tab);
  };
  const proof = agent.proved(); // beside the reading: it costs no time
  proof.catch(() => undefined); // looked at below, if the page needs an agent at all
  try {
    const released = await storage.released();
    const read = await reading.read(tab, { selection: how.selection ?? false, place: how.place, toggle: how.toggle ?? false, ...released });
    if ("closed" in read) {
      ends();
      return await storage.forgetLook(tab);
    }
    const { shown, snapshot } = await answer(read.url, read.outcome, proof);
    if (!ends()) return undefined;
    await present(tab, { shown, place: how.place, ...(snapshot && { snapshot }) }, how.focus);
    if (snapshot && shown.conversation) await keepWhereChosen(tab, snapshot, shown).catch(({ message }) => console.warn("keep", message));
    await learnReleased().catch(({ message }) => console.warn("hooks", message)); // the readers have places of their own to look
    await tellSame(tab, shown.url).catch(({ message }) => console.warn("same", message)); // the answer stands without it
  } catch (error) {
    const found = failure(error);
    if (ends()) await presentFailure(tab, how.place, found);
  }
  return undefined;
}

/** Words the user pasted, in place of reading the page. @param {number} tab @param {ProfileSnapshot} snapshot @param {string} url */
export async function lookAtPasted(tab, snapshot, url) {
  const { shown } = await answer(url, { outcome: "profile", snapshot }, agent.proved());
  await present(tab, { shown, snapshot, place: "panel" });
}

/**
 * A moment after the answer, which does not wait for it. One's own page is nobody to keep, nor is a selection of somebody's words.
 * @param {number} tab @param {ProfileSnapshot} snapshot @param {Shown} shown
 */
async function keepWhereChosen(tab, snapshot, shown) {
  const { keeping } = await storage.settings();
  if (shown.state === "own_page" || snapshot.page === "selection" || !storage.isOn(keeping, snapshot.url)) return;
  await agent.call("keep", { snapshot });
  await storage.markKept(snapshot.url);
  const now = await storage.look(tab); // the user may have gone on meanwhile
  if (now?.shown.url === shown.url) await present(tab, now);
}

let releasedIsKnown = false; // in this life of the worker

/** What the agent's release knows of networks that changed their pages: for the next look, so that none waits for it. */
async function learnReleased() {
  if (releasedIsKnown) return;
  const { sites, site_files } = await agent.call("hooks", {});
  await storage.saveReleased({ hooks: sites, siteFiles: site_files });
  releasedIsKnown = true;
}

/** The same page answered once more from what was read of it, after something was said about its person. @param {number} tab */
export async function answerAgain(tab) {
  const look = await storage.look(tab);
  if (!look?.snapshot) throw new agent.AgentError("moved");
  const { shown } = await answer(look.shown.url, { outcome: "profile", snapshot: look.snapshot }, agent.proved());
  await present(tab, { ...look, shown });
  await tellSame(tab, shown.url);
}

/**
 * Whom the user keeps that this may be: a moment after the answer, which does not wait for it, and only when there is somebody.
 * @param {number} tab @param {string} url
 */
async function tellSame(tab, url) {
  const look = await storage.look(tab);
  if (look?.shown.url !== url || !look.snapshot || !look.shown.conversation || look.shown.state === "own_page") return;
  const { people: same } = await agent.call("same", { snapshot: look.snapshot });
  const now = await storage.look(tab); // the user may have gone on meanwhile
  if (same.length && now?.shown.url === url) await present(tab, { ...now, shown: { ...now.shown, same } });
}

/**
 * From what the page is to what is shown. The agent is asked about people only.
 * @param {string} url @param {Outcome} outcome @param {ReturnType<typeof agent.proved>} proof
 * @returns {Promise<{shown: Shown, snapshot?: ProfileSnapshot}>}
 */
async function answer(url, outcome, proof) {
  switch (outcome.outcome) {
    case "profile":
      if (outcome.own && (await isMine(outcome.own, proof).catch(() => true)))
        return { shown: { url, state: "own_page" }, snapshot: outcome.snapshot };
      return { shown: await conversationAbout(url, outcome.snapshot, proof), snapshot: outcome.snapshot };
    case "people":
      return { shown: await meeting(url, outcome, proof) };
    case "not_a_person":
      return { shown: { url, state: "not_a_person", kind: outcome.kind } };
    case "unsupported":
      return { shown: { url, state: "unsupported", report: JSON.stringify(outcome.report, null, 1) } };
    default:
      return { shown: { url, state: outcome.outcome } };
  }
}

/** @param {ProfileSnapshot} person */
const inShort = (person) => ({ name: person.name ?? "", headline: person.headline ?? "", url: person.url });

const MOST_PEOPLE = 100; // contract/meet.py

/**
 * With whom of a page of many the user shares most. Without an agent the people still stand there, under the line that says what is missing.
 * @param {string} url @param {Extract<Outcome, {outcome: "people"}>} outcome @param {ReturnType<typeof agent.proved>} proof
 * @returns {Promise<Shown>}
 */
async function meeting(url, { page, people }, proof) {
  const listed = { url, page, people: people.map(inShort) };
  if (!people.length) return { ...listed, state: "people" };
  try {
    return { ...listed, state: "people", meeting: await agent.call("meet", { people: people.slice(0, MOST_PEOPLE) }, proof) };
  } catch (error) {
    return { ...listed, ...failure(error), port: (await storage.settings()).port };
  }
}

/** @param {string} url @param {ProfileSnapshot} snapshot @param {ReturnType<typeof agent.proved>} proof @returns {Promise<Shown>} */
async function conversationAbout(url, snapshot, proof) {
  const read = { found: snapshot.reader?.found ?? [], missing: snapshot.reader?.missing ?? [] };
  try {
    /** @type {import("../types/api").Conversation} */
    const conversation = await agent.call("conversation", { snapshot }, proof);
    return { url, ...spoken(conversation), ...read };
  } catch (error) {
    return { url, ...failure(error), port: (await storage.settings()).port };
  }
}

/** An answer with the state it is shown in: one without a prompt in a language we speak has a line of its own. @param {import("../types/api").Conversation} conversation @returns {Pick<Shown, "state" | "conversation">} */
export const spoken = (conversation) => ({
  state: conversation.language_note && !conversation.prompts.length ? "language_unknown" : conversation.state,
  conversation,
});

/** @typedef {{state: import("../types/messages").StateName, problem?: import("../types/api").Problem}} Failure */

/** What an error is to the user; one that nobody foresaw is a problem too. @param {unknown} error @returns {Failure} */
export function failure(error) {
  if (error instanceof agent.AgentError) return { state: error.state, ...(error.problem && { problem: error.problem }) };
  if (error instanceof reading.NotAllowedError) return { state: "not_allowed" };
  console.error("look", error instanceof Error ? error.name : typeof error); // its name alone: a message may quote the page
  return { state: "problem" };
}

/** Shows a look where it belongs, and remembers it for this tab. @param {number} tab @param {storage.Look} look @param {boolean} [focus] */
export async function present(tab, look, focus = false) {
  const kept = storage.saveLook(tab, look);
  if (look.place === "page") await tellSurely(tab, look.shown, focus);
  await Promise.all([kept, tellPanel(tab, look.shown)]);
}

/**
 * To the sidebar in the page, once; it refuses what is not for its address.
 * @param {number} tab @param {Shown} shown @param {boolean} focus
 * @returns {Promise<boolean | undefined>} whether it is shown; undefined when nobody listens there
 */
const tell = (tab, shown, focus) => chrome.tabs.sendMessage(tab, { tell: "show", shown, focus }, { frameId: 0 }).catch(() => undefined);

/**
 * The same until it is heard: Firefox hears of a listener in a page a moment after the script has added it.
 * @param {number} tab @param {Shown} shown @param {boolean} focus
 */
async function tellSurely(tab, shown, focus) {
  for (const wait of [...MOMENTS_MS, null]) {
    if ((await tell(tab, shown, focus)) !== undefined || wait === null) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** To the panel, if one is open. @param {number} tab @param {Shown} shown */
export const tellPanel = (tab, shown) => chrome.runtime.sendMessage({ tell: "show", tab, shown }).catch(() => undefined);

/** Says so until the sidebar stands and shows it, or until there is something better to say. @param {number} tab @param {{place: Place, focus?: boolean}} how @param {symbol} turn */
async function sayReading(tab, how, turn) {
  const url = await addressOf(tab);
  if (!url || latest.get(tab) !== turn) return;
  const shown = /** @type {Shown} */ ({ url, state: "reading" });
  if (how.place === "panel") await tellPanel(tab, shown);
  else if ((await tell(tab, shown, how.focus ?? false)) === undefined) setTimeout(() => sayReading(tab, how, turn), SLOW_MS);
}

/**
 * A page that cannot be read cannot hold a sidebar either: it is said in the panel, or under the toolbar button.
 * @param {number} tab @param {Place} where @param {Failure} found
 */
async function presentFailure(tab, where, found) {
  const url = await addressOf(tab);
  if (url === null) return; // nobody is left to be told
  const shown = { url, ...found };
  await present(tab, { shown, place: where });
  if (where === "page") await button.say(tab, chrome.i18n.getMessage(`${shown.state}_line`)).catch(() => undefined); // closed meanwhile
}

/** Empty where the browser does not tell; null when the tab was closed. @param {number} tab @returns {Promise<string | null>} */
const addressOf = (tab) =>
  chrome.tabs.get(tab).then(
    ({ url }) => url ?? "",
    () => null,
  );
