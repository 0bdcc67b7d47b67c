/**
 * The one view, for two places: the sidebar in the page and the browser's own side panel. A pure builder: what is known comes in as
 * one `Shown`, what the user does goes out by `context.act`; it knows no browser, no storage and no agent.
 */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say, button } = ui;

  /**
   * Builds the empty view; `update` fills it.
   * @param {import("../../types/globals").ViewContext} context
   * @returns {import("../../types/globals").View}
   */
  ui.mount = (context) => {
    const title = node("h2", { class: "who", dir: "auto", text: say("name") });
    const where = node("p", { class: "where" });
    // The live region stands before its words do, or a screen reader would miss the first ones.
    const status = node("p", { class: "status", role: "status", "aria-live": "polite" });
    const body = node("div", { class: "body" });
    const warning = node("div", { role: "alert" });
    const close = context.place === "page" && button("close", () => context.act("close"), { class: "close", text: null, "aria-label": say("close") });
    if (close) close.append(ui.icon("close"));
    const root = node(
      "section",
      { class: "ll", role: context.place === "page" ? "complementary" : "main", "aria-label": say("name"), tabindex: "-1", dir: say("@@bidi_dir") },
      node("header", null, node("span", { class: "mark" }, ui.icon("mark")), node("div", null, title, where), close),
      warning,
      status,
      body,
    );
    root.lang = say("@@ui_locale").replace("_", "-");
    /** @type {import("../../types/api").Person | undefined} */ let person;
    const sayWhere = (/** @type {boolean | undefined} */ isKept) => {
      ui.write(where, person ? say(isKept ? "where_kept" : "where_looked", siteName(person.site)) : "");
    };
    const kept = () => sayWhere(true);
    /** @type {Map<string, HTMLElement | null>} */ let standing = new Map();
    /** Whether the user has a pointer or a cursor in it. */
    const isTouched = () => root.matches(":hover") || root.querySelector(":focus") !== null;
    /** What a later answer changed, in place; what it did not change stays, with whatever of it is open. @param {import("../../types/messages").Shown} shown */
    const renew = (shown) => {
      const fresh = parts(shown, within);
      for (const name of RENEWED) standing.set(name, renewed(standing.get(name) ?? null, fresh.get(name) ?? null));
      const top = root.scrollTop;
      ui.write(status, ui.line(shown));
      root.dataset.state = shown.state;
      fill(standing);
      root.scrollTop = top;
      context.renewed?.(shown);
    };
    /** @param {typeof standing} parts */
    const fill = (parts) => body.replaceChildren(...[...parts.values()].filter((part) => part !== null));
    const within = { ...context, kept, renew, isTouched };
    return {
      root,
      focus: () => root.focus({ preventScroll: true }),
      kept,
      warn: (isCovered) => {
        const open = isCovered && button("offer_open", () => context.act("panel"), { class: "second", "data-always": true });
        warning.replaceChildren(...(open ? [node("p", { class: "remark", text: say("covered_line") }, node("span", { class: "row" }, open))] : []));
      },
      update: (shown) => {
        person = shown.conversation?.person;
        ui.write(title, person?.name || shown.page?.name || say("name"));
        sayWhere(person?.kept);
        ui.write(status, ui.line(shown));
        root.dataset.state = shown.state;
        standing = parts(shown, within);
        fill(standing);
        root.scrollTop = 0;
      },
    };
  };

  /** A site's id as a name; the worker need not know the sites. @param {string} site */
  const siteName = (site) => (ui.knows(`site_${site}`) ? say(`site_${site}`) : site);

  /** @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  const parts = (shown, context) =>
    new Map([
      ["primary", primary(shown, context)],
      ["remembered", ui.remembered(shown)],
      ["step", ui.dueStep(shown, context)],
      ["same", ui.same(shown, context)],
      ["language", remark(shown)],
      ["prompts", ui.prompts(shown, context)],
      ["phrasing", ui.phrasing(shown, context)],
      ["second", ui.second(shown, context)],
      ["ground", ui.commonGround(shown)],
      ["topics", ui.topics(shown)],
      ["people", ui.people(shown)],
      ["aside", ui.setAside(shown)],
      ["unseen", ui.unseen(shown, context)],
      ["report", report(shown, context)],
      ["keep", shown.conversation && shown.state !== "own_page" && shown.state !== "me_blank" ? ui.keep(shown, context) : null],
      ["foot", foot(shown, context)],
    ]);

  /** What of it a later answer may change. */
  const RENEWED = ["primary", "language", "prompts", "phrasing", "ground", "aside"];
  const ITEM = "[data-item]";

  /**
   * The new part with the old items that it names too, the very elements, first and in their order: what is open in them stays open, what is said on them
   * is still said. An item that is gone stays while it is open.
   * @param {HTMLElement | null} old @param {HTMLElement | null} fresh
   */
  const renewed = (old, fresh) => {
    const before = new Map(items(old).map((item) => [item.dataset.item, item]));
    const after = new Map(items(fresh).map((item) => [item.dataset.item, item]));
    const stays = [...before].filter(([name, item]) => after.has(name) || item.querySelector("details[open]"));
    if (!fresh) return stays.length ? old : null;
    if (old?.matches("details[open]")) fresh.setAttribute("open", "");
    const place = items(fresh)[0]?.parentElement;
    if (!place || !old) return fresh;
    const added = [...after].filter(([name]) => !before.has(name));
    for (const item of after.values()) item.remove();
    place.append(...[...stays, ...added].map(([, item]) => item));
    return fresh;
  };

  /** @param {HTMLElement | null} part @returns {HTMLElement[]} */
  const items = (part) => [.../** @type {NodeListOf<HTMLElement>} */ (part?.querySelectorAll(ITEM) ?? [])];

  /** Why the prompts are in another language than the person's. @param {import("../../types/messages").Shown} shown */
  const remark = (shown) =>
    shown.state !== "language_unknown" && shown.conversation?.language_note
      ? node("p", { class: "remark", text: shown.conversation.language_note })
      : null;

  /** The state's one button. @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  const primary = (shown, context) => {
    const { action } = ui.states[shown.state];
    if (!action) return shown.state === "reading" ? node("div", { class: "pulse", "aria-hidden": "true" }) : null;
    return button(`${shown.state}_button`, () => context.act(action), { class: "first primary" });
  };

  /** What could not be read, as structure only, for the user to hand on if they wish. @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  const report = (shown, context) =>
    shown.report
      ? node(
          "details",
          { class: "more" },
          node("summary", { text: say("report_title") }),
          node("p", { class: "reason", text: say("report_line") }),
          node("pre", { tabindex: "0", text: shown.report }),
          button("copy", () => context.act("copy", { text: shown.report }), { class: "quiet" }),
        )
      : null;

  /** @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  const foot = (shown, context) => {
    const mayBeMine = shown.conversation && shown.state !== "own_page";
    return node(
      "footer",
      null,
      mayBeMine && button("this_is_me", () => context.act("this_is_me"), { class: "link" }),
      shown.state !== "extension_updated" && button("people_open", () => context.act("people"), { class: "link" }),
      shown.state !== "extension_updated" && button("options", () => context.act("options"), { class: "link" }),
    );
  };
}
