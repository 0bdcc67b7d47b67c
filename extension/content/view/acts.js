/** What the user's gestures in the view lead to: a message to the worker, or something done on the spot. Shared by sidebar and panel. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));

  /** Whether the extension was reloaded or updated under this script. */
  const isOrphan = () => {
    try {
      return !chrome.runtime?.id;
    } catch {
      return true;
    }
  };

  /** Copies by the modern way, and on plain http, where that is not to be had, by the old one. @param {string} text */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      /** @param {ClipboardEvent} event */
      const give = (event) => {
        event.stopImmediatePropagation();
        event.preventDefault();
        event.clipboardData?.setData("text/plain", text);
      };
      document.addEventListener("copy", give, { capture: true, once: true });
      const copied = document.execCommand("copy");
      document.removeEventListener("copy", give, { capture: true });
      return copied;
    }
  };

  /** What fails there is said there: the answer stands as it is. */
  const QUIET = new Set(["phrasing.look", "phrasing.start", "phrasing.poll", "second.look", "second.start", "second.poll"]);

  /** @type {Record<string, [import("../../types/messages").AskName, object]>} */
  const MESSAGES = {
    again: ["look.again", { selection: false }],
    selection: ["look.again", { selection: true }],
    asked: ["prompt.asked", {}],
    note: ["note.open", {}],
    panel: ["panel.open", {}],
    step: ["step.here", {}],
    "same.say": ["same.say", {}],
    "same.take_back": ["same.take_back", {}],
    "phrasing.look": ["phrasing.look", {}],
    "phrasing.start": ["phrasing.start", {}],
    "phrasing.poll": ["phrasing.poll", {}],
    "second.look": ["second.look", {}],
    "second.start": ["second.start", {}],
    "second.poll": ["second.poll", {}],
    "keep.preview": ["keep.preview", {}],
    "keep.confirm": ["keep.confirm", {}],
    this_is_me: ["me.propose", {}],
    options: ["open", { what: "options" }],
    pair: ["open", { what: "pair" }],
    people: ["open", { what: "people" }],
    me: ["open", { what: "me" }],
    update: ["open", { what: "update" }],
  };

  /**
   * @param {object} place
   * @param {() => object} place.about what goes with every message, such as the tab that the panel stands beside
   * @param {(failed: {state: import("../../types/messages").StateName, problem?: import("../../types/api").Problem}) => void} place.fail
   * @param {Partial<Record<import("../../types/globals").ViewAction, (about: any) => unknown>>} place.own what this place does itself
   * @returns {import("../../types/globals").ViewContext["act"]} the worker's answer, `true` for done, or null when it failed and was said
   */
  ui.acts =
    ({ about, fail, own }) =>
    async (name, detail) => {
      const here = own[name];
      if (here) return here(detail);
      if (name === "copy") return copy(String(detail?.text ?? ""));
      if (name === "reload") return location.reload();
      const message = MESSAGES[name];
      if (!message) return null;
      try {
        const reply = await learnlearn.messages.ask(message[0], /** @type {any} */ ({ ...message[1], ...about(), ...detail }));
        if (reply.ok) return reply.value ?? true;
        if (!QUIET.has(name)) fail({ state: reply.state, ...(reply.problem && { problem: reply.problem }) });
      } catch {
        if (!QUIET.has(name)) fail({ state: isOrphan() ? "extension_updated" : "agent_absent" });
      }
      return null;
    };
  ui.isOrphan = isOrphan;
}
