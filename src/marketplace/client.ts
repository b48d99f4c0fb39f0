import { Hopeless, MarketplaceRefusal, Refusal } from '../domain/errors.js';
import type { Person } from '../domain/invite/invite.js';
import type { Connections, Log, Marketplace } from '../domain/ports.js';
import { type Caller, call, type Request, type To } from './call.js';
import { checkAddress, type TrustedOrigins } from './check-address.js';
import { ENDPOINTS } from './contract/endpoint.js';
import { toDeclineRequest } from './decline-request.js';
import { type Fetch, guardedFetch } from './guarded-fetch.js';

export interface MarketplaceOptions {
  readonly connections: Pick<Connections, 'of'>;
  readonly trustedOrigins: TrustedOrigins;
  /** A hard limit for each call, in milliseconds. */
  readonly timeoutMs?: number;
  /** The same for a search, for which somebody waits. */
  readonly searchTimeoutMs?: number;
  readonly fetch?: Fetch;
  readonly log?: Log;
}

/** An agency with more people than this many pages hold is cut off. */
const PAGES = 100;

/** The marketplaces of all tenants, called by the contract. `close` drops the connections that are kept. */
export function createMarketplace(options: MarketplaceOptions): Marketplace & { close(): Promise<void> } {
  const { timeoutMs = 5000, searchTimeoutMs = 1500 } = options;
  const { fetch, close } = guardedFetch(options.trustedOrigins);
  const caller: Caller = { fetch, ...options };
  const connected = async (tenantId: string) => {
    const connection = await options.connections.of(tenantId);
    if (!connection) throw new Refusal('tenant.notConnected');
    return connection;
  };
  const decide = async (tenantId: string, endpoint: Decision, request: Omit<Request, 'timeoutMs'>) => {
    const connection = await connected(tenantId);
    if (connection.path !== 'native') throw new Hopeless('this marketplace takes no decisions');
    return call(caller, connection, endpoint, { ...request, timeoutMs });
  };
  return {
    close,
    accept: async (tenantId, id, idempotencyKey) => {
      await decide(tenantId, ENDPOINTS.accept, { id, idempotencyKey });
    },
    decline: async (tenantId, id, decline, idempotencyKey) => {
      const body = toDeclineRequest(decline);
      const { receivedInvitationId } = await decide(tenantId, ENDPOINTS.decline, { id, body, idempotencyKey });
      return receivedInvitationId === undefined ? {} : { receivedExternalId: receivedInvitationId };
    },
    invitation: async (tenantId, id) => {
      const data = await call(caller, await connected(tenantId), ENDPOINTS.invitation, { id, timeoutMs });
      return { type: 'invitation.created', data };
    },
    searchPeople: async (tenantId, query) => {
      const request = { query: { query: query.slice(0, 200) }, timeoutMs: searchTimeoutMs };
      return (await call(caller, await connected(tenantId), ENDPOINTS.freelancers, request)).items;
    },
    members: async (tenantId) => allMembers(caller, await connected(tenantId), timeoutMs),
    probe: async (candidate) => {
      await checkAddress(candidate.baseUrl, options.trustedOrigins);
      const to = { ...candidate, tenantId: 'candidate' };
      return call(caller, to, ENDPOINTS.declineReasons, { timeoutMs }).then(({ items }) => items, refuse);
    },
  };
}

type Decision = typeof ENDPOINTS.accept | typeof ENDPOINTS.decline;

async function allMembers(caller: Caller, to: To, timeoutMs: number): Promise<Person[]> {
  const people: Person[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const request = { ...(cursor && { query: { cursor } }), timeoutMs };
    const { items, nextCursor } = await call(caller, to, ENDPOINTS.members, request);
    people.push(...items);
    cursor = nextCursor;
    if (!cursor) break;
  }
  return people;
}

/** What a person who typed the address can do something about. */
function refuse(error: unknown): never {
  if (error instanceof Refusal) throw error;
  throw new Refusal(error instanceof MarketplaceRefusal ? 'connection.rejected' : 'marketplace.unreachable');
}
