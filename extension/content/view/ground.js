/** The proof: what both share and what each could give, with the words of both sides, where they stand and from when. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say } = ui;

  /** Where a quote stands and when it was written, as a person would say it. @param {import("../../types/api").Quote} quote */
  const source = (quote) => {
    const field = quote.field.split(".")[0] ?? "";
    const where = ui.knows(`field_${field}`) ? say(`field_${field}`) : field;
    return quote.date ? `${where} · ${ui.day(quote.date)}` : where;
  };

  /**
   * @param {readonly import("../../types/api").Quote[]} quotes
   * @param {"mine" | "theirs" | null} whose null: both sides, as they come
   */
  ui.quotes = (quotes, whose) =>
    node(
      "div",
      { class: `quotes ${whose ?? ""}` },
      whose && node("span", { class: "whose", text: say(`whose_${whose}`) }),
      ...quotes.map((quote) => node("figure", null, node("blockquote", { dir: "auto" }, quote.text), node("figcaption", { text: source(quote) }))),
    );

  /** The agent gives its reason in English; in another language this says the part of it that has a name. @param {{reason: string, telling?: string}} found */
  const why = ({ reason, telling }) => {
    if (ui.speaks("en")) return reason;
    return telling && say(`telling_${telling}`);
  };

  /** @param {{label: string, telling?: string, reason: string, theirs: readonly import("../../types/api").Quote[], mine: readonly import("../../types/api").Quote[]}} found */
  ui.proved = (found) =>
    node(
      "li",
      { class: "found", "data-item": found.label },
      node("h4", { dir: "auto", text: found.label }),
      why(found) && node("p", { class: "reason", dir: "auto", text: why(found) }),
      ui.quotes(found.theirs, "theirs"),
      ui.quotes(found.mine, "mine"),
    );

  /** @param {string} id @param {string} key @param {HTMLElement[]} items */
  const list = (id, key, items) =>
    items.length ? node("section", { "aria-labelledby": id }, node("h3", { id, text: say(key) }), node("ul", { class: "plain" }, ...items)) : null;

  /** @param {import("../../types/messages").Shown} shown */
  ui.commonGround = (shown) => list("ll-common", "common_title", (shown.conversation?.common ?? []).map(ui.proved));

  /** @param {import("../../types/messages").Shown} shown */
  ui.topics = (shown) => {
    const learn = list("ll-learn", "learn_title", (shown.conversation?.learn ?? []).map(ui.proved));
    const share = list("ll-share", "share_title", (shown.conversation?.share ?? []).map(ui.proved));
    return learn || share ? node("div", null, learn, share) : null;
  };

  /** @param {import("../../types/messages").Shown} shown */
  ui.setAside = (shown) => {
    const aside = shown.conversation?.set_aside ?? [];
    if (!aside.length) return null;
    return node(
      "details",
      { class: "more" },
      node("summary", { text: say("set_aside_title", aside.length) }),
      node(
        "ul",
        { class: "plain" },
        ...aside.map((item) =>
          node(
            "li",
            { class: "found" },
            node("h4", { dir: "auto", text: item.label }),
            node("p", { class: "reason", text: say(`aside_${item.why}`) }),
            ui.quotes([item.quote], item.whose),
          ),
        ),
      ),
    );
  };

  /** What the page did not show, said plainly. @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  ui.unseen = (shown, context) => {
    if (!shown.missing?.length) return null;
    const names = shown.missing.map((line) => {
      const field = line.split(/[.:]/)[0] ?? "";
      const name = ui.knows(`field_${field}`) ? say(`field_${field}`) : field;
      return line.includes(":") ? `${name}${line.slice(line.indexOf(":"))}` : name;
    });
    return node(
      "details",
      { class: "more" },
      node("summary", { text: say("unseen_title", names.length) }),
      node("p", { class: "reason", text: say("unseen_line", names.join(", ")) }),
      ui.button("use_selection", () => context.act("selection"), { class: "quiet" }),
    );
  };
}
