/** The first run: three steps, each checked as it is done, to the first prompt in under two minutes. */
import { pairForm } from "../options/pair.js";

const { ui, messages } = learnlearn;
const { node, say, button } = ui;
document.adoptedStyleSheets = ui.sheets();
ui.localise(document);
document.querySelector(".mark")?.append(ui.icon("mark"));
document.title = say("welcome_title");

/** @template {Element} E @param {string} id @returns {E} */
const at = (id) => /** @type {any} */ (document.querySelector(`#${id}`));

for (const code of document.querySelectorAll(".command code")) {
  const copy = button(
    "copy",
    async () => {
      await navigator.clipboard.writeText(code.textContent ?? "");
      copy.textContent = say("copied");
    },
    { class: "quiet", "aria-label": say("copy_command", code.textContent ?? "") },
  );
  code.after(copy);
}

/** Three questions are enough to begin with; the rest is in the options. */
const QUESTIONS = /** @type {const} */ (["about", "offers", "learning"]);

function shortForm() {
  const fields = QUESTIONS.map((name) => {
    const input = /** @type {HTMLTextAreaElement} */ (
      node("textarea", { id: `short-${name}`, rows: "2", dir: "auto", placeholder: say(`welcome_${name}_hint`) })
    );
    return { name, input, root: node("div", null, node("label", { class: "field", for: `short-${name}`, text: say(`welcome_${name}`) }), input) };
  });
  const save = async () => {
    const kept = await messages.ask("me.get");
    const reply = kept.ok ? await messages.ask("me.save", { me: { ...kept.value.me, ...Object.fromEntries(fields.map(given)) } }) : kept;
    if (reply.ok) await refresh();
    else at("me-told").textContent = ui.line({ url: "", state: reply.state, ...(reply.problem && { problem: reply.problem }) });
  };
  const form = at("short-me");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.replaceChildren(
    ...fields.map(({ root }) => root),
    node(
      "div",
      { class: "row" },
      button("me_save", save, { class: "first" }),
      button("welcome_me_more", () => messages.ask("open", { what: "me" }), { class: "quiet" }),
    ),
  );
}

/** @param {{name: string, input: HTMLTextAreaElement}} field */
const given = ({ name, input }) => [
  name,
  name === "about"
    ? input.value.trim()
    : input.value
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
];

let wasPaired = false;
async function refresh() {
  const reply = await messages.ask("status");
  if (!reply.ok) return;
  const status = reply.value;
  const connected = status.state === "ready" || status.state === "me_blank";
  at("agent-state").textContent = connected
    ? say("status_good", status.version)
    : ui.line({ url: "", ...status, problem: status.problem ?? /** @type {any} */ (undefined) });
  at("agent-state").toggleAttribute("data-good", connected);
  at("step-agent").toggleAttribute("data-done", connected);
  if (connected !== wasPaired || !at("digits").firstChild) at("digits").replaceChildren(...(connected ? [] : [digits()]));
  wasPaired = connected;
  const known = status.me_is_blank === false;
  at("step-me").toggleAttribute("data-done", known);
  /** @type {HTMLElement} */ (at("short-me")).hidden = known;
  at("me-told").textContent = known ? say("me_is_kept") : "";
  at("me-told").toggleAttribute("data-good", known);
}

const digits = () => {
  const form = pairForm(false, refresh);
  form.removeAttribute("open"); // the link is the short way; digits when it opened in another browser
  return form;
};

const [command] = await chrome.commands.getAll();
at("look-line").textContent = command?.shortcut ? say("welcome_look_line", command.shortcut) : say("welcome_look_line_no_key");
shortForm();
await refresh();
// The user is in the terminal now: look again when they come back, and now and then while the page is in front.
addEventListener("focus", refresh);
setInterval(() => document.visibilityState === "visible" && !wasPaired && refresh(), 2_000);
