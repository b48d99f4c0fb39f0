import { Hopeless, MarketplaceRefusal, Refusal } from '../domain/errors.js';
import { keptFound, keptInvitation, keptReasons } from '../domain/limits.js';
import type { Connections, Log, Marketplace } from '../domain/ports.js';
import type { Connection } from '../domain/tenant/tenant.js';
import { allMembers } from './all-members.js';
import { type Caller, call } from './call.js';
import { checkAddress, type TrustedOrigins } from './check-address.js';
import { ENDPOINTS } from './contract/endpoint.js';
import { inAllLanguages } from './decline-reasons.js';
import { toDeclineRequest } from './decline-request.js';
import { type Fetch, guardedFetch } from './guarded-fetch.js';
import { rememberMembers } from './remember-members.js';

export interface MarketplaceOptions {
  readonly connections: Pick<Connections, 'of'>;
  readonly trustedOrigins: TrustedOrigins;
  /** A hard limit for each call, in milliseconds. */
  readonly timeoutMs?: number;
  /** The same for a search and for a job's candidates, for which somebody waits. */
  readonly searchTimeoutMs?: number;
  readonly fetch?: Fetch;
  readonly log?: Log;
}

/** The marketplaces of all tenants, called by the contract. `close` drops the connections that are kept. */
export function createMarketplace(options: MarketplaceOptions): Marketplace & { close(): Promise<void> } {
  const { connections, trustedOrigins, timeoutMs = 5000, searchTimeoutMs = 1500 } = options;
  const { fetch, close } = guardedFetch(trustedOrigins);
  const caller: Caller = { fetch, ...options };
  const membersOf = rememberMembers((to) => allMembers(caller, to, timeoutMs));
  return {
    close,
    accept: async (tenantId, id, idempotencyKey) => {
      await call(caller, await native(connections, tenantId), ENDPOINTS.accept, {
        params: { id },
        idempotencyKey,
        timeoutMs,
      });
    },
    decline: async (tenantId, id, decline, idempotencyKey) => {
      const request = { params: { id }, body: toDeclineRequest(decline), idempotencyKey, timeoutMs };
      const answer = await call(caller, await native(connections, tenantId), ENDPOINTS.decline, request);
      const { receivedInvitationId: receivedExternalId } = answer;
      return receivedExternalId === undefined ? {} : { receivedExternalId };
    },
    invitation: async (tenantId, id) => {
      const data = await call(caller, await connected(connections, tenantId), ENDPOINTS.invitation, {
        params: { id },
        timeoutMs,
      });
      return { type: 'invitation.created', data: keptInvitation(data) };
    },
    searchPeople: async (tenantId, query) => {
      const request = { query: { query: query.slice(0, 200) }, timeoutMs: searchTimeoutMs };
      const { items } = await call(caller, await connected(connections, tenantId), ENDPOINTS.freelancers, request);
      return keptFound(items);
    },
    candidates: async (tenantId, id) => {
      const request = { params: { id }, timeoutMs: searchTimeoutMs };
      return (await call(caller, await connected(connections, tenantId), ENDPOINTS.candidates, request)).items;
    },
    members: async (tenantId) => membersOf(await connected(connections, tenantId)),
    probe: async (candidate) => {
      await checkAddress(candidate.baseUrl, trustedOrigins);
      const to = { ...candidate, tenantId: 'candidate' };
      const ask = async (language: string) =>
        keptReasons((await call(caller, to, ENDPOINTS.declineReasons, { timeoutMs, language })).items);
      return inAllLanguages(ask).catch(refuse);
    },
  };
}

async function connected(connections: Pick<Connections, 'of'>, tenantId: string): Promise<Connection> {
  const connection = await connections.of(tenantId);
  if (!connection) throw new Refusal('tenant.notConnected');
  return connection;
}

async function native(connections: Pick<Connections, 'of'>, tenantId: string): Promise<Connection> {
  const connection = await connected(connections, tenantId);
  if (connection.path !== 'native') throw new Hopeless('this marketplace takes no decisions');
  return connection;
}

/** What a person who typed the address can do something about. */
function refuse(error: unknown): never {
  if (error instanceof Refusal) throw error;
  throw new Refusal(error instanceof MarketplaceRefusal ? 'connection.rejected' : 'marketplace.unreachable');
}
