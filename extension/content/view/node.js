/** Elements made by hand: never from markup, so that no text of a page or of the agent can become an element. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const SVG = "http://www.w3.org/2000/svg";

  const ICONS = Object.freeze({
    close: "M6 6l12 12M18 6L6 18",
    copy: "M9 9h10v11H9zM5 15V4h10",
    check: "M5 12.5l4.5 4.5L19 7.5",
    note: "M5 5h14v10l-4 4H5zM15 19v-4h4M8.5 9h7M8.5 12.5h4",
    // Two arcs that lean towards each other: what one learns, the other does too.
    mark: "M4 12a5 5 0 0 1 8-4 5 5 0 0 0 0 8 5 5 0 0 1-8-4zM20 12a5 5 0 0 0-8-4 5 5 0 0 1 0 8 5 5 0 0 0 8-4z",
  });

  const isInPage = !location.protocol.endsWith("extension:");

  /**
   * A text. In somebody else's page it stands there as generated content: `window.find` tells a page whether it holds a text, also in a closed root, and
   * so any text letter by letter; what a style sheet generates it passes over. Browsers give it to screen readers like any other. @param {string} text
   */
  ui.words = (text) => {
    if (!isInPage) return document.createTextNode(text);
    const element = document.createElement("span");
    element.dataset.words = text;
    return element;
  };

  /** Puts a text in the place of whatever stands in an element. @param {Element} place @param {string} text */
  ui.write = (place, text) => place.replaceChildren(...(text ? [ui.words(text)] : []));

  /** The text of an element that holds one. @param {Element} place */
  ui.wordsIn = (place) => place.querySelector("[data-words]")?.getAttribute("data-words") ?? place.textContent ?? "";

  /**
   * @param {string} tag
   * @param {Record<string, unknown> | null} [props] `on…` are listeners, `text` the text, everything else an attribute; null and false leave it out
   * @param {(Node | string | null | undefined | false)[]} children
   */
  ui.node = (tag, props, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") ui.write(element, String(value));
      else if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) if (child) element.append(typeof child === "string" ? ui.words(child) : child);
    return element;
  };

  /** A button that says what it does and cannot be pressed twice while it does it. @param {string} key @param {() => unknown} onclick @param {Record<string, unknown>} [props] */
  ui.button = (key, onclick, props) => {
    /** @type {HTMLButtonElement} */
    const button = ui.node("button", {
      type: "button",
      text: ui.say(key),
      ...props,
      /** @param {MouseEvent} event */
      onclick: async (event) => {
        if (!event.isTrusted || button.ariaBusy === "true") return; // a page's script cannot press it
        button.ariaBusy = "true";
        try {
          await onclick();
        } finally {
          button.ariaBusy = null;
        }
      },
    });
    return button;
  };

  /** @param {keyof typeof ICONS} name */
  ui.icon = (name) => {
    const svg = document.createElementNS(SVG, "svg");
    for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) svg.setAttribute(key, value);
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  };
}
