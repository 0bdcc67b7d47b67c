/** Somebody the user keeps who may be the person on this page: the proof, and the user's word. Nobody is made one person by itself. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say, button } = ui;

  /** @param {string} site */
  const siteName = (site) => (ui.knows(`site_${site}`) ? say(`site_${site}`) : site);

  /** @param {import("../../types/api").IdentityProof} proof */
  const reason = (proof) => node("li", { class: "reason", dir: "auto", text: say(`same_${proof.kind}`, bare(proof.here), bare(proof.there)) });
  /** @param {string} url */
  const bare = (url) => url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");

  /** @param {import("../../types/api").SamePerson} one @param {import("../../types/globals").ViewContext} context */
  const card = ({ person, proof, says, link }, context) => {
    const who = node("a", { href: /^https?:/.test(person.url) ? person.url : null, dir: "auto", text: person.name || bare(person.url) });
    const act = (/** @type {"one" | "two"} */ word) => () => context.act("same.say", { url: person.url, says: word });
    return node(
      "li",
      { class: "found" },
      node("p", null, node("span", { class: "lead", text: `${say(says === "one" ? "same_is" : "same_may_be", siteName(person.site))} ` }), who),
      node("ul", { class: "plain" }, ...proof.map(reason)),
      says === "one"
        ? button("same_take_back", () => context.act("same.take_back", { link }), { class: "quiet" })
        : node("div", { class: "row" }, button("same_one", act("one"), { class: "second" }), button("same_two", act("two"), { class: "quiet" })),
    );
  };

  /** @param {import("../../types/messages").Shown} shown @param {import("../../types/globals").ViewContext} context */
  ui.same = (shown, context) =>
    shown.same?.length
      ? node(
          "section",
          { class: "last", "aria-labelledby": "ll-same" },
          node("h3", { id: "ll-same", text: say("same_title") }),
          node("ul", { class: "plain" }, ...shown.same.map((one) => card(one, context))),
        )
      : null;
}
