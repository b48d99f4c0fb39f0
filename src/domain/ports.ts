import type { Connection, DeclineReason, Health } from './model/connection/connection.js';
import type { RemovedConnection } from './model/connection/removed-connection.js';
import type {
  Account,
  Answers,
  Fact,
  LocalText,
  MarketplaceId,
  RulesOf,
  SetUpForm,
  SourceName,
  ToCopy,
} from './model/connection/source.js';
import type { MarketplaceEvent, StoredEvent } from './model/event/event.js';
import type { InvitationDraft } from './model/event/invitation-draft.js';
import type { Feedback } from './model/feedback/feedback.js';
import type { HistoryLine } from './model/history-line.js';
import type {
  AddressedInvite,
  Invite,
  InviteOnJob,
  InviteStatus,
  OpenInviteRef,
  Peers,
  Stranger,
} from './model/invite/invite.js';
import type { Budget } from './model/job/job.js';
import type { LinkedAccount, Member, MemberEntry, SlackProfile } from './model/member/member.js';
import type { Message, MessageToEnsure, Place } from './model/message/message.js';
import type { JobName, NeededJob, Ref, WORK_ON, Work, Workable } from './model/outbox-work.js';
import type { Person } from './model/person/person.js';
import type { Referral, ReferralStatus, Target } from './model/referral/referral.js';
import type { Standing } from './model/referral/why-not-refer.js';
import type { Relay, RelayStatus } from './model/relay/relay.js';
import type { LedgerEntry, Move, Period, Tally } from './model/tally/tally.js';
import type { NewTenant, Settings, Tenant } from './model/tenant/tenant.js';
import type { ExportedFile } from './model/views/exported-file.js';
import type { HomeContent } from './model/views/home-content.js';
import type { ShownContent } from './model/views/message-content.js';

/** The ports of the domain: all that its verbs need from outside. Every query names its tenant. */
export interface Ports {
  /**
   * Runs `change` in a transaction, and throws what it throws. `change` may run more than once: it must only read and
   * write these ports, one call after the other. A Duplicate inside ends the transaction, even when it is caught there.
   */
  atomically<T>(change: () => Promise<T>): Promise<T>;
  readonly invites: Invites;
  readonly referrals: Referrals;
  readonly events: Events;
  readonly messages: Messages;
  readonly members: Members;
  readonly relays: Relays;
  readonly feedback: FeedbackBox;
  readonly tenants: Tenants;
  readonly connections: Connections;
  readonly sources: Sources;
  readonly ledger: Ledger;
  readonly tallies: Tallies;
  readonly worklist: Worklist;
  readonly marketplace: Marketplace;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
}

/** The present time. */
export interface Clock {
  now(): Date;
}

/** The name of a log line, dotted: `job.dead`. */
type LogEvent = `${Lowercase<string>}.${Lowercase<string>}`;

/** The structured log. Never log secrets, names or message texts. */
export interface Log {
  info(fields: Record<string, unknown>, event: LogEvent): void;
  warn(fields: Record<string, unknown>, event: LogEvent): void;
  error(fields: Record<string, unknown>, event: LogEvent): void;
}

/** A conditional update: its condition, its changes, its line of the history, and the work it causes. */
export interface Transition<Status, Doc> {
  readonly from: readonly Status[];
  /** The revision that must match, for changes that were computed from the document as it was read; any when absent. */
  readonly revision?: number;
  readonly set: Partial<Omit<Doc, 'id' | 'tenantId' | 'work' | 'revision' | 'history'>>;
  /** Fields to remove. */
  readonly unset?: readonly (keyof Doc)[];
  /** Absent for a change that the history leaves out. */
  readonly line?: HistoryLine;
  readonly work: readonly Work[];
  /** Items of the document's work that end with the change. */
  readonly ends?: readonly Work[];
  /** The increment of the revision; 1 when absent. */
  readonly raise?: number;
}

/**
 * The open invites that are meant: a member's, those without a linked member (null), or those that a connection
 * reported.
 */
export type UnannouncedOf = { readonly slackUserId: string | null } | { readonly connectionId: string };

/** The people who are invited besides an invite's addressee, by the invite's revision that they were computed from. */
export interface PeersChange extends Pick<Invite, 'id' | 'revision'> {
  readonly peers: Peers;
}

