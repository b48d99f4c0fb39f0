import type { Job } from '../job/job.js';
import type { Language } from '../languages.js';
import type { Workable } from '../outbox-work.js';
import type { Capability, MarketplaceId, RulesOf, SourceName } from './source.js';

/** The properties of a source that are copied to each of its invitations. */
export interface Traits {
  readonly source: SourceName;
  /** The trust in its facts, from 0 to 100. */
  readonly trust: number;
  /** True where two of its ids are two invitations. */
  readonly namesInvitations: boolean;
}

/**
 * A tenant's access to one source: invitations come in through it, and decisions may go out. A tenant has any number.
 * The configuration is encrypted at rest.
 */
export interface Connection extends Workable, Traits {
  /** Part of the webhook URL. */
  readonly id: string;
  readonly marketplace: MarketplaceId;
  /** The name that the admin gave, for example `Sandbox`. */
  readonly name: string;
  /** The configuration, whose form only its source knows. */
  readonly config: unknown;
  readonly can: readonly Capability[];
  readonly declineReasons: readonly DeclineReason[];
  /**
   * Set on a tenant's first connection by the contract: ids of its invitations, jobs and people are stored without a
   * prefix, as earlier releases stored them. All other connections prefix them with the connection's id.
   */
  readonly bareIds?: true;
  /** Set where Baton polls the source. */
  readonly polls?: true;
  /** Set while an admin has paused the connection: it is not polled, rejects webhooks and sends no decisions. */
  readonly pausedAt?: Date;
  readonly health: Health;
  /** The polling state that the source returned last. */
  readonly pollState?: Readonly<Record<string, string | number>>;
  /** The channel or member that gets invites without a linked person; the managers when absent. */
  readonly unaddressedTo?: string;
  /**
   * Time at which it was first connected, or connected again after it was removed. Invitations that ended before are
   * history and get no card.
   */
  readonly connectedAt: Date;
  /** Time of the last set-up; absent where an earlier release did it, which stored `connectedAt` only. */
  readonly setUpAt?: Date;
  /** The Slack user who set it up last. */
  readonly connectedBy?: string;
}

/** The health of a connection. Written at most once a minute, so it may be a minute late. */
export interface Health {
  /** Time of its last delivery or answer. */
  readonly heardAt?: Date;
  /** Time of its last webhook delivery. */
  readonly deliveredAt?: Date;
  /** The last webhook that was rejected, for example for a wrong secret. Anybody who knows the address can cause it. */
  readonly turnedDown?: { readonly why: string; readonly at: Date };
  /** The last delivery that was accepted without any effect, and the reason. */
  readonly putAside?: { readonly why: string; readonly at: Date };
  /** The last failure; absent once the source has answered again. */
  readonly error?: { readonly code: HealthCode; readonly at: Date };
  /** Number of failed polls in a row. */
  readonly failures?: number;
  readonly nextPollAt?: Date;
  /** Number of deliveries without any effect, by reason. */
  readonly ignored?: Readonly<Record<string, number>>;
}

/** The code for the cause of a connection's failure. */
export type HealthCode = 'token-refused' | 'unreachable' | 'rate-limited' | 'unreadable';

/** A reason for declining that the marketplace offers. */
export interface DeclineReason {
  readonly id: string;
  readonly text: string;
  /** The text in other languages, where the marketplace has them. */
  readonly translations?: { readonly [Spoken in Language]?: string };
}

/** The identity of an invitation in one connection: the connection and the source's own id. */
export interface Origin extends Traits {
  /** `UNKNOWN` in documents of releases that knew one connection a tenant. */
  readonly connectionId: string;
  /** Unique within the tenant. */
  readonly externalId: string;
}

/** The connection by which an event came, with the properties of its source. */
export type Via = Omit<Origin, 'externalId'>;

/**
 * The connection id in documents of earlier releases, which named none: it stands for the tenant's connection with bare
 * ids.
 */
export const UNKNOWN = '';

/** The origin of documents stored by releases that had one connection per tenant. */
export const ONLY_WAY: Via = { connectionId: UNKNOWN, source: 'contract', trust: 90, namesInvitations: true };

/** The id of every tenant's practice connection, which is not stored. */
export const PRACTICE = 'practice';

/** The origin of practice invites. */
export const PRACTICE_WAY: Via = { connectionId: PRACTICE, source: 'practice', trust: 100, namesInvitations: true };

/** The id of every tenant's connection for what people enter by hand, which is not stored. */
export const MANUAL = 'manual';

/** The origin of invites that a person enters. */
export const MANUAL_WAY: Via = { connectionId: MANUAL, source: 'manual', trust: 50, namesInvitations: false };

/** Returns the origin of what a connection delivers. */
export const viaOf = ({ id, source, trust, namesInvitations }: Connection): Via => ({
  connectionId: id,
  source,
  trust,
  namesInvitations,
});

/** Tells whether a connection has this capability and is not paused. */
export const canDo = ({ can, pausedAt }: Pick<Connection, 'can' | 'pausedAt'>, what: Capability): boolean =>
  !pausedAt && can.includes(what);

/** Tells whether an origin belongs to this connection. */
export const isOriginIn = ({ connectionId }: Via, { id, bareIds }: Connection): boolean =>
  connectionId === id || (connectionId === UNKNOWN && bareIds === true);

/**
 * Tells whether two invites, or reports, are each owed an answer of its own, though their job's page is the same: both
 * came by connections to marketplaces that Baton sends decisions to, and by none in common. A marketplace chooses the
 * address that it names, and an answer goes to one of them alone.
 * @param connections those that still exist, paused or not
 */
export function areAnsweredApart(
  one: readonly Via[],
  other: readonly Via[],
  connections: readonly Connection[],
): boolean {
  const answered = connections.filter(({ marketplace, can }) => marketplace === 'own' && can.includes('decide'));
  const [mine, theirs] = [one, other].map((origins) =>
    answered.filter((connection) => origins.some((origin) => isOriginIn(origin, connection))),
  );
  return !!mine?.length && !!theirs?.length && !mine.some((connection) => theirs.includes(connection));
}

/** An origin together with its connection, which still exists. */
export interface ActingOrigin {
  readonly connection: Connection;
  readonly externalId: string;
}

/**
 * Returns the origin whose connection Baton acts through; null where none of the connections exists any more. Prefers a
 * connection that can decide, then one that can refer, then the one with the most capabilities, then the most trusted.
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
 * Returns the reasons for declining an invite: those of the connection that Baton acts through, or else the known list
 * of the same marketplace.
 * @param known returns a marketplace's list where no connection has one
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

/** Returns the marketplace of an invitation by its origins: Upwork if one of their sources is for Upwork. */
export const marketplaceOf = (origins: readonly Pick<Origin, 'source'>[], rulesOf: RulesOf): MarketplaceId =>
  origins.some(({ source }) => rulesOf(source).marketplace === 'upwork') ? 'upwork' : 'own';

/** Returns the marketplace of a job by the job's canonical id, or else by its address. */
export const marketplaceOfJob = ({ id, url }: Pick<Job, 'id' | 'url'>): MarketplaceId =>
  id.startsWith('upwork:') || url.startsWith('https://www.upwork.com/') ? 'upwork' : 'own';
