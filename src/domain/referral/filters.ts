import type { HomeChoice } from '../member/member.js';
import type { ReferralStatus } from './referral.js';

/** What the filters of a list let through; undefined lets everything through. */
export const HOME_FILTERS = {
  all: undefined,
  underway: ['held', 'forwarding', 'awaiting-handoff', 'forwarded'],
  won: ['accepted', 'hired'],
  over: ['declined', 'expired', 'withdrawn', 'failed', 'undone'],
} as const satisfies Record<HomeChoice['filter'], readonly ReferralStatus[] | undefined>;
