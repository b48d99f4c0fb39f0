import type { ReferralStatus } from './referral.js';

/** The statuses that each filter of the Home's list lets through; undefined: all. */
export const HOME_FILTERS = {
  all: undefined,
  underway: ['held', 'forwarding', 'awaiting-handoff', 'forwarded'],
  won: ['accepted', 'hired'],
  over: ['declined', 'expired', 'withdrawn', 'failed', 'undone'],
} as const satisfies Record<string, readonly ReferralStatus[] | undefined>;

/** A filter of the Home's list. */
export type HomeFilter = keyof typeof HOME_FILTERS;

/** The filters in display order. */
export const FILTERS = Object.keys(HOME_FILTERS) as HomeFilter[];
