/**
 * The look of the view and of the extension's pages. A script, for a style sheet in a page would need web-accessible resources.
 *
 * A page's own style reaches into a closed root by four ways, and all are shut: properties of the host and what it inherits (`all: initial`, in the
 * host's own `style`), its `::before` and `::after`, custom properties (in a page ours have names that it cannot know, and stand inside the root),
 * and fonts: a page can give its own file to any family that has a name, and by `unicode-range` learn which letters stand here; a generic one is nobody's.
 */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};
  /** @type {any} */
  const ui = (learnlearn.ui ??= /** @type {any} */ ({}));

  const isInPage = !location.protocol.endsWith("extension:");
  const SERIF = isInPage
    ? "serif"
    : 'ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, "Liberation Serif", serif';
  const SANS = isInPage ? "sans-serif" : 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

  const TOKENS = `
:host > *, :root {
  --paper: #fcfbf8; --card: #ffffff; --ink: #1d2125; --soft: #5a6067; --line: #e4e0d8; --edge: #8f8a7e; --accent: #0b6256; --accent-ink: #ffffff;
  --learn: #0b6256; --share: #8a4b08; --connect: #3f4fa3; --return: #8a2f5d; --curious: #5a5348; --warm: #f4f0e6;
  --serif: ${SERIF};
  --sans: ${SANS};
  color-scheme: light;
}
@media (prefers-color-scheme: dark) {
  :host > *, :root {
    --paper: #16181a; --card: #1e2124; --ink: #eceae5; --soft: #a9aeb3; --line: #33373b; --edge: #757c83; --accent: #7fd3c1; --accent-ink: #0c201c;
    --learn: #7fd3c1; --share: #efb36b; --connect: #aab6ff; --return: #f0a3c9; --curious: #c9c0b0; --warm: #23262a;
    color-scheme: dark;
  }
}`;

  // In a layer: whatever a page of ours says in its own sheet goes before it.
  const BASE = `@layer base {
*, *::before, *::after { box-sizing: border-box; }
h2, h3, h4, p, ul, dl, dd, figure, blockquote { margin: 0; padding: 0; font: inherit; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.plain { list-style: none; }
.reason { color: var(--soft); font-size: 13px; line-height: 1.5; }
.lead { color: var(--soft); font-weight: 600; }
.row { display: flex; flex-wrap: wrap; gap: 4px 6px; }
.icon { width: 15px; height: 15px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
button { font: 500 13px/1.3 var(--sans); color: inherit; background: none; border: 1px solid transparent; border-radius: 8px; padding: 7px 12px; cursor: pointer; min-height: 32px; }
button:focus-visible, summary:focus-visible, a:focus-visible, input:focus-visible, textarea:focus-visible, select:focus-visible, pre:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
button.first { background: var(--accent); color: var(--accent-ink); font-weight: 600; }
button.first:hover { filter: brightness(1.08); }
button.second { border-color: var(--line); background: var(--card); font-weight: 600; }
button.second:hover, button.quiet:hover { background: var(--warm); }
button.quiet { display: inline-flex; align-items: center; gap: 6px; padding: 5px 9px; color: var(--soft); }
button.quiet:hover { color: var(--ink); }
button.link { padding: 4px 0; color: var(--soft); text-decoration: underline; text-underline-offset: 3px; text-decoration-color: var(--line); }
button.link:hover { color: var(--ink); text-decoration-color: currentColor; }
button:disabled { cursor: default; color: var(--learn); opacity: 1; }
button[aria-busy="true"] { cursor: progress; }
[hidden] { display: none; }
[data-words]::before { content: attr(data-words); }
:host [dir="auto"] { unicode-bidi: plaintext; } /* for it looks at no generated content */
}`;

  const VIEW = `
:host { all: initial; user-select: none; }
:host::before, :host::after { display: none !important; }
.ll { position: relative; height: 100%; overflow: auto; overscroll-behavior: contain; padding: 18px 20px 20px; background: var(--paper); color: var(--ink);
  font: 400 14px/1.5 var(--sans); text-align: start; color-scheme: light dark; scrollbar-width: thin; -webkit-font-smoothing: antialiased; }
.ll:focus { outline: none; }
.ll:focus-visible { box-shadow: inset 3px 0 0 var(--accent); }
header { display: flex; align-items: flex-start; gap: 11px; }
header > div { flex: 1; min-width: 0; }
.mark { display: grid; place-items: center; width: 34px; height: 34px; border-radius: 10px; background: var(--accent); color: var(--accent-ink); flex: none; }
.mark .icon { width: 22px; height: 22px; stroke-width: 1.6; }
.who { font: 600 19px/1.25 var(--serif); letter-spacing: -.005em; overflow-wrap: anywhere; }
.where { font-size: 12px; color: var(--soft); }
.where:empty, .status:empty { display: none; }
.close { padding: 6px; min-height: 0; color: var(--soft); margin: -4px -8px 0 0; line-height: 0; }
.close:hover { color: var(--ink); background: var(--warm); }
.close .icon { width: 18px; height: 18px; }
.status { margin: 16px 0 14px; font: 400 15px/1.45 var(--sans); text-wrap: pretty; }
[data-state="ready"] .status { margin: 12px 0 10px; font-size: 13px; color: var(--soft); }
.primary { width: 100%; padding: 10px 14px; font-size: 14px; margin-bottom: 14px; }
.remark { margin: 0 0 12px; padding: 8px 12px; background: var(--warm); border-radius: 8px; font-size: 13px; }
.last { margin: 0 0 14px; padding: 10px 14px; background: var(--warm); border-radius: 12px; }
.last h3 { font: 600 13px/1.4 var(--sans); margin: 0 0 4px; }
.last li { padding: 2px 0; overflow-wrap: anywhere; }
.card { margin: 0 0 12px; padding: 14px 16px 8px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.kind { display: inline-block; font: 600 12px/1.4 var(--sans); letter-spacing: .01em; color: var(--curious); }
.kind.learn { color: var(--learn); } .kind.share { color: var(--share); } .kind.connect { color: var(--connect); } .kind.return { color: var(--return); }
.words { margin: 5px 0 9px; font: 400 17px/1.48 var(--serif); text-wrap: pretty; overflow-wrap: break-word; }
.card .row { margin: 6px -9px 0; }
.next-step { border-inline-start: 3px solid var(--share); }
.next-step .kind { margin: 0; font: 600 12px/1.4 var(--sans); color: var(--share); }
.next-step .row { margin-inline: 0; }
details.ladder { margin-top: 7px; }
summary { cursor: pointer; font-size: 13px; line-height: 1.5; color: var(--soft); padding: 3px 0; border-radius: 6px; }
summary:hover { color: var(--ink); }
dl { margin: 6px 0 4px; padding-inline-start: 12px; border-inline-start: 2px solid var(--line); font-size: 13.5px; }
dd { margin: 2px 0 10px; font: 400 15px/1.45 var(--serif); }
dd .lead, dt .lead { font: 600 12px/1.5 var(--sans); }
section > h3, .keep h3 { margin: 24px 0 10px; font: 600 15px/1.35 var(--sans); }
.last h3 { margin: 0 0 4px; }
.found { padding: 11px 0 12px; border-top: 1px solid var(--line); }
.found h4, .found a { font: 600 16px/1.35 var(--serif); color: var(--ink); }
.found a { color: var(--accent); text-underline-offset: 3px; }
.card h4 a { font: 600 18px/1.3 var(--serif); color: var(--accent); text-underline-offset: 3px; }
.card h4 + .plain > .found, .card .reason + .plain > .found { border-top: 0; }
.found .reason { margin: 2px 0 4px; }
.quotes { margin-top: 8px; padding-inline-start: 12px; border-inline-start: 2px solid var(--line); }
.quotes.theirs { border-color: var(--connect); } .quotes.mine { border-color: var(--learn); }
.whose { display: block; font: 600 12px/1.4 var(--sans); color: var(--soft); }
.quotes.theirs .whose { color: var(--connect); } .quotes.mine .whose { color: var(--learn); }
figure + figure { margin-top: 6px; }
blockquote { font: 400 14.5px/1.45 var(--serif); overflow-wrap: anywhere; }
blockquote::before { content: "\\201C"; } blockquote::after { content: "\\201D"; }
figcaption { font-size: 12px; color: var(--soft); }
details.more { border-top: 1px solid var(--line); padding: 8px 0; }
details.more .found:first-child { border-top: 0; }
details.more + details.more { margin-top: -1px; }
pre { max-height: 180px; overflow: auto; padding: 10px; background: var(--warm); border-radius: 8px; font-size: 11px; white-space: pre-wrap; overflow-wrap: anywhere; }
.keep { border-top: 1px solid var(--line); padding: 14px 0 4px; }
.keep > .second { width: 100%; margin-bottom: 6px; }
.keep h3 { margin-top: 0; }
.lines { margin: 10px -4px; padding-inline: 4px; max-height: 46vh; overflow: auto; border-block: 1px solid var(--line); }
.lines label { display: flex; align-items: flex-start; gap: 9px; padding: 6px 2px; font-size: 13px; cursor: pointer; }
.lines input { margin: 3px 0 0; accent-color: var(--accent); flex: none; }
.lines .strikeable { overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.lines input:not(:checked) + span .strikeable { text-decoration: line-through; color: var(--soft); }
.done { padding: 9px 12px; background: var(--warm); border-radius: 8px; }
footer { display: flex; justify-content: space-between; gap: 12px; margin-top: 14px; padding-top: 6px; border-top: 1px solid var(--line); }
.pulse { height: 3px; border-radius: 2px; background: var(--accent); transform-origin: 0 50%; animation: wait 1.2s ease-in-out infinite alternate; }
@keyframes wait { from { transform: scaleX(.12); } to { transform: scaleX(.6); } }
@media (prefers-reduced-motion: reduce) { .pulse { animation: none; transform: scaleX(.4); } }
@media (forced-colors: active) { .card, button { border: 1px solid; } .mark { forced-color-adjust: none; } }`;

  const SOURCES = { tokens: TOKENS, base: BASE, view: VIEW };
  /** @type {Map<string, CSSStyleSheet>} */
  const made = new Map();
  const ours = `--${crypto.getRandomValues(new Uint32Array(2)).join("-")}-`;

  /** A sheet to adopt. @param {string} css */
  ui.sheet = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(isInPage ? css.replaceAll("--", ours) : css);
    return sheet;
  };

  /**
   * Sheets to adopt, made once per document.
   * @param {"view"[]} which
   */
  ui.sheets = (...which) =>
    ["tokens", "base", ...which].map((name) => {
      const sheet = made.get(name) ?? ui.sheet(/** @type {Record<string, string>} */ (SOURCES)[name] ?? "");
      made.set(name, sheet);
      return sheet;
    });
}
