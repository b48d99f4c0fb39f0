import type { MarketplaceEvent, StoredEvent } from './model/event/event.js';
import type { Feedback } from './model/feedback/feedback.js';
import type { HistoryLine } from './model/history.js';
import type {
  AdoptableInvite,
  Invite,
  InviteOnJob,
  InviteStatus,
  OpenInviteRef,
  Person,
} from './model/invite/invite.js';
import type { FileContent } from './model/member/file.js';
import type { HomeContent } from './model/member/home.js';
import type { LinkedPerson, Member, MemberEntry, SlackProfile } from './model/member/member.js';
import type { Content } from './model/message/content.js';
import type { Message, MessageToEnsure } from './model/message/message.js';
import type { Referral, ReferralStatus, Target } from './model/referral/referral.js';
import type { Standing } from './model/referral/rules.js';
import type { Relay, RelayStatus } from './model/relay/relay.js';
import type { LedgerEntry, Move, Period, Tally } from './model/tally/tally.js';
import type { Connection, DeclineReason, NewTenant, Settings, Tenant } from './model/tenant/tenant.js';
import type { JobName, NeededJob, Ref, WORK_ON, Work, Workable } from './model/work.js';

/** Everything the verbs need from the world. Every query names its tenant. */
export interface Ports {
  /**
   * Runs `change` so that all of its writes happen or none. What it throws is thrown here.
   * It may run more than once: it must do nothing but read and write these ports, one after the other. A Duplicate
   * inside ends it, even when it is caught there.
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
  readonly ledger: Ledger;
  readonly tallies: Tallies;
  readonly worklist: Worklist;
  readonly marketplace: Marketplace;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
}

/** What time it is. */
export interface Clock {
  now(): Date;
}

/** What a line of the log tells, dotted: `job.dead`. */
type LogEvent = `${Lowercase<string>}.${Lowercase<string>}`;

/** Structured, without secrets, names or message texts. */
export interface Log {
  info(fields: Record<string, unknown>, event: LogEvent): void;
  warn(fields: Record<string, unknown>, event: LogEvent): void;
  error(fields: Record<string, unknown>, event: LogEvent): void;
}

/** One transition: what must hold, what changes, what is remembered, and what is to be done because of it. */
export interface Transition<Status, Doc> {
  readonly from: readonly Status[];
  /** Where given, it matches this revision alone: for changes that were computed from what was read. */
  readonly revision?: number;
  readonly set: Partial<Omit<Doc, 'id' | 'tenantId' | 'work' | 'revision' | 'history'>>;
  /** Fields to remove. */
  readonly unset?: readonly (keyof Doc)[];
  /** Absent for a change that no reader of the history would miss. */
  readonly line?: HistoryLine;
  readonly work: readonly Work[];
  /** How much the revision grows; 1 when absent. */
  readonly raise?: number;
}

/** Invites, and the one conditional update that changes them. */
export interface Invites {
  /** @throws Duplicate when the tenant has an invite with this `externalId`. */
  insert(invite: Invite): Promise<void>;
  get(ref: Ref): Promise<Invite | null>;
  byExternalId(tenantId: string, externalId: string): Promise<Invite | null>;
  /**
   * One conditional update, which is the lock: matches only while the status is one of `from` and, where `addressee` is
   * given, the invite is addressed to that Slack user; to nobody we know, where it is null. Raises the revision.
   * @returns the invite as it is afterwards, or null when nothing matched.
   */
  advance(ref: Ref, transition: Transition<InviteStatus, Invite>, addressee?: string | null): Promise<Invite | null>;
  /** The tenant's invites to one of the marketplace's jobs, without what they say; at most 500. */
  ofJob(tenantId: string, jobId: string): Promise<InviteOnJob[]>;
  /** Those that expire first, first; at the end those without an expiry, the oldest first. Each may have a long letter. */
  openFor(tenantId: string, slackUserId: string, limit: number): Promise<Invite[]>;
  /** The same in the same order, without what they say. */
  openRefsFor(tenantId: string, slackUserId: string, limit: number): Promise<OpenInviteRef[]>;
  /** How many wait for this member. */
  countOpen(tenantId: string, slackUserId: string): Promise<number>;
  /** Whether a decision by this Slack user is still to be sent to the marketplace, for the first time or again. */
  isUnderWay(tenantId: string, slackUserId: string): Promise<boolean>;
  /**
   * Open invites whose person has no member yet get this one.
   * @param work what is to be done for each, as it is then
   * @returns those that did, with their work
   */
  adopt(
    tenantId: string,
    personId: string,
    slackUserId: string,
    work: (invite: AdoptableInvite) => readonly Work[],
  ): Promise<Workable[]>;
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
  /** As `Invites.advance`. */
  advance(ref: Ref, transition: Transition<ReferralStatus, Referral>): Promise<Referral | null>;
  /** Adds a milestone, its line and work, unless the milestone is there. Null when it was, or nothing matched. */
  addMilestone(ref: Ref, milestone: string, line: HistoryLine, work: readonly Work[]): Promise<Referral | null>;
  /** Every referral of the tenant on one of the marketplace's jobs. */
  ofJob(tenantId: string, jobId: string): Promise<Referral[]>;
  /** Whether a referral by or to this Slack user is held, or on its way to the marketplace. */
  isUnderWay(tenantId: string, slackUserId: string): Promise<boolean>;
  /** The newest first; it costs the same however many there are. */
  page(tenantId: string, query: ReferralQuery): Promise<Referral[]>;
}

/** A page of somebody's referrals: of those they received, the ones that have arrived (`ARRIVED`). */
export interface ReferralQuery {
  /** Practice is left out unless it is asked for. */
  readonly practice?: true;
  readonly side: 'sent' | 'received';
  readonly slackUserId: string;
  /** All when absent. */
  readonly statuses?: readonly ReferralStatus[];
  /** Only those created before. */
  readonly before?: Date;
  readonly limit: number;
}

/** Soft asks: colleagues who are asked one after the other. */
export interface Relays {
  /** @throws Duplicate when the invite has a relay that is asking. */
  insert(relay: Relay): Promise<void>;
  get(ref: Ref): Promise<Relay | null>;
  /** The latest of an invite. */
  ofInvite(tenantId: string, inviteId: string): Promise<Relay | null>;
  advance(ref: Ref, transition: Transition<RelayStatus, Relay>): Promise<Relay | null>;
}

/** What members wrote to the team behind Baton. */
export interface FeedbackBox {
  insert(feedback: Feedback): Promise<void>;
  get(ref: Ref): Promise<Feedback | null>;
}

/** What marketplaces told us, kept until it has been acted on, and a while longer. */
export interface Events {
  /** Durable when it resolves. @throws Duplicate when the event is there already. */
  insert(event: StoredEvent): Promise<void>;
  get(ref: Ref): Promise<StoredEvent | null>;
  /**
   * Has the events about this invitation tried again, at most 100. What failed starts afresh, dead letters among them:
   * `work` takes the place of what was left.
   * @param which `failed`, or `all`: also those that are done, or being done
   * @returns them as they are then
   */
  retry(tenantId: string, invitationId: string, which: 'failed' | 'all', work: () => Work): Promise<StoredEvent[]>;
}

/** Where a message stands in Slack. */
export type Place = NonNullable<Message['posted']>;

/** The Slack messages that should exist, and where they were posted. */
export interface Messages {
  /**
   * Makes sure that the message exists and shows `wanted` or newer: inserts it, or raises `wanted` and adds the work.
   * @param work at least one piece
   * @returns the message, or null when it already wants this revision or a newer one.
   */
  ensure(message: MessageToEnsure, work: readonly Work[]): Promise<Message | null>;
  get(ref: Ref): Promise<Message | null>;
  /** Every card of an invite. */
  cardsOf(tenantId: string, inviteId: string): Promise<Message[]>;
  /** Remembers when the first post began; later calls change nothing. */
  attempt(ref: Ref, at: Date): Promise<void>;
  /**
   * Remembers where Slack put it, unless it stands somewhere already.
   * @returns where it stands; null when there is no such message
   */
  posted(ref: Ref, posted: Place): Promise<Place | null>;
  /** It was deleted in Slack: forgets where it was posted, and the attempt too, unless it stands elsewhere by now. */
  deleted(ref: Ref, posted: Place): Promise<void>;
}

/** The workspace's people, with what they say of themselves and who they are on the marketplace. */
export interface Members {
  get(tenantId: string, slackUserId: string): Promise<Member | null>;
  byPerson(tenantId: string, personId: string): Promise<Member | null>;
  /** Case-insensitive. */
  byEmail(tenantId: string, email: string): Promise<Member | null>;
  /** The members who are linked to one of these persons, in no order. */
  ofPeople(tenantId: string, personIds: readonly string[]): Promise<Member[]>;
  /**
   * Inserts or updates what Slack says; links stay. Of whoever was forgotten only the flags are kept. What is older than
   * what was kept (`changedAt`) changes nothing.
   * @param asOf of when profiles without a date are; now, where it is not given
   */
  save(tenantId: string, profiles: readonly SlackProfile[], asOf?: Date): Promise<void>;
  /** @throws Duplicate when the person is linked to another member. */
  link(tenantId: string, slackUserId: string, person: LinkedPerson | null): Promise<Member | null>;
  /**
   * Members whose name contains every word of `query` in any order, however it is typed (`searchKey`); all when it is
   * empty. By name; bots and those who have left come last.
   */
  search(tenantId: string, query: string, limit: number): Promise<Member[]>;
  /** By name; without what they say of themselves and their work. */
  all(tenantId: string): Promise<MemberEntry[]>;
  /** Those who chose to be on the team's board and do not hide, by name. */
  onBoard(tenantId: string): Promise<Member[]>;
  /** Changes what the member says of themselves; null when there is no such member. */
  configure(tenantId: string, slackUserId: string, changes: MemberChanges): Promise<Member | null>;
  addWork(tenantId: string, slackUserId: string, work: readonly Work[]): Promise<Member | null>;
  /**
   * Deletes what is known of the member. The bare id stays, which old tallies and referrals point to, and so does their
   * work. They stay forgotten until they are taken back. May be cut short and done again.
   * @param redraw what is to be done for each message that was posted and may show what is erased, when so many had
   * their work before: those about the invites, referrals, soft asks and feedback, and about every invite to a job that
   * they referred or were referred to
   */
  forget(tenantId: string, slackUserId: string, at: Date, redraw: (before: number) => Work): Promise<void>;
  /** The Slack ids of whoever is forgotten; up to 5 s late where another process forgot them. Callers share the answer. */
  forgotten(tenantId: string): Promise<ReadonlySet<string>>;
  /** What Slack says of them is kept again. Null when they are not forgotten. */
  takeBack(tenantId: string, slackUserId: string): Promise<Member | null>;
}

/** What a member may change about themselves. */
export type MemberChanges = Partial<
  Pick<Member, 'skills' | 'availability' | 'preferences' | 'homeOpenedAt' | 'homeView'>
>;

/** Whatever of a tenant's settings nobody has set holds as it is by default, now and not when it was installed. */
export interface Tenants {
  /** May be some seconds late where another process changed it. */
  get(tenantId: string): Promise<Tenant | null>;
  /** As it is now: for what was told to hold from now on. */
  latest(tenantId: string): Promise<Tenant | null>;
  /** Inserts it, or makes it active again with its settings kept. While it is active, who made it so and when stays. */
  install(tenant: NewTenant): Promise<Tenant>;
  /** Marks it uninstalled and adds the work; null when it was not active. */
  uninstall(tenantId: string, work: readonly Work[]): Promise<Tenant | null>;
  configure(tenantId: string, settings: Partial<Settings>): Promise<Tenant | null>;
  addWork(tenantId: string, work: readonly Work[]): Promise<Tenant | null>;
  /** Deletes everything of the tenant in every collection, unless it is active. */
  purge(tenantId: string): Promise<void>;
}

/** How tenants reach their marketplaces, with the secrets opened. */
export interface Connections {
  /** May be some seconds late where another process saved it: for what is shown. */
  of(tenantId: string): Promise<Connection | null>;
  /** As it is now: for every call to the marketplace, and for what decides how a decision goes out. */
  latest(tenantId: string): Promise<Connection | null>;
  /** As `of`. */
  byId(connectionId: string): Promise<Connection | null>;
  /** Replaces the tenant's connection. */
  save(connection: Connection): Promise<void>;
}

/** What was counted, each event once. */
export interface Ledger {
  /** @throws Duplicate when the event was counted. */
  insert(entry: LedgerEntry): Promise<void>;
  /** The entries of a referral: what was counted of it. */
  counted(tenantId: string, referralId: string): Promise<LedgerEntry[]>;
  /** What the tallies should be, summed from the entries. */
  totals(tenantId: string): Promise<Tally[]>;
}

/** The counts, by member and period. */
export interface Tallies {
  add(tenantId: string, moves: readonly Move[]): Promise<void>;
  /** The member's rows for these periods; a missing row is an empty one. */
  of(tenantId: string, member: string, periods: readonly Period[]): Promise<Tally[]>;
  /** The rows of these members in a period, as far as they have one. */
  ofMembers(tenantId: string, members: readonly string[], period: Period): Promise<Tally[]>;
  /** How many members have a row in a period; the team's is not counted. */
  countIn(tenantId: string, period: Period): Promise<number>;
  /** Every member's row of a period, the team's row among them. */
  inPeriod(tenantId: string, period: Period, limit: number): Promise<Tally[]>;
  all(tenantId: string): Promise<Tally[]>;
  replaceAll(tenantId: string, tallies: readonly Tally[]): Promise<void>;
}

/** What a job's verb gets, by the noun that carries the work: the document, or its reference where the verb reads more. */
export interface BegunDocuments {
  readonly event: StoredEvent;
  readonly invite: Invite;
  readonly referral: Referral;
  readonly message: Message;
  readonly relay: Relay;
  readonly tenant: Ref;
  readonly member: Ref;
}

/** What the verb of a job gets. */
export type DocumentOf<Job extends JobName> = BegunDocuments[(typeof WORK_ON)[Job]];

/** The work that a runner has leased. */
export interface Begun<Doc = DocumentOf<JobName>> {
  readonly items: readonly Work[];
  /** The end of the lease. It identifies the lease: later calls name it. */
  readonly until: Date;
  /**
   * How often the work was begun since its last recorded result, this time included. Above 1, earlier runners died or
   * lost their lease. 0 when nothing was leased.
   */
  readonly starts: number;
  /** The document as it was when its work was leased; null when nothing was leased. */
  readonly doc: Doc | null;
}

/** The work that documents carry, across all nouns. */
export interface Worklist {
  /**
   * Takes the due items of `job` on this document for `leaseMs`: nobody else gets them meanwhile, nor what comes later
   * for the same job on the same document, so that no two runners do one thing at a time. Counts the start.
   * @param aheadMs with what is due comes what is due within so long: doing the one does the other
   * @returns no items when nothing is due or somebody is at it.
   */
  begin<Job extends JobName>(
    job: Job,
    ref: Ref,
    now: Date,
    leaseMs: number,
    aheadMs?: number,
  ): Promise<Begun<DocumentOf<Job>>>;
  /** Prolongs a lease that ends at `until`, to `to`. False when it is somebody else's by now. */
  renew(job: JobName, ref: Ref, items: readonly Work[], until: Date, to: Date): Promise<boolean>;
  /** An event is done at `now` (`doneAt`). @returns what else of this kind is left on the document, due or not. */
  finish(job: JobName, ref: Ref, items: readonly Work[], now: Date): Promise<Work[]>;
  /**
   * Due again at `at`; `error` counts as a failed attempt, absent it does not. Forgets the starts.
   * @param lease the end of the runner's lease: nothing changes when it is somebody else's by now
   * @returns as `finish`.
   */
  postpone(job: JobName, ref: Ref, items: readonly Work[], at: Date, error?: string, lease?: Date): Promise<Work[]>;
  /** Due again at `at`, as if it had not been begun this time. @returns as `finish`, and nothing as `postpone`. */
  giveBack(job: JobName, ref: Ref, items: readonly Work[], at: Date, lease: Date): Promise<Work[]>;
  /** Gives up: a dead letter. @returns as `finish`, and nothing as `postpone`. */
  deadLetter(job: JobName, ref: Ref, items: readonly Work[], error: string, lease?: Date): Promise<Work[]>;
  /**
   * The sweeper's claim: due items over all tenants, at most `limit`. For `leaseMs` no other claim gets them, but
   * `begin` does: a claim says who enqueues, a lease who runs. Neither changes what `at` says when it is handed out.
   */
  claimDue(now: Date, leaseMs: number, limit: number): Promise<{ ref: Ref; work: Work }[]>;
  /**
   * Documents of a tenant in a state that needs work of this kind, and that carry none, not even a dead letter. A
   * reminder may be missing because there is none left.
   */
  stranded(tenantId: string, job: NeededJob, limit: number): Promise<Ref[]>;
  /** Dead letters, over all tenants or of one; of each noun's documents at most 10,000 are looked at. */
  dead(tenantId?: string): Promise<{ ref: Ref; work: Work }[]>;
  /** Makes a dead letter due now, with its attempts forgotten. False when there is none. */
  retryDead(ref: Ref, workId: string, now: Date): Promise<boolean>;
  /** Makes failed work of these kinds due now, instead of at its next try: what it failed for may be over. */
  hasten(tenantId: string, jobs: readonly JobName[], now: Date): Promise<void>;
  /** How much is due and overdue, and how much is dead, by job. */
  backlog(now: Date): Promise<{ job: JobName; due: number; dead: number; oldestMs: number }[]>;
}

/** The queue's side of the outbox. No verb calls it: every write of work is dispatched after its commit. */
export interface Jobs {
  /** Enqueues a document's outstanding work, soon and best effort. Never throws. Work that is lost here is found by the sweeper. */
  dispatch(doc: Workable): void;
}

/** A referral as the marketplace is asked for it. */
export interface ReferralRequest {
  readonly target: Target;
  /** To the colleague. */
  readonly message?: string;
  readonly messageToClient?: string;
  readonly referredBy: { readonly name: string };
}

/**
 * The tenant's marketplace. Every call has a hard time limit.
 * @throws MarketplaceRefusal when it says no for good, Postponed on 429, TokenRefused, anything else when a retry may
 * help, Refusal('tenant.notConnected') without a connection, Refusal('connection.badUrl') where this process may not
 * call its address.
 */
export interface Marketplace {
  accept(tenantId: string, externalId: string, idempotencyKey: string): Promise<void>;
  decline(
    tenantId: string,
    externalId: string,
    decline: { reasonId: string; message?: string; referral?: ReferralRequest },
    idempotencyKey: string,
  ): Promise<{ receivedExternalId?: string }>;
  invitation(tenantId: string, externalId: string): Promise<MarketplaceEvent & { type: 'invitation.created' }>;
  searchPeople(tenantId: string, query: string): Promise<Person[]>;
  /** How people stand to the job of an invitation, as far as the marketplace tells. */
  candidates(tenantId: string, externalId: string): Promise<{ personId: string; standing: Standing }[]>;
  /** The agency's own people, up to a minute late. */
  members(tenantId: string): Promise<Person[]>;
  /**
   * Tries an address and a token before they are saved.
   * @throws Refusal('connection.badUrl' | 'connection.rejected' | 'marketplace.unreachable')
   */
  probe(candidate: Pick<Connection, 'baseUrl' | 'token'>): Promise<DeclineReason[]>;
}

/** Called right before the one request that others see; what it throws is thrown, and nothing is sent. */
export type BeforeSending = () => void;

/** Slack, as far as the verbs need it. @throws Postponed on 429, Hopeless when the place or the token is gone. */
export interface Messenger {
  /** Posts and returns where. `id` goes into the message's metadata. */
  post(
    tenantId: string,
    message: Message,
    content: Content,
    before?: BeforeSending,
  ): Promise<{ channel: string; ts: string }>;
  /** Finds a message that was posted with this id after `since`, if Slack has it. */
  find(tenantId: string, message: Message, since: Date): Promise<{ channel: string; ts: string } | null>;
  /** Edits it in place. False when the message is gone. */
  edit(tenantId: string, message: Message, content: Content, before?: BeforeSending): Promise<boolean>;
  /** Removes what was posted a second time. Nothing happens when it is gone. */
  remove(tenantId: string, message: Message): Promise<void>;
  /** Shows somebody their App Home. */
  publishHome(tenantId: string, slackUserId: string, home: HomeContent, before?: BeforeSending): Promise<void>;
  /** Sends somebody a file by DM. */
  sendFile(tenantId: string, slackUserId: string, file: FileContent, before?: BeforeSending): Promise<void>;
}

/** The workspace's people. */
export interface Directory {
  /**
   * Pages through everybody, in the order that Slack gives. Short rate limits are waited out.
   * @throws as the messenger, and AccessRevoked when two tokens, read some seconds apart, do not count.
   */
  list(tenantId: string): AsyncIterable<readonly SlackProfile[]>;
}
