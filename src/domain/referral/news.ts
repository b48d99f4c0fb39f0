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

/** One of them. */
export type NewsEvent = (typeof NEWS)[number];

/** Whether a kept text is one: another release may have written it. */
export const isNews = (text: string): text is NewsEvent => (NEWS as readonly string[]).includes(text);

/** What the referrer should have heard of this referral by now. */
export const newsOf = (referral: Pick<Referral, 'history'>): NewsEvent[] =>
  NEWS.filter((event) => referral.history.some((line) => line.what === event));
