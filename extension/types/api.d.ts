/** Generated from schemas/ by `npm run types` in tests/. Change the contract in agent/learnlearn/contract/ instead. */

export interface Wire {
  AddNote?: AddNote;
  Ask?: Ask;
  AskDue?: AskDue;
  AskLedger?: AskLedger;
  AskPlan?: AskPlan;
  AskSame?: AskSame;
  Change?: Change;
  Circle?: Circle;
  Circles?: Circles;
  Common?: Common;
  Conversation?: Conversation;
  Due?: Due;
  DuePerson?: DuePerson;
  EditNote?: EditNote;
  Education?: Education;
  Export?: Export;
  ExportFile?: ExportFile;
  ExportedPerson?: ExportedPerson;
  Fault?: Fault;
  FollowUp?: FollowUp;
  Forget?: Forget;
  Forgotten?: Forgotten;
  Found?: Found;
  FoundPerson?: FoundPerson;
  GetCircles?: GetCircles;
  GetHooks?: GetHooks;
  GetRetention?: GetRetention;
  Health?: Health;
  HealthCheck?: HealthCheck;
  Hooks?: Hooks;
  IdentityProof?: IdentityProof;
  Import?: Import;
  ImportReport?: ImportReport;
  InnerPerson?: InnerPerson;
  Keep?: Keep;
  Kept?: Kept;
  LeavingPerson?: LeavingPerson;
  Ledger?: Ledger;
  ListNotes?: ListNotes;
  LookAtOffer?: LookAtOffer;
  Me?: Me;
  MeChange?: MeChange;
  MeProposal?: MeProposal;
  MeProposed?: MeProposed;
  MeState?: MeState;
  Meet?: Meet;
  ModelOffer?: ModelOffer;
  Note?: Note;
  Notes?: Notes;
  NotesExport?: NotesExport;
  OfferText?: OfferText;
  PairRequest?: PairRequest;
  Paired?: Paired;
  PeopleToMeet?: PeopleToMeet;
  Person?: Person;
  PersonPlan?: PersonPlan;
  PersonRef?: PersonRef;
  PersonToMeet?: PersonToMeet;
  Phrased?: Phrased;
  PhrasingState?: PhrasingState;
  Plan?: Plan;
  PollOffer?: PollOffer;
  Position?: Position;
  Post?: Post;
  Problem?: Problem;
  ProfileSnapshot?: ProfileSnapshot;
  Project?: Project;
  Prompt?: Prompt;
  Proof?: Proof;
  ProofRequest?: ProofRequest;
  Quote?: Quote;
  ReaderReport?: ReaderReport;
  Remembered?: Remembered;
  RemoveNote?: RemoveNote;
  Retention?: Retention;
  SaidSame?: SaidSame;
  Same?: Same;
  SamePerson?: SamePerson;
  SaveMe?: SaveMe;
  SavePlan?: SavePlan;
  SaveRetention?: SaveRetention;
  SavedFile?: SavedFile;
  SaySame?: SaySame;
  Search?: Search;
  SecondState?: SecondState;
  Selection?: Selection2;
  SetAside?: SetAside;
  Settled?: Settled;
  SiteAddresses?: SiteAddresses;
  SiteFile?: SiteFile;
  SiteHooks?: SiteHooks;
  Skipped?: Skipped;
  StartOffer?: StartOffer;
  Step?: Step;
  TakeBackSame?: TakeBackSame;
  TakeStep?: TakeStep;
  Topic?: Topic;
  Wording?: Wording;
}
/**
 * A note in one gesture; it also keeps the person. `at` is given when it did not happen now; `settles` when it gives what was
 * promised, or answers what was asked.
 */
export interface AddNote {
  at?: string | null;
  kind?: "learned" | "shared" | "promised" | "asked" | "answered" | "met" | "note";
  person: PersonRef;
  prompt_id?: string;
  prompt_text?: string;
  settles?: string | null;
  text: string;
}
/**
 * A person by their page: identity comes from the address, never from a name.
 */
export interface PersonRef {
  name?: string;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  url: string;
}
/**
 * Asks what the person on this page and I share. Looking is not keeping: the snapshot is answered and forgotten.
 */
