import type { z } from 'zod';
import { MarketplaceRefusal, Misconfigured, Refusal, TokenRefused } from '../../domain/model/errors.js';
import { keptFound, keptInvitation, keptReasons } from '../../domain/model/limits.js';
import type { Connection } from '../../domain/model/tenant/tenant.js';
import type { Connections, Log, Marketplace } from '../../domain/ports.js';
import type { ClockReading } from '../../lib/clock-reading.js';
import { allMembers } from './all-members.js';
import { type Caller, call, callForEffect, callForList } from './call.js';
import { checkAddress, type TrustedOrigins } from './check-address.js';
import { inAllLanguages } from './decline-reasons.js';
import { toDeclineRequest } from './decline-request.js';
import { type Fetch, guardedFetch } from './guarded-fetch.js';
import { readMarketplaceClock } from './read-clock.js';
import { rememberMembers } from './remember-members.js';
import { KnownCandidate } from './schema/candidate.js';
import { KnownDecision } from './schema/decision.js';
import { ENDPOINTS } from './schema/endpoint.js';

export interface MarketplaceOptions {
  readonly connections: Pick<Connections, 'latest'>;
  readonly trustedOrigins: TrustedOrigins;
  /** A hard limit for each call, in milliseconds. */
  readonly timeoutMs?: number;
  /** The same for a search and for a job's candidates, for which somebody waits. */
  readonly searchTimeoutMs?: number;
  readonly fetch?: Fetch;
  readonly log?: Log;
  /** Counts items of lists that do not follow the contract, by the path that was called. */
  readonly leftOut?: (path: string, items: number) => void;
}

/** Marketplaces, with what only operators ask of them. */
export interface MarketplaceClient extends Marketplace {
  /** What time a tenant's marketplace has. @throws when it does not answer, or without a date. */
  clock(tenantId: string): Promise<ClockReading>;
  /** Drops the connections that are kept. */
  close(): Promise<void>;
}

/** The marketplaces of all tenants, called by the contract. */
export function createMarketplace(options: MarketplaceOptions): MarketplaceClient {
  const { connections, trustedOrigins, timeoutMs = 5000, searchTimeoutMs = 1500 } = options;
  const { fetch, close } = guardedFetch(trustedOrigins);
  const caller: Caller = { fetch, ...options };
  const membersOf = rememberMembers((to) => allMembers(caller, to, timeoutMs));
  return {
    close,
    clock: async (tenantId) => readMarketplaceClock(caller, await connected(connections, tenantId), timeoutMs),
    accept: async (tenantId, id, idempotencyKey) => {
      const request = { params: { id }, idempotencyKey, timeoutMs };
      const to = await native(connections, tenantId);
      requireDone(await callForEffect(caller, to, ENDPOINTS.accept, request, KnownDecision), id, 'accepted');
    },
    decline: async (tenantId, id, decline, idempotencyKey) => {
      const request = { params: { id }, body: toDeclineRequest(decline), idempotencyKey, timeoutMs };
      const to = await native(connections, tenantId);
      const answer = await callForEffect(caller, to, ENDPOINTS.decline, request, KnownDecision);
      requireDone(answer, id, 'declined');
      const receivedExternalId = answer?.receivedInvitationId;
      return receivedExternalId === undefined ? {} : { receivedExternalId };
    },
    invitation: async (tenantId, id) => {
      const data = await call(caller, await connected(connections, tenantId), ENDPOINTS.invitation, {
        params: { id },
        timeoutMs,
      });
      requireSame(data, id);
      return { type: 'invitation.created', data: keptInvitation(data) };
    },
    searchPeople: async (tenantId, query) => {
      const request = { query: { query: query.slice(0, 200) }, timeoutMs: searchTimeoutMs };
      const to = await connected(connections, tenantId);
      return keptFound((await callForList(caller, to, ENDPOINTS.freelancers, request)).items);
    },
    candidates: async (tenantId, id) => {
      const request = { params: { id }, timeoutMs: searchTimeoutMs };
      const to = await connected(connections, tenantId);
      const { items } = await callForList(caller, to, ENDPOINTS.candidates, request, { item: KnownCandidate });
      return items as z.output<typeof KnownCandidate>[];
    },
    members: async (tenantId) => membersOf(await connected(connections, tenantId)),
    probe: async (candidate) => {
      await checkAddress(candidate.baseUrl, trustedOrigins);
      const to = { ...candidate, tenantId: 'candidate' };
      const ask = async (language: string) =>
        keptReasons(
          (await callForList(caller, to, ENDPOINTS.declineReasons, { timeoutMs, language }, { atLeastOne: true }))
            .items,
        );
      return inAllLanguages(ask).catch(refuse);
    },
  };
}

async function connected(connections: Pick<Connections, 'latest'>, tenantId: string): Promise<Connection> {
  const connection = await connections.latest(tenantId);
  if (!connection) throw new Refusal('tenant.notConnected');
  return connection;
}

/**
 * The connection, where it takes decisions.
 * @throws Misconfigured where a person carries decisions over: the connection was changed after its path was read.
 */
async function native(connections: Pick<Connections, 'latest'>, tenantId: string): Promise<Connection> {
  const connection = await connected(connections, tenantId);
  if (connection.path !== 'native') throw new Misconfigured('this marketplace takes no decisions');
  return connection;
}

/**
 * Reads what an answer to a decision says; an empty one says that it was carried out.
 * @throws MarketplaceRefusal('invitation-not-open') when the invitation ended in another way, an ordinary error while
 * it is open.
 */
function requireDone(answer: z.output<typeof KnownDecision> | null, id: string, wanted: 'accepted' | 'declined') {
  if (!answer) return;
  requireSame(answer, id);
  if (answer.status === 'open') throw new Error('the marketplace answered that the invitation is still open');
  if (answer.status !== wanted) throw new MarketplaceRefusal('invitation-not-open', '');
}

/** @throws an ordinary error when the answer is about another invitation than was asked for. */
function requireSame(answer: { readonly id: string }, id: string) {
  if (answer.id !== id) throw new Error('the marketplace answered about another invitation');
}

/** What a person who typed the address can do something about. */
function refuse(error: unknown): never {
  if (error instanceof Refusal) throw error;
  const isRejected = error instanceof TokenRefused || error instanceof MarketplaceRefusal;
  throw new Refusal(isRejected ? 'connection.rejected' : 'marketplace.unreachable');
}
