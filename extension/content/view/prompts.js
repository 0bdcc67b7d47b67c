/** What could be said: up to three prompts, each with its honest reason and the next rung. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say, button } = ui;

  /**
   * @param {import("../../types/messages").Shown} shown
   * @param {import("../../types/globals").ViewContext} context
   */
  ui.prompts = (shown, context) => {
    const prompts = shown.conversation?.prompts ?? [];
    if (!prompts.length) return null;
    const cards = prompts.map((prompt) => card(prompt, context));
    return node(
      "section",
      { class: "prompts", "aria-labelledby": "ll-prompts" },
      node("h3", { id: "ll-prompts", class: "unseen", text: say("prompts_title") }),
      ...cards,
    );
  };

  /**
   * @param {import("../../types/api").Prompt} prompt
   * @param {import("../../types/globals").ViewContext} context
   */
  const card = (prompt, context) =>
    node(
      "article",
      { class: "card", "aria-labelledby": `ll-prompt-${prompt.id}`, "data-prompt": prompt.id, "data-item": prompt.id },
      node("h4", { class: `kind ${prompt.kind}`, id: `ll-prompt-${prompt.id}`, text: say(`kind_${prompt.kind}`) }),
      node("p", { class: "words", lang: prompt.language, dir: prompt.direction }, prompt.text),
      node(
        "p",
        { class: "reason" },
        node("span", { class: "lead", text: `${say("honest_reason")} ` }),
        node("span", { dir: "auto", text: ui.speaks(prompt.language) ? prompt.reason : say(`why_${prompt.kind}`) }),
      ),
      ladder(prompt),
      node("div", { class: "row" }, copy(prompt, context), asked(prompt, context), note(prompt, context)),
    );

  /** @param {import("../../types/api").Prompt} prompt */
  const ladder = (prompt) => {
    if (!prompt.follow_ups.length && !prompt.evidence.length) return null;
    const rungs = prompt.follow_ups.flatMap((rung) => [
      node("dt", { dir: "auto", lang: prompt.language }, node("span", { class: "lead", text: `${say("if_they")} ` }), rung.if_they),
      node("dd", { dir: "auto", lang: prompt.language }, node("span", { class: "lead", text: `${say("then_ask")} ` }), rung.ask),
    ]);
    return node(
      "details",
      { class: "ladder" },
      node("summary", { text: say("ladder_title") }),
      rungs.length ? node("dl", null, ...rungs) : null,
      prompt.evidence.length ? ui.quotes(prompt.evidence, null) : null,
    );
  };

  /** @param {import("../../types/api").Prompt} prompt @param {import("../../types/globals").ViewContext} context */
  const copy = (prompt, context) => {
    const done = async () => {
      const words = pressed.closest(".card")?.querySelector(".words"); // a model may have put them otherwise meanwhile
      const copied = await context.act("copy", { text: words ? ui.wordsIn(words) : prompt.text });
      told(pressed, copied ? "copied" : "copy_failed");
    };
    const pressed = button("copy", done, { class: "quiet" });
    pressed.prepend(ui.icon("copy"));
    return pressed;
  };

  /** @param {import("../../types/api").Prompt} prompt @param {import("../../types/globals").ViewContext} context */
  const asked = (prompt, context) => {
    const done = async () => {
      if (await context.act("asked", { id: prompt.id })) {
        told(pressed, "asked_done");
        pressed.disabled = true;
        context.kept?.();
      }
    };
    const pressed = button("asked", done, { class: "quiet", title: say("asked_hint") });
    pressed.prepend(ui.icon("check"));
    return pressed;
  };

  /** @param {import("../../types/api").Prompt} prompt @param {import("../../types/globals").ViewContext} context */
  const note = (prompt, context) => {
    const pressed = button("note", () => context.act("note", { prompt: prompt.id }), { class: "quiet", title: say("note_hint") });
    pressed.prepend(ui.icon("note"));
    return pressed;
  };

  /** Says in the button's place what happened, and to a screen reader too. @param {HTMLElement} pressed @param {string} key */
  const told = (pressed, key) => {
    pressed.lastChild?.replaceWith(ui.words(say(key)));
    pressed.setAttribute("aria-live", "polite");
  };
}