export interface Ask {
  snapshot: ProfileSnapshot;
}
/**
 * A person as one page showed them at one moment.
 */
export interface ProfileSnapshot {
  about?: string;
  captured_at: string;
  causes?: string[];
  certifications?: string[];
  education?: Education[];
  groups?: string[];
  handle?: string;
  headline?: string;
  interests?: string[];
  languages?: string[];
  links?: string[];
  location?: string;
  name?: string;
  page?: "profile" | "selection";
  page_language?: string | null;
  positions?: Position[];
  posts?: Post[];
  projects?: Project[];
  reader?: ReaderReport | null;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  skills?: string[];
  status?: string;
  url: string;
  /**
   * Since version 2: those of `links` that the network itself has checked to be theirs.
   */
  verified_links?: string[];
}
/**
 * A school and what was learnt there.
 */
export interface Education {
  degree?: string;
  description?: string;
  end?: string;
  field?: string;
  school?: string;
  start?: string;
}
/**
 * A job or role. Years or dates stand as the page says them ("2019", "Feb 2014"); an empty `end` means still there.
 */
export interface Position {
  description?: string;
  end?: string;
  location?: string;
  organization?: string;
  start?: string;
  title?: string;
}
/**
 * One post. Reposts and quoted text are never the person's own words; `date` is absent when the page does not say.
 */
export interface Post {
  date?: string | null;
  hashtags?: string[];
  kind?: "post" | "repost" | "reply" | "pinned" | "quote";
  language?: string | null;
  links?: string[];
  text: string;
  url?: string;
}
/**
 * Something they made or keep going: a repository, a publication, a project.
 */
export interface Project {
  description?: string;
  name: string;
  topics?: string[];
  url?: string;
}
/**
 * Which reader won, what it found and what it looked for in vain: shown to the user, kept with the snapshot. `found` says of a field which place
 * of the page told it, such as "name: semantic" (embedded, semantic, structure, text, head or address).
 */
export interface ReaderReport {
  found?: string[];
  missing?: string[];
  reader: string;
}
/**
 * Asks what is due up to a day, today when none is given.
 */
export interface AskDue {
  until?: string | null;
}
/**
 * Asks what went between one person and me.
 */
export interface AskLedger {
  person: PersonRef;
}
/**
 * Asks for the plan of one person.
 */
export interface AskPlan {
  person: PersonRef;
}
/**
 * Asks whom I keep that the person on this page may be, and which of them I have called one with them.
 */
export interface AskSame {
  snapshot: ProfileSnapshot;
}
/**
 * Something on their page that was not there when it was kept last. The kind is for whoever shows it, in the user's language.
 */
export interface Change {
  date: string | null;
  of: "position" | "headline" | "place" | "status" | "post" | "interests";
  text: string;
}
/**
 * People whom I want to hear from about as often. `ideal_days` is when I would like to, `longest_days` when it is too long.
 */
export interface Circle {
  ideal_days: number;
  longest_days: number;
  name: string;
}
/**
 * My circles, in my order.
 */
export interface Circles {
  circles: Circle[];
}
/**
 * One thing both share, proved by both sides' own words.
 */
export interface Common {
  /**
   * What sort of thing it is: sport, craft, school, employer, place …
   */
  kind: string;
  label: string;
  mine: Quote[];
  /**
   * Why it is telling, as a person would say it, in English.
   */
  reason: string;
  relation: "same" | "related";
  score: number;
  sensitive: boolean;
  /**
   * How few share it: `high` is what few people anywhere do.
   */
  telling: "high" | "medium" | "low";
  theirs: Quote[];
}
/**
 * Words exactly as they stand in the source, with the field and the date they come from.
 */
export interface Quote {
  date: string | null;
  /**
   * Where it stands: `about`, `headline`, `posts.3`, `positions.0.title` …
   */
  field: string;
  text: string;
  url: string;
}
/**
 * Common ground, what each can give the other, up to three prompts, and what was set aside.
 */
