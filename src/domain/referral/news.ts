import type { Referral } from './referral.js';

/** The steps that a referrer is told by a message of their own; the others show on the card alone. */
export const NEWS = [
  'forwarded',
  'viewed',
  'interviewed',
  'accepted',
  'hired',
  'declined',
  'expired',
  'withdrawn',
  'failed',
] as const;

/** What the referrer should have heard of this referral by now. */
export const newsOf = (referral: Pick<Referral, 'history'>): string[] =>
  NEWS.filter((event) => referral.history.some((line) => line.what === event));
