/** My profile: a form for what I say of myself, and the corrections to what my own page would add. Nothing is kept before Save. */

/** @typedef {import("../types/api").Me} Me */
/** @typedef {import("../types/api").MeProposed} MeProposed */

const { ui, messages } = learnlearn;
const { node, say, button } = ui;

const TEXTS = /** @type {const} */ (["name", "headline", "about", "location"]);
const FIRST = /** @type {const} */ (["offers", "learning", "interests"]);
const MORE = /** @type {const} */ (["goals", "values", "avoid", "skills", "groups", "languages", "causes", "certifications", "addresses", "links"]);
const RECORDS = /** @type {const} */ ({
  positions: ["title", "organization", "start", "end"],
  education: ["school", "degree", "field", "start", "end"],
  projects: ["name", "description"],
  posts: ["date", "text"],
});
const TONES = /** @type {const} */ (["warm", "plain", "formal"]);

/** @param {string} name @param {string} value @param {boolean} lines one entry a line */
function field(name, value, lines) {
  const long = lines || name === "about";
  const input = /** @type {HTMLTextAreaElement | HTMLInputElement} */ (
    node(long ? "textarea" : "input", { id: `me-${name}`, name, dir: "auto", type: long ? null : "text", rows: long ? "2" : null })
  );
  input.value = value;
  const hint = `me_hint_${name}`;
  const label = node(
    "label",
    { class: "field", for: `me-${name}` },
    say(`field_${name}`),
    ui.knows(hint) && node("span", { class: "reason", text: say(hint) }),
  );
  return { name, input, root: node("div", null, label, input) };
}

/** Jobs, schools, projects and posts come from pages; they are struck out, not typed. @param {any} me */
function records(me) {
  const lines = Object.entries(RECORDS).flatMap(([list, parts]) =>
    (me[list] ?? []).map((/** @type {any} */ record, /** @type {number} */ at) => {
      const box = /** @type {HTMLInputElement} */ (node("input", { type: "checkbox" }));
      box.checked = true;
      const text = parts
        .map((part) => record[part])
        .filter(Boolean)
        .join(" · ");
      return {
        list,
        at,
        box,
        root: node(
          "li",
          null,
          node(
            "label",
            null,
            box,
            node("span", { dir: "auto" }, node("span", { class: "lead", text: `${say(`field_${list}`)} ` }), text.slice(0, 240)),
          ),
        ),
      };
    }),
  );
  const root = lines.length
    ? node(
        "details",
        null,
        node("summary", { text: say("me_records", lines.length) }),
        node("ul", { class: "plain records" }, ...lines.map((line) => line.root)),
      )
    : null;
  /** @param {string} list */
  const left = (list) =>
    (me[list] ?? []).filter(
      (/** @type {unknown} */ _, /** @type {number} */ at) => lines.find((line) => line.list === list && line.at === at)?.box.checked !== false,
    );
  return { root, left };
}

/** @param {HTMLFormElement} form @param {Me} me @param {(me: Me) => Promise<unknown>} save */
function build(form, me, save) {
  const entries = (/** @type {string} */ value) =>
    value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  const texts = TEXTS.map((name) => field(name, me[name] ?? "", false));
  const first = FIRST.map((name) => field(name, (me[name] ?? []).join("\n"), true));
  const more = MORE.map((name) => field(name, (me[name] ?? []).join("\n"), true));
  const tone = /** @type {HTMLSelectElement} */ (
    node("select", { id: "me-tone", name: "tone" }, ...TONES.map((value) => node("option", { value, text: say(`tone_${value}`) })))
  );
  tone.value = me.tone ?? "plain";
  const told = records(me);
  const collect = () => ({
    ...me,
    ...Object.fromEntries(texts.map(({ name, input }) => [name, input.value.trim()])),
    ...Object.fromEntries([...first, ...more].map(({ name, input }) => [name, entries(input.value)])),
    ...Object.fromEntries(Object.keys(RECORDS).map((list) => [list, told.left(list)])),
    tone: /** @type {Me["tone"]} */ (tone.value),
  });
  form.replaceChildren(
    ...[...texts, ...first].map(({ root }) => root),
    node(
      "details",
      null,
      node("summary", { text: say("me_more") }),
      ...more.map(({ root }) => root),
      node("label", { class: "field", for: "me-tone" }, say("field_tone")),
      tone,
    ),
    ...(told.root ? [told.root] : []),
    node(
      "div",
      { class: "row" },
      button("me_save", () => save(/** @type {Me} */ (collect())), { class: "first" }),
    ),
  );
  form.onsubmit = (event) => event.preventDefault(); // Enter in a field does not save by accident
  form.hidden = false;
}

/** What the page would change, line by line. @param {MeProposed} proposed @param {() => unknown} discard */
const differences = (proposed, discard) =>
  node(
    "div",
    null,
    node("h3", { text: say("me_proposed", proposed.changes.length) }),
    node("p", { class: "reason", text: say("me_proposed_line") }),
    node(
      "ul",
      { class: "plain changes" },
      ...proposed.changes.map((change) =>
        node(
          "li",
          { dir: "auto" },
          node("span", { class: "lead", text: `${named(change.field)} ` }),
          change.before && node("del", { text: change.before }),
          change.before && " ",
          node("ins", { text: change.after }),
          node("span", { class: "reason", text: ` ${change.source}` }),
        ),
      ),
    ),
    node("div", { class: "row" }, button("me_discard", discard, { class: "quiet" })),
  );

/** @param {string} path */
const named = (path) => (ui.knows(`field_${path.split(".")[0]}`) ? say(`field_${path.split(".")[0]}`) : path);

/** @param {HTMLFormElement} form @param {HTMLElement} place @param {HTMLElement} told */
export async function meForm(form, place, told) {
  const [kept, proposed] = await Promise.all([messages.ask("me.get"), messages.ask("me.proposal")]);
  if (!kept.ok) {
    told.textContent = ui.line({ url: "", state: kept.state, ...(kept.problem && { problem: kept.problem }) });
    return;
  }
  told.textContent = say(kept.value.is_blank ? "me_is_blank" : "me_is_kept");
  told.toggleAttribute("data-good", !kept.value.is_blank);
  const proposal = proposed.ok ? proposed.value : null;
  const save = async (/** @type {Me} */ me) => {
    const reply = await messages.ask("me.save", { me });
    if (reply.ok) place.replaceChildren();
    told.textContent = reply.ok ? say("me_saved") : ui.line({ url: "", state: reply.state, ...(reply.problem && { problem: reply.problem }) });
    told.toggleAttribute("data-good", reply.ok);
    told.scrollIntoView({ block: "center" });
  };
  const discard = () => {
    place.replaceChildren();
    build(form, kept.value.me, save);
  };
  place.replaceChildren(...(proposal ? [differences(proposal, discard)] : []));
  build(form, proposal?.me ?? kept.value.me, save);
}
