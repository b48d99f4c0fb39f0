import { beforeAll, expect, jest, test } from '@jest/globals';
import type { Counts } from '../../../bench/counts/command-tally.js';
import { countAll } from '../../../bench/counts/count-all.js';
import type { Step } from '../../../bench/counts/count-steps.js';
import { freshUris } from '../../support/fresh-uris.js';

type Ceiling = readonly [commands: number, writes: number, redis: number, http: number, runs: number];

/**
 * The most that each step may cost: commands to MongoDB, durable writes (a transaction is one), commands to Redis, HTTP
 * calls, job runs. Lower a number when the product got better; raise one only with a reason.
 */
const CEILINGS: Readonly<Record<string, Ceiling>> = {
  'Decline, the click': [1, 1, 0, 0, 0],
  'Decline, all that follows': [8, 5, 2, 2, 3],
  'Webhook to card': [9, 6, 1, 1, 3],
  'Picker, one look-up': [4, 0, 0, 2, 0],
  'Refer, the press': [2, 0, 0, 1, 0],
  'Refer, the click': [5, 1, 0, 0, 0],
  'Refer, until it is forwarded': [26, 12, 6, 4, 8],
  'The colleague’s card': [13, 7, 1, 1, 3],
  'The colleague accepts': [25, 13, 4, 4, 7],
  viewed: [11, 6, 2, 2, 4],
  interviewed: [11, 6, 2, 2, 4],
  hired: [19, 9, 4, 4, 7],
  afterwards: [0, 0, 0, 0, 0],
  'The journey to the hire, with pauses': [125, 60, 20, 21, 36],
  'The journey to the hire, without pauses': [117, 60, 16, 17, 30],
  'Webhook to card, 10 other invites to the job': [36, 23, 12, 12, 15],
};

const costOf = ({ commands, writes, commits, redis, http, runs }: Counts): Ceiling => [
  commands,
  writes + commits,
  redis,
  http,
  runs,
];

let steps: readonly Step[] = [];

beforeAll(async () => {
  // caches expire by this clock: on a slow machine more would be read
  jest.spyOn(performance, 'now').mockReturnValue(1);
  const { mongo, redis } = freshUris();
  steps = await countAll(mongo, redis);
});

test('counts every step that has a ceiling', () => {
  expect(steps.map(({ name }) => name)).toEqual(Object.keys(CEILINGS));
});

test.each(Object.entries(CEILINGS))('%s costs no more than before', (name, ceiling) => {
  const cost = steps.filter((step) => step.name === name).map(({ counts }) => costOf(counts));
  expect(cost.map((counted) => counted.map((count, at) => Math.max(count, ceiling[at] ?? 0)))).toEqual([ceiling]);
});

test('no run finds nothing to do', () => {
  const idle = steps.map(({ counts }) => counts.idle / Math.max(1, counts.runs));
  expect(Math.max(...idle)).toBe(0);
});
