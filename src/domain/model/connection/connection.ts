import type { Job } from '../job/job.js';
import type { Language } from '../languages.js';
import type { Workable } from '../outbox-work.js';
import type { Capability, MarketplaceId, RulesOf, SourceName } from './source.js';

/** The part of a source that is stored with each of its invitations. */
export interface Traits {
  readonly source: SourceName;
  /** The trust in its facts, from 0 to 100. */
  readonly trust: number;
  /** True where two of its ids are two invitations. */
  readonly namesInvitations: boolean;
}

/** One way in, and perhaps out, of a tenant. A tenant has any number. The configuration is encrypted at rest. */
export interface Connection extends Workable, Traits {
  /** Part of the webhook URL. */
  readonly id: string;
  readonly marketplace: MarketplaceId;
  /** Such as `Sandbox`, as the admin calls it. */
  readonly name: string;
  /** Readable by its source alone. */
  readonly config: unknown;
  readonly can: readonly Capability[];
  readonly declineReasons: readonly DeclineReason[];
  /**
   * Set on a tenant's first connection by the contract: the ids of its invitations, jobs and people are stored as they
   * are, as by releases that knew one connection a tenant. All others' ids begin with the connection's.
   */
  readonly bareIds?: true;
  /** Set where Baton asks the source for what is new. */
  readonly polls?: true;
  /** Set while an admin has paused it: it is not asked, takes no webhooks and decides nothing. */
  readonly pausedAt?: Date;
  readonly health: Health;
  /** The state of polling, as its source left it. */
  readonly pollState?: Readonly<Record<string, string | number>>;
  /** The channel or member that gets invites without a linked person; the managers when absent. */
  readonly unaddressedTo?: string;
  /** When it was first connected: what was over before is history. */
  readonly connectedAt: Date;
  /** When it was last set up; absent where that was in an earlier release, which kept it as `connectedAt`. */
  readonly setUpAt?: Date;
  /** The Slack user who set it up last. */
  readonly connectedBy?: string;
}

/** The health of a connection. Written at most once a minute, so it may be a minute late. */
export interface Health {
  /** When it last delivered or answered anything. */
  readonly heardAt?: Date;
  /** When a delivery last came by its webhook. */
  readonly deliveredAt?: Date;
  /** The last delivery that was turned down, such as one with another secret. Anybody who knows the address can cause it. */
  readonly turnedDown?: { readonly why: string; readonly at: Date };
  /** The last delivery that nothing came of, and why. */
  readonly putAside?: { readonly why: string; readonly at: Date };
  /** The last failure; absent once it has answered again. */
  readonly error?: { readonly code: HealthCode; readonly at: Date };
  /** Failed polls in a row. */
  readonly failures?: number;
  readonly nextPollAt?: Date;
  /** The number of deliveries that were put aside, by reason. */
  readonly ignored?: Readonly<Record<string, number>>;
}

/** The cause of a connection's failure. */
export type HealthCode = 'token-refused' | 'unreachable' | 'rate-limited' | 'unreadable';

/** A reason for declining that the marketplace offers. */
export interface DeclineReason {
  readonly id: string;
  readonly text: string;
  /** The text in other languages, where the marketplace has them. */
  readonly translations?: { readonly [Spoken in Language]?: string };
}

/** The name of an invitation in one connection. */
export interface Origin extends Traits {
  /** `UNKNOWN` in documents of releases that knew one connection a tenant. */
  readonly connectionId: string;
  /** Unique within the tenant. */
  readonly externalId: string;
}

/** The way by which an event came. */
export type Via = Omit<Origin, 'externalId'>;

/** Stands for the tenant's connection with bare ids in documents that do not name it. */
export const UNKNOWN = '';

/** The provenance of documents stored by releases that had one connection per tenant. */
export const ONLY_WAY: Via = { connectionId: UNKNOWN, source: 'contract', trust: 90, namesInvitations: true };

/** The id of every tenant's practice connection, which is not stored. */
export const PRACTICE = 'practice';

