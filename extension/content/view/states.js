/**
 * The states of the view: each is one line (`<state>_line` in _locales) and at most one button (`<state>_button`).
 *
 * `settled` states are an answer about the page: pressing the toolbar button again closes them. On the others it tries again.
 */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));

  ui.states = Object.freeze({
    idle: { action: null, settled: false },
    reading: { action: null, settled: false },
    moved: { action: "again", settled: false },
    agent_absent: { action: "again", settled: false },
    agent_slow: { action: "again", settled: false },
    agent_forbidden: { action: "options", settled: false },
    port_taken: { action: "options", settled: false },
    not_paired: { action: "pair", settled: false },
    store_locked: { action: "again", settled: false },
    agent_too_old: { action: "again", settled: false },
    extension_too_old: { action: "update", settled: false },
    extension_updated: { action: "reload", settled: false },
    not_allowed: { action: "again", settled: false },
    me_blank: { action: "me", settled: false },
    own_page: { action: "this_is_me", settled: true },
    not_a_person: { action: "selection", settled: true },
    sign_in_wall: { action: "again", settled: false },
    still_loading: { action: "again", settled: false },
    unsupported: { action: "selection", settled: false },
    nothing_selected: { action: "selection", settled: false },
    language_unknown: { action: "selection", settled: true },
    nothing_found: { action: "selection", settled: true },
    page_blank: { action: "selection", settled: true },
    people: { action: null, settled: true },
    problem: { action: "again", settled: false },
    ready: { action: null, settled: true },
  });

  /** @param {import("../../types/messages").Shown} shown */
  const peopleLine = ({ people = [], page, meeting }) => {
    if (meeting?.state === "me_blank") return ui.say("me_blank_line");
    if (meeting?.people.length) return ui.say("meet_line", meeting.people.length, meeting.asked, page?.name ?? "");
    return meeting ? ui.say("meet_none_line", people.length, page?.name ?? "") : ui.say("people_line", people.length, page?.name ?? "");
  };

  /**
   * The one line of a state, in the user's language.
   * @param {import("../../types/messages").Shown} shown
   */
  ui.line = (shown) => {
    const { state, conversation, problem } = shown;
    if (state === "problem" && problem && ui.knows(`problem_${problem.code}`)) return ui.say(`problem_${problem.code}`);
    if (state === "problem" && problem) return [problem.title, problem.hint].filter(Boolean).join(". ").replace(/\.\. /, ". ");
    if (state === "not_a_person" && ui.knows(`not_a_person_${shown.kind}`)) return ui.say(`not_a_person_${shown.kind}`);
    if (state === "people") return peopleLine(shown);
    if (state === "idle" && shown.kind === "paste") return ui.say("paste_line");
    if (state === "port_taken") return ui.say("port_taken_line", shown.port ?? "");
    if (state === "language_unknown") return conversation?.language_note || ui.say("language_unknown_line");
    if (state === "ready")
      return ui.say(conversation?.common.length || conversation?.learn.length || conversation?.share.length ? "ready_line" : "ready_curious_line");
    return ui.say(`${state}_line`, conversation?.person.name ?? "");
  };
}
