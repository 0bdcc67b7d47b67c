/** What each message of messages.js carries and answers. */
import type {
  AddNote, Circle, Conversation, Due, EditNote, ExportedPerson, ExportFile, Forgotten, Found, ImportReport, Ledger, Me, MeProposed,
  MeState, Note, NotesExport, OfferText, PeopleToMeet, PersonPlan, PersonRef, PhrasingState, Plan, Problem, ProfileSnapshot, SamePerson, SavedFile, SecondState, Selection, SiteFile, TakeStep,
} from "./api";

export type SenderKind = "page" | "panel" | "people" | "settings" | "pair";
export type Place = "page" | "panel";

/** Every state the view knows; each is one line and one button. */
export type StateName =
  | "reading" | "moved" | "idle"
  | "agent_absent" | "agent_slow" | "agent_forbidden" | "port_taken" | "not_paired" | "store_locked" | "agent_too_old" | "extension_too_old"
  | "extension_updated" | "not_allowed" | "me_blank" | "own_page" | "not_a_person" | "sign_in_wall" | "still_loading"
  | "unsupported" | "nothing_selected" | "language_unknown" | "nothing_found" | "page_blank" | "people" | "problem" | "ready";

export interface FoundPerson { name: string; headline: string; url: string }

/** What is known about one page. It carries the address it is for, so that no answer is ever shown beside another person. */
export interface Shown {
  url: string;
  state: StateName;
  kind?: string;
  port?: number;
  conversation?: Conversation;
  found?: string[];
  missing?: string[];
  people?: FoundPerson[];
  /** Of a page of many: with whom the user shares most. */
  meeting?: PeopleToMeet;
  /** Kept people who may be the one on this page, or are on the user's word. */
  same?: SamePerson[];
  page?: { kind: "group" | "hashtag" | "search"; name: string; url: string };
  problem?: Problem;
  report?: string;
}

/** How a second reading stands; `shown` is what stands there after it, null while it is under way. */
export interface SecondSeen { state: SecondState["state"]; added: number; withdrawn: number; shown: Shown | null }

export type Outcome =
  /** `own`: the address of whoever is signed in there, where the page is theirs; of nobody else. */
  | { outcome: "profile"; snapshot: ProfileSnapshot; own?: string }
  | { outcome: "people"; page: { kind: "group" | "hashtag" | "search"; name: string; url: string }; people: ProfileSnapshot[] }
  | { outcome: "not_a_person"; kind: string }
  | { outcome: "unsupported"; report: unknown }
  | { outcome: "sign_in_wall" | "still_loading" | "nothing_selected" };

/** How a page is to be looked at. `toggle`: an open sidebar with a settled answer closes in place of reading. */
export interface How extends Released { selection: boolean; place: Place; toggle: boolean }

/** By site: data of a closed vocabulary, judged by content/hooks.js before it is used. */
export type NewerHooks = Record<string, { version: number; fields: Record<string, object[]> }>;

/** By site, from the agent's release: newer hooks, and a newer site.json, which content/routes.js judges before it is used. */
export interface Released { hooks: NewerHooks; siteFiles: Record<string, SiteFile> }

/** What the sidebar says of itself when the worker comes by. */
export type PageReply = { absent: true } | { closed: true } | { url: string; outcome: Outcome };

export interface KeepLine { path: string; field: string; text: string; date?: string }

export interface Pairing { client: string; token: string; proof_key: string; scopes: string[]; name: string; paired_at: string }

export interface Settings {
  port: number;
  where: Place;
  /** Set once the user has chosen on a site whose terms forbid add-ons; absent until then. */
  linkedin?: "panel" | "page" | "paste";
  /** Hosts, with their subdomains, on which looking happens by itself; each granted by the user. */
  automatic: string[];
  /** Hosts, with their subdomains, on which whoever is looked at is kept; each chosen by the user. */
  keeping: string[];
}

/** What the options and welcome pages show: no secret leaves the worker. */
export interface Status {
  state: StateName;
  port: number;
  version: string;
  paired: { client: string; name: string; scopes: string[]; paired_at: string } | null;
  me_is_blank: boolean | null;
  problem: Problem | null;
}

