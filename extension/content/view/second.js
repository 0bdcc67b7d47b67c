/**
 * A second reading of both pages, where the user has switched one on. The first answer stands at once; what the reader changed takes its place when nobody
 * has a pointer or a cursor in it: nothing moves under a hand.
 */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));

  /** @typedef {import("../../types/messages").SecondSeen} SecondSeen */

  /** @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  ui.second = (shown, context) => {
    const { conversation } = shown;
    if (!conversation?.second) return null;
    /** @param {HTMLElement} place @param {SecondSeen | null} seen @param {import("../../types/api").ModelOffer} offer */
    const came = async (place, seen, offer) => {
      const found = seen?.state === "done" ? seen : null;
      const changed = (found?.added ?? 0) + (found?.withdrawn ?? 0) > 0;
      if (found && changed) await asked(place, found, offer, context);
      else {
        ui.tellOffer(place, found ? "second_same" : "second_failed", offer.model);
        while (place.isConnected && context.isTouched?.()) await ui.pause();
      }
      if (!place.isConnected) return;
      if (found && changed) ui.tellOffer(place, "second_done", offer.model, found.added, found.withdrawn);
      context.renew?.(seen?.shown ?? { ...shown, conversation: { ...conversation, second: null } });
    };
    return ui.offer({ name: "second", came }, conversation.second, context);
  };

  /** Waits until the view is left alone, or until it is wanted at once. @param {HTMLElement} place @param {SecondSeen} found @param {import("../../types/api").ModelOffer} offer @param {import("../../types/globals").ViewContext} context */
  const asked = async (place, { added, withdrawn }, offer, context) => {
    if (!context.isTouched?.()) return;
    let wanted = false;
    const show = () => {
      wanted = true;
    };
    ui.tellOffer(place, "second_done", offer.model, added, withdrawn);
    place.append(ui.button("second_show", show, { class: "second" }));
    while (place.isConnected && !wanted && context.isTouched?.()) await ui.pause();
  };
}
