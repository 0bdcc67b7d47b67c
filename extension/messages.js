/**
 * Every message between the parts of the extension: its name, who may send it and what for.
 *
 * A classic script, so that content scripts, pages and the module worker read the same table. The worker refuses a message from a
 * sender that is not named here: `page` is the sidebar in somebody else's page (the least trusted), `panel` is the browser's side
 * panel, `people` is the page of everybody who is kept, `settings` are the options, welcome and choice pages, `pair` is the script on the agent's own
 * pairing page.
 * The types of what each carries are in types/messages.d.ts.
 */
{
  /** @type {Readonly<Record<import("./types/messages").AskName, import("./types/messages").SenderKind[]>>} */
  const ASKS = Object.freeze({
    // To the worker.
    "look.again": ["page", "panel"], // read the page in front of the user once more
    "look.paste": ["panel"], // answer words pasted by the user; the page is not touched
    "keep.preview": ["page", "panel"], // which lines would be kept
    "keep.confirm": ["page", "panel"], // keep them, without those struck out
    "prompt.asked": ["page", "panel"], // I asked this
    "step.here": ["page"], // the step with this person: done, put off or passed over
    "same.say": ["page", "panel"], // my word on this person and another whom I keep: one, or two
    "same.take_back": ["page", "panel"],
    "phrasing.look": ["panel"], // what exactly a language model would be sent
    "phrasing.start": ["page", "panel"], // to another machine from the panel only
    "phrasing.poll": ["page", "panel"],
    "second.look": ["panel"], // as with other words
    "second.start": ["page", "panel"],
    "second.poll": ["page", "panel"],
    "panel.open": ["page"],
    standing: ["page"], // whether the page lets the sidebar stand as it was put
    "note.open": ["page"], // open the panel to write a note: the page can hear what is typed in it
    "note.add": ["panel", "people"],
    "note.edit": ["panel", "people"],
    "note.remove": ["panel", "people"], // and bring back, by `undo`
    "note.list": ["panel", "people"],
    "ledger.get": ["panel", "people"], // what each has had from the other
    "plan.get": ["panel", "people"], // with my circles, to choose from
    "plan.save": ["panel", "people"],
    "step.take": ["panel", "people"],
    "due.get": ["panel", "people"],
    "due.calendar": ["panel", "people"],
    "circles.get": ["people"],
    "circles.save": ["people"],
    "people.search": ["people"],
    "people.show": ["people"],
    "people.forget": ["people"], // after the second click, as the next two
    "people.export": ["people"],
    "people.import": ["people"],
    "panel.current": ["panel"], // what to show for this tab
    "me.propose": ["page", "panel"], // this page is mine: open what my profile would become
    "me.proposal": ["settings"],
    "me.get": ["settings"],
    "me.save": ["settings"],
    open: ["page", "panel", "people", "settings"], // one of the extension's own pages
    status: ["settings", "panel", "people"], // agent, pairing and profile, as one state
    "settings.get": ["settings", "panel"],
    "settings.save": ["settings"],
    "sites.released": ["settings"], // what the agent's release says of sites that were renamed
    "choice.made": ["settings"], // where to show on a site whose terms forbid add-ons
    "pair.digits": ["settings"],
    "pair.forget": ["settings"],
    "pair.offer": ["pair"], // may this page's code be used, and does it replace a pairing
    "pair.link": ["pair"],
  });

  const TELLS = Object.freeze({
    // From the worker.
    show: ["page", "panel"], // what is known about the page in front of the user
    moved: ["page"], // the address may have changed: look whether the answer still belongs here
    "note.focus": ["panel"],
  });

  /** `#about` is a place on the page; `#/ada` and `#!ada` are other pages. */
  const PLACE_ON_PAGE = /#(?![/!]).*$/;

  /** @type {any} */ (globalThis).learnlearn ??= {};
  learnlearn.messages = Object.freeze({
    ASKS,
    TELLS,
    /**
     * Whether a sender of this kind may send this message.
     * @param {string} name
     * @param {import("./types/messages").SenderKind} from
     */
    allowed: (name, from) => Object.hasOwn(ASKS, name) && ASKS[/** @type {import("./types/messages").AskName} */ (name)].includes(from),
    /** Whether two addresses are the same page. @param {string} one @param {string} other */
    samePage: (one, other) => one.replace(PLACE_ON_PAGE, "") === other.replace(PLACE_ON_PAGE, ""),
    /**
     * Asks the worker; resolves to its answer.
     * @type {import("./types/messages").Ask}
     */
    ask: async (name, about) => {
      const reply = await chrome.runtime.sendMessage({ ask: name, about: about ?? {} });
      return reply ?? { ok: false, state: "problem", problem: null };
    },
  });
}
