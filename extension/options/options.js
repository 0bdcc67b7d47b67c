/** The options: pairing, my profile, sites, where to show, and what happens to the data, in plain words. */
import { meForm } from "./me.js";
import { pairForm } from "./pair.js";
import { showSites } from "./sites.js";

const { ui, messages } = learnlearn;
const { node, say, button } = ui;
document.adoptedStyleSheets = ui.sheets();
ui.localise(document);
document.querySelector(".mark")?.append(ui.icon("mark"));
document.title = `${say("name")} · ${say("options_title")}`;

/** @template {Element} E @param {string} id @returns {E} */
const at = (id) => /** @type {any} */ (document.querySelector(`#${id}`));

/** @param {import("../types/messages").Status} status */
function showStatus(status) {
  const good = status.state === "ready" || status.state === "me_blank";
  const state = at("state");
  state.textContent = good
    ? say("status_good", status.version)
    : ui.line({ url: "", ...status, problem: status.problem ?? /** @type {any} */ (undefined) });
  state.toggleAttribute("data-good", good);
  const { paired } = status;
  const scopes = paired?.scopes.map((scope) => say(`scope_${scope}`)).join(", ") ?? "";
  at("paired").textContent = paired ? say("paired_line", paired.name, ui.dayOf(paired.paired_at, "long"), scopes, paired.client) : "";
  const test = button("test_connection", refresh, { class: "second" });
  const forget =
    paired &&
    button(
      "unpair",
      async () => {
        await messages.ask("pair.forget");
        await refresh();
      },
      { class: "quiet" },
    );
  at("pair-row").replaceChildren(test, ...(forget ? [forget] : []));
  at("pairing").replaceChildren(pairForm(paired !== null, refresh));
  const port = /** @type {HTMLInputElement} */ (at("port"));
  port.value = String(status.port);
}

async function refresh() {
  const reply = await messages.ask("status");
  if (reply.ok) showStatus(reply.value);
}

at("port").addEventListener("change", async (event) => {
  const reply = await messages.ask("settings.save", { port: Number(/** @type {HTMLInputElement} */ (event.target).value) });
  at("port-told").textContent = say(reply.ok ? "saved" : "port_wrong");
  await refresh();
});

/**
 * @param {string} name @param {string} title @param {Record<string, string>} values each with the key of its words
 * @param {string | undefined} chosen @param {(value: string) => Promise<unknown>} choose
 */
function choices(name, title, values, chosen, choose) {
  return node(
    "fieldset",
    null,
    node("legend", { text: say(title) }),
    ...Object.entries(values).map(([value, key]) => {
      const box = /** @type {HTMLInputElement} */ (node("input", { type: "radio", name, value, onchange: () => choose(value) }));
      box.checked = value === chosen;
      return node("label", { class: "choice" }, box, node("span", null, say(key), node("span", { class: "reason", text: say(`${key}_line`) })));
    }),
  );
}

async function showWhere() {
  const reply = await messages.ask("settings.get");
  if (!reply.ok) return;
  const { where, linkedin } = reply.value;
  at("where-choices").replaceChildren(
    choices("where", "where_everywhere", { page: "where_page", panel: "where_panel" }, where, (value) =>
      messages.ask("settings.save", { where: /** @type {any} */ (value) }),
    ),
    choices("choice", "where_linkedin", { panel: "choice_panel", page: "choice_page", paste: "choice_paste" }, linkedin, (value) =>
      messages.ask("settings.save", { linkedin: /** @type {any} */ (value) }),
    ),
    node("p", { class: "reason", text: say("choice_terms") }),
  );
}

await Promise.all([refresh(), showWhere(), showSites(), meForm(at("me-form"), at("proposal"), at("me-state"))]);
if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
// Coming back from the terminal or from the keyring's window is the moment to look again.
addEventListener("focus", refresh);
