import { MarketplaceRefusal, Postponed } from '../../src/domain/model/errors.js';
import type {
  Invitation,
  InvitationStatus,
  MarketplaceEvent,
  ProposalStatus,
} from '../../src/domain/model/event/event.js';
import type { Job } from '../../src/domain/model/job/job.js';
import type { Person } from '../../src/domain/model/person/person.js';
import type { Standing } from '../../src/domain/model/referral/why-not-refer.js';
import type { Marketplace, ReferralRequest } from '../../src/domain/ports.js';
import { buildClient } from './factories.js';

/** An invitation as the marketplace has it. `past` lists all of its statuses, the present one last. */
export interface MarketInvitation {
  readonly data: Invitation;
  readonly past: InvitationStatus[];
  proposal?: ProposalStatus;
}

/** An effect of a call on the marketplace. */
export interface Effect {
  readonly kind: 'accept' | 'decline' | 'refer';
  readonly key: string;
  readonly externalId: string;
  readonly at: Date;
}

/** `down`: fails before it does anything. `lost`: does it, and the answer is lost. `limit`: answers 429. */
export type Disturbance = 'down' | 'lost' | 'limit';

/** A marketplace that follows the contract: idempotency keys, refusals, and webhooks about everything that happens. */
export interface MarketModel extends Marketplace {
  readonly invitations: Map<string, MarketInvitation>;
  readonly outbox: { readonly webhookId: string; readonly event: MarketplaceEvent }[];
  readonly effects: Effect[];
  invite(person: Person, job: Job, expiresAt?: Date): string;
  /** Changes an invitation's status on the marketplace. False when that is impossible. */
  change(externalId: string, to: InvitationStatus): boolean;
  /** Changes the status of the proposal of an accepted invitation. False when there is none. */
  propose(externalId: string, to: ProposalStatus): boolean;
  /** Makes the next calls with a decision fail in this way. */
  disturb(kind: Disturbance, times?: number): void;
  statusOf(externalId: string): InvitationStatus;
}

interface Options {
  readonly now: () => Date;
  /** The people whom the agency may refer. */
  readonly people: readonly Person[];
  /** The people of the agency itself: it hears of their invitations. */
  readonly ours: readonly string[];
}

/** The statuses to which a closed invitation may still change on the marketplace. */
const SECOND_THOUGHTS: Partial<Record<InvitationStatus, readonly InvitationStatus[]>> = {
  accepted: ['declined', 'withdrawn'],
  declined: ['accepted'],
  withdrawn: ['accepted', 'declined'],
  expired: ['accepted', 'declined', 'withdrawn'],
};

const CLOSES: readonly InvitationStatus[] = ['withdrawn', 'expired', 'archived', 'accepted', 'declined'];

