/** Pairing by six digits, and what the pairing allows. */

const { ui, messages } = learnlearn;
const { node, say, button } = ui;

/** @param {boolean} again whether this browser is paired already @param {() => Promise<unknown>} done */
export function pairForm(again, done) {
  const digits = /** @type {HTMLInputElement} */ (
    node("input", {
      id: "digits",
      class: "digits",
      type: "text",
      inputmode: "numeric",
      autocomplete: "one-time-code",
      maxlength: "7",
      placeholder: "123456",
    })
  );
  const told = node("p", { class: "reason", role: "status" });
  const scopes = ui.scopes();
  const pair = async () => {
    const reply = await messages.ask("pair.digits", { digits: digits.value, scopes: scopes.chosen() });
    if (reply.ok) await done();
    else
      told.textContent = reply.problem
        ? ui.line({ url: "", state: "problem", problem: reply.problem })
        : say(reply.state === "problem" ? "digits_wrong" : `${reply.state}_line`);
  };
  digits.addEventListener("keydown", (event) => {
    if (event.key === "Enter") void pair();
  });
  return node(
    "details",
    { open: !again },
    node("summary", { text: say(again ? "pair_again" : "pair_how") }),
    node("p", { text: say("pair_line") }),
    node("div", { class: "command" }, node("code", { text: "learnlearn pair" })),
    scopes.root,
    node("label", { class: "field", for: "digits" }, say("digits_label")),
    digits,
    node("div", { class: "row" }, button("pair_button", pair, { class: "first" })),
    told,
  );
}
