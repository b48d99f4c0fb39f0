import type { Invitation } from '../../../src/domain/event/event.js';
import type { Person } from '../../../src/domain/invite/invite.js';
import type { Marketplace, ReferralRequest } from '../../../src/domain/ports.js';
import type { DeclineReason } from '../../../src/domain/tenant/tenant.js';
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
  /** By the marketplace's id. */
  readonly invitations: Map<string, Invitation>;
}

const contains = (text: string | undefined, query: string) =>
  text?.toLowerCase().includes(query.toLowerCase()) ?? false;

export function fakeMarketplace(): FakeMarketplace {
  const { failNext, check } = faults();
  const calls: MarketplaceCall[] = [];
  const people: Person[] = [];
  const team: Person[] = [];
  const reasons: DeclineReason[] = [{ id: 'busy', text: 'Too busy' }];
  const invitations = new Map<string, Invitation>();
  return {
    calls,
    failNext,
    people,
    team,
    reasons,
    invitations,
    accept: async (tenantId, externalId, idempotencyKey) => {
      calls.push({ call: 'accept', tenantId, externalId, idempotencyKey });
      check();
    },
    decline: async (tenantId, externalId, decline, idempotencyKey) => {
      calls.push({ call: 'decline', tenantId, externalId, decline, idempotencyKey });
      check();
      return decline.referral ? { receivedExternalId: `received-${externalId}` } : {};
    },
    invitation: async (_tenantId, externalId) => {
      check();
      const data = invitations.get(externalId);
      if (!data) throw new Error(`no such invitation: ${externalId}`);
      return { type: 'invitation.created', data };
    },
    searchPeople: async (_tenantId, query) => {
      check();
      return people.filter(({ name }) => contains(name, query));
    },
    members: async () => {
      check();
      return [...team];
    },
    probe: async () => {
      check();
      return [...reasons];
    },
  };
}
