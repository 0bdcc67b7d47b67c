/** Three tabs, as the pattern of assistive technology has them: arrow keys go from one to the next, Tab goes into what is shown. */

const { node, say } = learnlearn.ui;

/** @param {{name: string, panel: HTMLElement}[]} parts @param {(chosen: string) => void} chosen */
export function tabs(parts, chosen) {
  const heads = parts.map(({ name, panel }) => {
    panel.id ||= `panel-${name}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    return node("button", {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "aria-controls": panel.id,
      text: say(`tab_${name}`),
      onclick: () => choose(name),
    });
  });
  /** @param {string} next @param {boolean} [focus] */
  const choose = (next, focus = false) => {
    chosen(next);
    for (const [at, { name, panel }] of parts.entries()) {
      const on = name === next;
      panel.hidden = !on;
      heads[at]?.setAttribute("aria-selected", String(on));
      if (heads[at]) heads[at].tabIndex = on ? 0 : -1;
      if (on && focus) heads[at]?.focus();
    }
  };
  const root = node("div", { class: "tabs", role: "tablist", "aria-label": say("name") }, ...heads);
  root.addEventListener("keydown", (event) => {
    const at = heads.indexOf(/** @type {HTMLElement} */ (event.target));
    const rtl = getComputedStyle(root).direction === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? parts.length - 1 : step && (at + step + parts.length) % parts.length;
    const next = to === undefined || at < 0 ? undefined : parts[to];
    if (!next) return;
    event.preventDefault();
    choose(next.name, true);
  });
  return { root, choose };
}
