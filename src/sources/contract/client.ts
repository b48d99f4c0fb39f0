import type { z } from 'zod';
import { MarketplaceRefusal, Misconfigured } from '../../domain/model/errors.js';
import type { Target } from '../../domain/model/referral/referral.js';
import { keptFound, keptInvitation } from '../../domain/model/stored-size-limits.js';
import type { Marketplace } from '../../domain/ports.js';
import { type ClockReading, readClock } from '../../lib/clock-difference.js';
import { readAddress } from '../http/check-base-url.js';
import { throwNoAnswer } from '../http/read-text.js';
import type { Client, Services } from '../source.js';
import { call, callForEffect, callForList, limitOf } from './call.js';
import type { ContractConfig } from './connection-config.js';
import { cacheMembers, readMembers } from './read-members.js';
import { KnownCandidate } from './schema/candidate.js';
import { type DeclineRequest, KnownDecision } from './schema/decision.js';
import { ENDPOINTS } from './schema/endpoint.js';

/** The rate limit for decisions to one connection, shared by all processes. */
const DECISIONS = { perSecond: 50, burst: 50 } as const;

/** Makes the client that calls marketplaces by Baton's HTTP contract. */
export function contractClient(services: Services): Client<ContractConfig> {
  const { timeoutMs, searchTimeoutMs } = services;
  const membersOf = cacheMembers(async (to) => {
    await services.admit?.({ key: limitOf(to) });
    return readMembers(services, to, timeoutMs);
  });
  return {
    accept: async (to, id, idempotencyKey) => {
      const request = { params: { id }, idempotencyKey, timeoutMs };
      requireNative(to.config);
      await services.admit?.({ key: limitOf(to), ...DECISIONS }, idempotencyKey);
      requireDone(await callForEffect(services, to, ENDPOINTS.accept, request, KnownDecision), id, 'accepted');
    },
    decline: async (to, id, decline, idempotencyKey) => {
      const request = { params: { id }, body: toDeclineRequest(decline), idempotencyKey, timeoutMs };
      requireNative(to.config);
      await services.admit?.({ key: limitOf(to), ...DECISIONS }, idempotencyKey);
      const answer = await callForEffect(services, to, ENDPOINTS.decline, request, KnownDecision);
      requireDone(answer, id, 'declined');
      const receivedExternalId = answer?.receivedInvitationId;
      return receivedExternalId === undefined ? {} : { receivedExternalId };
    },
    invitation: async (to, id) => {
      const data = await call(services, to, ENDPOINTS.invitation, { params: { id }, timeoutMs });
      requireSame(data, id);
      return { type: 'invitation.created', data: keptInvitation(data) };
    },
    searchPeople: async (to, query) => {
      const request = { query: { query: query.slice(0, 200) }, timeoutMs: searchTimeoutMs };
      return keptFound((await callForList(services, to, ENDPOINTS.freelancers, request)).items);
    },
    candidates: async (to, id) => {
      const request = { params: { id }, timeoutMs: searchTimeoutMs };
      const { items } = await callForList(services, to, ENDPOINTS.candidates, request, { item: KnownCandidate });
      return items as z.output<typeof KnownCandidate>[];
    },
    members: membersOf,
    clock: ({ config }) => readMarketplaceClock(services, config, timeoutMs),
  };
}

/** @throws Misconfigured where decisions are handed off: the connection was changed after its path was read. */
function requireNative({ path }: ContractConfig): void {
  if (path !== 'native') throw new Misconfigured('this marketplace takes no decisions');
}

/**
 * Checks the answer to a decision. An empty answer (null) means that it was carried out.
 * @throws MarketplaceRefusal('invitation-not-open') when the invitation ended in another way, an ordinary error while
 * it is open.
 */
function requireDone(answer: z.output<typeof KnownDecision> | null, id: string, wanted: 'accepted' | 'declined') {
  if (!answer) return;
  requireSame(answer, id);
  if (answer.status === 'open') throw new Error('the marketplace answered that the invitation is still open');
  if (answer.status !== wanted) throw new MarketplaceRefusal('invitation-not-open', '');
}

/** @throws Error when the answer is about another invitation than the request. */
function requireSame(answer: { readonly id: string }, id: string) {
  if (answer.id !== id) throw new Error('the marketplace answered about another invitation');
}

type Decline = Parameters<Marketplace['decline']>[2];

const colleague = (target: Target) => (target.by === 'person' ? { person: target.personId } : { email: target.email });

/** Maps a decline to the contract's request. */
function toDeclineRequest({ referral, ...decline }: Decline): z.input<typeof DeclineRequest> {
  if (!referral) return decline;
  const { target, ...words } = referral;
  return { ...decline, referral: { ...colleague(target), ...words } };
}

/**
 * Reads a marketplace's clock from the `Date` header of any answer at its base address. Sends no token.
 * @throws Refusal('connection.badUrl'), and Error when there is no answer in time, or none with a date.
 */
function readMarketplaceClock(
  { fetch, trustedOrigins }: Pick<Services, 'fetch' | 'trustedOrigins'>,
  { baseUrl }: Pick<ContractConfig, 'baseUrl'>,
  timeoutMs: number,
): Promise<ClockReading> {
  return readClock(async () => {
    const url = readAddress(baseUrl, trustedOrigins);
    const init = { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const;
    const { headers } = await fetch(url, init).catch(throwNoAnswer);
    const date = new Date(headers.get('date') ?? '');
    if (Number.isNaN(date.getTime())) throw new Error('the marketplace’s answers have no date');
    return date;
  }, 1000);
}
