import { LRUCache } from 'lru-cache';
import { type Connection, canDo, PRACTICE, PRACTICE_WAY } from '../domain/model/connection/connection.js';
import { ownIdOf } from '../domain/model/connection/unique-id.js';
import { MarketplaceRefusal, Misconfigured, Refusal } from '../domain/model/errors.js';
import type { MarketplaceEvent } from '../domain/model/event/event.js';
import type { Ref } from '../domain/model/outbox-work.js';
import type { Target } from '../domain/model/referral/referral.js';
import type { Candidate, Connections, Delivery, Marketplace } from '../domain/ports.js';
import type { ClockReading } from '../lib/clock-difference.js';
import type { TrustedOrigins } from './http/check-base-url.js';
import { guardedFetch } from './http/guarded-fetch.js';
import type { AnySource, Client, Opened, Services } from './source.js';
import { SOURCES } from './sources.js';
import { keyedEvent, keyedId, keyedInvitation, keyedPerson, uniqueId } from './tenant-unique-ids.js';

/** The dependencies and time limits of the calls. */
export interface MarketplaceOptions extends Partial<Omit<Services, 'trustedOrigins'>> {
  readonly connections: Pick<Connections, 'latest'>;
  readonly trustedOrigins: TrustedOrigins;
  readonly sources?: Readonly<Record<string, AnySource>>;
  readonly now?: () => Date;
}

/** The marketplace port, with two calls for operators. */
export interface MarketplaceClient extends Marketplace {
  /** Reads the clock of a connection's service. @throws when it does not answer, or without a date. */
  clock(to: Ref): Promise<ClockReading>;
  /** Closes the kept-alive connections. */
  close(): Promise<void>;
}

/** Creates the marketplace port: each call goes to the source of its connection. */
export function createMarketplace(options: MarketplaceOptions): MarketplaceClient {
  const sources: Readonly<Record<string, AnySource>> = options.sources ?? SOURCES;
  const { connections, timeoutMs = 5000, searchTimeoutMs = 1500, now = () => new Date() } = options;
  const { close, fetch } = guardedFetch(options.trustedOrigins);
  const services: Services = { ...{ fetch }, ...options, timeoutMs, searchTimeoutMs };
  const clients = new Map<string, Client<unknown>>();
  const known = new LRUCache<string, readonly Candidate[], { readonly to: Ref; readonly key: string }>({
    max: KNOWN,
    ttl: KNOWN_MS,
    fetchMethod: (_key, _stale, { context }) => askCandidates(context.to, context.key),
  });

  const clientOf = (name: string): Client<unknown> => {
    const client = clients.get(name) ?? sources[name]?.client?.(services) ?? {};
    clients.set(name, client);
    return client;
  };
  const open = async (to: Ref) => {
    const connection = await connectionAt(connections, to);
    return { connection, opened: openedOf(connection), client: clientOf(connection.source) };
  };

  /** Opens a connection for a decision, which it may no longer be able to send since the decision's path was chosen. */
  const openFor = async (what: 'decide' | 'refer', to: Ref) => {
    const found = await open(to);
    if (to.id !== PRACTICE && !canDo(found.connection, what))
      throw new Misconfigured('the connection is paused, or decisions are not sent through it any more');
    return found;
  };

  async function askCandidates(to: Ref, key: string): Promise<readonly Candidate[]> {
    const { connection, opened, client } = await open(to);
    const found = await answered(client.candidates)(opened, ownIdOf(connection, key));
    return found.map((one) => ({ ...one, personId: keyedId(connection, one.personId) }));
  }

  return {
    accept: async (to, key, idempotencyKey) => {
      const { connection, opened, client } = await openFor('decide', to);
      await answered(client.accept)(opened, ownIdOf(connection, key), idempotencyKey);
    },
    decline: async (to, key, decline, idempotencyKey) => {
      const { connection, opened, client } = await openFor(decline.referral ? 'refer' : 'decide', to);
      const raw = { ...decline, ...(decline.referral && { referral: rawReferral(connection, decline.referral) }) };
      const answer = await answered(client.decline)(opened, ownIdOf(connection, key), raw, idempotencyKey);
      const { receivedExternalId } = answer;
      return receivedExternalId === undefined ? {} : { receivedExternalId: uniqueId(connection, receivedExternalId) };
    },
    invitation: async (to, key) => {
      const { connection, opened, client } = await open(to);
      const { data } = await answered(client.invitation)(opened, ownIdOf(connection, key));
      return { type: 'invitation.created', data: keyedInvitation(connection, data) };
    },
    searchPeople: async (to, query) => {
      const { connection, opened, client } = await open(to);
      const found = await answered(client.searchPeople)(opened, query);
      return found.map((person) => keyedPerson(connection, person));
    },
    candidates: async (to, key) => (await known.fetch(keyOf(to.tenantId, key), { context: { to, key } })) ?? [],
    knownCandidates: async (tenantId, key) => known.get(keyOf(tenantId, key)) ?? [],
    members: async (to) => {
      const { connection, opened, client } = await open(to);
      const people = await answered(client.members)(opened);
      return people.map((person) => keyedPerson(connection, person));
    },
    probe: ({ source, config }) => sourceNamed(sources, source).setUp.probe(config, services),
    poll: async (to) => {
      const { connection, opened } = await open(to);
      const { poll } = sourceNamed(sources, connection.source);
      const polled = await answered(poll)(opened, services, connection.pollState ?? {}, now());
      return { ...polled, deliveries: polled.deliveries.map((delivery) => keyedDelivery(connection, delivery)) };
    },
    countOpen: async (to) => {
      const { connection, opened } = await open(to);
      const { poll } = sourceNamed(sources, connection.source);
      const { deliveries } = await answered(poll)(opened, services, {}, now());
      return deliveries.flatMap(({ events }) => events).filter(isOpenInvitation).length;
    },
    clock: async (to) => {
      const { opened, client } = await open(to);
      return answered(client.clock)(opened);
    },
    close: async () => {
      await Promise.all([...clients.values()].map(async (client) => client.close?.()));
      await close();
    },
  };
}

