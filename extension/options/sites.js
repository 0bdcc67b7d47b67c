/** Sites: which are known, and on which the answer shows by itself. Each is allowed by the user, one at a time. */
import index from "../sites/index.json" with { type: "json" };

const { ui, messages } = learnlearn;
const { node, say } = ui;

/** @template {Element} E @param {string} id @returns {E} */
const at = (id) => /** @type {any} */ (document.querySelector(`#${id}`));

/** A site's own description; a site without hosts (any Mastodon, any homepage) is named by the user. @param {string} id */
async function described(id) {
  try {
    /** @type {{default: {name: string, hosts: string[]}}} */
    const { default: site } = await import(`../sites/${id}/site.json`, { with: { type: "json" } });
    return site;
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

/** @param {{name: string, hosts: string[]}} site @param {boolean} on */
function line(site, on) {
  const box = /** @type {HTMLInputElement} */ (node("input", { type: "checkbox", onchange: () => turn(site.hosts, box.checked) }));
  box.checked = on;
  return node(
    "li",
    null,
    node("span", null, site.name, node("span", { class: "reason", text: ` ${site.hosts.join(", ")}` })),
    node("label", { class: "choice" }, box, node("span", { text: say("sites_automatic") })),
  );
}

export async function showSites() {
  const reply = await messages.ask("settings.get");
  if (!reply.ok) return;
  const { automatic } = reply.value;
  const known = (await Promise.all(index.sites.map(described))).filter(({ hosts }) => hosts.length);
  const named = new Set(known.flatMap(({ hosts }) => hosts));
  const others = automatic.filter((host) => !named.has(host)).map((host) => ({ name: host, hosts: [host] }));
  at("site-list").replaceChildren(
    ...[...known, ...others].map((site) =>
      line(
        site,
        site.hosts.every((host) => automatic.includes(host)),
      ),
    ),
  );
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
