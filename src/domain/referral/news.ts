import type { Referral } from './referral.js';

/** The steps that a referrer is told by a message of their own; the others show on the card alone. */
export const NEWS = [
  'forwarded',
  'viewed',
  'interviewed',
  'accepted',
  'proposal-declined',
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

const CLOSINGS: readonly NewsEvent[] = ['declined', 'expired', 'withdrawn'];

/** What no longer is news once one of the others has happened; what comes late is not told after it. */
const OLD_AFTER: Partial<Record<NewsEvent, readonly NewsEvent[]>> = {
  viewed: ['interviewed', 'proposal-declined', 'hired', ...CLOSINGS],
  interviewed: ['proposal-declined', 'hired', ...CLOSINGS],
  accepted: ['proposal-declined', 'hired'],
  'proposal-declined': ['hired'],
};

/** What the referrer should have heard of this referral by now, or hear next. */
export function newsOf({ history }: Pick<Referral, 'history'>): NewsEvent[] {
  const happened = NEWS.filter((event) => history.some(({ what }) => what === event));
  const overruled = happened.includes('accepted') || happened.includes('hired');
  const stands = happened.filter((event) => !(overruled && CLOSINGS.includes(event)));
  return stands.filter((event) => !stands.some((later) => OLD_AFTER[event]?.includes(later)));
}

const REACHES_ALL: readonly NewsEvent[] = ['accepted', 'hired'];

/** What those should hear who passed the job on before this referral. */
export const newsForEarlier = (referral: Pick<Referral, 'history'>): NewsEvent[] =>
  newsOf(referral).filter((event) => REACHES_ALL.includes(event));
