/** Text as people wrote it: without the characters that pages add for layout, and in one Unicode form. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});

  // No-break, thin, figure and ideographic spaces: all read as one space.
  const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
  // Zero-width space, word joiner, BOM, soft hyphen, and the bidi marks and isolates that networks wrap names in. The joiners
  // U+200C and U+200D stay: Persian and Hindi words and emoji families need them.
  const UNSEEN = /[\u200b\u200e\u200f\u2060-\u2064\ufeff\u00ad\u061c\u202a-\u202e\u2066-\u2069]/g;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
  const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  // Most text holds nothing of the above: one look settles it.
  const PLAIN = /^[\n\x20-\x7e]*$/;

  /** @param {string | null | undefined} raw */
  const clean = (raw) => {
    const told = raw ?? "";
    if (PLAIN.test(told)) return told;
    return told.replace(LONE_SURROGATE, "").replace(/\r\n?/g, "\n").replace(CONTROLS, "").replace(SPACES, " ").replace(UNSEEN, "").normalize("NFC");
  };

  // White space that is not one space already: most is, and to replace it by itself would cost most of the reading.
  const RUNS = /\s{2,}|[^\S ]/g;

  /** One line: every run of white space is one space. @param {string | null | undefined} raw */
  const line = (raw) => clean(raw).replace(RUNS, " ").trim();

  /** Paragraphs: line ends stay, at most one empty line between. @param {string | null | undefined} raw */
  const paragraphs = (raw) => {
    const told = clean(raw);
    if (!UNTIDY.test(told)) return told.trim();
    return told
      .replace(/[^\S\n]+/g, " ")
      .replace(/ ?\n ?/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  };
  const UNTIDY = /[^\S\n]{2}| \n|\n |\n{3}|[\t\f\v\r]/;

  const CUT = /(?:…|\.\.\.)$/;

  /** Without what is said once in part and once whole, one after the other: "I mend clo…" and "I mend clocks." @param {string} told */
  const withoutCut = (told) => {
    if (!/(?:…|\.\.\.)\s*(?:\n|$)/.test(told)) return told;
    const parts = told.split(/(\n+)/); // a line, the ends between, a line
    const isPartOf = (one, other) => CUT.test(one) && one.length > 12 && one !== other && other?.startsWith(one.replace(CUT, "").trim());
    const kept = parts.filter((one, at) => at % 2 || !(isPartOf(one, parts[at + 2]) || isPartOf(one, parts[at - 2])));
    return paragraphs(kept.join(""));
  };

  /** Stars that a network prints for what it hides from visitors who are not signed in. @param {string} text */
  const isMasked = (text) => /\*{2}/.test(text) && /^[*\s.,;:·•|&()/-]+$/.test(text);

  /** Cuts at a whole character. @param {string} text @param {number} length */
  const cut = (text, length) => (text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, ""));

  /** The same words, whatever the case and the spaces: for finding duplicates. @param {string} text */
  const folded = (text) =>
    line(text)
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, " ")
      .trim();

  // A hashtag in any script; not inside a word, an address or an HTML entity. The first form is the same for text without other letters than
  // these: a page that has no others is spared the second, which takes a browser milliseconds to make ready.
  const HASHTAG = {
    latin: /(?<![A-Za-z0-9_&/#?=])#([A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*)/g,
    any: /(?<![\p{L}\p{N}_&/#?=])[#＃]([\p{L}\p{N}\p{M}_\u200c]*[\p{L}][\p{L}\p{N}\p{M}_\u200c]*)/gu,
  };

  /** The tags in a text, without `#`, each once. @param {string} text @returns {string[]} */
  const hashtags = (text) => {
    if (!/[#＃]/.test(text)) return [];
    return unique([...text.matchAll(PLAIN.test(text) ? HASHTAG.latin : HASHTAG.any)].map((match) => match[1]));
  };

  /** Each once, whatever its case; the first spelling stays. @param {string[]} words @returns {string[]} */
  const unique = (words) => {
    const seen = new Map();
    for (const word of words) if (word && !seen.has(word.toLowerCase())) seen.set(word.toLowerCase(), word);
    return [...seen.values()];
  };

  /** What stands before a mark, or everything when the mark is absent. @param {string} text @param {string} mark */
  const before = (text, mark) => (text.includes(mark) ? text.slice(0, text.indexOf(mark)) : text);

  // Codes that were withdrawn in 1989 and that X still writes.
  const RENAMED = { iw: "he", in: "id", ji: "yi" };

  /** A BCP 47 tag in the contract's form, or "" when the page's is none. @param {string | null | undefined} raw */
  const languageTag = (raw) => {
    const [language, ...rest] = (raw ?? "").trim().replace(/_/g, "-").split("-");
    const known = language.toLowerCase();
    const tag = [RENAMED[known] ?? known, ...rest].join("-");
    return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && !["und", "mul", "zxx", "qme", "qht", "qam", "qst"].includes(language) ? tag : "";
  };

  learnlearn.text = { RUNS, clean, withoutCut, line, paragraphs, isMasked, cut, folded, hashtags, unique, before, languageTag };
})();