export function marketModel({ now, people, ours }: Options): MarketModel {
  const invitations = new Map<string, MarketInvitation>();
  const outbox: MarketModel['outbox'] = [];
  const effects: Effect[] = [];
  const remembered = new Map<string, { answer?: { receivedExternalId?: string }; refusal?: MarketplaceRefusal }>();
  const disturbances: Disturbance[] = [];
  const tell = (event: MarketplaceEvent) => void outbox.push({ webhookId: `webhook-${outbox.length + 1}`, event });
  const find = (id: string): MarketInvitation => {
    const found = invitations.get(id);
    if (!found) throw new MarketplaceRefusal('invitation-not-found', 'There is no such invitation.');
    return found;
  };
  const statusOf = (id: string) => find(id).past.at(-1) ?? 'open';

  const move = (id: string, status: InvitationStatus): void => {
    find(id).past.push(status);
    tell({ type: 'invitation.status_changed', data: { id, status, changedAt: now() } });
  };

  const create = (facts: Pick<Invitation, 'job' | 'freelancer'> & Partial<Invitation>): string => {
    const id = `inv-${invitations.size + 1}`;
    const data = { id, status: 'open', invitedAt: now(), letter: 'Hello', client: buildClient(), ...facts } as const;
    invitations.set(id, { data, past: ['open'] });
    if (ours.includes(facts.freelancer.id)) tell({ type: 'invitation.created', data });
    return id;
  };

  const propose = (id: string, status: ProposalStatus): void => {
    find(id).proposal = status;
    tell({ type: 'proposal.status_changed', data: { id: `prop-${id}`, invitationId: id, status, changedAt: now() } });
  };

  const refuseUnlessOpen = (id: string): void => {
    const { data } = find(id);
    const late = data.expiresAt !== undefined && data.expiresAt <= now();
    if (late || statusOf(id) !== 'open')
      throw new MarketplaceRefusal('invitation-not-open', 'It is not open any more.');
  };

  const carryOut = (id: string, key: string, decision: 'accept' | { referral?: ReferralRequest }) => {
    refuseUnlessOpen(id);
    if (decision === 'accept') {
      effects.push({ kind: 'accept', key, externalId: id, at: now() });
      move(id, 'accepted');
      propose(id, 'submitted');
      return {};
    }
    const colleague = decision.referral && colleagueFor(id, decision.referral);
    effects.push({ kind: colleague ? 'refer' : 'decline', key, externalId: id, at: now() });
    move(id, 'declined');
    if (!colleague || !decision.referral) return {};
    const { referredBy, message } = decision.referral;
    const referral = { fromInvitationId: id, referredBy, ...(message && { message }) };
    const { job, expiresAt } = find(id).data;
    return { receivedExternalId: create({ job, freelancer: colleague, referral, ...(expiresAt && { expiresAt }) }) };
  };

  const colleagueFor = (id: string, { target }: ReferralRequest): Person => {
    const person = people.find((one) =>
      target.by === 'person' ? one.id === target.personId : target.by === 'email' && one.email === target.email,
    );
    if (!person) throw new MarketplaceRefusal('person-not-found', 'Nobody has this id.');
    const { job } = find(id).data;
    const invited = [...invitations.values()].some(
      ({ data }) => data.job.id === job.id && data.freelancer.id === person.id,
    );
    if (invited) throw new MarketplaceRefusal('already-invited', 'The colleague is already invited to this job.');
    return person;
  };

  const candidatesOf = (id: string): { personId: string; standing: Standing }[] => {
    const { job } = find(id).data;
    return [...invitations.values()]
      .filter(({ data }) => data.job.id === job.id)
      .map(({ data, proposal }) => ({
        personId: data.freelancer.id,
        standing: proposal === 'hired' ? 'hired' : proposal ? 'proposed' : data.referral ? 'referred' : 'invited',
      }));
  };

  const decide = (id: string, key: string, decision: 'accept' | { referral?: ReferralRequest }) => {
    const disturbance = disturbances.shift();
    if (disturbance === 'down') throw new Error('the marketplace is down');
    if (disturbance === 'limit') throw new Postponed(2000, 'marketplace:T1');
    const known = remembered.get(key) ?? remember(() => carryOut(id, key, decision));
    remembered.set(key, known);
    if (disturbance === 'lost') throw new Error('the answer was lost');
    if (known.refusal) throw known.refusal;
    return known.answer ?? {};
  };

  const remember = (act: () => { receivedExternalId?: string }) => {
    try {
      return { answer: act() };
    } catch (error) {
      if (error instanceof MarketplaceRefusal) return { refusal: error };
      throw error;
    }
  };

  return {
    invitations,
    outbox,
    effects,
    statusOf,
    invite: (freelancer, job, expiresAt) => create({ job, freelancer, ...(expiresAt && { expiresAt }) }),
    change: (id, to) => {
      const from = statusOf(id);
      const closesJob = to === 'archived' && from !== 'archived';
      if (!(from === 'open' && CLOSES.includes(to)) && !closesJob && !SECOND_THOUGHTS[from]?.includes(to)) return false;
      move(id, to);
      if (to === 'accepted') propose(id, 'submitted');
      return true;
    },
    propose: (id, to) => {
      const { proposal } = find(id);
      if (!proposal || proposal === 'hired' || to === 'submitted') return false;
      propose(id, to);
      return true;
    },
    disturb: (kind, times = 1) => void disturbances.push(...Array<Disturbance>(times).fill(kind)),
    accept: async (_, id, key) => void decide(id, key, 'accept'),
    decline: async (_, id, { referral }, key) => decide(id, key, referral ? { referral } : {}),
    invitation: async (_, id) => ({ type: 'invitation.created', data: { ...find(id).data, status: statusOf(id) } }),
    searchPeople: async () => [...people],
    candidates: async (_, id) => candidatesOf(id),
    knownCandidates: async (_, id) => candidatesOf(id),
    members: async () => people.filter(({ id }) => ours.includes(id)),
    probe: async () => ({ declineReasons: [{ id: 'busy', text: 'Too busy' }], facts: [] }),
    poll: () => Promise.reject(new Error('there is nothing to poll')),
    countOpen: async () => 0,
  };
}