export interface Conversation {
  common: Common[];
  engine: string;
  /**
   * Said when the prompts are not in the person's own language; else empty.
   */
  language_note: string;
  learn: Topic[];
  person: Person;
  /**
   * Set when the prompts may be put into other words by a model; null when none is switched on.
   */
  phrasing: ModelOffer | null;
  prompts: Prompt[];
  /**
   * What to know before anything new is said; null for people who are not kept.
   */
  remembered: Remembered | null;
  /**
   * Set when a second reader may read both pages; null when none is switched on or its opinion is in.
   */
  second: ModelOffer | null;
  set_aside: SetAside[];
  share: Topic[];
  state: "ready" | "nothing_found" | "own_page" | "me_blank" | "page_blank";
  /**
   * The next small step of the plan with this person; null for people without one.
   */
  step: Step | null;
  their_language: string | null;
}
/**
 * Something one of the two could give the other: `theirs` proves what they know or need, `mine` what I want or offer.
 */
export interface Topic {
  label: string;
  mine: Quote[];
  reason: string;
  theirs: Quote[];
}
/**
 * Of whom the answer speaks.
 */
export interface Person {
  kept: boolean;
  name: string;
  note_count: number;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  url: string;
}
/**
 * Something a model may do. `remote` is asked only after the user has seen what leaves this machine.
 */
export interface ModelOffer {
  id: string;
  model: string;
  where: "local" | "remote";
}
/**
 * Something to say in one's own words: a thought and one open question, never a message to send.
 */
export interface Prompt {
  about: string;
  direction: "ltr" | "rtl";
  evidence: Quote[];
  follow_ups: FollowUp[];
  /**
   * The same question about the same thing has the same id, so that it is never proposed twice.
   */
  id: string;
  kind: "learn" | "share" | "connect" | "return" | "curious";
  /**
   * BCP 47, such as `en` or `pt-BR`.
   */
  language: string;
  reason: string;
  text: string;
}
/**
 * The next rung: what to ask when they have answered.
 */
export interface FollowUp {
  ask: string;
  if_they: string;
}
/**
 * What is between the two of us: what is new on their page, what I promised and have not given (oldest first), what they told me last.
 */
export interface Remembered {
  changes: Change[];
  last_answer: Note | null;
  promised: Note[];
  /**
   * The newest notes of any kind, newest first.
   */
  recent: Note[];
  /**
   * The day on which their page was kept last; null when no page was.
   */
  seen_on: string | null;
}
/**
 * A note as it is kept and exported, with what it read before (oldest first). Strict, for it is also read back.
 */
export interface Note {
  at: string;
  earlier?: Wording[];
  edited_at?: string | null;
  /**
   * Sorts by the time it was made.
   */
  id: string;
  kind: "learned" | "shared" | "promised" | "asked" | "answered" | "met" | "note";
  prompt_id?: string;
  prompt_text?: string;
  /**
   * The promise or question among the notes on this person that is settled by this one.
   */
  settles?: string | null;
  text: string;
}
/**
 * How a note read until it was edited.
 */
export interface Wording {
  /**
   * When it was written.
   */
  at: string;
  text: string;
}
/**
 * Something seen and not used, and why: shown on request.
 */
export interface SetAside {
  explanation: string;
  label: string;
  quote: Quote;
  whose: "mine" | "theirs";
  why:
    | "negated"
    | "past"
    | "somebody_else"
    | "repost"
    | "quoted"
    | "boilerplate"
    | "irony"
    | "avoided"
    | "other_sense"
    | "too_common"
    | "weak_proof"
    | "sensitive"
    | "stale"
    | "asked_before"
    | "grief"
    | "too_long";
}
/**
 * One small thing to do next. `why` is said to the user; `due` is a day in the user's own zone; `promise` is the note it comes from.
 *
 * `kind` says it all but what was promised, which is `about`: whoever shows a step in another language needs no more.
 */
export interface Step {
  /**
   * What was promised, in the words of the note; empty for every other step.
   */
  about: string;
  due: string;
  kind: "read" | "react" | "comment" | "give" | "give_again" | "ask" | "check_in" | "promise" | "let_go" | "inform" | "review";
  overdue: boolean;
  promise: string | null;
  text: string;
  why: string;
}
/**
 * What is due, the longest waiting first, and the short list: who would drive me to the airport, and whom I would drive.
 */
