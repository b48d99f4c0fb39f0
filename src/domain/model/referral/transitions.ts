import type { Outcome, ReferralStatus } from './referral.js';

/** The further an outcome, the later it stands here: in the order of `ENDINGS`, and a hire after them all. */
export const OUTCOMES = ['expired', 'withdrawn', 'declined', 'accepted', 'hired'] as const satisfies readonly Outcome[];

/**
 * Where each status may go. An outcome may overtake the answer to our own call, so `forwarding` and
 * `awaiting-handoff` lead to every outcome too, and so does `held`: somebody may have done the same over there. Outcomes
 * come in any order, and the furthest stands: a closed invitation may turn out to have been accepted before. What failed
 * here may have been done there, and the marketplace's word for it lifts the failure. Nothing else leads backwards.
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

/** Every status. */
export const STATUSES = Object.keys(REFERRAL_NEXT) as ReferralStatus[];

/** Every status that may go to `to`: what a conditional update asks for. */
export const statusesBefore = (to: ReferralStatus): ReferralStatus[] =>
  STATUSES.filter((from) => (REFERRAL_NEXT[from] as readonly ReferralStatus[]).includes(to));

/** Whatever the colleague may have heard of: before, it can be taken back, and afterwards it never went out. */
export const ARRIVED = ['forwarded', ...OUTCOMES] as const satisfies readonly ReferralStatus[];

/** Whether the colleague may have heard of it. */
export const hasArrived = (status: ReferralStatus): boolean => (ARRIVED as readonly ReferralStatus[]).includes(status);

/** What a status says without words: whoever was hired had accepted, and what was accepted had been forwarded. */
const IMPLIED: Partial<Record<ReferralStatus, readonly ReferralStatus[]>> = {
  accepted: ['forwarded'],
  hired: ['forwarded', 'accepted'],
  declined: ['forwarded'],
  expired: ['forwarded'],
  withdrawn: ['forwarded'],
};

/** The statuses that `status` implies, the earliest first. */
export const impliedBy = (status: ReferralStatus): readonly ReferralStatus[] => IMPLIED[status] ?? [];
