/**
 * The only code that touches storage. `local` outlives the browser: pairing and settings. `session` lives in memory and ends with the
 * browser: what is shown for each tab, so that every call may be the first of the worker's life. No page and no content script may read either.
 *
 * @typedef {import("../types/messages").Pairing} Pairing
 * @typedef {import("../types/messages").Settings} Settings
 * @typedef {import("../types/messages").Shown} Shown
 * @typedef {import("../types/api").ProfileSnapshot} ProfileSnapshot
 * @typedef {import("../types/api").MeProposed} MeProposed
 * @typedef {{phrasing: import("../types/api").PhrasingState, second: import("../types/messages").SecondSeen}} Came what something slower has said of an answer
 * @typedef {{shown: Shown, snapshot?: ProfileSnapshot, place: import("../types/messages").Place, note?: string | null, came?: Partial<Came>}} Look what is known of one tab
 */

export const DEFAULT_PORT = 17653;
const CHOICES = "choices"; // Firefox: where to show, readable at once (see choicesAtOnce)

/** @type {Settings} */
const DEFAULTS = Object.freeze({ port: DEFAULT_PORT, where: "page", automatic: [], keeping: [] });

// Content scripts run beside the page's own code: they have no business with a token.
for (const area of [chrome.storage.local, chrome.storage.session]) {
  area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" })?.catch(() => undefined); // Firefox has it for `session` only, where it is the default
}

/** @returns {Promise<Pairing | null>} */
export const pairing = async () => /** @type {any} */ ((await chrome.storage.local.get("pairing")).pairing ?? null);
/** @param {Pairing} pairing */
export const savePairing = (pairing) => chrome.storage.local.set({ pairing });
export const forgetPairing = () => chrome.storage.local.remove("pairing");

/** @returns {Promise<Settings>} */
export const settings = async () => ({ ...DEFAULTS, .../** @type {any} */ ((await chrome.storage.local.get("settings")).settings) });

/** Whether an address is on one of these hosts or below it. @param {readonly string[]} hosts @param {string} url */
export function isOn(hosts, url) {
  if (!hosts.length || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** @param {Partial<Settings>} changed @returns {Promise<Settings>} */
export async function saveSettings(changed) {
  const next = { ...(await settings()), ...changed };
  await chrome.storage.local.set({ settings: next });
  globalThis.localStorage?.setItem(CHOICES, JSON.stringify({ where: next.where, linkedin: next.linkedin }));
  return next;
}

/** Port and pairing in one reading: what every call to the agent needs. @returns {Promise<{port: number, pairing: Pairing | null}>} */
export async function connection() {
  /** @type {any} */
  const kept = await chrome.storage.local.get(["settings", "pairing"]);
  return { port: kept.settings?.port ?? DEFAULT_PORT, pairing: kept.pairing ?? null };
}

/**
 * Where to show, while the user's gesture still counts: a browser opens its side panel only then, and an `await` ends the gesture.
 * Chromium carries the gesture into the callback of its own calls (not into promises); Firefox carries it nowhere, but its event page
 * has a localStorage, which answers at once.
 * @param {(choices: {where: import("../types/messages").Place, linkedin?: Settings["linkedin"]}) => void} then
 */
export function choicesAtOnce(then) {
  if (globalThis.localStorage) then({ where: DEFAULTS.where, ...JSON.parse(globalThis.localStorage.getItem(CHOICES) ?? "{}") });
  else chrome.storage.local.get("settings", (/** @type {any} */ kept) => then({ where: DEFAULTS.where, ...kept.settings }));
}

/** @param {number} tab @returns {Promise<Look | null>} */
export const look = async (tab) => /** @type {any} */ ((await chrome.storage.session.get(`tab:${tab}`))[`tab:${tab}`] ?? null);
/** What comes after the tab was closed is not kept: nobody would forget it. @param {number} tab @param {Look} look */
export async function saveLook(tab, look) {
  await chrome.storage.session.set({ [`tab:${tab}`]: look });
  void chrome.tabs.get(tab).catch(() => forgetLook(tab));
}
/** @param {number} tab */
export const forgetLook = (tab) => chrome.storage.session.remove(`tab:${tab}`);

/** Whoever has a note, a plan or was kept is kept: said so wherever their page is open. @param {string} url the person's */
export async function markKept(url) {
  /** @type {Record<string, Look>} */
  const looks = await chrome.storage.session.get();
  for (const [key, look] of Object.entries(looks)) {
    const { person } = look.shown?.conversation ?? {};
    if (look.snapshot?.url === url && person) await chrome.storage.session.set({ [key]: { ...look, shown: withKept(look.shown) } });
  }
}

/** @param {Shown} shown @returns {Shown} */
const withKept = (shown) =>
  shown.conversation ? { ...shown, conversation: { ...shown.conversation, person: { ...shown.conversation.person, kept: true } } } : shown;

/** When it was last asked what is due; 0 since the browser started. */
export const dueAsked = async () => Number((await chrome.storage.session.get("due_asked")).due_asked ?? 0);
/** @param {number} at milliseconds */
export const saveDueAsked = (at) => chrome.storage.session.set({ due_asked: at });

/** What my profile would become, until I have corrected it. @returns {Promise<MeProposed | null>} */
export const proposal = async () => /** @type {any} */ ((await chrome.storage.session.get("proposal")).proposal ?? null);
/** @param {MeProposed | null} proposal */
export const saveProposal = (proposal) => (proposal ? chrome.storage.session.set({ proposal }) : chrome.storage.session.remove("proposal"));

/**
 * What the agent's last release knows of networks that changed their pages; the extension's own copy is used for every other site.
 * @returns {Promise<import("../types/messages").Released>}
 */
export const released = async () => ({ hooks: {}, siteFiles: {}, .../** @type {any} */ ((await chrome.storage.local.get("released")).released) });
/** @param {import("../types/messages").Released} released */
export const saveReleased = (released) => chrome.storage.local.set({ released });