export interface Due {
  airport: InnerPerson[];
  people: DuePerson[];
}
/**
 * Somebody of the short list.
 */
export interface InnerPerson {
  airport: "" | "they_would" | "i_would" | "both";
  name: string;
  /**
   * Sorts by the time it was made.
   */
  person_id: string;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  url: string;
}
/**
 * Somebody with a step that is due.
 */
export interface DuePerson {
  name: string;
  /**
   * Sorts by the time it was made.
   */
  person_id: string;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  step: Step;
  url: string;
}
/**
 * Replaces a note's words; the older ones stay in its history.
 */
export interface EditNote {
  /**
   * Sorts by the time it was made.
   */
  id: string;
  text: string;
}
/**
 * Asks for what was collected. `confirmed` is the second click. With `most`, a part of it: the next part begins `after` the last person's id.
 */
export interface Export {
  after?: string | null;
  confirmed: true;
  most?: number | null;
  which?: Selection;
}
/**
 * Whom an export is about: everybody to whom all that is given here applies. Each is handed out whole, so that an import loses nothing.
 */
export interface Selection {
  circle?: string;
  person?: PersonRef | null;
  /**
   * Those with something new since this day: kept, seen, a note written or edited.
   */
  since?: string | null;
  tag?: string;
}
/**
 * Asks for one file in one of the formats, to be saved by a browser. `confirmed` is the second click.
 */
export interface ExportFile {
  confirmed: true;
  format: "json" | "jsonl" | "markdown" | "csv" | "vcard" | "jscontact";
  which?: Selection1;
}
/**
 * Whom an export is about: everybody to whom all that is given here applies. Each is handed out whole, so that an import loses nothing.
 */
export interface Selection1 {
  circle?: string;
  person?: PersonRef | null;
  /**
   * Those with something new since this day: kept, seen, a note written or edited.
   */
  since?: string | null;
  tag?: string;
}
/**
 * Everything held on one person.
 */
export interface ExportedPerson {
  /**
   * Sorts by the time it was made.
   */
  id: string;
  kept_at: string;
  name: string;
  notes?: Note[];
  plan?: PersonPlan | null;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  snapshots?: ProfileSnapshot[];
  /**
   * Notes that can still be brought back: shown by `show`, never part of an export.
   */
  taken_away?: Note[];
  url: string;
}
/**
 * What I set for one person. Without a circle no touch is ever due; promises are, and the duties of work.
 *
 * `first_steps` is how many of the small first steps are done or passed over. `counted_from` is the day on which a touch was skipped, or the
 * plan taken up again after silence: the next one counts from there when no real contact is later.
 */
export interface PersonPlan {
  airport?: "" | "they_would" | "i_would" | "both";
  circle?: string;
  counted_from?: string | null;
  first_steps?: number;
  /**
   * When I told them that I keep notes on them: a duty where it is about work.
   */
  informed_on?: string | null;
  /**
   * When I last looked whether what is kept is still needed.
   */
  reviewed_on?: string | null;
  seen_weekly?: boolean;
  snoozed_until?: string | null;
  sphere?: "private" | "work";
  stopped?: boolean;
  tags?: string[];
}
/**
 * One place in a request that is wrong.
 */
export interface Fault {
  message: string;
  path: string;
}
/**
 * Erases everything held on one person. `confirmed` is the second click.
 */
export interface Forget {
  confirmed: true;
  person: PersonRef;
}
/**
 * What was erased, and what this machine cannot reach.
 */
export interface Forgotten {
  beyond_reach: string[];
  erased: boolean;
}
/**
 * People found, best first. `is_complete` is false while the agent, just started, has not looked at everybody yet; `unopened` names the files
 * of the store that do not open, each with what it held as far as known.
 */
export interface Found {
  is_complete: boolean;
  people: FoundPerson[];
  unopened: string[];
}
/**
 * A person that a search found.
 */
export interface FoundPerson {
  headline: string;
  name: string;
  notes: number;
  /**
   * Sorts by the time it was made.
   */
  person_id: string;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  url: string;
}
/**
 * Asks for my circles.
 */
