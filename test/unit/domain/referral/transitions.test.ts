import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newsForEarlier, newsOf } from '../../../../src/domain/referral/news.js';
import type { ReferralStatus } from '../../../../src/domain/referral/referral.js';
import { impliedBy, REFERRAL_NEXT, statusesBefore } from '../../../../src/domain/referral/transitions.js';
import { START } from '../../../support/memory-ports.js';

const STATUSES = Object.keys(REFERRAL_NEXT) as ReferralStatus[];
const next = (status: ReferralStatus): readonly ReferralStatus[] => REFERRAL_NEXT[status];

describe('where a referral may go', () => {
  test.each<[ReferralStatus, ReferralStatus[]]>([
    ['held', []],
    ['undone', ['held', 'awaiting-handoff']],
    ['forwarding', ['held']],
    ['awaiting-handoff', ['forwarding']],
    ['forwarded', ['forwarding', 'awaiting-handoff']],
    ['failed', ['held', 'forwarding', 'awaiting-handoff']],
    ['expired', ['forwarding', 'awaiting-handoff', 'forwarded']],
    ['withdrawn', ['forwarding', 'awaiting-handoff', 'forwarded', 'expired']],
    ['declined', ['forwarding', 'awaiting-handoff', 'forwarded', 'withdrawn', 'expired']],
    ['accepted', ['forwarding', 'awaiting-handoff', 'forwarded', 'withdrawn', 'expired', 'declined']],
    ['hired', ['forwarding', 'awaiting-handoff', 'forwarded', 'withdrawn', 'expired', 'declined', 'accepted']],
  ])('%s comes after %j', (status, before) => {
    expect(new Set(statusesBefore(status))).toEqual(new Set(before));
  });

  test('never back: no status is reached again from itself', () => {
    const reached = (from: ReferralStatus): ReferralStatus[] => next(from).flatMap((to) => [to, ...reached(to)]);
    for (const status of STATUSES) expect(reached(status)).not.toContain(status);
  });

  test('what was undone or failed is over, and nothing that is out can be undone', () => {
    expect([next('undone'), next('failed'), next('hired')]).toEqual([[], [], []]);
    expect(statusesBefore('undone')).toEqual(['held', 'awaiting-handoff']);
  });

  test('the furthest outcome stands, in whatever order they come', () => {
    const outcomes = ['expired', 'withdrawn', 'declined', 'accepted', 'hired'] as const;
    const told = fc.array(fc.constantFrom(...outcomes), { minLength: 1 });
    const end = (words: readonly ReferralStatus[]) =>
      words.reduce<ReferralStatus>((status, word) => (next(status).includes(word) ? word : status), 'forwarded');
    const furthest = (words: readonly ReferralStatus[]) => outcomes.findLast((one) => words.includes(one));
    fc.assert(fc.property(told, (words) => expect(end(words)).toBe(furthest(words))));
  });
});

test('what a status says without words', () => {
  expect(Object.fromEntries(STATUSES.map((status) => [status, impliedBy(status)]))).toEqual({
    held: [],
    forwarding: [],
    'awaiting-handoff': [],
    forwarded: [],
    accepted: ['forwarded'],
    hired: ['forwarded', 'accepted'],
    declined: ['forwarded'],
    expired: ['forwarded'],
    withdrawn: ['forwarded'],
    undone: [],
    failed: [],
  });
});

describe('the news for the referrer', () => {
  const line = (what: string) => ({ at: START, who: 'marketplace', what, through: 'webhook' }) as const;
  const of = (...whats: string[]) => newsOf({ history: whats.map(line) });

  test('tells every step that matters, in the order of the steps', () => {
    expect(of('held', 'forwarding', 'viewed', 'forwarded', 'accepted')).toEqual(['forwarded', 'viewed', 'accepted']);
    expect(of('forwarded', 'declined', 'expired', 'withdrawn', 'failed')).toEqual([
      'forwarded',
      'declined',
      'expired',
      'withdrawn',
      'failed',
    ]);
  });

  test('says nothing of what the card alone shows', () => {
    expect(of('held', 'undone', 'forwarding', 'awaiting-handoff', 'job-closed', 'proposal-withdrawn')).toEqual([]);
  });

  test.each([
    [['hired', 'interviewed', 'viewed'], ['hired']],
    [['interviewed', 'viewed'], ['interviewed']],
    [['accepted', 'viewed', 'interviewed', 'hired'], ['hired']],
    [['withdrawn', 'viewed'], ['withdrawn']],
    [['proposal-declined', 'accepted', 'viewed'], ['proposal-declined']],
    [
      ['declined', 'accepted', 'viewed'],
      ['viewed', 'accepted'],
    ],
  ])('after %j only %j is news', (history, news) => {
    expect(of(...history)).toEqual(news);
    expect(of(...history.toReversed())).toEqual(news);
  });

  test('whoever passed it on before hears of an acceptance and a hire alone', () => {
    const earlier = (...whats: string[]) => newsForEarlier({ history: whats.map(line) });
    expect(earlier('forwarded', 'viewed', 'accepted')).toEqual(['accepted']);
    expect(earlier('forwarded', 'accepted', 'hired')).toEqual(['hired']);
    expect(earlier('forwarded', 'viewed', 'declined')).toEqual([]);
  });
});
