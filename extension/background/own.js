/**
 * Whether a page is my own. The page says only that whoever is signed in there is the one whose page it is; here that account is compared with the
 * addresses my profile holds, and dropped: it is never part of a snapshot, and never sent.
 */
import * as agent from "./agent.js";
import * as storage from "./storage.js";

/**
 * Mine is what my profile names, and every account on a network of which it names none: so I come to fill it. Where it names another account of the
 * network, somebody else is signed in on this machine, or a firm: they are answered as everybody is, and "This is me" stands below.
 * @param {string} account the address of whoever is signed in, where the page is theirs
 * @param {ReturnType<typeof agent.proved>} proof
 */
export async function isMine(account, proof) {
  const { pairing } = await storage.connection();
  if (!pairing?.scopes.includes("me")) return true; // a browser that may not read my profile has the page's word alone
  const { me } = /** @type {import("../types/api").MeState} */ (await agent.call("me/get", {}, proof));
  const here = spelled(account);
  const known = (me.addresses ?? []).map(spelled).filter(({ network }) => network === here.network);
  return !known.length || known.some(({ path }) => path === here.path);
}

/** One spelling of a profile's address: a network has country and mobile hosts, and one that has two names. @param {string} url */
function spelled(url) {
  if (!URL.canParse(url)) return { network: "", path: "" };
  const { hostname, pathname } = new URL(url);
  const network = hostname
    .replace(/^(?:www|m|mobile)\./, "")
    .replace(/^[a-z]{2}\.(?=linkedin\.com$)/, "")
    .replace(/^twitter\.com$/, "x.com");
  return { network, path: decoded(pathname).toLowerCase().replace(/\/+$/, "") };
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