/** Milliseconds for which candidates are cached, and the most invitations of which they are. */
const KNOWN_MS = 60_000;
const KNOWN = 1_000;

/** An invitation's id is unique within the tenant. */
const keyOf = (tenantId: string, externalId: string): string => JSON.stringify([tenantId, externalId]);

const isOpenInvitation = (event: MarketplaceEvent): boolean =>
  event.type === 'invitation.created' && event.data.status === 'open';

/** Makes the ids of a delivery and of its events unique within the tenant. */
export const keyedDelivery = (connection: Connection, delivery: Delivery): Delivery => ({
  ...delivery,
  id: uniqueId(connection, delivery.id),
  events: delivery.events.map((event) => keyedEvent(connection, event)),
});

/** Returns a connection in the form in which its source gets it. */
export const openedOf = ({ id, tenantId, connectedAt, config }: Connection): Opened<unknown> => ({
  id,
  tenantId,
  connectedAt,
  config,
});

/** Returns the source of this name. @throws Misconfigured where this release knows none. */
export function sourceNamed(sources: Readonly<Record<string, AnySource>>, name: string): AnySource {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (!source) throw new Misconfigured(`this release knows no source named ${name}`);
  return source;
}

async function connectionAt(connections: Pick<Connections, 'latest'>, to: Ref): Promise<Connection> {
  if (to.id === PRACTICE) return practiceConnection(to.tenantId);
  const connection = await connections.latest(to);
  if (!connection) throw new Refusal('tenant.notConnected');
  return connection;
}

/** Returns a tenant's practice connection, which is not stored. */
const practiceConnection = (tenantId: string): Connection => ({
  ...PRACTICE_WAY,
  id: PRACTICE,
  tenantId,
  marketplace: 'own',
  name: '',
  config: {},
  can: [],
  declineReasons: [],
  bareIds: true,
  health: {},
  connectedAt: new Date(0),
  work: [],
});

/** @throws MarketplaceRefusal('not-supported') where the source does not answer this call. */
function answered<Call>(call: Call | undefined): Call {
  if (call === undefined) throw new MarketplaceRefusal('not-supported', '');
  return call;
}

const rawReferral = <Request extends { readonly target: Target }>(
  connection: Connection,
  request: Request,
): Request => ({
  ...request,
  target: rawTarget(connection, request.target),
});

const rawTarget = (connection: Connection, target: Target): Target =>
  target.by === 'person' ? { ...target, personId: ownIdOf(connection, target.personId) } : target;