/** Invites, and the one conditional update that changes them. */
export interface Invites {
  /** @throws Duplicate when the tenant has an invite with this `externalId`, or one of its claims. */
  insert(invite: Invite): Promise<void>;
  get(ref: Ref): Promise<Invite | null>;
  /** Returns the invite that has this id in one of its origins. */
  byExternalId(tenantId: string, externalId: string): Promise<Invite | null>;
  /** Returns the invites that hold at least one of these claims. */
  holding(tenantId: string, claims: readonly string[]): Promise<Invite[]>;
  /**
   * Makes one conditional update: it matches only while the status is one of `from`, so that it serves as the lock.
   * Raises the revision.
   * @param addressee the Slack user that the invite must be addressed to; null for no member; any when absent
   * @returns the updated invite, or null when nothing matched.
   * @throws Duplicate when another invite of the tenant holds one of the claims that it sets
   */
  advance(ref: Ref, transition: Transition<InviteStatus, Invite>, addressee?: string | null): Promise<Invite | null>;
  /**
   * Adds work to the invite that holds a claim, unless it already has such work that is due at `from` or later. Does
   * not raise the revision.
   * @returns the invite's work afterwards; null when nothing was added
   */
  plan(tenantId: string, claim: string, work: Work, from: Date): Promise<Workable | null>;
  /**
   * Sets which others are invited, in several open invites with one write. Raises their revisions.
   * @returns the invites afterwards; null when one of them was not as it had been read, and stays as it is
   */
  setPeers(tenantId: string, changes: readonly PeersChange[]): Promise<Invite[] | null>;
  /** The tenant's invites to a job, without their letters; at most 500. */
  ofJob(tenantId: string, jobId: string): Promise<InviteOnJob[]>;
  /**
   * The people of open invites without a linked member, each once, with the origins of one of their invites; at most
   * `limit`.
   * @param who `with-address` leaves out people without an email address
   */
  strangers(tenantId: string, limit: number, who?: 'all' | 'with-address'): Promise<Stranger[]>;
  /** The newest invites addressed to a person of a source, in any status. */
  ofPerson(tenantId: string, personId: string, limit: number): Promise<Invite[]>;
  /**
   * Returns a member's open invites by expiry; those without one last, the oldest first. Each may have a long letter.
   */
  openFor(tenantId: string, slackUserId: string, limit: number): Promise<Invite[]>;
  /**
   * Returns the same invites as `openFor`, without their contents; the open invites without a linked member where null.
   */
  openRefsFor(tenantId: string, slackUserId: string | null, limit: number): Promise<OpenInviteRef[]>;
  /**
   * The number of a member's open invites, or of those without a linked member where null.
   * @param of `real` leaves out practice invites
   */
  countOpen(tenantId: string, slackUserId: string | null, of?: 'all' | 'real'): Promise<number>;
  /** A member's open invites without a card, by expiry as in `openFor`. */
  unannouncedFor(tenantId: string, slackUserId: string, limit: number): Promise<Invite[]>;
  /** The number of open invites without a card. */
  countUnannounced(tenantId: string, of: UnannouncedOf): Promise<number>;
  /**
   * Tells whether a decision by this Slack user still has to be sent to the marketplace, for the first time or again.
   */
  isUnderWay(tenantId: string, slackUserId: string): Promise<boolean>;
  /**
   * The open invites of these people of sources whose addressee is not certain: those without a linked member, and
   * those whose addressee and person have ranks of their own. In any order.
   */
  unsettledOf(tenantId: string, personIds: readonly string[]): Promise<AddressedInvite[]>;
}

/** Referrals, and the one conditional update that changes them. */
export interface Referrals {
  /** @throws Duplicate when the tenant has a referral that takes this job's slot. */
  insert(referral: Referral): Promise<void>;
  get(ref: Ref): Promise<Referral | null>;
  /** The latest referral of an invite. */
  ofInvite(tenantId: string, inviteId: string): Promise<Referral | null>;
  /** The latest referral that led to the invitation with this marketplace id. */
  byReceived(tenantId: string, receivedExternalId: string): Promise<Referral | null>;
  /** Makes one conditional update, like `Invites.advance`. */
  advance(ref: Ref, transition: Transition<ReferralStatus, Referral>): Promise<Referral | null>;
  /** Adds a milestone with its line and work, once. Null when the milestone is there already, or nothing matched. */
  addMilestone(ref: Ref, milestone: string, line: HistoryLine, work: readonly Work[]): Promise<Referral | null>;
  /** Every referral of the tenant on one of the marketplace's jobs. */
  ofJob(tenantId: string, jobId: string): Promise<Referral[]>;
  /** Tells whether a referral by or to this Slack user is held, or on its way to the marketplace. */
  isUnderWay(tenantId: string, slackUserId: string): Promise<boolean>;
  /** Reads a page of referrals, the newest first. The cost does not depend on the number of referrals. */
  page(tenantId: string, query: ReferralQuery): Promise<Referral[]>;
}

