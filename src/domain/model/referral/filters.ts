import type { ReferralStatus } from './referral.js';

/** What the filters of a list let through; undefined lets everything through. */
export const HOME_FILTERS = {
  all: undefined,
  underway: ['held', 'forwarding', 'awaiting-handoff', 'forwarded'],
  won: ['accepted', 'hired'],
  over: ['declined', 'expired', 'withdrawn', 'failed', 'undone'],
} as const satisfies Record<string, readonly ReferralStatus[] | undefined>;

/** One of the filters. */
export type HomeFilter = keyof typeof HOME_FILTERS;

/** Every filter, in the order in which they are offered. */
export const FILTERS = Object.keys(HOME_FILTERS) as HomeFilter[];
