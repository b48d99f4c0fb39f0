import type { z } from 'zod';
import type { Connection, DeclineReason } from '../../domain/model/connection/connection.js';
import { MarketplaceRefusal, Misconfigured, Refusal, TokenRefused } from '../../domain/model/errors.js';
import { LANGUAGES } from '../../domain/model/languages.js';
import { keptFound, keptInvitation, keptReasons } from '../../domain/model/limits.js';
import type { Target } from '../../domain/model/referral/referral.js';
import type { Connections, Log, Marketplace } from '../../domain/ports.js';
import { type ClockReading, readClock } from '../../lib/clock-reading.js';
import { checkAddress, readAddress, type TrustedOrigins } from '../http/address.js';
import { type Fetch, guardedFetch } from '../http/guarded-fetch.js';
import { throwNoAnswer } from '../http/read-text.js';
import { type Caller, call, callForEffect, callForList } from './call.js';
import { cacheMembers, readMembers } from './read-members.js';
import { KnownCandidate } from './schema/candidate.js';
import { type DeclineRequest, KnownDecision } from './schema/decision.js';
import { ENDPOINTS } from './schema/endpoint.js';

/** The dependencies and time limits of the client. */
export interface MarketplaceOptions {
  readonly connections: Pick<Connections, 'latest'>;
  readonly trustedOrigins: TrustedOrigins;
  /** The time limit of each call, in milliseconds. */
  readonly timeoutMs?: number;
  /** The time limit of a search and of a job's candidates, in milliseconds: a person waits for these. */
  readonly searchTimeoutMs?: number;
  readonly fetch?: Fetch;
  readonly log?: Log;
  /** Counts items of lists that do not follow the contract, by the path that was called. */
  readonly leftOut?: (path: string, items: number) => void;
}

/** The marketplace port, with two calls for operators. */
export interface MarketplaceClient extends Marketplace {
  /** Reads the clock of a tenant's marketplace. @throws when it does not answer, or without a date. */
  clock(tenantId: string): Promise<ClockReading>;
  /** Closes the kept-alive connections. */
  close(): Promise<void>;
}

/** Creates the client that calls every tenant's marketplace by Baton's HTTP contract. */
export function createMarketplace(options: MarketplaceOptions): MarketplaceClient {
  const { connections, trustedOrigins, timeoutMs = 5000, searchTimeoutMs = 1500 } = options;
  const { fetch, close } = guardedFetch(trustedOrigins);
  const caller: Caller = { fetch, ...options };
  const membersOf = cacheMembers((to) => readMembers(caller, to, timeoutMs));
  return {
    close,
    clock: async (tenantId) => readMarketplaceClock(caller, await connectionOf(connections, tenantId), timeoutMs),
    accept: async (tenantId, id, idempotencyKey) => {
      const request = { params: { id }, idempotencyKey, timeoutMs };
      const to = await nativeConnection(connections, tenantId);
      requireDone(await callForEffect(caller, to, ENDPOINTS.accept, request, KnownDecision), id, 'accepted');
    },
    decline: async (tenantId, id, decline, idempotencyKey) => {
      const request = { params: { id }, body: toDeclineRequest(decline), idempotencyKey, timeoutMs };
      const to = await nativeConnection(connections, tenantId);
      const answer = await callForEffect(caller, to, ENDPOINTS.decline, request, KnownDecision);
      requireDone(answer, id, 'declined');
      const receivedExternalId = answer?.receivedInvitationId;
      return receivedExternalId === undefined ? {} : { receivedExternalId };
    },
    invitation: async (tenantId, id) => {
      const data = await call(caller, await connectionOf(connections, tenantId), ENDPOINTS.invitation, {
        params: { id },
        timeoutMs,
      });
      requireSame(data, id);
      return { type: 'invitation.created', data: keptInvitation(data) };
    },
    searchPeople: async (tenantId, query) => {
      const request = { query: { query: query.slice(0, 200) }, timeoutMs: searchTimeoutMs };
      const to = await connectionOf(connections, tenantId);
      return keptFound((await callForList(caller, to, ENDPOINTS.freelancers, request)).items);
    },
    candidates: async (tenantId, id) => {
      const request = { params: { id }, timeoutMs: searchTimeoutMs };
      const to = await connectionOf(connections, tenantId);
      const { items } = await callForList(caller, to, ENDPOINTS.candidates, request, { item: KnownCandidate });
      return items as z.output<typeof KnownCandidate>[];
    },
    members: async (tenantId) => membersOf(await connectionOf(connections, tenantId)),
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

async function connectionOf(connections: Pick<Connections, 'latest'>, tenantId: string): Promise<Connection> {
  const connection = await connections.latest(tenantId);
  if (!connection) throw new Refusal('tenant.notConnected');
  return connection;
}

/**
 * Returns the tenant's connection, which must take decisions.
 * @throws Misconfigured where a person hands decisions off: the connection was changed after its path was read.
 */
async function nativeConnection(connections: Pick<Connections, 'latest'>, tenantId: string): Promise<Connection> {
  const connection = await connectionOf(connections, tenantId);
  if (connection.path !== 'native') throw new Misconfigured('this marketplace takes no decisions');
  return connection;
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

/** Turns an error of a probe into a Refusal that tells the admin which field to correct. */
function refuse(error: unknown): never {
  if (error instanceof Refusal) throw error;
  const isRejected = error instanceof TokenRefused || error instanceof MarketplaceRefusal;
  throw new Refusal(isRejected ? 'connection.rejected' : 'marketplace.unreachable');
}

const [USUAL, ...OTHERS] = LANGUAGES;

/**
 * Reads the decline reasons in every language of Baton. A translation that is equal to the default text, or whose
 * request fails, is left out.
 * @throws as `ask` does in the default language
 */
export async function inAllLanguages(
  ask: (language: string) => Promise<readonly DeclineReason[]>,
): Promise<DeclineReason[]> {
  const usual = await ask(USUAL);
  const others = await Promise.all(OTHERS.map((language) => ask(language).catch((): DeclineReason[] => [])));
  return usual.map(({ id, text }) => {
    const translated = OTHERS.flatMap((language, index) => {
      const other = others[index]?.find((reason) => reason.id === id);
      return other && other.text !== text ? [[language, other.text]] : [];
    });
    return { id, text, ...(translated.length && { translations: Object.fromEntries(translated) }) };
  });
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
  { fetch, trustedOrigins }: Pick<Caller, 'fetch' | 'trustedOrigins'>,
  { baseUrl }: Pick<Connection, 'baseUrl'>,
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