/** A query for a page of a member's referrals; of the received ones, those that have arrived (`ARRIVED`). */
export interface ReferralQuery {
  /** Set to include referrals of practice invites. */
  readonly practice?: true;
  readonly side: 'sent' | 'received';
  readonly slackUserId: string;
  /** All when absent. */
  readonly statuses?: readonly ReferralStatus[];
  /** Only referrals created before this time; all when absent. */
  readonly before?: Date;
  readonly limit: number;
}

/** Relays: colleagues are asked one after the other. */
export interface Relays {
  /** @throws Duplicate when the invite has a running relay. */
  insert(relay: Relay): Promise<void>;
  get(ref: Ref): Promise<Relay | null>;
  /** The latest relay of an invite. */
  ofInvite(tenantId: string, inviteId: string): Promise<Relay | null>;
  /** The latest relay of each of these invites that has one. */
  ofInvites(tenantId: string, inviteIds: readonly string[]): Promise<Relay[]>;
  advance(ref: Ref, transition: Transition<RelayStatus, Relay>): Promise<Relay | null>;
}

/** Members' feedback to the team that runs Baton. */
export interface FeedbackBox {
  insert(feedback: Feedback): Promise<void>;
  get(ref: Ref): Promise<Feedback | null>;
}

/** Events from marketplaces, kept for a while after they are processed (`EVENTS_KEPT_MS`). */
export interface Events {
  /** The event is durable when this resolves. @throws Duplicate when the event is stored already. */
  insert(event: StoredEvent): Promise<void>;
  get(ref: Ref): Promise<StoredEvent | null>;
  /**
   * Retries the events about an invitation, at most 100. `work` replaces their work, so that failed ones and dead
   * letters start with no attempts.
   * @param which `failed`, or `all`: also those that are processed, or being processed
   * @returns the events with their new work
   */
  retry(tenantId: string, invitationId: string, which: 'failed' | 'all', work: () => Work): Promise<StoredEvent[]>;
}

/**
 * The documents that a run has read. Opaque to verbs: the runner hands it from the run that announces to the runs that
 * deliver.
 */
export interface Seen {
  readonly reads: Map<string, Promise<unknown>>;
}

/** A message to ensure, and the stored message where it was read. */
export interface MessageWish {
  readonly message: MessageToEnsure;
  /** The work that delivers it: at least one item. */
  readonly work: readonly Work[];
  /** The message as it was read; absent where there is none yet. */
  readonly known?: Message;
}

/** The Slack messages that should exist, and their places in Slack. */
export interface Messages {
  /**
   * Ensures that the message exists and shows the revision `wanted` or newer: inserts it, or raises `wanted` and adds
   * the work.
   * @param work at least one item
   * @param seen what the caller has read since the change that the message shows, for a delivery by this process
   * @returns the message, or null when this revision or a newer one is wanted already.
   */
  ensure(message: MessageToEnsure, work: readonly Work[], seen?: Seen): Promise<Message | null>;
  /**
   * Ensures several different messages, at most some twenty, each as `ensure` does. Writes all of them at once, except
   * those that somebody else has changed since they were read.
   * @param seen as in `ensure`
   * @returns for each what `ensure` returns, in the order of the wishes
   */
  ensureAll(wishes: readonly MessageWish[], seen?: Seen): Promise<(Message | null)[]>;
  get(ref: Ref): Promise<Message | null>;
  /** Every card of these invites. */
  cardsOf(tenantId: string, ...inviteIds: readonly string[]): Promise<Message[]>;
  /** Every reminder of this invite that managers have, or that members have. */
  nudgesOf(tenantId: string, inviteId: string, kind: 'manager-nudge' | 'nudge'): Promise<Message[]>;
  /** The news of this referral that a recipient gets as a direct message. */
  directNews(referral: Ref, to: string): Promise<Message | null>;
  /**
   * Claims that this news is the one direct message about its referral for its recipient.
   * @returns false when another one is
   */
  claimDirect(ref: Ref): Promise<boolean>;
  /**
   * Records a message's place in Slack, unless one is recorded already.
   * @returns the recorded place; null when there is no such message
   */
  posted(ref: Ref, posted: Place): Promise<Place | null>;
  /** Removes the place and the attempt of a message that was deleted in Slack, unless it has another place by now. */
  deleted(ref: Ref, posted: Place): Promise<void>;
  /** As `deleted`, for a message that stands there and cannot be edited: remembers its place (`replaces`). */
  locked(ref: Ref, posted: Place): Promise<void>;
}