export type GetCircles = Record<string, never>;
/**
 * Asks for the hooks that are newer than those an extension may carry.
 */
export type GetHooks = Record<string, never>;
/**
 * Asks how long people are kept, and who would leave soon.
 */
export type GetRetention = Record<string, never>;
/**
 * Who answers, which versions of the wire it speaks, and whether the store can be written.
 */
export interface Health {
  api: number;
  name: "learnlearn";
  oldest_api: number;
  store: "ready" | "locked" | "opening";
  version: string;
}
/**
 * Asks who answers on this port. Open to everybody; the answer holds nothing personal.
 */
export type HealthCheck = Record<string, never>;
/**
 * The newer hooks and the newer `site.json`, by site; a site without any is read by the extension's own copy.
 */
export interface Hooks {
  site_files: {
    [k: string]: SiteFile;
  };
  sites: {
    [k: string]: SiteHooks;
  };
}
/**
 * A newer `site.json`, used when `version` is higher than that of the extension's own.
 *
 * Hosts are not in it, for they are what the user allowed; nor is whether the site's terms ask for a word first, which the extension says itself.
 *
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-z][a-z0-9-]{0,39}$".
 */
export interface SiteFile {
  name: string;
  urls: SiteAddresses;
  version: number;
}
/**
 * What a page is by its address. Of `profile`, `hashtag`, `search`, `group` the first is the form the reader knows; the others stand for it.
 */
export interface SiteAddresses {
  group?: string[];
  hashtag?: string[];
  not_a_person?: {
    [k: string]: string[];
  };
  profile?: string[];
  search?: string[];
  sign_in_wall?: string[];
}
/**
 * For each field of one site where to look, best place first. Used only when `version` is higher than that of the extension's own copy.
 *
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-z][a-z0-9-]{0,39}$".
 */
export interface SiteHooks {
  fields: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z][A-Za-z_]{0,39}$".
     */
    [k: string]: {
      [k: string]: string;
    }[];
  };
  version: number;
}
/**
 * Why two pages may be one person's: the address that the page in front of me holds, and the one that the kept page holds.
 */
export interface IdentityProof {
  here: string;
  kind: "links_both_ways" | "checked_link" | "same_site";
  there: string;
}
/**
 * Takes an export back.
 */
export interface Import {
  confirmed: true;
  export: NotesExport;
}
/**
 * The file of `learnlearn export`, which `learnlearn import` takes back without losing a byte of meaning.
 */
export interface NotesExport {
  agent: string;
  circles?: Circle[];
  exported_at: string;
  format: "learnlearn-notes";
  me?: Me | null;
  people: ExportedPerson[];
  version: 1;
}
/**
 * Who I am, what I can give, what I want to learn, and what I never want raised.
 */
export interface Me {
  about?: string;
  /**
   * My own profile pages: how my own page is recognised.
   */
  addresses?: string[];
  avoid?: string[];
  causes?: string[];
  certifications?: string[];
  education?: Education[];
  goals?: string[];
  groups?: string[];
  handle?: string;
  headline?: string;
  interests?: string[];
  languages?: string[];
  learning?: string[];
  links?: string[];
  location?: string;
  name?: string;
  offers?: string[];
  positions?: Position[];
  posts?: Post[];
  projects?: Project[];
  skills?: string[];
  status?: string;
  tone?: "warm" | "plain" | "formal";
  values?: string[];
  /**
   * Since version 2: those of `links` that the network itself has checked to be theirs.
   */
  verified_links?: string[];
}
/**
 * What an import did.
 */
export interface ImportReport {
  already_there: number;
  notes: number;
  people: number;
  skipped: Skipped[];
  snapshots: number;
}
/**
 * One thing an import passed over, and why.
 */
export interface Skipped {
  what: string;
  why: string;
}
/**
 * Keeps this person: the lines of the snapshot the user left in, never the page.
 */
export interface Keep {
  snapshot: ProfileSnapshot;
}
/**
 * Whom the store now knows, and since when.
 */
