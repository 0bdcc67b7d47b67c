/** My profile, the pairing, the choices, and the state of it all. */
import * as agent from "../agent.js";
import * as looking from "../look.js";
import * as pairing from "../pairing.js";
import * as storage from "../storage.js";

const PAGES = {
  options: "options/options.html",
  pair: "options/options.html#pair",
  me: "options/options.html#me",
  welcome: "welcome/welcome.html",
  people: "people/people.html",
  circles: "people/people.html#circles",
};

/** @satisfies {import("../../types/messages").SomeAnswers} */
export const SETTINGS = {
  "me.propose": async ({ tab }) => {
    const look = await storage.look(tab ?? chrome.tabs.TAB_ID_NONE);
    if (!look?.snapshot) throw new agent.AgentError("moved");
    await storage.saveProposal(await agent.call("me/propose", { snapshot: look.snapshot }));
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
  open: async ({ what, person }) => {
    if (what === "update") await chrome.runtime.requestUpdateCheck?.().then(() => chrome.runtime.reload());
    else await openPage(what, person ? `#person=${encodeURIComponent(person)}` : "");
    return null;
  },
  status: async () => status(),
  "settings.get": async () => storage.settings(),
  "sites.released": async () => (await storage.released()).siteFiles,
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

/** @param {keyof typeof PAGES} what @param {string} [place] on that page */
const openPage = (what, place = "") => chrome.tabs.create({ url: chrome.runtime.getURL(PAGES[what] + place) });

/** Agent, pairing and profile as one state: the first thing that is missing. @returns {Promise<import("../../types/messages").Status>} */
async function status() {
  const { port, pairing: kept } = await storage.connection();
  const paired = kept && { client: kept.client, name: kept.name, scopes: kept.scopes, paired_at: kept.paired_at };
  /** @type {import("../../types/messages").Status} */
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
