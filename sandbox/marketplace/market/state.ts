import type { z } from 'zod';
import type { ENDPOINTS } from '../../../src/sources/contract/schema/endpoint.js';
import type { EVENTS } from '../../../src/sources/contract/schema/event.js';
import type { Invitation, InvitationStatus } from '../../../src/sources/contract/schema/invitation.js';
import type { Client, Job } from '../../../src/sources/contract/schema/job.js';
import type { Person } from '../../../src/sources/contract/schema/person.js';
import type { VendorAccounts, VendorName } from '../vendors/accounts.js';
import type { FaultSwitch } from './fault-switch.js';

/** State of the sandbox. Plain JSON, dates as ISO strings. */
export interface State {
  readonly version: 1;
  agencies: Record<string, Agency>;
  people: Record<string, Freelancer>;
  jobs: Record<string, PostedJob>;
  invitations: Record<string, InvitationRecord>;
  proposals: Record<string, Proposal>;
  deliveries: Record<string, Delivery>;
  /** True: new webhooks are held back until `release`. */
  holding: boolean;
  switches: FaultSwitch[];
  /** Stored responses by agency and `Idempotency-Key`. */
  remembered: Record<string, Remembered>;
  calls: CallRecord[];
  effects: Effect[];
}

/**
 * An agency, which calls with `token` and receives webhooks. `gone`: its address has answered 410, and nothing more is
 * sent there.
 */
export interface Agency {
  id: string;
  name: string;
  token: string;
  webhook?: { url: string; secrets: string[]; gone?: boolean };
  /** The agency's accounts at services that report its invitations on Upwork. */
  vendors?: VendorAccounts;
}

type Input<T extends z.ZodType> = z.input<T>;
export type ContractInvitation = Input<typeof Invitation>;
export type ContractPerson = Input<typeof Person>;
export type EndpointName = keyof typeof ENDPOINTS;

/** A freelancer, with or without an agency. */
export type Freelancer = ContractPerson & { agencyId?: string };

/** A job and its client; `closed` when nobody can be invited any more. */
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
  /** The referral that created this invitation. */
  referral?: { fromInvitationId: string; referredBy: { name: string }; message?: string; messageToClient?: string };
  decline?: { reasonId: string; message?: string };
}

/** The proposal that an accepted invitation becomes. */
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
  /** The service that sends it; the marketplace itself, by the contract, when absent. */
  vendor?: VendorName;
  type: keyof typeof EVENTS;
  /**
   * The exact body, so that every attempt sends the same bytes. A vendor's is the content, which each attempt wraps.
   */
  body: string;
  /** Bytes to which a mail is filled when it is sent. */
  length?: number;
  createdAt: string;
  state: 'waiting' | 'held' | 'delivered' | 'given-up';
  /** Time of the next attempt of a waiting webhook. */
  nextAt: string;
  attempts: { at: string; ms: number; status?: number; error?: string }[];
}

interface Remembered {
  at: string;
  fingerprint: string;
  outcome: Outcome;
}

/** HTTP status and JSON body of a response. */
export interface Outcome {
  status: number;
  body: unknown;
}

/** One recorded call of the contract. `replayed`: answered with the stored response for the same `key`. */
export interface CallRecord {
  at: string;
  path: string;
  method: string;
  agencyId?: string;
  key?: string;
  /** HTTP status; absent when no response was sent. */
  status?: number;
  replayed: boolean;
}

/** A change caused by a call. A repeat with the same key causes none. */
export interface Effect {
  at: string;
  kind: 'accept' | 'decline' | 'refer';
  invitationId: string;
  key: string;
}

/** Creates an empty state. */
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