export interface Kept {
  first_kept: string;
  name: string;
  /**
   * Sorts by the time it was made.
   */
  person_id: string;
}
/**
 * Somebody of whom nothing new has come in for long, and the day on which they would be erased.
 */
export interface LeavingPerson {
  name: string;
  on: string;
  /**
   * Sorts by the time it was made.
   */
  person_id: string;
  /**
   * A site folder's name; an open set, so a new site changes no contract.
   */
  site: string;
  url: string;
}
/**
 * Every note of a kind that goes between two people, sorted by who had it from whom. What is open comes oldest first, the rest newest first.
 *
 * `learned` holds what they answered to no question that is known, too.
 */
export interface Ledger {
  answered: Settled[];
  asked: Note[];
  given: Settled[];
  last_contact: string | null;
  learned: Note[];
  met: Note[];
  promised: Note[];
  shared: Note[];
}
/**
 * A promise and what was given, or a question and its answer.
 */
export interface Settled {
  first: Note;
  then: Note;
}
/**
 * The notes on one person, newest first; with `taken_away` those that were taken away instead, to bring one back.
 */
export interface ListNotes {
  person: PersonRef;
  taken_away?: boolean;
}
/**
 * Asks for the exact text that a model would be sent.
 */
export interface LookAtOffer {
  id: string;
}
/**
 * One line that a proposal would add or replace, with where it comes from.
 */
export interface MeChange {
  after: string;
  before: string;
  field: string;
  source: string;
}
/**
 * Asks what my profile would become with this page of mine added; nothing is kept.
 */
export interface MeProposal {
  snapshot: ProfileSnapshot;
}
/**
 * The union of my profile and my page, for correction before it is kept.
 */
export interface MeProposed {
  changes: MeChange[];
  me: Me;
}
/**
 * My profile as it is kept; `is_blank` when there is nothing to compare with yet.
 */
export interface MeState {
  is_blank: boolean;
  me: Me;
}
/**
 * Asks with whom of these people I share most. They are compared and forgotten: looking is not keeping.
 */
export interface Meet {
  people: ProfileSnapshot[];
}
/**
 * Notes on one person, newest first.
 */
export interface Notes {
  notes: Note[];
}
/**
 * Where the text would go, and every byte of it, one body a request; empty for what is sent nowhere.
 */
export interface OfferText {
  bodies: string[];
  url: string;
}
/**
 * One use of a pairing code: 128 bits from the page the command opened, or six digits typed by hand.
 */
export interface PairRequest {
  code: string;
  name: string;
  scopes: ("page" | "me" | "people")[];
}
/**
 * What the browser keeps: its token, the key of the agent's proof, and what it may do.
 */
export interface Paired {
  client: string;
  proof_key: string;
  /**
   * Whether an earlier pairing of the same Origin was replaced.
   */
  replaced: boolean;
  scopes: ("page" | "me" | "people")[];
  token: string;
}
/**
 * Those with whom something is shared, most first. Of the others nothing is said.
 */
export interface PeopleToMeet {
  /**
   * How many were compared: all that were sent, without myself.
   */
  asked: number;
  engine: string;
  people: PersonToMeet[];
  state: "ready" | "nothing_found" | "me_blank";
}
/**
 * One of them, with what both share and what each could give the other, proved by both sides' own words.
 */
export interface PersonToMeet {
  common: Common[];
  learn: Topic[];
  person: Person;
  share: Topic[];
}
/**
 * One prompt: the model's words when they passed every check, else the ones that were there, and what was wrong.
 */
export interface Phrased {
  flaw:
    | ""
    | "empty"
    | "too_long"
    | "several_lines"
    | "quotes"
    | "questions"
    | "numbers"
    | "words"
    | "denial"
    | "language"
    | "links"
    | "delicate"
    | "no_answer";
  is_rephrased: boolean;
  prompt_id: string;
  text: string;
}
/**
 * `waiting` until every prompt has its words.
 */
export interface PhrasingState {
  prompts: Phrased[];
  state: "offered" | "waiting" | "done";
}
/**
 * What was set for a person, the next step if there is one, and the last real contact.
 */
export interface Plan {
  last_contact: string | null;
  plan: PersonPlan;
  step: Step | null;
  unanswered: number;
}
/**
 * Asks what has come so far.
 */
