import type { Referral } from './referral.js';

/**
 * The steps of a referral that its referrer is told of, in the thread of the card or by direct message. Other steps
 * show on the card alone.
 */
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

/** A step that is news. */
export type NewsEvent = (typeof NEWS)[number];

/** The steps about which new members get a direct message by default. */
const LOUD_NEWS: readonly NewsEvent[] = ['accepted', 'hired', 'failed'];

/** The steps that a new member gets no direct message about. */
export const QUIET_NEWS: readonly NewsEvent[] = NEWS.filter((event) => !LOUD_NEWS.includes(event));

/** Tells whether a stored text is news of this release: another release may have written it. */
export const isNews = (text: string): text is NewsEvent => (NEWS as readonly string[]).includes(text);

const CLOSINGS: readonly NewsEvent[] = ['declined', 'expired', 'withdrawn'];

/**
 * For each step, the later steps that make it outdated: a late report of an outdated step is not sent. A later step
 * counts even if another has superseded it.
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

/** Returns the steps of a referral that its referrer should have been told of by now. */
export function newsOf({ history }: Pick<Referral, 'history'>): NewsEvent[] {
  const happened = NEWS.filter((event) => history.some(({ what }) => what === event));
  return happened.filter((event) => !happened.some((later) => OLD_AFTER[event].includes(later)));
}

/** Tells whether a step has happened but is outdated; false for steps of another release. */
export const isOldNews = (referral: Pick<Referral, 'history'>, event: string): boolean =>
  isNews(event) && referral.history.some(({ what }) => what === event) && !newsOf(referral).includes(event);

/** Returns the last of these steps that happened after `event`. */
export function latestAfter(
  { history }: Pick<Referral, 'history'>,
  event: string,
  steps: readonly NewsEvent[],
): NewsEvent | undefined {
  const happened = history.map(({ what }) => what);
  const later = happened.slice(happened.indexOf(event) + 1).filter(isNews);
  return later.findLast((one) => one !== event && steps.includes(one));
}

/** Tells whether a failed referral turned out to have arrived: its failure is lifted. */
export const isLifted = ({ status, history }: Pick<Referral, 'status' | 'history'>): boolean =>
  status !== 'failed' && history.some(({ what }) => what === 'failed');

const REACHES_ALL: readonly NewsEvent[] = ['accepted', 'hired'];

/**
 * Returns the steps to tell a person: all for the referrer; an acceptance and a hire for the members who passed the job
 * on before; a failure for whoever referred in the referrer's place, unless they reported it.
 */
export function newsTo(referral: Pick<Referral, 'history' | 'from' | 'actedBy' | 'chain'>, to: string): NewsEvent[] {
  const { from, chain } = referral;
  const news = newsOf(referral);
  if (to === from.slackUserId) return news;
  const isEarlier = chain.some(({ slackUserId }) => slackUserId === to);
  return news.filter((event) =>
    event === 'failed' ? hearsOfFailure(referral, to) : isEarlier && REACHES_ALL.includes(event),
  );
}

const hearsOfFailure = ({ history, actedBy }: Pick<Referral, 'history' | 'actedBy'>, to: string): boolean =>
  actedBy?.slackUserId === to && history.findLast(({ what }) => what === 'failed')?.who !== to;
