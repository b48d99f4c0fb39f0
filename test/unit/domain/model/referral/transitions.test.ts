import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NEWS, newsOf, newsTo } from '../../../../../src/domain/model/referral/news-to-tell.js';
import type { ReferralStatus } from '../../../../../src/domain/model/referral/referral.js';
import {
  ARRIVED,
  impliedBy,
  REFERRAL_NEXT,
  statusesBefore,
} from '../../../../../src/domain/model/referral/transitions.js';
import { START } from '../../../../support/memory-ports.js';

const STATUSES = Object.keys(REFERRAL_NEXT) as ReferralStatus[];
const next = (status: ReferralStatus): readonly ReferralStatus[] => REFERRAL_NEXT[status];

describe('where a referral may go', () => {
  /** The marketplace may know of it before we heard that it has it. */
  const BEFORE: ReferralStatus[] = ['held', 'forwarding', 'awaiting-handoff', 'failed'];

  test.each<[ReferralStatus, ReferralStatus[]]>([
    ['held', []],
    ['undone', ['held', 'awaiting-handoff']],
    ['forwarding', ['held']],
    ['awaiting-handoff', ['forwarding']],
    ['forwarded', BEFORE],
    ['failed', ['held', 'forwarding', 'awaiting-handoff']],
    ['expired', [...BEFORE, 'forwarded']],
    ['withdrawn', [...BEFORE, 'forwarded', 'expired']],
    ['declined', [...BEFORE, 'forwarded', 'expired', 'withdrawn']],
    ['accepted', [...BEFORE, 'forwarded', 'expired', 'withdrawn', 'declined']],
    ['hired', [...BEFORE, 'forwarded', 'expired', 'withdrawn', 'declined', 'accepted']],
  ])('%s comes after %j', (status, before) => {
    expect(new Set(statusesBefore(status))).toEqual(new Set(before));
  });

  test('never back: no status is reached again from itself', () => {
    const reached = (from: ReferralStatus): ReferralStatus[] => next(from).flatMap((to) => [to, ...reached(to)]);
    for (const status of STATUSES) expect(reached(status)).not.toContain(status);
  });

  test('what was undone is over, what failed may have arrived, and nothing that is out can be undone', () => {
    expect([next('undone'), next('hired')]).toEqual([[], []]);
    expect(next('failed')).toEqual(ARRIVED);
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
    expect(of('held', 'forwarding', 'failed')).toEqual(['failed']);
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
      ['forwarded', 'declined', 'accepted', 'viewed'],
      ['forwarded', 'accepted'],
    ],
    [
      ['forwarded', 'expired', 'withdrawn', 'declined'],
      ['forwarded', 'declined'],
    ],
    [['failed', 'forwarded'], ['forwarded']],
    [
      ['failed', 'forwarded', 'viewed', 'accepted'],
      ['forwarded', 'viewed', 'accepted'],
    ],
  ])('after %j only %j is news', (history, news) => {
    expect(of(...history)).toEqual(news);
    expect(of(...history.toReversed())).toEqual(news);
  });

  test('what is no news any more never becomes news again', () => {
    const happened = fc.array(fc.constantFrom(...NEWS), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(happened, (whats) => {
        for (const [index] of whats.entries()) {
          const [before, after] = [whats.slice(0, index), whats];
          const dropped = before.filter((event) => !of(...before).includes(event));
          for (const event of dropped) expect(of(...after)).not.toContain(event);
        }
      }),
    );
  });

  test('whoever passed it on before hears of an acceptance and a hire alone', () => {
    const from = { slackUserId: 'UANA', name: 'Ana' };
    const chain = [{ slackUserId: 'UCLEO', name: 'Cleo', referralId: 'r0' }];
    const earlier = (...whats: string[]) => newsTo({ history: whats.map(line), from, chain }, 'UCLEO');
    expect(earlier('forwarded', 'viewed', 'accepted')).toEqual(['accepted']);
    expect(earlier('forwarded', 'accepted', 'hired')).toEqual(['hired']);
    expect(earlier('forwarded', 'viewed', 'declined')).toEqual([]);
    expect(earlier('failed')).toEqual([]);
  });

  test('whoever referred in the referrer’s place hears of a failure alone, unless they said so', () => {
    const from = { slackUserId: 'UANA', name: 'Ana' };
    const actedBy = { slackUserId: 'UADMIN', name: 'Ada' };
    const told = (whats: string[], who = 'marketplace') =>
      newsTo({ history: whats.map((what) => ({ ...line(what), who })), from, actedBy, chain: [] }, 'UADMIN');
    expect(told(['failed'])).toEqual(['failed']);
    expect(told(['failed', 'forwarded', 'accepted'])).toEqual([]);
    expect(told(['failed'], 'UADMIN')).toEqual([]);
  });
});
