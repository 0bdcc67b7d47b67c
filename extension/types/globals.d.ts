/** The one global name of the isolated world and of the extension's pages, as the classic scripts build it up. */
import type { AskName, Ask, Outcome, Place, SenderKind, Shown, StateName } from "./messages";

type Child = Node | string | null | undefined | false;
type Props = Record<string, unknown>;

/** What a view may do and where it stands. */
export interface ViewContext {
  place: Place;
  /** Does something the user asked for; resolves when done. The view never talks to the browser itself. */
  act: (name: ViewAction, about?: Record<string, unknown>) => Promise<unknown>;
  /** Says that the person is kept, once something was done that keeps them. The view gives it to its parts. */
  kept?: () => void;
  /** Shows what a later answer changed, in place. The view gives it to its parts, as it does the next. */
  renew?: (shown: Shown) => void;
  /** Whether the user has a pointer or a cursor in the view. */
  isTouched?: () => boolean;
  /** Hears what is shown now. */
  renewed?: (shown: Shown) => void;
}

/** One sort of thing that something slower than the engine may do for an answer; its name begins the names of its messages and lines. */
export interface OfferKind {
  name: "phrasing" | "second";
  /** What has come so far. */
  comes?: (place: HTMLElement, state: any) => void;
  /** All of it; null when it could not be asked. */
  came: (place: HTMLElement, state: any, offer: import("./api").ModelOffer) => unknown;
}

export type ViewAction =
  | "again" | "selection" | "close" | "reload" | "copy" | "asked" | "note" | "keep.preview" | "keep.confirm" | "this_is_me"
  | "phrasing.look" | "phrasing.start" | "phrasing.poll" | "second.look" | "second.start" | "second.poll" | "step" | "same.say" | "same.take_back" | "people" | "options" | "pair" | "me" | "update" | "panel";

export interface View {
  root: HTMLElement;
  update: (shown: Shown) => void;
  focus: () => void;
  kept: () => void;
  /** Says that the page lies over it, or that this is over. */
  warn: (isCovered: boolean) => void;
}

/** How the sidebar stands in the page. */
export type Standing = "well" | "covered" | "lost";

/** What became of a step. */
export type StepAct = Omit<import("./api").TakeStep, "person">;

interface Learnlearn {
  messages: {
    ASKS: Readonly<Record<AskName, SenderKind[]>>;
    TELLS: Readonly<Record<string, string[]>>;
    allowed: (name: string, from: SenderKind) => boolean;
    samePage: (one: string, other: string) => boolean;
    ask: Ask;
  };
  ui: {
    say: (key: string, ...about: (string | number)[]) => string;
    knows: (key: string) => boolean;
    day: (date: string) => string;
    speaks: (language: string) => boolean;
    lead: (line: import("./messages").KeepLine) => string;
    dayOf: (instant: string, dateStyle?: "medium" | "long") => string;
    localise: (root: ParentNode) => void;
    node: (tag: string, props?: Props | null, ...children: Child[]) => HTMLElement;
    button: (key: string, onclick: () => unknown, props?: Props) => HTMLButtonElement;
    icon: (name: string) => SVGElement;
    words: (text: string) => Text | HTMLElement;
    write: (place: Element, text: string) => void;
    wordsIn: (place: Element) => string;
    sheet: (css: string) => CSSStyleSheet;
    sheets: (...which: "view"[]) => CSSStyleSheet[];
    isOrphan: () => boolean;
    acts: (place: {
      about: () => object;
      fail: (failed: { state: StateName; problem?: import("./api").Problem }) => void;
      own: Partial<Record<ViewAction, (about: any) => unknown>>;
    }) => ViewContext["act"];
    states: Readonly<Record<StateName, { action: ViewAction | null; settled: boolean }>>;
    line: (shown: Shown) => string;
    scopes: () => { root: HTMLElement; chosen: () => string[] };
    mount: (context: ViewContext) => View;
    offer: (kind: OfferKind, offer: import("./api").ModelOffer, context: ViewContext) => HTMLElement;
    tellOffer: (place: HTMLElement, key: string, ...about: (string | number)[]) => void;
    pause: () => Promise<unknown>;
    phrasing: (shown: Shown, context: ViewContext) => HTMLElement | null;
    second: (shown: Shown, context: ViewContext) => HTMLElement | null;
    today: (later?: number) => string;
    isDue: (step: import("./api").Step) => boolean;
    step: (
      step: import("./api").Step,
      about: { id: string; take: (act: StepAct) => Promise<unknown>; level?: number; who?: HTMLElement },
    ) => HTMLElement;
    dueStep: (shown: Shown, context: ViewContext) => HTMLElement | null;
    remembered: (shown: Shown) => HTMLElement | null;
    prompts: (shown: Shown, context: ViewContext) => HTMLElement | null;
    commonGround: (shown: Shown) => HTMLElement | null;
    topics: (shown: Shown) => HTMLElement | null;
    setAside: (shown: Shown) => HTMLElement | null;
    unseen: (shown: Shown, context: ViewContext) => HTMLElement | null;
    people: (shown: Shown) => HTMLElement | null;
    same: (shown: Shown, context: ViewContext) => HTMLElement | null;
    proved: (found: { label: string; reason: string; theirs: readonly import("./api").Quote[]; mine: readonly import("./api").Quote[] }) => HTMLElement;
    keep: (shown: Shown, context: ViewContext) => HTMLElement;
    quotes: (quotes: readonly import("./api").Quote[], whose: "mine" | "theirs" | null) => HTMLElement;
  };
  standing: (host: HTMLElement, tell: (how: Standing) => void) => { end: () => void; isTrusted: () => boolean };
  sidebar?: {
    showing: () => { url: string; settled: boolean } | null;
    close: () => void;
    moved: () => void;
  };
  /** How the worker wants the first look, left before the scripts come. */
  wanted?: import("./messages").How;
  look: (how: import("./messages").How) => Promise<import("./messages").PageReply>;
  capture?: (options: { selection: boolean } & import("./messages").Released) => Promise<Outcome>;
}

declare global {
  var learnlearn: Learnlearn;
  namespace chrome {
    /** Firefox's own; absent elsewhere. */
    const sidebarAction: { open: () => Promise<void>; isOpen: (about: { windowId?: number }) => Promise<boolean> } | undefined;
  }
}
