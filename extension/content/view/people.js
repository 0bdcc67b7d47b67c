/** People of a group or hashtag page: first those with whom the user shares most, each with the words of both sides, then the others. */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));
  const { node, say } = ui;

  /** @param {string} url @param {string} name */
  const link = (url, name) => node("a", { href: /^https?:/.test(url) ? url : null, dir: "auto", text: name || url });

  /** @param {import("../../types/messages").FoundPerson} person */
  const listed = (person) =>
    node(
      "li",
      { class: "found" },
      link(person.url, person.name),
      person.headline && node("p", { class: "reason", dir: "auto", text: person.headline }),
    );

  /** @param {string} key @param {import("../../types/api").Topic} topic */
  const given = (key, topic) => {
    const item = ui.proved(topic);
    item.prepend(node("p", { class: "kind", text: say(key) }));
    return item;
  };

  /** The most telling thing at once, the others behind a line: there are more people on the page. @param {import("../../types/api").PersonToMeet} met */
  const told = ({ common, learn, share }) => {
    const [first, ...rest] = [
      ...common.map(ui.proved),
      ...learn.map((topic) => given("learn_title", topic)),
      ...share.map((topic) => given("share_title", topic)),
    ];
    const more = node(
      "details",
      { class: "ladder" },
      node("summary", { text: say("meet_more", rest.length) }),
      node("ul", { class: "plain" }, ...rest),
    );
    return [node("ul", { class: "plain" }, first), rest.length ? more : null];
  };

  /** @param {import("../../types/api").PersonToMeet} met @param {string} headline */
  const worthMeeting = (met, headline) =>
    node(
      "li",
      { class: "card" },
      node("h4", null, link(met.person.url, met.person.name)),
      headline && node("p", { class: "reason", dir: "auto", text: headline }),
      met.person.kept && node("p", { class: "reason", text: say("keep_is_kept", met.person.note_count) }),
      ...told(met),
    );

  /** @param {import("../../types/messages").Shown} shown */
  ui.people = (shown) => {
    const people = shown.people ?? [];
    if (!people.length) return null;
    const met = shown.meeting?.people ?? [];
    const known = new Set(met.map(({ person }) => person.url));
    const others = node("ul", { class: "plain people" }, ...people.filter(({ url }) => !known.has(url)).map(listed));
    if (!met.length) return others;
    /** @param {string} url */
    const headline = (url) => people.find((person) => person.url === url)?.headline ?? "";
    return node(
      "div",
      null,
      node(
        "section",
        { "aria-labelledby": "ll-meet" },
        node("h3", { id: "ll-meet", text: say("meet_title") }),
        node("ul", { class: "plain" }, ...met.map((one) => worthMeeting(one, headline(one.person.url)))),
      ),
      people.length > met.length
        ? node("details", { class: "more" }, node("summary", { text: say("meet_others", people.length - met.length) }), others)
        : null,
    );
  };
}
