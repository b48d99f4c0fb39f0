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

/**
 * What no longer is news once one of the others has happened; what comes late is not told after it. What was overruled
 * itself counts as well, so that nothing becomes news again.
 */
const OLD_AFTER: Readonly<Record<NewsEvent, readonly NewsEvent[]>> = {
  forwarded: [],
  viewed: ['interviewed', 'proposal-declined', 'hired', ...CLOSINGS],
  interviewed: ['proposal-declined', 'hired', ...CLOSINGS],
  accepted: ['proposal-declined', 'hired'],
  'proposal-declined': ['hired'],
  hired: [],
  declined: ['accepted', 'hired'],
  expired: ['withdrawn', 'declined', 'accepted', 'hired'],
  withdrawn: ['declined', 'accepted', 'hired'],
  failed: ['forwarded', 'accepted', 'hired', ...CLOSINGS],
};

/** What the referrer should have heard of this referral by now, or hear next. It only ever loses what it had. */
export function newsOf({ history }: Pick<Referral, 'history'>): NewsEvent[] {
  const happened = NEWS.filter((event) => history.some(({ what }) => what === event));
  return happened.filter((event) => !happened.some((later) => OLD_AFTER[event].includes(later)));
}

/** Whether something that happened is no news any more; what another release told of is left to it. */
export const isOldNews = (referral: Pick<Referral, 'history'>, event: string): boolean =>
  isNews(event) && referral.history.some(({ what }) => what === event) && !newsOf(referral).includes(event);

/** Whether a failure that was told has been lifted since. */
export const isLifted = ({ status, history }: Pick<Referral, 'status' | 'history'>): boolean =>
  status !== 'failed' && history.some(({ what }) => what === 'failed');

const REACHES_ALL: readonly NewsEvent[] = ['accepted', 'hired'];

/** What those should hear who passed the job on before this referral. */
export const newsForEarlier = (referral: Pick<Referral, 'history'>): NewsEvent[] =>
  newsOf(referral).filter((event) => REACHES_ALL.includes(event));