/** The way of practice invites. */
export const PRACTICE_WAY: Via = { connectionId: PRACTICE, source: 'practice', trust: 100, namesInvitations: true };

/** The id of every tenant's connection for what people enter by hand, which is not stored. */
export const MANUAL = 'manual';

/** The way of invites that a person enters. */
export const MANUAL_WAY: Via = { connectionId: MANUAL, source: 'manual', trust: 50, namesInvitations: false };

/** Returns the way of what a connection delivers. */
export const viaOf = ({ id, source, trust, namesInvitations }: Connection): Via => ({
  connectionId: id,
  source,
  trust,
  namesInvitations,
});

/** Tells whether a connection works and can do this. */
export const canDo = ({ can, pausedAt }: Pick<Connection, 'can' | 'pausedAt'>, what: Capability): boolean =>
  !pausedAt && can.includes(what);

/** Tells whether an origin is in this connection. */
export const isOriginIn = ({ connectionId }: Origin, { id, bareIds }: Connection): boolean =>
  connectionId === id || (connectionId === UNKNOWN && bareIds === true);

/** An origin in a connection that there is. */
export interface ActingOrigin {
  readonly connection: Connection;
  readonly externalId: string;
}

/**
 * Returns the origin that can do most, of those whose connection there is; null where there is none. Prefers one that
 * decides, then one that refers, then the one with most capabilities, then the most trusted.
 */
export function actingOrigin(
  { origins }: { readonly origins: readonly Origin[] },
  connections: readonly Connection[],
): ActingOrigin | null {
  const there = origins.flatMap((origin) =>
    connections
      .filter((one) => isOriginIn(origin, one))
      .map((connection) => ({ connection, externalId: origin.externalId })),
  );
  return there.toSorted(byPower)[0] ?? null;
}

const powerOf = (connection: Connection): readonly number[] => [
  Number(canDo(connection, 'decide')),
  Number(canDo(connection, 'refer')),
  connection.pausedAt ? 0 : connection.can.length,
  connection.trust,
];

function byPower(a: ActingOrigin, b: ActingOrigin): number {
  const [mine, theirs] = [powerOf(a.connection), powerOf(b.connection)];
  const differs = mine.findIndex((value, index) => value !== theirs[index]);
  if (differs >= 0) return (theirs[differs] ?? 0) - (mine[differs] ?? 0);
  return keyOfOrigin(a) < keyOfOrigin(b) ? -1 : 1;
}

const keyOfOrigin = ({ connection, externalId }: ActingOrigin): string => `${connection.id} ${externalId}`;

/**
 * Returns the reasons for declining an invite: those of the connection that acts, or else those that its marketplace is
 * known to offer. Reasons of another marketplace are no reasons for this one.
 * @param known the list of a marketplace, where no connection tells it
 */
export function reasonsFor(
  invite: { readonly origins: readonly Origin[]; readonly job: Pick<Job, 'id' | 'url'> },
  connections: readonly Connection[],
  known: (marketplace: MarketplaceId) => readonly DeclineReason[],
): readonly DeclineReason[] {
  const own = actingOrigin(invite, connections)?.connection.declineReasons;
  if (own?.length) return own;
  const marketplace = marketplaceOfJob(invite.job);
  const others = connections.filter((connection) => connection.marketplace === marketplace);
  const named = others.find(({ declineReasons }) => declineReasons.length > 0);
  return named?.declineReasons ?? known(marketplace);
}

/** Returns the marketplace whose invitation these origins tell of: Upwork, where one of their sources is of Upwork. */
export const marketplaceOf = (origins: readonly Pick<Origin, 'source'>[], rulesOf: RulesOf): MarketplaceId =>
  origins.some(({ source }) => rulesOf(source).marketplace === 'upwork') ? 'upwork' : 'own';

/** The marketplace of a job, by the job's canonical id, or else by its address. */
export const marketplaceOfJob = ({ id, url }: Pick<Job, 'id' | 'url'>): MarketplaceId =>
  id.startsWith('upwork:') || url.startsWith('https://www.upwork.com/') ? 'upwork' : 'own';
