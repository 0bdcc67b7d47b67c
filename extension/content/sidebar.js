/**
 * The sidebar in somebody else's page: a closed shadow root beside the page's own elements, fixed, so that the page does not move.
 *
 * It holds one person's answer and drops it the moment the address changes. Nothing private is typed here: a page can hear key
 * presses even out of a closed root. Injected perhaps more than once: the first one stays.
 */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  const { ui, messages } = learnlearn;
  const TAG = "learnlearn-sidebar";

  const make = () => {
    /** @type {HTMLElement | null} */ let host = null;
    /** @type {import("../types/globals").View | null} */ let view = null;
    /** @type {ReturnType<typeof learnlearn.standing> | null} */ let standing = null;
    /** @type {import("../types/messages").Shown | null} */ let shown = null;
    /** @type {Element | null} */ let before = null;

    const open = () => {
      if (host?.isConnected && view) return view;
      for (const left of document.querySelectorAll(TAG)) left.remove(); // of this extension before an update
      host = document.createElement(TAG);
      const place = {
        all: "initial",
        position: "fixed",
        inset: "0 0 0 auto",
        width: "min(360px, 94vw)",
        height: "100%",
        "z-index": "2147483647",
        display: "block",
        "box-shadow": "0 0 0 1px rgb(0 0 0 / .07), -10px 0 36px rgb(0 0 0 / .13)",
      };
      for (const [name, value] of Object.entries(place)) host.style.setProperty(name, value, "important"); // no style of the page may move it
      const root = host.attachShadow({ mode: "closed" });
      root.adoptedStyleSheets = ui.sheets("view");
      view = ui.mount({
        place: "page",
        act,
        renewed: (next) => {
          shown = next;
        },
      });
      root.append(view.root);
      root.addEventListener("keydown", onKey);
      root.addEventListener("mousedown", keepSelection);
      for (const heard of ["keyup", "keypress", "input", "change", "click", "paste"])
        root.addEventListener(heard, (event) => event.stopPropagation());
      for (const pressed of ["click", "auxclick"]) root.addEventListener(pressed, onPress, { capture: true });
      before = document.activeElement;
      const made = view;
      standing = learnlearn.standing(host, (how) => said(how, made));
      return view;
    };

    /** What is pressed while something of the page lies over it was meant for what was seen there. @param {Event} event */
    const onPress = (event) => {
      if (event.target instanceof Element && event.target.closest("[data-always]")) return;
      if (standing?.isTrusted() ?? true) return;
      event.stopImmediatePropagation();
      event.preventDefault();
    };

    /** In the sidebar, for what of it can be seen, and by the toolbar button, which no page reaches. @param {import("../types/globals").Standing} how @param {import("../types/globals").View} shown */
    const said = (how, shown) => {
      shown.warn(how !== "well");
      if (how === "lost") close();
      messages.ask("standing", { how }).catch(() => undefined); // an extension that was updated meanwhile
    };

    /** Single keys are shortcuts of many sites: what is pressed in here stays in here. @param {Event} event */
    const onKey = (event) => {
      event.stopPropagation();
      if (/** @type {KeyboardEvent} */ (event).key === "Escape") close();
    };

    /** Pressing a button must not take away what the user selected on the page: it may be what the button is about. @param {Event} event */
    const keepSelection = (event) => {
      if (event.target instanceof Element && event.target.closest("button, summary")) event.preventDefault();
    };

    const close = () => {
      const hadFocus = host !== null && document.activeElement === host;
      standing?.end();
      host?.remove();
      host = view = shown = standing = null;
      if (hadFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };

    /** @param {import("../types/messages").Shown} next @param {boolean} [focus] */
    const show = (next, focus) => {
      if (!messages.samePage(next.url, location.href)) return false; // an answer that came late, about somebody else
      const fresh = !host?.isConnected;
      shown = next;
      const opened = open();
      opened.update(next);
      if (focus && fresh) opened.focus();
      return true;
    };

    /** The app went on to another page: nothing of the last person may stay beside it. */
    const moved = () => {
      if (!shown || !host || messages.samePage(shown.url, location.href)) return;
      if (ui.isOrphan()) close();
      else show({ url: location.href, state: "moved" });
    };

    const act = ui.acts({
      about: () => ({}),
      fail: (failed) => show({ url: location.href, ...failed }),
      own: { close },
    });

    /** @type {any} */ (globalThis).navigation?.addEventListener("currententrychange", moved);
    addEventListener("popstate", moved);
    addEventListener("hashchange", moved);
    chrome.runtime.onMessage.addListener((message, sender, answer) => {
      if (sender.id !== chrome.runtime.id) return;
      if (message?.tell === "show") answer(show(message.shown, message.focus));
      if (message?.tell === "moved") answer(moved());
    });

    return { showing: () => (host?.isConnected && shown ? { url: shown.url, settled: ui.states[shown.state].settled } : null), close, moved };
  };

  learnlearn.sidebar ??= make();
}
