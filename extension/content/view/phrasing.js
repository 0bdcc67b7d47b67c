/** Prompts in other words by a language model, where the user has switched that on. The built-in words stand at once; others replace them when they come. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));

  /** @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  ui.phrasing = (shown, context) => {
    const { phrasing, prompts, second } = shown.conversation ?? {};
    if (!phrasing || !prompts?.length || second?.where === "local") return null; // what that reader changes comes first
    return ui.offer({ name: "phrasing", comes: replace, came }, phrasing, context);
  };

  /** @param {HTMLElement} place @param {import("../../types/api").PhrasingState | null} state @param {import("../../types/api").ModelOffer} offer */
  const came = (place, state, offer) => {
    if (!state) return;
    replace(place, state);
    ui.tellOffer(place, state.prompts.some((one) => one.is_rephrased) ? "phrasing_done" : "phrasing_kept", offer.model);
  };

  /** The new words in the place of the old: only the words, so that nothing under the user's hands moves. @param {HTMLElement} place @param {import("../../types/api").PhrasingState} state */
  const replace = (place, { prompts }) => {
    for (const { prompt_id, text, is_rephrased } of prompts) {
      const words = is_rephrased && place.parentElement?.querySelector(`[data-prompt="${CSS.escape(prompt_id)}"] .words`);
      if (words && ui.wordsIn(words) !== text) ui.write(words, text);
    }
  };
}
