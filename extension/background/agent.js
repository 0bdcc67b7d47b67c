/**
 * The only code that speaks to the agent, and to anything outside the extension: always POST, JSON, to 127.0.0.1.
 *
 * The agent proves itself before anything private leaves: a nonce goes out, an HMAC by the key of the pairing must come back. A program
 * that took the agent's port cannot answer, and gets neither the token nor a word of the page. Proved anew for every private call (it
 * runs beside the reading of the page and costs no time), for another program may take the port between two clicks.
 */
import { API, forVersion, OLDEST_AGENT_API } from "./api.js";
import { fault } from "./reply.js";
import * as storage from "./storage.js";

const PATIENCE_MS = 10_000; // far above any answer; below the 30 s after which Firefox stops an event page
const PROOF_PREFIX = "learnlearn-proof:";
const HOST = { origins: ["http://127.0.0.1/*"] };

/** @typedef {import("../types/messages").StateName} StateName */
/** @typedef {import("../types/api").Problem} Problem */

/** Why the agent could not be asked: a state of the view, with the agent's own problem when it told one. */
export class AgentError extends Error {
  /** @param {StateName} state @param {Problem | null} [problem] */
  constructor(state, problem = null) {
    super(problem?.code ?? state);
    this.state = state;
    this.problem = problem;
  }
}

/** The states that stand behind the codes of problems; every other problem is shown in its own words. @type {Record<string, StateName>} */
const STATE_OF_CODE = {
  not_paired: "not_paired",
  unknown_client: "not_paired",
  origin_refused: "not_paired",
  store_locked: "store_locked",
  key_locked: "store_locked",
  key_waiting: "store_locked",
  unknown_route: "agent_too_old",
};

/** @type {Promise<import("../types/api").Health> | null} once per life of the worker, and again after any connection error */
let known = null;

/**
 * @param {number} port @param {string} route @param {object} body @param {string} [token]
 * @returns {Promise<any>}
 */
async function post(port, route, body, token) {
  let response;
  try {
    response = await fetch(`http://127.0.0.1:${port}/v1/${route}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    known = null;
    if (error instanceof DOMException && error.name === "TimeoutError") throw new AgentError("agent_slow");
    throw new AgentError((await chrome.permissions.contains(HOST)) ? "agent_absent" : "agent_forbidden");
  }
  const told = await response.json().catch(() => null);
  if (response.ok && told !== null) return told;
  if (typeof told?.code === "string" && typeof told.title === "string") throw new AgentError(STATE_OF_CODE[told.code] ?? "problem", told);
  known = null;
  throw new AgentError("port_taken");
}

/** Who answers, and whether the two understand each other. @param {number} port @returns {Promise<import("../types/api").Health>} */
export async function health(port) {
  known ??= post(port, "health", {}).then(understood);
  try {
    return await known;
  } catch (error) {
    known = null;
    // Anything that is not ours to understand is another program: it may well answer 404 in its own JSON.
    throw error instanceof AgentError && (error.state === "problem" || error.state === "not_paired") ? new AgentError("port_taken") : error;
  }
}

/** @param {any} told */
function understood(told) {
  if (told?.name !== "learnlearn") throw new AgentError("port_taken");
  if (told.api < OLDEST_AGENT_API) throw new AgentError("agent_too_old");
  if (told.oldest_api > API) throw new AgentError("extension_too_old");
  if (told.store === "locked") known = null; // asked again next time: the keyring may be open by then
  return told;
}

/** Forgets what is known of the agent: its port was changed. */
export const forget = () => {
  known = null;
};

/**
 * The agent's proof of itself; nothing private is sent. Start it as early as the click.
 * @returns {Promise<{port: number, token: string, api: number}>} what a private call needs
 */
export async function proved() {
  const { port, pairing } = await storage.connection();
  if (!pairing) {
    await health(port); // "not running" before "not paired": the first thing that is missing
    throw new AgentError("not_paired");
  }
  const nonce = hex(crypto.getRandomValues(new Uint8Array(32)));
  const [{ store, api }, answer, expected] = await Promise.all([
    health(port),
    post(port, "proof", { client: pairing.client, nonce }),
    sign(pairing.proof_key, PROOF_PREFIX + nonce),
  ]).catch(healthFirst(port));
  if (answer.proof !== expected) throw new AgentError("port_taken");
  if (store === "locked") throw new AgentError("store_locked");
  return { port, token: pairing.token, api };
}

/** A stranger on the port refuses the proof in some way of its own: what health says of it is the better answer. @param {number} port */
const healthFirst = (port) => async (/** @type {unknown} */ error) => {
  await health(port);
  throw error;
};

/**
 * A private call.
 * @param {string} route @param {object} body
 * @param {ReturnType<typeof proved>} [proof] one that was begun earlier, for this call alone
 * @returns {Promise<any>} the agent's reply; throws AgentError
 */
export async function call(route, body, proof = proved()) {
  const { port, token, api } = await proof;
  const reply = await post(port, route, forVersion(body, api), token);
  const found = fault(route, reply);
  if (found === null) return reply;
  console.error(route, found); // a place, no words
  throw new AgentError("agent_too_old");
}

/**
 * Takes a pairing code; the one call that trusts the port, for the user has just run the command that made the code.
 * @param {number} port @param {string} code @param {string} name @param {string[]} scopes
 * @returns {Promise<import("../types/api").Paired>}
 */
export async function pair(port, code, name, scopes) {
  known = null;
  await health(port);
  const paired = await post(port, "pair", { code, name, scopes });
  if (fault("pair", paired) !== null) throw new AgentError("port_taken");
  return paired;
}

/** @param {string} key hex @param {string} message */
async function sign(key, message) {
  const bytes = Uint8Array.from(key.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const secret = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(message))));
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