/** The workspace's people, with their profiles and links to marketplace accounts. */
export interface Members {
  get(tenantId: string, slackUserId: string): Promise<Member | null>;
  /** Returns those of these Slack users who are known, in no order. */
  ofIds(tenantId: string, slackUserIds: readonly string[]): Promise<Member[]>;
  /** Returns the member who has the account with this id. */
  byPerson(tenantId: string, personId: string): Promise<Member | null>;
  /**
   * Returns the members with this address, in any case of its letters: usually one, at most ten. Who is still here
   * comes first.
   */
  atEmail(tenantId: string, email: string): Promise<Member[]>;
  /** Tells whether any member of the tenant has an account. */
  anyLinked(tenantId: string): Promise<boolean>;
  /** Returns the members who have an account of one of these persons, in no order. */
  ofPeople(tenantId: string, personIds: readonly string[]): Promise<Member[]>;
  /**
   * Inserts or updates Slack's profiles; links stay. After an erasure only the flags are stored. A profile older than
   * the stored one (`changedAt`) changes nothing.
   * @param asOf the time of profiles without a date; now when absent
   */
  save(tenantId: string, profiles: readonly SlackProfile[], asOf?: Date): Promise<void>;
  /**
   * Sets a member's accounts. Null when there is no such member.
   * @throws Duplicate when one of them is another member's
   */
  link(tenantId: string, slackUserId: string, accounts: readonly LinkedAccount[]): Promise<Member | null>;
  /**
   * Returns members whose name contains every word of `query` in any order, however it is typed (`searchKey`); all when
   * it is empty. Sorted by name; bots and those who have left come last. A name that another process stored is found up
   * to a minute late, and one that was erased is not found.
   */
  search(tenantId: string, query: string, limit: number): Promise<Member[]>;
  /**
   * The first members in the order of `search`, without those whose data was erased; up to a minute late after a change
   * by another process. Callers share the result.
   */
  team(tenantId: string, limit: number): Promise<readonly Member[]>;
  /** Returns all members by name, without their statements about themselves and their work. */
  all(tenantId: string): Promise<MemberEntry[]>;
  /** Returns the members on the leaderboard who are not hidden, by name. */
  onBoard(tenantId: string): Promise<Member[]>;
  /** Returns Slack's owners and admins who have opened their Home, by name. */
  adminsAtHome(tenantId: string): Promise<Member[]>;
  /**
   * Returns Slack's owners and admins, the owners first, then by name. Leaves out those who have left, bots, people of
   * other workspaces and those whose data was erased.
   */
  presentAdmins(tenantId: string, limit: number): Promise<Member[]>;
  /** Changes fields of a member; null when there is no such member. */
  configure(tenantId: string, slackUserId: string, changes: MemberChanges): Promise<Member | null>;
  addWork(tenantId: string, slackUserId: string, work: readonly Work[]): Promise<Member | null>;
  /**
   * Erases a member's data. The id stays, which old tallies and referrals point to, and so does the work. The erasure
   * holds until `takeBack`. May be interrupted and repeated.
   * @param redraw makes the work for each posted message that may show erased data, given the number of such messages
   * before it: those about the member's invites, referrals, relays and feedback, and about all invites to a job that
   * they referred or were referred to
   */
  forget(tenantId: string, slackUserId: string, at: Date, redraw: (before: number) => Work): Promise<void>;
  /** The Slack ids of erased members; up to 5 s late after an erasure by another process. Callers share the result. */
  forgotten(tenantId: string): Promise<ReadonlySet<string>>;
  /** Ends an erasure: Slack's profile is stored again. Null when the member is not erased. */
  takeBack(tenantId: string, slackUserId: string): Promise<Member | null>;
}

/**
 * The fields of a member that can be changed one by one. Their own actions in Slack change their preferences and the
 * state of their Home; a sync notes what marketplaces say of their email address, a refused delivery its time, and so
 * does the first one after it.
 */
export type MemberChanges = Partial<
  Pick<
    Member,
    | 'skills'
    | 'availability'
    | 'preferences'
    | 'homeOpenedAt'
    | 'homeView'
    | 'sharedEmailIn'
    | 'unreachedAt'
    | 'reachedAt'
  >
>;

/** The tenants. Unset settings follow the present defaults, not those at the time of the installation. */
export interface Tenants {
  /** Returns the tenant; may be some seconds late after a change by another process. */
  get(tenantId: string): Promise<Tenant | null>;
  /** Returns the present state: for settings that must apply at once. */
  latest(tenantId: string): Promise<Tenant | null>;
  /**
   * Inserts a tenant, or makes it active again with its settings kept. While active, its installer and `activeSince`
   * stay.
   */
  install(tenant: NewTenant): Promise<Tenant>;
  /** Marks a tenant uninstalled and adds the work; null when it was not active. */
  uninstall(tenantId: string, work: readonly Work[]): Promise<Tenant | null>;
  configure(tenantId: string, settings: Partial<Settings>): Promise<Tenant | null>;
  addWork(tenantId: string, work: readonly Work[]): Promise<Tenant | null>;
  /** Replaces the traces of removed connections; null when there is no such tenant. */
  setRemovedConnections(tenantId: string, traces: readonly RemovedConnection[]): Promise<Tenant | null>;
  /** Deletes all documents of a tenant, unless it is active. */
  purge(tenantId: string): Promise<void>;
}

