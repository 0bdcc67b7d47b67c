/**
 * What something slower than the engine offers to do for an answer: prompts in other words, a second reading. The answer stands at once; what comes later
 * takes its place quietly.
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
  /** @typedef {import("../../types/api").ModelOffer} ModelOffer */
  /** @typedef {import("../../types/globals").OfferKind} OfferKind */

  /**
   * The place of an offer, which carries it out: at once on this machine, after a look and a yes on another.
   * @param {OfferKind} kind @param {ModelOffer} offer @param {ViewContext} context
   */
  ui.offer = (kind, offer, context) => {
    const place = node("div", { class: `offer ${kind.name}`, role: "status" });
    if (offer.where === "local")
      queueMicrotask(() => follow(place, kind, offer, context)); // once it stands in the view
    else if (context.place === "page") elsewhere(place, kind, offer, context);
    else ask(place, kind, offer, context);
    return place;
  };

  /** One line in an offer's place. @param {HTMLElement} place @param {string} key @param {(string | number)[]} about */
  ui.tellOffer = (place, key, ...about) => place.replaceChildren(node("p", { class: "reason", text: say(key, ...about) }));

  /** As long as between two questions. */
  ui.pause = () => new Promise((resolve) => setTimeout(resolve, EVERY_MS));

  /** @param {HTMLElement} place @param {OfferKind} kind @param {ModelOffer} offer @param {ViewContext} context */
  const elsewhere = (place, kind, offer, context) => {
    ui.tellOffer(place, `${kind.name}_panel`, offer.model);
    place.append(button("offer_open", () => context.act("note", {}), { class: "quiet" }));
  };

  /** What would leave this machine, first. @param {HTMLElement} place @param {OfferKind} kind @param {ModelOffer} offer @param {ViewContext} context */
  const ask = (place, kind, offer, context) => {
    const look = async () => {
      const text = /** @type {import("../../types/api").OfferText | null} */ (await context.act(`${kind.name}.look`));
      if (!text) return ui.tellOffer(place, `${kind.name}_failed`, offer.model);
      const send = button("offer_send", () => follow(place, kind, offer, context, true), { class: "first" });
      const cancel = button("cancel", () => ask(place, kind, offer, context), { class: "quiet" });
      place.replaceChildren(
        node("p", { text: say("offer_would", text.url) }),
        ...text.bodies.map((body, at) => node("pre", { tabindex: "0", "aria-label": say("offer_body", at + 1), text: body })),
        node("div", { class: "row" }, send, cancel),
      );
      return send.focus();
    };
    ui.tellOffer(place, `${kind.name}_remote`, offer.model);
    place.append(button("offer_look", look, { class: "second" }));
  };

  /** Carried out, and asked for until it has come: each question is short, for a browser ends a long one. @param {HTMLElement} place @param {OfferKind} kind @param {ModelOffer} offer @param {ViewContext} context @param {boolean} [consent] */
  const follow = async (place, kind, offer, context, consent = false) => {
    ui.tellOffer(place, `${kind.name}_waits`, offer.model);
    /** @type {any} */
    let state = await context.act(`${kind.name}.start`, { consent });
    while (state && (state.state === "waiting" || state.state === "offered") && place.isConnected) {
      kind.comes?.(place, state);
      await ui.pause();
      state = await context.act(`${kind.name}.poll`);
    }
    if (!place.isConnected) return;
    if (!state) ui.tellOffer(place, `${kind.name}_failed`, offer.model);
    await kind.came(place, state, offer);
  };
}
