/** What went between two people, in time: above the line what came from them, below it what came from me, on it when they met. It shows gaps, and who has been giving; it counts nothing. */

const { ui } = learnlearn;
const { node, say } = ui;
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600;
const EDGE = 10;
const HEIGHT = { learned: 18, answered: 18, met: 40, shared: 62, promised: 62, asked: 62 };
const FEWEST = 3; // before that there is nothing to see

/** @typedef {import("../types/api").Note} Note */

/** @param {string} name @param {Record<string, string | number>} props @param {Element[]} children */
function svg(name, props, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * @param {readonly Note[]} notes
 * @returns {HTMLElement[]} a figure, or nothing; its dots are told by the lists beside it, so no screen reader need go through them
 */
export function timeline(notes) {
  const shown = notes.filter(({ kind }) => kind in HEIGHT);
  if (shown.length < FEWEST) return [];
  const times = shown.map(({ at }) => Date.parse(at));
  const [first, now] = [Math.min(...times), Date.now()];
  const x = (/** @type {number} */ time) => EDGE + ((WIDTH - 2 * EDGE) * (time - first)) / Math.max(now - first, 1);
  const dots = shown.map((note) => {
    const title = svg("title", {});
    title.textContent = `${say(`note_kind_${note.kind}`)} · ${ui.dayOf(note.at)}`;
    return svg("circle", { cx: x(Date.parse(note.at)), cy: HEIGHT[/** @type {keyof typeof HEIGHT} */ (note.kind)], r: 6, class: note.kind }, title);
  });
  const figure = node(
    "figure",
    { class: "timeline" },
    svg("svg", { viewBox: `0 0 ${WIDTH} 80`, "aria-hidden": "true" }, svg("line", { x1: EDGE, x2: WIDTH - EDGE, y1: 40, y2: 40 }), ...dots),
    node(
      "div",
      { class: "ends", "aria-hidden": "true" },
      node("span", { text: ui.dayOf(new Date(first).toISOString()) }),
      node("span", { text: say("timeline_today") }),
    ),
    node("figcaption", { class: "reason", text: say("timeline_says") }),
  );
  return [figure];
}