/** The tenants' connections, with decrypted configurations. */
export interface Connections {
  /**
   * Returns the tenant's connections by the time they were connected. For display: may be some seconds late after a
   * change by another process.
   */
  ofTenant(tenantId: string): Promise<readonly Connection[]>;
  /** Returns the present state of the tenant's connections: before a person is told to act on it. */
  latestOf(tenantId: string): Promise<readonly Connection[]>;
  /** Returns the present state of one connection. */
  latest(ref: Ref): Promise<Connection | null>;
  /** Returns a connection by its id; may be as late as `ofTenant`. */
  byId(connectionId: string): Promise<Connection | null>;
  /**
   * Inserts a connection, or replaces its set-up: health, polling and work stay those that are stored, and the work is
   * added. A tenant has at most one with bare ids.
   * @throws Duplicate when another tenant's connection has its id, or another of the tenant's has bare ids
   */
  save(connection: Connection): Promise<void>;
  remove(ref: Ref): Promise<void>;
  /** Records a webhook delivery, which ends a failure; written at most once a minute by each process. */
  heard(ref: Ref, at: Date): Promise<void>;
  /** Records that a webhook was rejected; written at most once a minute by each process. */
  turnedDown(ref: Ref, why: string, at: Date): Promise<void>;
  /** Counts the connections of all tenants by source and state. */
  census(): Promise<{ source: SourceName; state: 'works' | 'fails' | 'paused'; count: number }[]>;
  /**
   * Changes the health of a connection, and its polling state where given, and adds the work; null when the connection
   * is gone.
   */
  note(ref: Ref, change: ConnectionChange): Promise<Connection | null>;
}

/**
 * A change of a connection's health and polling state. Of the health, only the given fields change; `null` removes one.
 */
export interface ConnectionChange {
  readonly health?: { readonly [Field in keyof Health]?: Health[Field] | null };
  readonly pollState?: NonNullable<Connection['pollState']>;
  /** The reason whose count of deliveries without effect is raised by one. */
  readonly ignored?: string;
  readonly work?: readonly Work[];
}

/** The operations of sources that call no vendor: set-up forms, configurations, and the reading of pasted texts. */
export interface Sources {
  /** The forms of all sources that an admin may set up, in the order in which they are offered. */
  readonly forms: readonly SetUpForm[];
  /** The names of the sources that cannot be set up, since they only send webhooks and Baton has no public address. */
  readonly unreachable: readonly LocalText[];
  /**
   * Makes a connection's set-up of a form's answers.
   * @param before the connection that it replaces
   * @throws Refusal with the field at fault as `params.field`; Refusal('connection.unheard') where it would neither be
   * asked nor heard, since Baton has no public address
   */
  prepare(source: SourceName, answers: Answers, before?: Connection): PreparedConnection;
  /** Returns the present answers, without secrets. */
  preset(connection: Connection): Answers;
  /**
   * Returns the place that a connection leads to, such as the address of an API, without a secret; null where its
   * source has none.
   */
  placeOf(connection: Pick<Connection, 'source' | 'config'>): string | null;
  /**
   * Returns the account that a connection leads to; null where nothing tells it from others of its source. A tenant
   * has one connection of a source to each.
   */
  accountOf(connection: Pick<Connection, 'source' | 'config'>): Account | null;
  /** Lists the values to copy to the vendor. */
  copy(connection: Connection, webhookUrl: string): readonly ToCopy[];
  /** Reads an invitation from a text that a person pasted, or that another tool posted. Any text gives a draft. */
  readInvite(text: string, reading: { readonly now: Date; readonly timeZone: string }): InvitationDraft;
  /**
   * Reads a budget that a person wrote, such as `$500 fixed` or `30 to 50 EUR an hour`; undefined where it is not
   * understood, or where neither the text nor `currency` says in which currency it is.
   * @param kind what it is where no words say so
   * @param currency its ISO 4217 code where none is written
   */
  readBudget(text: string, kind: Budget['kind'], currency?: string): Budget | undefined;
  /** Returns the reasons for declining that a marketplace is known to offer; empty where they are not known. */
  declineReasons(marketplace: MarketplaceId): readonly DeclineReason[];
  /** Returns the properties that all connections of a source share. */
  readonly rulesOf: RulesOf;
  /** Replaces Baton's own secret; null where the source has none. */
  rotate(connection: Connection): { readonly config: unknown } | null;
}

