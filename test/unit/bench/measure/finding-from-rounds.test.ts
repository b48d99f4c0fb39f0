import { expect, test } from '@jest/globals';
import { outcomeOf, rate, timeAt } from '../../../../bench/measure/finding-from-rounds.js';
import type { Comparison, Contender, Round } from '../../../../bench/measure/run-rounds.js';
import { atLeast } from '../../../../bench/report/aim.js';

const contender = (name: string): Contender => ({ name, servers: [] as never, prepare: async () => [] });

const round = (perSecond: number, times: number[], own: number): Round => ({
  perSecond,
  times,
  window: { from: 0, to: 1 },
  requests: 10,
  spent: { own, behind: own / 2 },
});

const comparison: Comparison = { baton: contender('Baton'), baseline: contender('Bare'), expected: () => 'done' };
const rounds = new Map([
  [comparison.baton, [round(80, [1, 9], 20), round(90, [2, 8], 40), round(100, [3, 7], 30)]],
  [comparison.baseline, [round(100, [1, 2], 10), round(100, [1, 3], 10), round(100, [1, 4], 10)]],
]);

test('a finding takes one value of each round, and what a request costs', () => {
  const aim = atLeast(0.8);
  const { finding } = outcomeOf(comparison, rounds, { what: 'It', unit: '/s', aim, take: rate });
  expect(finding).toEqual({
    what: 'It',
    unit: '/s',
    aim,
    baton: { name: 'Baton', rounds: [80, 90, 100], late: 0, of: 6, spent: { own: 3, behind: 1.5 } },
    baseline: { name: 'Bare', rounds: [100, 100, 100], late: 0, of: 6, spent: { own: 1, behind: 0.5 } },
  });
});

test('times are taken at a percentile', () => {
  const { finding } = outcomeOf(comparison, rounds, { what: 'It', unit: 'ms', take: timeAt(99) });
  expect(finding.baton.rounds).toEqual([9, 8, 7]);
  expect(finding.aim).toBeUndefined();
});

test('what was not answered in time is told', () => {
  const slow = new Map([...rounds, [comparison.baton, [round(80, [1, Number.POSITIVE_INFINITY], 20)]]]);
  const { finding } = outcomeOf(comparison, slow, { what: 'It', unit: 'ms', take: timeAt(50) });
  expect(finding.baton).toMatchObject({ late: 1, of: 2, rounds: [1] });
});