/** The name under which each message travels, what it carries, and what comes back. */
export interface Asks {
  "look.again": { ask: { selection?: boolean; tab?: number }; answer: null };
  "look.paste": { ask: { tab: number; name: string; text: string }; answer: null };
  "keep.preview": { ask: { tab?: number }; answer: KeepLine[] };
  "keep.confirm": { ask: { struck: string[]; tab?: number }; answer: { first_kept: string } };
  "prompt.asked": { ask: { id: string; tab?: number }; answer: null };
  "same.say": { ask: { url: string; says: "one" | "two"; tab?: number }; answer: null };
  "same.take_back": { ask: { link: string; tab?: number }; answer: null };
  "step.here": { ask: Omit<TakeStep, "person"> & { tab?: number }; answer: Plan };
  "phrasing.look": { ask: { tab?: number }; answer: OfferText };
  "phrasing.start": { ask: { consent?: boolean; tab?: number }; answer: PhrasingState };
  "phrasing.poll": { ask: { tab?: number }; answer: PhrasingState };
  "second.look": { ask: { tab?: number }; answer: OfferText };
  "second.start": { ask: { consent?: boolean; tab?: number }; answer: SecondSeen };
  "second.poll": { ask: { tab?: number }; answer: SecondSeen };
  "panel.open": { ask: { tab?: number }; answer: null };
  "standing": { ask: { how: "well" | "covered" | "lost"; tab?: number }; answer: null };
  "note.open": { ask: { prompt?: string; tab?: number }; answer: null };
  "note.add": { ask: AddNote; answer: Note };
  "note.edit": { ask: EditNote; answer: Note };
  "note.remove": { ask: { id: string; undo?: boolean }; answer: Note };
  "note.list": { ask: { person: PersonRef; taken_away?: boolean }; answer: readonly Note[] };
  "ledger.get": { ask: { person: PersonRef }; answer: Ledger };
  "plan.get": { ask: { person: PersonRef }; answer: { plan: Plan; circles: readonly Circle[] } };
  "plan.save": { ask: { person: PersonRef; plan: PersonPlan }; answer: Plan };
  "step.take": { ask: TakeStep; answer: Plan };
  "due.get": { ask: object; answer: Due };
  "due.calendar": { ask: { until: string }; answer: SavedFile };
  "circles.get": { ask: object; answer: readonly Circle[] };
  "circles.save": { ask: { circles: Circle[] }; answer: readonly Circle[] };
  "people.search": { ask: { text: string }; answer: Found };
  "people.show": { ask: { person: PersonRef }; answer: ExportedPerson };
  "people.forget": { ask: { person: PersonRef }; answer: Forgotten };
  "people.export": { ask: { format: ExportFile["format"]; which: Selection }; answer: SavedFile };
  "people.import": { ask: { piece: NotesExport }; answer: ImportReport };
  "panel.current": { ask: { tab: number }; answer: { shown: Shown; note: string | null } };
  "me.propose": { ask: { tab?: number }; answer: null };
  "me.proposal": { ask: object; answer: MeProposed | null };
  "me.get": { ask: object; answer: MeState };
  "me.save": { ask: { me: Me }; answer: MeState };
  "open": { ask: { what: "options" | "pair" | "me" | "welcome" | "people" | "circles" | "update"; person?: string }; answer: null };
  "status": { ask: object; answer: Status };
  "settings.get": { ask: object; answer: Settings };
  "sites.released": { ask: object; answer: Released["siteFiles"] };
  "settings.save": { ask: Partial<Settings>; answer: Settings };
  "choice.made": { ask: { tab: number; linkedin: NonNullable<Settings["linkedin"]> }; answer: null };
  "pair.digits": { ask: { digits: string; scopes: string[] }; answer: Status };
  "pair.forget": { ask: object; answer: null };
  "pair.offer": { ask: object; answer: { replaces: boolean; other_port: number | null } };
  "pair.link": { ask: { code: string; scopes: string[] }; answer: { replaced: boolean; name: string } };
}

export type Reply<T> = { ok: true; value: T } | { ok: false; state: StateName; problem: Problem | null };
export type AskName = keyof Asks;
export type Ask = <N extends AskName>(name: N, about?: Asks[N]["ask"]) => Promise<Reply<Asks[N]["answer"]>>;

export type Sender = chrome.runtime.MessageSender & { kind: SenderKind };
/** What the worker does on each message. */
export type Answers = { [N in AskName]: (about: Asks[N]["ask"], sender: Sender) => Promise<Asks[N]["answer"]> };
export type SomeAnswers = Partial<Answers>;