/** The part of a connection that its source makes. */
export type PreparedConnection = Pick<
  Connection,
  'source' | 'trust' | 'namesInvitations' | 'marketplace' | 'config' | 'can' | 'polls'
>;

/** The ledger of counted events, each once. */
export interface Ledger {
  /** Stores entries. @throws Duplicate when one of the events is counted already. */
  insert(...entries: readonly LedgerEntry[]): Promise<void>;
  /** Returns the entries of a referral. */
  counted(tenantId: string, referralId: string): Promise<LedgerEntry[]>;
  /** Returns the tallies as the sum of all entries. */
  totals(tenantId: string): Promise<Tally[]>;
}

/** The counts, by member and period. */
export interface Tallies {
  add(tenantId: string, moves: readonly Move[]): Promise<void>;
  /** Returns the member's rows for these periods; a missing row is an empty one. */
  of(tenantId: string, member: string, periods: readonly Period[]): Promise<Tally[]>;
  /** Returns the existing rows of these members in a period. */
  ofMembers(tenantId: string, members: readonly string[], period: Period): Promise<Tally[]>;
  /** Returns the number of members with a row in a period, without the team's. */
  countIn(tenantId: string, period: Period): Promise<number>;
  /** Returns all rows of a period, with the team's. */
  inPeriod(tenantId: string, period: Period, limit: number): Promise<Tally[]>;
  /** Returns the same rows as `inPeriod`, up to a minute late. Callers share the result. */
  lately(tenantId: string, period: Period, limit: number): Promise<readonly Tally[]>;
  all(tenantId: string): Promise<Tally[]>;
  replaceAll(tenantId: string, tallies: readonly Tally[]): Promise<void>;
}

/**
 * The argument of a job's verb, by the noun that carries the work: the document, or its reference where the verb reads
 * more.
 */
export interface BegunDocuments {
  readonly event: StoredEvent;
  readonly invite: Invite;
  readonly referral: Referral;
  readonly message: Message;
  readonly relay: Relay;
  readonly tenant: Ref;
  readonly member: Ref;
  readonly connection: Ref;
}

/** The argument of a job's verb. */
export type DocumentOf<Job extends JobName> = BegunDocuments[(typeof WORK_ON)[Job]];

/** A change of the job's own document that is written together with the end of its work. */
export interface Written<Doc = Record<string, unknown>> {
  readonly set?: Partial<Omit<Doc, keyof Workable>>;
  /**
   * Makes a transition of the document that ends these items (`Transition.ends`), instead of `set`.
   * @returns the document afterwards; null where the transition does not apply: then `lost` is called, and the work
   * ends
   */
  readonly ending?: (items: readonly Work[]) => Promise<Workable | null>;
  /**
   * Writes of other documents, made in one transaction with the end of the work: all or none. May be called more than
   * once.
   */
  readonly along?: () => Promise<void>;
  /** The field whose presence prevents the write: then `lost` is called, and the work ends. */
  readonly unless?: keyof Doc & string;
  readonly lost?: () => Promise<void>;
}

/** The work that a runner has leased. */
export interface Begun<Doc = DocumentOf<JobName>> {
  readonly items: readonly Work[];
  /** The end of the lease. It identifies the lease: later calls name it. */
  readonly until: Date;
  /**
   * Number of times that the work was begun since its last recorded result, this time included. Above 1, earlier
   * runners died or lost their lease. 0 when nothing was leased.
   */
  readonly starts: number;
  /** The document as it was when its work was leased; null when nothing was leased. */
  readonly doc: Doc | null;
}

