import type { Outcome, ReferralStatus } from './referral.js';

/** The outcomes in order of precedence: as `ENDINGS`, and a hire above all. */
export const OUTCOMES = ['expired', 'withdrawn', 'declined', 'accepted', 'hired'] as const satisfies readonly Outcome[];

/**
 * The allowed transitions. An outcome may overtake the answer to Baton's own call, so `forwarding` and
 * `awaiting-handoff` lead to every outcome. So does `held`: somebody may have done the same on the marketplace.
 * Outcomes come in any order, and the strongest holds. A failed referral may have arrived after all: the marketplace's
 * report lifts the failure. Nothing else leads backwards.
 */
export const REFERRAL_NEXT = {
  held: ['undone', 'forwarding', 'forwarded', 'failed', ...OUTCOMES],
  forwarding: ['awaiting-handoff', 'forwarded', 'failed', ...OUTCOMES],
  'awaiting-handoff': ['forwarded', 'undone', 'failed', ...OUTCOMES],
  forwarded: OUTCOMES,
  expired: ['withdrawn', 'declined', 'accepted', 'hired'],
  withdrawn: ['declined', 'accepted', 'hired'],
  declined: ['accepted', 'hired'],
  accepted: ['hired'],
  hired: [],
  undone: [],
  failed: ['forwarded', ...OUTCOMES],
} as const satisfies Record<ReferralStatus, readonly ReferralStatus[]>;

/** All statuses. */
export const STATUSES = Object.keys(REFERRAL_NEXT) as ReferralStatus[];

/** Returns the statuses from which `to` can be reached: the condition of an update. */
export const statusesBefore = (to: ReferralStatus): ReferralStatus[] =>
  STATUSES.filter((from) => (REFERRAL_NEXT[from] as readonly ReferralStatus[]).includes(to));

/** The statuses of a referral that was forwarded, with or without an outcome; no undo from here. */
export const ARRIVED = ['forwarded', ...OUTCOMES] as const satisfies readonly ReferralStatus[];

/** Tells whether a referral was forwarded. False for a failed one, though it may have arrived after all. */
export const hasArrived = (status: ReferralStatus): boolean => (ARRIVED as readonly ReferralStatus[]).includes(status);

/** The earlier statuses that a status implies, though none may have been reported. */
const IMPLIED: Partial<Record<ReferralStatus, readonly ReferralStatus[]>> = {
  accepted: ['forwarded'],
  hired: ['forwarded', 'accepted'],
  declined: ['forwarded'],
  expired: ['forwarded'],
  withdrawn: ['forwarded'],
};

/** Returns the statuses that `status` implies, the earliest first. */
export const impliedBy = (status: ReferralStatus): readonly ReferralStatus[] => IMPLIED[status] ?? [];
