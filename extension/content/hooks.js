/**
 * The declarative part of a reader: for each field, where to look, best place first. Data only, of a closed vocabulary, so that a
 * release of the agent can mend a reader without a new extension and without sending code.
 *
 *   { "version": 1, "fields": { "headline": [ { "css": "h2.top", "grade": "semantic" }, … ] } }
 *
 * A step: `css` where to look; `attr` an attribute in place of the words; `drop` parts left out; `before` cut from this mark on;
 * `after` cut up to this mark; `as` line (usual), text, written (text whose own line ends count), list or url; `grade` embedded, semantic, structure (usual), head or text.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  const STEP_KEYS = new Set(["css", "attr", "drop", "before", "after", "as", "grade"]);
  const FORMS = new Set(["line", "text", "written", "list", "url"]);
  const GRADES = new Set(["embedded", "semantic", "structure", "head", "text"]);
  const MAX_STEPS = 20;
  const MAX_SELECTOR = 400;

  /**
   * What is wrong with hooks that came from elsewhere, in words; empty when they may be used.
   * @param {any} hooks @param {Document} document selectors are tried on it
   * @returns {string[]}
   */
  const faults = (hooks, document) => {
    if (!hooks || typeof hooks !== "object" || !Number.isInteger(hooks.version) || typeof hooks.fields !== "object" || !hooks.fields)
      return ["not hooks: {version, fields}"];
    const other = Object.keys(hooks).filter((key) => key !== "version" && key !== "fields");
    const found = other.map((key) => `unknown key ${key}`);
    for (const [field, steps] of Object.entries(hooks.fields)) {
      if (!/^[a-z][A-Za-z_]{0,39}$/.test(field)) found.push(`no field name: ${field}`);
      else if (!Array.isArray(steps) || steps.length > MAX_STEPS) found.push(`${field}: not a list of at most ${MAX_STEPS} steps`);
      else for (const step of steps) found.push(...stepFaults(step, document).map((fault) => `${field}: ${fault}`));
    }
    return found;
  };

  const stepFaults = (step, document) => {
    if (!step || typeof step !== "object") return ["a step is an object"];
    const found = Object.entries(step).flatMap(([key, value]) =>
      !STEP_KEYS.has(key) ? [`unknown key ${key}`] : typeof value !== "string" ? [`${key} is no string`] : [],
    );
    if (step.as && !FORMS.has(step.as)) found.push(`unknown form ${step.as}`);
    if (step.grade && !GRADES.has(step.grade)) found.push(`unknown grade ${step.grade}`);
    if (step.attr && !/^[a-z][a-z0-9-]{0,59}$/.test(step.attr)) found.push(`no attribute: ${step.attr}`);
    for (const key of ["css", "drop"])
      if (step[key] !== undefined && !isSelector(step[key], document)) found.push(`${key} is no selector: ${step[key]}`);
    if (!step.css) found.push("css is missing");
    return found;
  };

  const isSelector = (selector, document) => {
    if (typeof selector !== "string" || selector.length > MAX_SELECTOR) return false;
    try {
      document.createDocumentFragment().querySelector(selector);
      return true;
    } catch {
      return false;
    }
  };

  const gradeOf = (step) => step.grade ?? "structure";

  /**
   * The elements of the first step that finds any, and its grade: for regions and lists.
   * @param {any} hooks @param {string} field @param {ParentNode} root
   */
  const elements = (hooks, field, root) => {
    for (const step of hooks.fields[field] ?? []) {
      const found = dom.all(root, step.css);
      if (found.length) return { found, grade: gradeOf(step) };
    }
    return { found: [], grade: "text" };
  };

  /** The places that tell a field (fallbacks.js), in the steps' order. @param {any} hooks @param {string} field @param {ParentNode | null} root */
  const places = (hooks, field, root) => (root ? (hooks.fields[field] ?? []).map((step) => [gradeOf(step), () => wordsOf(step, root)]) : []);

  /**
   * The value of a field where only order counts: the first step that gives words. Lists give string[], all else a string ("" when nothing is found).
   * @param {any} hooks @param {string} field @param {ParentNode} root
   */
  const pull = (hooks, field, root) => {
    let value = "";
    for (const step of hooks.fields[field] ?? []) {
      value = wordsOf(step, root);
      if (value.length) break;
    }
    return value;
  };

  const wordsOf = (step, root) => {
    const found = step.as === "list" ? dom.all(root, step.css) : dom.all(root, step.css).slice(0, 6);
    const values = found.map((element) => taken(element, step)).filter((value) => value && !text.isMasked(value));
    return step.as === "list" ? text.unique(values) : (values[0] ?? "");
  };

  const taken = (element, step) => {
    if (step.as === "url") return dom.linkOf(element);
    const raw = step.attr ? dom.unescaped(dom.href(element, step.attr)) : dom.textOf(element, { drop: step.drop, written: step.as === "written" });
    const from = step.after && raw.includes(step.after) ? raw.slice(raw.indexOf(step.after) + step.after.length) : step.after ? "" : raw;
    const value = step.before ? text.before(from, step.before) : from;
    return step.as === "text" || step.as === "written" ? text.paragraphs(value) : text.line(value);
  };

  learnlearn.hooks = { faults, elements, places, pull };
})();