/** The work that documents carry, across all nouns. */
export interface Worklist {
  /**
   * Leases the due items of `job` on this document for `leaseMs`: no other runner gets them, or later items of the same
   * job on the same document, so that no two runners do the same at one time. Counts the start.
   * @param aheadMs also leases items that become due within this time
   * @returns no items when nothing is due or another runner has the lease.
   */
  begin<Job extends JobName>(
    job: Job,
    ref: Ref,
    now: Date,
    leaseMs: number,
    aheadMs?: number,
  ): Promise<Begun<DocumentOf<Job>>>;
  /** Extends a lease that ends at `until`, to `to`. False when the lease is somebody else's by now. */
  renew(job: JobName, ref: Ref, items: readonly Work[], until: Date, to: Date): Promise<boolean>;
  /**
   * Removes the items, and writes the run's result with them. An event is marked done at `now` (`doneAt`).
   * @returns the remaining work of this job on the document, due or not; null when nothing was written because the
   * document has the field that `result.unless` names
   */
  finish(job: JobName, ref: Ref, items: readonly Work[], now: Date, result?: Written): Promise<Work[] | null>;
  /**
   * Makes the items due again at `at`. With `error` this counts as a failed attempt. Resets the number of starts.
   * @param lease the end of the runner's lease: nothing changes when it is somebody else's by now
   * @param tried the time since which a message may have been posted without a record of its place (`attemptedAt`), or
   * one of `FORWARDS` may have been done (`triedAt`)
   * @returns as `finish`.
   */
  postpone(
    job: JobName,
    ref: Ref,
    items: readonly Work[],
    at: Date,
    error?: string,
    lease?: Date,
    tried?: Date,
  ): Promise<Work[]>;
  /**
   * Makes the items due again at `at`, as if they had not been begun this time.
   * @returns as `finish`; changes nothing in the cases in which `postpone` does not.
   */
  giveBack(job: JobName, ref: Ref, items: readonly Work[], at: Date, lease: Date, tried?: Date): Promise<Work[]>;
  /**
   * Turns the items into dead letters.
   * @param tried as in `postpone`: kept for the replay of a dead letter
   * @returns as `finish`; changes nothing in the cases in which `postpone` does not.
   */
  deadLetter(
    job: JobName,
    ref: Ref,
    items: readonly Work[],
    error: string,
    lease?: Date,
    tried?: Date,
  ): Promise<Work[]>;
  /**
   * Reads the due items of all tenants that no runner has leased, the oldest first, of at most `limit` documents of
   * each noun.
   */
  due(now: Date, limit: number): Promise<{ ref: Ref; work: Work }[]>;
  /**
   * Returns documents of a tenant in a state that needs work of this kind, and that have none, not even a dead letter.
   * A reminder may also be missing because none follows.
   * @param plan the present plan of reminders: invites without a further reminder under it are left out
   */
  stranded(tenantId: string, job: NeededJob, limit: number, plan?: string): Promise<Ref[]>;
  /** Returns dead letters, of all tenants or of one; of each noun's documents at most 10,000 are read. */
  dead(tenantId?: string): Promise<{ ref: Ref; work: Work }[]>;
  /** Makes a dead letter due now, with its attempts reset, but not `triedAt`. False when there is none. */
  retryDead(ref: Ref, workId: string, now: Date): Promise<boolean>;
  /**
   * Makes waiting work of these kinds due now: what it waits for may be over.
   * @param which `failed`: work that waits for its next try; `all`: also what was put off, or is planned for later
   */
  hasten(tenantId: string, jobs: readonly JobName[], now: Date, which?: 'failed' | 'all'): Promise<void>;
  /** Counts the due and the dead work by job, with the longest time that due work has waited, in milliseconds. */
  backlog(now: Date): Promise<{ job: JobName; due: number; dead: number; oldestMs: number }[]>;
  /**
   * Counts the outstanding work of all tenants or of one, by tenant and job; of each noun's documents at most 100,000
   * are looked at. Dead letters are not outstanding.
   */
  outstanding(now: Date, tenantId?: string): Promise<Outstanding[]>;
}

/** The outstanding work of one tenant and job: each item is due, retried later, or planned. */
export interface Outstanding {
  readonly tenantId: string;
  readonly job: JobName;
  /** The number of due items, leased or not. */
  readonly due: number;
  /** The number of items that failed and wait for their next try. */
  readonly retried: number;
  /** The number of items that are not due yet and have not failed. */
  readonly planned: number;
  /** The time at which the first of them was or will be due. */
  readonly firstAt: Date;
  /** The error of one of the failed items, due or not. */
  readonly error?: string;
}

/**
 * The queue's side of the outbox. Verbs do not call it: a decorator dispatches every write of work after its commit.
 */
export interface Jobs {
  /**
   * Enqueues a document's outstanding work, soon and best effort. Never throws. Work that is lost here is found by the
   * sweeper.
   */
  dispatch(doc: Workable): void;
}

/** A person's standing in a job. */
export interface Candidate {
  readonly personId: string;
  readonly standing: Standing;
}

/** A referral as the marketplace is asked for it. */
export interface ReferralRequest {
  readonly target: Target;
  /** The message to the colleague. */
  readonly message?: string;
  readonly messageToClient?: string;
  readonly referredBy: { readonly name: string };
}

