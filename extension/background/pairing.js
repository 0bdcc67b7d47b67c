/** Pairing this browser with the agent: by the link that `learnlearn pair` opens, or by six digits typed in the options. */
import * as agent from "./agent.js";
import * as storage from "./storage.js";

const CODE = /^[0-9a-f]{32}$/;
const DIGITS = /^[0-9]{6}$/;
export const SCOPES = Object.freeze(["page", "me", "people"]);

/** The port of a pairing page, or null when the sender is not one. @param {chrome.runtime.MessageSender} sender */
export function pairPagePort(sender) {
  if (sender.frameId !== 0 || !sender.url || !URL.canParse(sender.url)) return null;
  const { protocol, hostname, port, pathname } = new URL(sender.url);
  return protocol === "http:" && hostname === "127.0.0.1" && pathname === "/pair" ? Number(port || 80) : null;
}

/**
 * What the pairing page has to tell before the user's click: any local program could serve a page of that name.
 * @param {number} port the page's own
 */
export async function offer(port) {
  const { port: known, pairing } = await storage.connection();
  return { replaces: pairing !== null, other_port: port === known ? null : port };
}

/** @param {number} port @param {string} code @param {string[]} scopes */
export function byLink(port, code, scopes) {
  if (!CODE.test(code)) throw new agent.AgentError("problem");
  return take(port, code, scopes);
}

/** @param {string} digits @param {string[]} scopes */
export async function byDigits(digits, scopes) {
  const code = digits.replace(/\D/g, "");
  if (!DIGITS.test(code)) throw new agent.AgentError("problem");
  return take((await storage.settings()).port, code, scopes);
}

/** @param {number} port @param {string} code @param {string[]} scopes */
async function take(port, code, scopes) {
  const name = browserName();
  const wanted = SCOPES.filter((scope) => scope === "page" || scopes.includes(scope));
  const paired = await agent.pair(port, code, name, wanted);
  const { client, token, proof_key } = paired;
  await storage.savePairing({ client, token, proof_key, scopes: [...paired.scopes], name, paired_at: new Date().toISOString() });
  await storage.saveSettings({ port });
  agent.forget();
  return { replaced: paired.replaced, name };
}

/** Such as "Firefox on Linux": how the user tells paired browsers apart. */
function browserName() {
  const agents = navigator.userAgent;
  const browser =
    [
      ["Firefox", "Firefox"],
      ["Edg/", "Edge"],
      ["OPR/", "Opera"],
      ["Chrome", "Chromium"],
    ].find(([mark]) => agents.includes(mark ?? ""))?.[1] ?? "Browser";
  const system = [
    ["Windows", "Windows"],
    ["Mac OS", "macOS"],
    ["Android", "Android"],
    ["Linux", "Linux"],
  ].find(([mark]) => agents.includes(mark ?? ""))?.[1];
  return system ? `${browser} on ${system}` : browser;
}
