import type { z } from 'zod';
import type { ENDPOINTS } from '../../../src/sources/contract/schema/endpoint.js';
import type { EVENTS } from '../../../src/sources/contract/schema/event.js';
import type { Invitation, InvitationStatus } from '../../../src/sources/contract/schema/invitation.js';
import type { Client, Job } from '../../../src/sources/contract/schema/job.js';
import type { Person } from '../../../src/sources/contract/schema/person.js';
import type { Switch } from './switch.js';

/** Everything the sandbox knows. Plain JSON, dates as ISO strings. */
export interface State {
  readonly version: 1;
  agencies: Record<string, Agency>;
  people: Record<string, Freelancer>;
  jobs: Record<string, PostedJob>;
  invitations: Record<string, InvitationRecord>;
  proposals: Record<string, Proposal>;
  deliveries: Record<string, Delivery>;
  /** New webhooks wait for `release` while this is set. */
  holding: boolean;
  switches: Switch[];
  /** Answers by agency and `Idempotency-Key`. */
  remembered: Record<string, Remembered>;
  calls: CallRecord[];
  effects: Effect[];
}

/**
 * Who calls with `token` and is told of everything by webhook. `gone`: its address has answered 410, and gets no more.
 */
export interface Agency {
  id: string;
  name: string;
  token: string;
  webhook?: { url: string; secrets: string[]; gone?: boolean };
}

type Input<T extends z.ZodType> = z.input<T>;
export type ContractInvitation = Input<typeof Invitation>;
export type ContractPerson = Input<typeof Person>;
export type EndpointName = keyof typeof ENDPOINTS;

/** Of an agency, or of none. */
export type Freelancer = ContractPerson & { agencyId?: string };

/** A job with the client who posted it; `closed` once nobody can be invited to it. */
export type PostedJob = Omit<Input<typeof Job>, 'url'> & {
  client: Input<typeof Client>;
  closed: boolean;
  postedAt: string;
};

/** One freelancer’s invitation to one job. */
export interface InvitationRecord {
  id: string;
  jobId: string;
  personId: string;
  status: z.infer<typeof InvitationStatus>;
  letter: string;
  invitedAt: string;
  expiresAt?: string;
  /** How it was passed on to this freelancer. */
  referral?: { fromInvitationId: string; referredBy: { name: string }; message?: string; messageToClient?: string };
  decline?: { reasonId: string; message?: string };
}

/** What an accepted invitation has become. */
export interface Proposal {
  id: string;
  invitationId: string;
  jobId: string;
  personId: string;
  status: Input<(typeof EVENTS)['proposal.status_changed']['body']>['data']['status'];
}

/** One webhook to one agency. `id` is its `webhook-id`. */
export interface Delivery {
  id: string;
  agencyId: string;
  type: keyof typeof EVENTS;
  /** The exact body, so that every attempt sends the same bytes. */
  body: string;
  createdAt: string;
  state: 'waiting' | 'held' | 'delivered' | 'given-up';
  /** When the next attempt is due, while it waits. */
  nextAt: string;
  attempts: { at: string; ms: number; status?: number; error?: string }[];
}

interface Remembered {
  at: string;
  fingerprint: string;
  outcome: Outcome;
}

/** What is answered: a status and its JSON. */
export interface Outcome {
  status: number;
  body: unknown;
}

/** One call of the contract. `replayed`: it was answered as an earlier one with the same `key`. */
export interface CallRecord {
  at: string;
  path: string;
  method: string;
  agencyId?: string;
  key?: string;
  /** Absent when no answer was sent. */
  status?: number;
  replayed: boolean;
}

/** Something that was really done because of a call: a repeat with the same key leaves no second one. */
export interface Effect {
  at: string;
  kind: 'accept' | 'decline' | 'refer';
  invitationId: string;
  key: string;
}

/** A marketplace on its first day. */
export const emptyState = (): State => ({
  version: 1,
  agencies: {},
  people: {},
  jobs: {},
  invitations: {},
  proposals: {},
  deliveries: {},
  holding: false,
  switches: [],
  remembered: {},
  calls: [],
  effects: [],
});