/**
 * The marketplaces, by connection. Every call has a time limit. Ids of invitations, jobs and people are unique within
 * the tenant, whichever connection they come from.
 * @throws MarketplaceRefusal for a permanent refusal (`not-supported` where the connection cannot do this), Postponed
 * on 429, TokenRefused, anything else when a retry may help, Refusal('tenant.notConnected') when the connection is
 * gone, Refusal('connection.badUrl') where this process may not call its address.
 */
export interface Marketplace {
  accept(to: Ref, externalId: string, idempotencyKey: string): Promise<void>;
  decline(
    to: Ref,
    externalId: string,
    decline: { reasonId: string; message?: string; referral?: ReferralRequest },
    idempotencyKey: string,
  ): Promise<{ receivedExternalId?: string }>;
  invitation(to: Ref, externalId: string): Promise<MarketplaceEvent & { type: 'invitation.created' }>;
  searchPeople(to: Ref, query: string): Promise<Person[]>;
  /**
   * Returns people's standings in the job of an invitation, as far as the marketplace reports them; up to a minute
   * late.
   */
  candidates(to: Ref, externalId: string): Promise<readonly Candidate[]>;
  /** Returns the candidates that this process read within the last minute, for callers that cannot wait; else none. */
  knownCandidates(tenantId: string, externalId: string): Promise<readonly Candidate[]>;
  /** Returns the agency's own people, up to a minute late. */
  members(to: Ref): Promise<Person[]>;
  /**
   * Tries a configuration before it is saved.
   * @throws Refusal('connection.badUrl' | 'connection.rejected' | 'connection.busy' | 'connection.unreadable' |
   * 'marketplace.unreachable') with the field at fault as
   * `params.field`
   */
  probe(candidate: Pick<Connection, 'source' | 'config'>): Promise<Probe>;
  /** Polls the source once. */
  poll(to: Ref): Promise<Polled>;
  /** Returns the number of open invitations that a first poll would bring, without storing any. */
  countOpen(to: Ref): Promise<number>;
}

/** The result of a probe. */
export interface Probe {
  /** The source's answer, for people to read. */
  readonly facts: readonly Fact[];
  readonly declineReasons: readonly DeclineReason[];
}

/** One delivery of a source: a webhook, a mail, or one record of a poll. */
export interface Delivery {
  /** Equal across repeats of the same delivery: it is stored once. At most 256 visible ASCII characters. */
  readonly id: string;
  readonly events: readonly MarketplaceEvent[];
  /** The reason why the delivery is not stored. */
  readonly ignored?: string;
}

/** The result of one poll. */
export interface Polled {
  readonly deliveries: readonly Delivery[];
  readonly state: NonNullable<Connection['pollState']>;
  /** The time of the next poll. */
  readonly againAt: Date;
}

/**
 * Called right before the request that other people see. If it throws, the request is not sent, and the error is passed
 * on.
 */
export type BeforeSending = () => void;

/**
 * The end of an edit: the digest of what is shown; `gone` is a deleted message, `locked` one that can be edited no
 * more.
 */
export type Edited = { readonly shown: string } | 'gone' | 'locked';

/**
 * Slack, as far as the verbs need it.
 * @throws Postponed on 429, Hopeless when the channel or the token no longer works.
 */
export interface Messenger {
  /**
   * Posts a message and returns its place, what is shown there, and its recipient as they were known up to a minute ago.
   * `id` goes into the message's metadata.
   */
  post(
    tenantId: string,
    message: Message,
    content: ShownContent,
    before?: BeforeSending,
  ): Promise<{ posted: Place; shown: string; recipient?: Member }>;
  /**
   * Finds the message that was posted with this id after `since`, never the one that it replaces; null when Slack has
   * none.
   */
  find(tenantId: string, message: Message, content: ShownContent, since: Date): Promise<Place | null>;
  /**
   * Edits a message in place, unless it shows the content already (`message.shown`).
   * @returns the digest of what is shown, or why the message was not edited
   */
  edit(tenantId: string, message: Message, content: ShownContent, before?: BeforeSending): Promise<Edited>;
  /** Deletes a message that was posted a second time; does nothing when it is gone. */
  remove(tenantId: string, message: Message): Promise<void>;
  /** Publishes a member's App Home. */
  publishHome(tenantId: string, slackUserId: string, home: HomeContent, before?: BeforeSending): Promise<void>;
  /** Sends a member a file by direct message. */
  sendFile(tenantId: string, slackUserId: string, file: ExportedFile, before?: BeforeSending): Promise<void>;
}

/** The workspace's people. */
export interface Directory {
  /**
   * Returns everybody page by page, in the order that Slack gives. Waits for short rate limits.
   * @throws as the messenger, and AccessRevoked when two tokens, read some seconds apart, are invalid.
   */
  list(tenantId: string): AsyncIterable<readonly SlackProfile[]>;
}