export interface PollOffer {
  id: string;
}
/**
 * `code` is for programs and never changes; `hint` is for the person and says what to do next.
 */
export interface Problem {
  code: string;
  detail: string;
  faults: Fault[];
  hint: string;
  status: number;
  title: string;
  type: string;
}
/**
 * HMAC-SHA-256 over `learnlearn-proof:` and the nonce, by the key both got at pairing.
 */
export interface Proof {
  proof: string;
}
/**
 * The extension's question before it sends anything: prove that you are the agent I paired with.
 */
export interface ProofRequest {
  client: string;
  nonce: string;
}
/**
 * Takes a note away; `undo` brings it back.
 */
export interface RemoveNote {
  /**
   * Sorts by the time it was made.
   */
  id: string;
  undo?: boolean;
}
/**
 * The rule, and whom it would erase within the next thirty days, the first to leave first.
 */
export interface Retention {
  days: number | null;
  leaving: LeavingPerson[];
}
/**
 * My word as it is kept; after taking it back, without one.
 */
export interface SaidSame {
  link: string | null;
  says: ("one" | "two") | null;
}
/**
 * First those who are one with this person on my word. Those I called somebody else are not shown again.
 */
export interface Same {
  people: SamePerson[];
}
/**
 * Somebody I keep who may be the person on this page. `says` is my word on it, `link` its id to take it back; null when I gave none.
 */
export interface SamePerson {
  link: string | null;
  person: Person;
  proof: IdentityProof[];
  says: ("one" | "two") | null;
}
/**
 * Keeps my profile as I corrected it.
 */
export interface SaveMe {
  me: Me;
}
/**
 * Sets the plan of one person.
 */
export interface SavePlan {
  person: PersonRef;
  plan: PersonPlan;
}
/**
 * Sets it. `days` null keeps people for good. `confirmed` is the second click: who is too old already is erased at once.
 */
export interface SaveRetention {
  confirmed: true;
  days: number | null;
}
/**
 * A file to save; several of a format come packed as a ZIP archive. `content` is base64.
 */
export interface SavedFile {
  content: string;
  media_type: string;
  name: string;
}
/**
 * My word on two people: one, or two. Both stay kept as they are, so that it can be taken back; `proof` is what I was shown.
 */
export interface SaySame {
  first: PersonRef;
  proof?: string[];
  says: "one" | "two";
  second: PersonRef;
}
/**
 * Looks for people by name, place, interest or the words of notes. Without a word everybody is found.
 */
export interface Search {
  limit?: number;
  text: string;
}
/**
 * `waiting` until it has read both; `failed` when it could not: the first answer stands.
 */
export interface SecondState {
  /**
   * How many things it proposed and proved.
   */
  added: number;
  /**
   * The whole answer after it; null while waiting, and when it changed nothing.
   */
  conversation: Conversation | null;
  state: "offered" | "waiting" | "done" | "failed";
  /**
   * How many things it did not believe; they are set aside.
   */
  withdrawn: number;
}
/**
 * Whom an export is about: everybody to whom all that is given here applies. Each is handed out whole, so that an import loses nothing.
 */
export interface Selection2 {
  circle?: string;
  person?: PersonRef | null;
  /**
   * Those with something new since this day: kept, seen, a note written or edited.
   */
  since?: string | null;
  tag?: string;
}
/**
 * Carries it out. `consent` is the user's yes to this one use, after seeing the text; a model on this machine needs none.
 */
export interface StartOffer {
  consent?: boolean;
  id: string;
}
/**
 * Takes my word back: what I said before of the two counts again, if anything.
 */
export interface TakeBackSame {
  /**
   * Sorts by the time it was made.
   */
  link: string;
}
/**
 * What I did with the step that is proposed: done (with my own words, if I like), skipped, or put off until a day.
 *
 * Done writes the note that belongs to it: what was promised is given, what was asked is asked. To skip `let_go` takes the plan up again.
 */
export interface TakeStep {
  act: "done" | "skip" | "snooze";
  person: PersonRef;
  text?: string;
  until?: string | null;
}
