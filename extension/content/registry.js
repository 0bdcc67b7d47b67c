/**
 * The one global of everything that runs in a page: `globalThis.learnlearn`, and the list of site readers.
 *
 * Classic scripts, injected in the order of sites/index.json, perhaps twice on one page: every file only assigns, so the
 * second time replaces what the first one put there and nothing is done twice.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});

  /**
   * A reader of one network. `detect` says what the page is; `read` takes the facts of it.
   * @typedef {object} Site
   * @property {string} id the folder's name under sites/, and the snapshot's `site`
   * @property {string[]} hosts host names, each with its subdomains; empty: any page (only `web` and `mastodon`)
   * @property {string} [marks] what only this network's pages hold, as a selector: by it a copy that stands elsewhere is known
   * @property {object} hooks the declarative part (hooks.js): data only, replaceable without a new extension
   * @property {(document: Document) => Promise<void>} [prepare] what `detect` will ask of a large page, in slices
   * @property {(document: Document, location: Location) => (Page | null)} detect null: not a page of this network
   * @property {(document: Document, location: Location) => Promise<Reading>} read
   *
   * @typedef {{page: "profile" | "group" | "hashtag" | "search"}
   *   | {page: "not_a_person", kind: string} | {page: "sign_in_wall"} | {page: "still_loading"}} Page
   *
   * @typedef {object} Reading what `read` gives: one person's fields and the places that tell them, or the people of a group or hashtag page
   * @property {string} [reader] which layout it is, such as "github/vcard"; without it the one whose places won most
   * @property {Record<string, [grade: string, value: unknown, layout?: string][]>} [places] by field of the contract (fallbacks.js)
   * @property {string[]} [sought] the fields this page could have shown
   * @property {string[]} [partly] lines such as "positions: 5 of 12 shown"
   * @property {{kind: string, name: string, url: string}} [page]
   * @property {object[]} [people] contract Facts of each, with `url`
   */

  /** @type {Map<string, Site>} */
  const sites = (learnlearn.sites ??= new Map());

  /** Adds a reader, or replaces the one of the same id. @param {Site} site */
  learnlearn.site = (site) => {
    sites.set(site.id, site);
  };

  /** The readers that may speak for this host, the network's own before the ones for any page; `web` last. @param {Location} location */
  learnlearn.sitesFor = (location) => {
    const host = location.hostname.toLowerCase();
    const named = [...sites.values()].filter((site) => site.hosts.some((known) => host === known || host.endsWith(`.${known}`)));
    const any = [...sites.values()].filter((site) => site.hosts.length === 0 && site.id !== "web");
    const web = sites.get("web");
    return [...named, ...any, ...(web ? [web] : [])];
  };

  /**
   * Gives the page its turn when this slice has used up its 8 ms, so that reading never holds up a scroll or a key press.
   * @returns {Promise<void> | undefined} await it; undefined while there is time left
   */
  const SLICE_MS = 8;
  let sliceBegan = 0;
  learnlearn.breathe = () => {
    if (performance.now() - sliceBegan < SLICE_MS) return undefined;
    return new Promise((resolve) => {
      const channel = new MessageChannel(); // unlike a timer it is not slowed down to 4 ms, nor to 1 s in a tab behind
      channel.port1.onmessage = () => {
        channel.port1.close();
        sliceBegan = performance.now();
        resolve();
      };
      channel.port2.postMessage(null);
    });
  };

  // What was worked out of the page in hand and is asked for again by the next step of the same reading.
  let answers = new Map();

  /** Begins a reading: its first slice, and nothing known of the page that was read before. */
  learnlearn.beginReading = () => {
    answers = new Map();
    sliceBegan = performance.now();
  };

  /**
   * The answer to a question about the page in hand, worked out once a reading.
   * @template T
   * @param {string} question @param {() => T} work @returns {T}
   */
  learnlearn.once = (question, work) => {
    if (!answers.has(question)) answers.set(question, work());
    return answers.get(question);
  };
})();
