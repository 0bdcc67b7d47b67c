/** The browser's own side panel: the same view as in the page, and the place where notes are written, for no page can listen here. */
import { clear } from "../background/button.js";
import { notes } from "./notes.js";
import { pasteForm } from "./paste.js";

/** @typedef {import("../types/messages").Shown} Shown */

const { ui, messages } = learnlearn;
const asked = new URLSearchParams(location.search);
document.adoptedStyleSheets = ui.sheets("view");
ui.localise(document);
document.title = ui.say("name");
if (asked.has("popup")) {
  document.body.classList.add("popup");
  void clear(Number(asked.get("tab"))); // said and seen: the next press is an ordinary one
}

/** @type {number} */ let tab = chrome.tabs.TAB_ID_NONE;
/** @type {Shown} */ let shown = { url: "", state: "idle" };

const act = ui.acts({
  about: () => ({ tab }),
  fail: (failed) => show({ url: shown.url, ...failed }),
  own: {
    note: ({ prompt }) => editor.write(shown.conversation?.prompts.find(({ id }) => id === prompt)),
    reload: () => location.reload(),
    close: () => window.close(),
  },
});
const view = ui.mount({ place: "panel", act });
const editor = notes(
  () => tab,
  (failed) => show({ url: shown.url, ...failed }),
);
view.root.prepend(ui.node("h1", { class: "unseen", text: ui.say("name") }));
document.body.append(view.root);

/** @param {Shown} next */
function show(next) {
  shown = next;
  view.update(next);
  const body = /** @type {HTMLElement} */ (view.root.querySelector(".body"));
  const foot = body.querySelector("footer");
  if (next.state === "idle" && next.kind === "paste")
    body.insertBefore(
      pasteForm(() => tab),
      foot,
    );
  if (next.conversation && next.state !== "own_page") {
    body.insertBefore(editor.root, foot);
    if (next.conversation.person.kept) void editor.list();
  }
}

/** Shows what is known of a tab, and nothing of any other. @param {number} id */
async function follow(id) {
  tab = id;
  editor.clear();
  const reply = await messages.ask("panel.current", { tab: id });
  if (tab !== id) return;
  show(reply.ok ? reply.value.shown : { url: "", state: reply.state });
  if (reply.ok && reply.value.note !== null) noteAbout(reply.value.note);
}

/** @param {string} prompt */
const noteAbout = (prompt) => editor.write(shown.conversation?.prompts.find(({ id }) => id === prompt));

chrome.runtime.onMessage.addListener((message, sender) => {
  if (sender.id !== chrome.runtime.id || message?.tab !== tab) return;
  if (message.tell === "show") {
    if (!messages.samePage(message.shown.url, shown.url)) editor.clear();
    show(message.shown);
  }
  if (message.tell === "note.focus") noteAbout(message.prompt);
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
