/** First use on a site whose terms forbid add-ons: says so, asks where to show, selects nothing beforehand, and goes back to the page. */
import { openPanel } from "../background/panel.js";

const { ui, messages } = learnlearn;
const { node, say } = ui;
document.adoptedStyleSheets = ui.sheets();
ui.localise(document);
document.querySelector(".mark")?.append(ui.icon("mark"));
document.title = say("choice_title");

const tab = Number(new URLSearchParams(location.search).get("tab"));
const place = /** @type {HTMLElement} */ (document.querySelector("#answers"));

/** @param {"panel" | "page" | "paste"} chosen */
async function choose(chosen) {
  if (chosen !== "page") openPanel({ id: tab }); // before any wait: the gesture ends there
  await chrome.tabs.update(tab, { active: true }).catch(() => undefined);
  await messages.ask("choice.made", { tab, linkedin: chosen });
  const own = await chrome.tabs.getCurrent();
  if (own?.id !== undefined) await chrome.tabs.remove(own.id);
}

for (const chosen of /** @type {const} */ (["panel", "page", "paste"])) {
  const answer = ui.button(`choice_${chosen}`, () => choose(chosen), { text: null, "data-choice": chosen });
  answer.append(node("strong", { text: say(`choice_${chosen}`) }), node("span", { text: say(`choice_${chosen}_line`) }));
  place.append(answer);
}
