/*
 * What the playground's server and its page say to each other. The server keeps entries by key; the page has a copy of
 * them, and is sent every change.
 */

type Json = Record<string, unknown>;

/**
 * Changes of entries, oldest first; an absent value deletes the entry. `all`: the page drops its earlier entries first.
 */
export interface Changes {
  readonly all?: boolean;
  readonly entries: readonly (readonly [key: string, value?: unknown])[];
}

/** A shortcut of the app. */
export interface Shortcut {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** A person whom one can play on the page; part of the entry `world`. */
export interface WorldPerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** One line about who this is, such as `Admin`. */
  readonly role: string;
  readonly locale: string;
  readonly timeZone: string;
  /** The id of their workspace. */
  readonly team: string;
}

/** A workspace in which the app is, or may be, installed. */
export interface WorldTeam {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly channels: readonly WorldChannel[];
}

/** A conversation that everybody of the workspace is in. */
export interface WorldChannel {
  readonly id: string;
  readonly name: string;
}

/** Everything that does not change while the demo runs. Entry `world`. */
export interface World {
  readonly team: string;
  readonly app: { readonly name: string; readonly url: string; readonly botUserId: string };
  readonly command: string;
  /** Completions of the command, with hints. */
  readonly hints: readonly CommandHint[];
  /** The app's shortcuts: those at the message box, and those on a message. */
  readonly shortcuts: { readonly global: readonly Shortcut[]; readonly message: readonly Shortcut[] };
  readonly people: readonly WorldPerson[];
  readonly channels: readonly WorldChannel[];
  /** All workspaces, the first one first. */
  readonly teams: readonly WorldTeam[];
  /** Null when another marketplace than the sandbox is used. */
  readonly market: MarketWorld | null;
  /** Links to further pages. */
  readonly links: readonly { readonly name: string; readonly url: string }[];
}

/** A completion of the command, with its hint. */
export interface CommandHint {
  readonly words: string;
  readonly about: string;
  readonly admin?: boolean;
}

/** People and sample jobs of the sandbox marketplace. */
export interface MarketWorld {
  readonly url: string;
  readonly freelancers: readonly {
    readonly id: string;
    readonly name: string;
    /** The agency's name; absent for people without one. */
    readonly agency?: string;
    /** Set for people on Upwork, of whose invitations vendors tell. */
    readonly onUpwork?: true;
  }[];
  readonly samples: readonly JobSample[];
}

/** A sample job for an invitation. */
export interface JobSample {
  readonly title: string;
  readonly description: string;
  readonly client: string;
  readonly country: string;
  readonly kind: 'hourly' | 'fixed';
  readonly min: number;
  readonly max: number;
  readonly skills: readonly string[];
  readonly letter: string;
}

/** A file that was shared in a message. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
}

/** A message as Slack stores it. Entry `message/<channel>/<ts>`; `whisper/<user>/<ts>` for one that only they see. */
export interface ShownMessage {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs?: string;
  /** Set where a reply in a thread is also shown in the conversation. */
  readonly broadcast?: true;
  /** The author's user id; the app's own messages have its bot user. */
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly files: readonly SharedFile[];
  readonly edited: boolean;
}

/** A modal or App Home. Entries `modals/<user>` (a list, the top one last) and `home/<user>`. */
export interface ShownView {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly submit: string;
  readonly close: string;
  readonly blocks: readonly Json[];
}

/** The content of one picture, and its reader. */
export interface Pictured {
  readonly world: World;
  readonly person: WorldPerson;
  readonly shown: { readonly message: ShownMessage; readonly isWhisper: boolean } | { readonly view: ShownView };
}

/** A job as its client sees it. Entry `job/<id>`. */
export interface ClientJob {
  readonly id: string;
  readonly title: string;
  readonly client: string;
  readonly budget: string;
  readonly skills: readonly string[];
  readonly private: boolean;
  readonly closed: boolean;
  readonly postedAt: string;
  readonly candidates: readonly {
    readonly invitationId: string;
    readonly proposalId?: string;
    readonly name: string;
    readonly status: string;
    readonly expiresAt?: string;
    /** The stand-in for Upwork's page of an invitation. */
    readonly upworkUrl?: string;
    readonly referredBy?: string;
    readonly note?: string;
    readonly declined?: { readonly reason: string; readonly message?: string };
  }[];
}

/** The way a line of the wire goes. */
export type WireKind = 'webhook' | 'event' | 'interaction' | 'job' | 'slack' | 'marketplace';

/** One request or job. Entry `wire/<n>`. */
export interface WireLine {
  readonly n: number;
  readonly at: string;
  readonly kind: WireKind;
  /** The call, for example `chat.postMessage`. */
  readonly what: string;
  /** The name of the person or thing that the line is about. */
  readonly about: string;
  /** The result, for example `200` or `ratelimited`. */
  readonly outcome: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
}

/** The content of a line of the wire. The page asks for it when the line is opened. */
export interface WireDetail {
  readonly sent: unknown;
  readonly answered: unknown;
}

/** A service that reports invitations on Upwork. Entry `vendors`: all of them. */
export interface VendorState {
  readonly id: VendorId;
  readonly name: string;
  /** The way in which it reports invitations to Baton. */
  readonly about: string;
  readonly isConnected: boolean;
  /** The services of which one is chosen, such as those that receive mail, and the one that is connected. */
  readonly providers?: readonly { readonly id: string; readonly name: string }[];
  readonly provider?: string;
}

export type VendorId = 'vollna' | 'getmany' | 'email';

/** A kind of trouble, and what Baton does about it. Entry `troubles`: all of them. */
export interface Trouble {
  readonly id: string;
  readonly side: 'Marketplace' | 'Slack' | 'Vollna' | 'Getmany' | 'Webhooks and mail';
  readonly name: string;
  /** Baton's behaviour under this trouble, in words. */
  readonly handling: string;
  readonly isOn: boolean;
  /** Set on trouble that happens once, at each press, instead of being switched on and off. */
  readonly once?: true;
}

/** A step of the story: what happens, and what was observed once it has. Entry `story`. */
export interface StoryLine {
  readonly n: number;
  readonly of: number;
  readonly title: string;
  /** The names of the two people whose panes the step is seen in. */
  readonly people?: readonly string[];
  readonly seen?: string;
}

/** The place of a message. */
export interface MessageSpot {
  readonly channel: string;
  readonly ts: string;
}

/** The place of an element: in a message, in a message that only this person sees, or in a view. */
export type Spot = MessageSpot | { readonly whisper: string } | { readonly view: string };

/** Values that were entered and not sent yet: what Slack calls `state.values`, by block and action. */
export type Entered = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The app's answer to what somebody did. */
export interface Acted {
  /** Words for the person when it did not work. */
  readonly trouble?: string;
  /** Errors under inputs, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** An option of a menu. */
export interface MenuOption {
  readonly group?: string;
  readonly raw: Json;
}
