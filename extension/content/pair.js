/**
 * On the agent's own page http://127.0.0.1:PORT/pair, which `learnlearn pair` opens: takes the code out of the address at once, so that it stands in
 * no history, and hands it to the worker on the user's click. Every local program could serve a page of that name: the worker checks.
 */
{
  const { ui, messages } = learnlearn;
  const { node, say, button } = ui;
  const code = /^#([0-9a-f]{32})$/.exec(location.hash)?.[1];
  if (location.hash) history.replaceState(null, "", location.pathname);

  /** @param {Node[]} children */
  const show = (...children) => {
    box.replaceChildren(...children);
    const first = box.querySelector("button");
    first?.focus();
  };

  /** @param {import("../types/messages").Reply<{replaced: boolean, name: string}>} reply */
  const result = (reply) => {
    if (reply.ok)
      return node("p", {
        class: "status",
        role: "status",
        "data-state": "paired",
        text: say(reply.value.replaced ? "pair_replaced" : "pair_done", reply.value.name),
      });
    const line = reply.problem
      ? ui.line({ url: "", state: "problem", problem: reply.problem })
      : ui.line({ url: "", state: reply.state, port: Number(location.port) });
    return node("p", { class: "status", role: "alert", "data-state": "refused", text: line });
  };

  const ask = async () => {
    const offer = await messages.ask("pair.offer");
    const warnings = offer.ok
      ? [offer.value.replaces && say("pair_replaces"), offer.value.other_port && say("pair_other_port", offer.value.other_port)].filter(Boolean)
      : [];
    const scopes = ui.scopes();
    const pair = button(
      offer.ok && offer.value.replaces ? "pair_replace_button" : "pair_button",
      async () => {
        show(result(await messages.ask("pair.link", { code: code ?? "", scopes: scopes.chosen() })));
      },
      { class: "first" },
    );
    show(...warnings.map((text) => node("div", { class: "remark", text: String(text) })), scopes.root, node("div", { class: "row" }, pair));
  };

  const box = node("div", { class: "ask" });
  const begin = async () => {
    const host = node("learnlearn-pair");
    const root = host.attachShadow({ mode: "closed" });
    const look = ui.sheet(`
      .page { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; font: 400 16px/1.6 var(--sans); color: var(--ink); }
      h1 { display: flex; gap: .8rem; align-items: center; margin: 0 0 1rem; font: 600 1.7rem/1.25 var(--serif); }
      .mark { display: grid; place-items: center; width: 46px; height: 46px; border-radius: 13px; background: var(--accent); color: var(--accent-ink); flex: none; }
      .mark .icon { width: 30px; height: 30px; }
      fieldset { margin: 1rem 0; padding: 0; border: 0; } legend { padding: 0; font-weight: 600; }
      .choice { display: flex; align-items: flex-start; gap: .7rem; padding: .35rem 0; } .choice input { margin-top: .4rem; accent-color: var(--accent); } .choice .reason { display: block; }
      .remark { margin: 0 0 .8rem; padding: .7rem 1rem; background: var(--warm); border-radius: 10px; }
      .status { padding: .8rem 1rem; background: var(--warm); border-radius: 10px; }
      button.first { font-size: 1rem; padding: .6rem 1.3rem; }`);
    root.adoptedStyleSheets = [...ui.sheets(), look];
    root.append(node("main", { class: "page" }, node("h1", null, node("span", { class: "mark" }, ui.icon("mark")), say("pair_page_title")), box));
    document.body.replaceChildren(host);
    document.title = say("pair_page_title");
    if (code) await ask();
    else show(node("p", { text: say("pair_no_code") }));
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin, { once: true });
  else void begin();
}
