/** The words of the user interface, from _locales. Kept once read: after an update of the extension the browser no longer gives them. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const mayNeedLater = ["extension_updated_line", "extension_updated_button", "close", "language"];
  /** @type {Map<string, string>} */
  const kept = new Map();

  /** @param {string} key @param {(string | number)[]} about */
  const read = (key, ...about) => {
    try {
      return chrome.i18n.getMessage(key, about.map(String));
    } catch {
      return ""; // the extension was updated under this page
    }
  };
  for (const key of mayNeedLater) kept.set(key, read(key));

  /**
   * The text of a key of _locales in the browser's language; the key itself when there is none, so that a gap is seen.
   * @param {string} key @param {(string | number)[]} about what `$1`, `$2` stand for
   */
  ui.say = (key, ...about) => read(key, ...about) || kept.get(key) || key;

  /** @param {string} key */
  ui.knows = (key) => read(key) !== "";

  /** Whether these words are in a language, which need not be the browser's: it may be one that they do not come in. @param {string} language */
  ui.speaks = (language) => ui.say("language") === language.split("-")[0];

  /** The language of the words, and as the browser's user writes it. */
  const locale = () => {
    const browsers = read("@@ui_locale").replace("_", "-");
    return ui.speaks(browsers) ? browsers : ui.say("language");
  };

  /** @param {string} date ISO day; it is a day, not an instant, so no zone may move it */
  ui.day = (date) => new Date(`${date}T12:00:00Z`).toLocaleDateString(locale(), { dateStyle: "medium", timeZone: "UTC" });

  /** @param {string} instant ISO date and time @param {"medium" | "long"} [dateStyle] @returns the day it was here */
  ui.dayOf = (instant, dateStyle = "medium") => new Date(instant).toLocaleDateString(locale(), { dateStyle });

  /** Where a line of a page stood, and of which day it is. @param {import("../../types/messages").KeepLine} line */
  ui.lead = ({ field, date }) => [ui.knows(`field_${field}`) ? ui.say(`field_${field}`) : field, date && ui.day(date)].filter(Boolean).join(" · ");

  /**
   * Fills a page's elements: `data-say` is the text, `data-say-label` the accessible name, `data-say-hint` the placeholder.
   * @param {ParentNode} root
   */
  ui.localise = (root) => {
    const attributes = { "data-say-label": "aria-label", "data-say-hint": "placeholder" };
    for (const element of root.querySelectorAll("[data-say]")) element.textContent = ui.say(element.getAttribute("data-say") ?? "");
    for (const [from, to] of Object.entries(attributes)) {
      for (const element of root.querySelectorAll(`[${from}]`)) element.setAttribute(to, ui.say(element.getAttribute(from) ?? ""));
    }
    if (root instanceof Document) {
      root.documentElement.lang = locale();
      root.documentElement.dir = read("@@bidi_dir") || "ltr";
    }
  };
}
