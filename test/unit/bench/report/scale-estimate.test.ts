import { expect, test } from '@jest/globals';
import type { Counts } from '../../../../bench/counts/command-tally.js';
import type { Step } from '../../../../bench/counts/count-steps.js';
import type { Finding } from '../../../../bench/report/finding.js';
import { scaleTable } from '../../../../bench/report/scale-estimate.js';

const counts = (commands: number): Counts => ({
  ...{ commands, reads: 0, writes: commands / 2, inTransactions: 0, commits: 0 },
  ...{ redis: 1, http: 1, runs: 1, queued: 0, idle: 0 },
});

const step = (name: string, commands: number): Step => ({ name, counts: counts(commands), by: new Map() });

const STEPS = [
  step('Webhook to card', 10),
  step('Decline, all that follows', 10),
  step('The colleague accepts', 30),
  step('The journey to the hire, with pauses', 150),
];

const series = (own: number) => ({ name: 'alone', rounds: [100], late: 0, of: 100, spent: { own, behind: 1 } });
const flood: Finding = { what: 'Webhook to card, a flood', unit: '/s', baton: series(20), baseline: series(10) };

const lastRow = (table: string | null): string[] => table?.split('\n').at(-1)?.slice(2, -2).split(' | ') ?? [];

test('multiplies what one invitation costs', () => {
  // an invitation: 0.8 * 10 + 0.3 * 10 + 0.1 * 30 + 0.2 * 150 = 44 commands, 22 of them writes
  // a million workspaces: 10 a day in 8 hours, 3 times as many at the peak: 1,041.67 a second
  const cells = lastRow(scaleTable(STEPS, [flood]));
  expect(cells.slice(0, 4)).toEqual(['1,000,000', '1,042', '45,833', '22,917']);
  // 45,833 commands of 1 ms on machines of 4 used cores; 22,917 writes on shards of 5,000
  expect(cells.slice(6)).toEqual(['12', '5', '15']);
});

test('says where the processor’s time was not measured', () => {
  expect(lastRow(scaleTable(STEPS, []))[6]).toBe('not measured');
});

test('is not there without the counts', () => {
  expect(scaleTable(STEPS.slice(1), [flood])).toBeNull();
});
