import { type DeclineReason, PRACTICE } from '../../../src/domain/model/connection/connection.js';
import type { Invitation } from '../../../src/domain/model/event/event.js';
import type { Person } from '../../../src/domain/model/person/person.js';
import type { Standing } from '../../../src/domain/model/referral/why-not-refer.js';
import type { Marketplace, Polled, ReferralRequest } from '../../../src/domain/ports.js';
import { type Faults, faults } from './faults.js';

export type MarketplaceCall =
  | {
      readonly call: 'accept';
      readonly tenantId: string;
      readonly externalId: string;
      readonly idempotencyKey: string;
    }
  | {
      readonly call: 'decline';
      readonly tenantId: string;
      readonly externalId: string;
      readonly decline: { reasonId: string; message?: string; referral?: ReferralRequest };
      readonly idempotencyKey: string;
    };

/** A marketplace that agrees to everything, unless it is told to fail. */
export interface FakeMarketplace extends Marketplace {
  /** The decisions that arrived, in order, also those that it then failed. */
  readonly calls: MarketplaceCall[];
  readonly failNext: Faults['failNext'];
  readonly people: Person[];
  readonly team: Person[];
  readonly reasons: DeclineReason[];
  /** Invitations by the marketplace's id. */
  readonly invitations: Map<string, Invitation>;
  /** Standings by the marketplace's id of an invitation. */
  readonly standings: Map<string, { personId: string; standing: Standing }[]>;
  /** The deliveries of the next polls, in order. */
  readonly polls: Polled[];
  /** Makes the next calls for candidates fail. */
  readonly failCandidates: Faults['failNext'];
}

const contains = (text: string | undefined, query: string) =>
  text?.toLowerCase().includes(query.toLowerCase()) ?? false;

const plain = (url: string) => url.replace(/[?#].*$/, '').replace(/\/$/, '');

const isAt = ({ email, profileUrl }: Person, address: string) =>
  email?.toLowerCase() === address.toLowerCase() || (profileUrl && plain(profileUrl) === plain(address));

export function fakeMarketplace(): FakeMarketplace {
  const { failNext, check } = faults();
  const calls: MarketplaceCall[] = [];
  const people: Person[] = [];
  const team: Person[] = [];
  const reasons: DeclineReason[] = [{ id: 'busy', text: 'Too busy' }];
  const invitations = new Map<string, Invitation>();
  const standings: FakeMarketplace['standings'] = new Map();
  const told: FakeMarketplace['standings'] = new Map();
  const polls: Polled[] = [];
  const candidates = faults();
  return {
    calls,
    failNext,
    people,
    team,
    reasons,
    invitations,
    standings,
    polls,
    failCandidates: candidates.failNext,
    accept: async ({ tenantId, id }, externalId, idempotencyKey) => {
      if (id === PRACTICE) return;
      calls.push({ call: 'accept', tenantId, externalId, idempotencyKey });
      check();
    },
    decline: async ({ tenantId, id }, externalId, decline, idempotencyKey) => {
      if (id === PRACTICE) return {};
      calls.push({ call: 'decline', tenantId, externalId, decline, idempotencyKey });
      check();
      return decline.referral ? { receivedExternalId: `received-${externalId}` } : {};
    },
    invitation: async (_to, externalId) => {
      check();
      const data = invitations.get(externalId);
      if (!data) throw new Error(`no such invitation: ${externalId}`);
      return { type: 'invitation.created', data };
    },
    searchPeople: async ({ id }, query) => {
      if (id === PRACTICE) return [];
      check();
      return people.filter((person) => contains(person.name, query) || isAt(person, query));
    },
    candidates: async ({ id }, externalId) => {
      if (id === PRACTICE) return [];
      candidates.check();
      told.set(externalId, [...(standings.get(externalId) ?? [])]);
      return told.get(externalId) ?? [];
    },
    knownCandidates: async (_, externalId) => told.get(externalId) ?? [],
    members: async () => {
      check();
      return [...team];
    },
    probe: async () => {
      check();
      return { declineReasons: [...reasons], facts: [] };
    },
    poll: async () => {
      check();
      const polled = polls.shift();
      if (!polled) throw new Error('there is nothing to poll');
      return polled;
    },
    countOpen: async () => {
      check();
      return polls[0]?.deliveries.length ?? 0;
    },
  };
}
