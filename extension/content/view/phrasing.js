/**
 * Prompts in other words by a language model, where the user has switched one on. The built-in words stand at once; others replace them when they come.
 *
 * What goes to another machine is asked for each time, with the exact text, and only in the browser's own panel: a page could lay something of its own
 * over a button in it.
 */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say, button } = ui;
  const EVERY_MS = 700;

  /** @typedef {import("../../types/globals").ViewContext} ViewContext */
  /** @typedef {import("../../types/api").PhrasingOffer} PhrasingOffer */

  /** @param {import("../../types/messages").Shown} shown @param {ViewContext} context */
  ui.phrasing = (shown, context) => {
    const offer = shown.conversation?.phrasing;
    if (!offer || !shown.conversation?.prompts.length) return null;
    const place = node("div", { class: "phrasing", role: "status" });
    if (offer.where === "local")
      queueMicrotask(() => follow(place, offer, context)); // once it stands in the view
    else if (context.place === "page") elsewhere(place, offer, context);
    else ask(place, offer, context);
    return place;
  };

  /** @param {HTMLElement} place @param {string} key @param {(string | number)[]} about */
  const tell = (place, key, ...about) => place.replaceChildren(node("p", { class: "reason", text: say(key, ...about) }));

  /** @param {HTMLElement} place @param {PhrasingOffer} offer @param {ViewContext} context */
  const elsewhere = (place, offer, context) => {
    tell(place, "phrasing_panel", offer.model);
    place.append(button("phrasing_open", () => context.act("note", {}), { class: "quiet" }));
  };

  /** What would leave this machine, first. @param {HTMLElement} place @param {PhrasingOffer} offer @param {ViewContext} context */
  const ask = (place, offer, context) => {
    const look = async () => {
      const text = /** @type {import("../../types/api").PhrasingText | null} */ (await context.act("phrasing.look"));
      if (!text) return tell(place, "phrasing_failed", offer.model);
      const send = button("phrasing_send", () => follow(place, offer, context, true), { class: "first" });
      const cancel = button("cancel", () => ask(place, offer, context), { class: "quiet" });
      place.replaceChildren(
        node("p", { text: say("phrasing_would", text.url) }),
        ...text.bodies.map((body, at) => node("pre", { tabindex: "0", "aria-label": say("phrasing_body", at + 1), text: body })),
        node("div", { class: "row" }, send, cancel),
      );
      return send.focus();
    };
    tell(place, "phrasing_remote", offer.model);
    place.append(button("phrasing_look", look, { class: "second" }));
  };

  /** Sent, and asked for until it has come: each question is short, for a browser ends a long one. @param {HTMLElement} place @param {PhrasingOffer} offer @param {ViewContext} context @param {boolean} [consent] */
  const follow = async (place, offer, context, consent = false) => {
    tell(place, "phrasing_waits", offer.model);
    /** @type {import("../../types/api").PhrasingState | null} */
    let state = /** @type {any} */ (await context.act("phrasing.start", { consent }));
    while (state && state.state !== "done" && place.isConnected) {
      replace(place, state);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      state = /** @type {any} */ (await context.act("phrasing.poll"));
    }
    if (!place.isConnected) return;
    if (!state) return tell(place, "phrasing_failed", offer.model);
    replace(place, state);
    return tell(place, state.prompts.some((one) => one.is_rephrased) ? "phrasing_done" : "phrasing_kept", offer.model);
  };

  /** The new words in the place of the old: only the words, so that nothing under the user's hands moves. @param {HTMLElement} place @param {import("../../types/api").PhrasingState} state */
  const replace = (place, { prompts }) => {
    for (const { prompt_id, text, is_rephrased } of prompts) {
      const words = is_rephrased && place.parentElement?.querySelector(`[data-prompt="${CSS.escape(prompt_id)}"] .words`);
      if (words && ui.wordsIn(words) !== text) ui.write(words, text);
    }
  };
}
