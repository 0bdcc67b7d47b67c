/** Sites: which are known, on which the answer shows by itself, and on which whoever is looked at is kept. Each is chosen by the user, one at a time. */
import index from "../sites/index.json" with { type: "json" };

const { ui, messages } = learnlearn;
const { node, say } = ui;

/** @template {Element} E @param {string} id @returns {E} */
const at = (id) => /** @type {any} */ (document.querySelector(`#${id}`));

/**
 * A site's own description; a site without hosts (any Mastodon, any homepage) is named by the user. A release of the agent may know a newer name of it; its
 * hosts stay those of the extension, for they are what the browser asks the user about.
 * @param {string} id @param {import("../types/messages").Released["siteFiles"]} released
 */
async function described(id, released) {
  try {
    /** @type {{default: {name: string, hosts: string[], version: number}}} */
    const { default: site } = await import(`../sites/${id}/site.json`, { with: { type: "json" } });
    const newer = released[id];
    return newer && newer.version > site.version ? { ...site, name: newer.name } : site;
  } catch {
    return { name: id, hosts: [] };
  }
}

/** @param {string} host */
const pattern = (host) => `https://*.${host}/*`;

/** @param {string[]} hosts @param {boolean} on */
async function turn(hosts, on) {
  const origins = hosts.map(pattern);
  // First thing in the gesture, or the browser would not ask the user.
  const done = on ? await chrome.permissions.request({ origins }) : await chrome.permissions.remove({ origins });
  const reply = await messages.ask("settings.get");
  if (!reply.ok) return false;
  const others = reply.value.automatic.filter((host) => !hosts.includes(host));
  await messages.ask("settings.save", { automatic: on && done ? [...others, ...hosts] : others });
  at("sites-told").textContent = on && !done ? say("sites_refused") : say("saved");
  await showSites();
  return done;
}

/** Needs no permission: it is done with what the user looks at. @param {string[]} hosts @param {boolean} on */
async function keep(hosts, on) {
  const reply = await messages.ask("settings.get");
  if (!reply.ok) return;
  const others = reply.value.keeping.filter((host) => !hosts.includes(host));
  await messages.ask("settings.save", { keeping: on ? [...others, ...hosts] : others });
  at("sites-told").textContent = say("saved");
}

/** @param {{name: string, hosts: string[]}} site @param {Pick<import("../types/messages").Settings, "automatic" | "keeping">} chosen */
function line({ name, hosts }, { automatic, keeping }) {
  const choice = (/** @type {string} */ key, /** @type {string[]} */ on, /** @type {(on: boolean) => unknown} */ choose) => {
    const box = /** @type {HTMLInputElement} */ (node("input", { type: "checkbox", "data-choice": key, onchange: () => choose(box.checked) }));
    box.checked = hosts.every((host) => on.includes(host));
    return node("label", { class: "choice" }, box, node("span", { text: say(key) }));
  };
  return node(
    "li",
    null,
    node("span", null, name, node("span", { class: "reason", text: ` ${hosts.join(", ")}` })),
    node(
      "span",
      { role: "group", "aria-label": name },
      choice("sites_automatic", automatic, (on) => turn(hosts, on)),
      choice("sites_keeping", keeping, (on) => keep(hosts, on)),
    ),
  );
}

export async function showSites() {
  const reply = await messages.ask("settings.get");
  if (!reply.ok) return;
  const chosen = reply.value;
  const released = await messages.ask("sites.released");
  const newer = released.ok ? released.value : {};
  const known = (await Promise.all(index.sites.map((id) => described(id, newer)))).filter(({ hosts }) => hosts.length);
  const named = new Set(known.flatMap(({ hosts }) => hosts));
  const others = [...new Set([...chosen.automatic, ...chosen.keeping])]
    .filter((host) => !named.has(host))
    .map((host) => ({ name: host, hosts: [host] }));
  at("site-list").replaceChildren(...[...known, ...others].map((site) => line(site, chosen)));
}

at("other-site").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (at("other-host"));
  const host = field.value
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "");
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) {
    at("sites-told").textContent = say("sites_wrong");
    return field.focus();
  }
  if (await turn([host], true)) field.value = "";
});
