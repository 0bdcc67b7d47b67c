/** The browser's own side panel: the same view as in the page, and what no page may hear: notes, the ledger, the plan. Without a person, what is due today. */
import { clear as clearButton } from "../background/button.js";
import { asking } from "../kept/ask.js";
import { dueList } from "../kept/due.js";
import { relation } from "../kept/relation.js";
import { pasteForm } from "./paste.js";
import { tabs } from "./tabs.js";

/** @typedef {import("../types/messages").Shown} Shown */

const { ui, messages } = learnlearn;
const asked = new URLSearchParams(location.search);
document.adoptedStyleSheets = ui.sheets("view");
ui.localise(document);
document.title = ui.say("name");
if (asked.has("popup")) {
  document.body.classList.add("popup");
  void clearButton(Number(asked.get("tab"))); // said and seen: the next press is an ordinary one
}

/** @type {number} */ let tab = chrome.tabs.TAB_ID_NONE;
/** @type {Shown} */ let shown = { url: "", state: "idle" };

// What fails here is said beside it: what was typed stays.
const trouble = ui.node("p", { class: "trouble", role: "alert" });
const asks = asking((failed) => {
  trouble.textContent = ui.line({ url: shown.url, ...failed });
});
/** @type {import("../kept/ask.js").Asking} */
const ask = (name, what) => {
  trouble.textContent = "";
  return asks(name, what);
};
const act = ui.acts({
  about: () => ({ tab }),
  fail: (failed) => show({ url: shown.url, ...failed }),
  own: {
    note: ({ prompt }) => write(prompt),
    step: (what) => ask("step.take", { person: reference(), ...what }),
    reload: () => location.reload(),
    close: () => window.close(),
  },
});
const view = ui.mount({
  place: "panel",
  act,
  renewed: (next) => {
    shown = next;
  },
});
const ours = relation(ask, () => view.kept(), 3);
const body = /** @type {HTMLElement} */ (view.root.querySelector(".body"));
const status = /** @type {HTMLElement} */ (view.root.querySelector(".status"));
const everything = ui.button("people_everything", () => ask("open", { what: "people", person: reference().url }), { class: "link" });
const notes = ui.node("div", null, ours.writing, ours.ledger, ours.notes, everything);
const plan = ui.node("div", null, ours.plan);
const parts = tabs(
  [
    { name: "talk", panel: body },
    { name: "notes", panel: notes },
    { name: "plan", panel: plan },
  ],
  (chosen) => {
    status.hidden = chosen !== "talk"; // it speaks of the answer
  },
);
view.root.prepend(ui.node("h1", { class: "unseen", text: ui.say("name") }));
status.before(parts.root, trouble);
view.root.append(notes, plan);
parts.choose("talk");
document.body.append(view.root);

const reference = () => {
  const { name = "", site = "web", url = shown.url } = shown.conversation?.person ?? {};
  return { name, site, url };
};

/** @param {Shown} next */
function show(next) {
  shown = next;
  view.update(next);
  const isPerson = next.conversation !== undefined && next.state !== "own_page";
  parts.root.hidden = !isPerson;
  if (isPerson) void ours.of(reference());
  else parts.choose("talk");
  if (next.state !== "idle") return;
  const foot = body.querySelector("footer");
  if (next.kind === "paste")
    body.insertBefore(
      pasteForm(() => tab),
      foot,
    );
  else void showDue(next);
}

/** With nobody in front, whom to come back to. @param {Shown} idle */
async function showDue(idle) {
  const reply = await messages.ask("due.get");
  if (shown !== idle) return;
  if (reply.ok) body.prepend(dueList(reply.value, ask));
  else if (reply.problem?.code !== "scope_missing") show({ url: idle.url, state: reply.state, ...(reply.problem && { problem: reply.problem }) });
}

/** Ready to write, about a prompt if there is one. @param {string} [prompt] */
function write(prompt) {
  const about = shown.conversation?.prompts.find(({ id }) => id === prompt);
  const card = about && body.querySelector(`[data-prompt="${CSS.escape(about.id)}"] .words`); // as it stands there now
  parts.choose("notes");
  ours.begin(about ? { prompt: { id: about.id, text: card?.textContent ?? about.text } } : {});
}

/** Shows what is known of a tab, and nothing of any other. @param {number} id */
async function follow(id) {
  tab = id;
  ours.clear();
  parts.choose("talk");
  const reply = await messages.ask("panel.current", { tab: id });
  if (tab !== id) return;
  show(reply.ok ? reply.value.shown : { url: "", state: reply.state });
  if (reply.ok && reply.value.note !== null) write(reply.value.note);
}

chrome.runtime.onMessage.addListener((message, sender) => {
  if (sender.id !== chrome.runtime.id || message?.tab !== tab) return;
  if (message.tell === "show") {
    if (!messages.samePage(message.shown.url, shown.url)) {
      ours.clear();
      parts.choose("talk");
    }
    show(message.shown);
  }
  if (message.tell === "note.focus") write(message.prompt);
});

const named = Number(asked.get("tab"));
if (named) await follow(named);
else {
  const here = await chrome.windows.getCurrent();
  chrome.tabs.onActivated.addListener(({ tabId, windowId }) => {
    if (windowId === here.id) void follow(tabId);
  });
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (active?.id !== undefined) await follow(active.id);
}
