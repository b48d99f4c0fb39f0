import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../../../bench/measure/run-rounds.js';
import { breakdownOf } from '../../../../bench/profile/cpu-breakdown.js';
import { type CpuProfile, moduleOf, summarise } from '../../../../bench/profile/summarise-cpu-profile.js';

const frame = (url: string, functionName = 'f') => ({ functionName, url });

describe('whose code a function is', () => {
  test.each([
    ['file:///app/node_modules/mongodb/lib/collection.js', 'mongodb'],
    ['/app/node_modules/@slack/bolt/dist/App.js', '@slack/bolt'],
    ['file:///app/node_modules/a/node_modules/b/index.js', 'a'],
    ['node:internal/timers', 'node'],
    ['file:///app/dist/src/slack/app.js', 'src/slack'],
    ['file:///app/dist/src/bot-process.js', 'src'],
    ['file:///app/dist/jobs/queues.js', 'jobs'],
    ['file:///app/dist/bench/programs/baseline-bolt-app.js', 'bench/programs'],
    ['evalmachine.<anonymous>', 'other'],
  ])('%s', (url, module) => {
    expect(moduleOf(frame(url))).toBe(module);
  });

  test('the engine has no file', () => {
    expect(moduleOf(frame('', '(garbage collector)'))).toBe('(garbage collector)');
    expect(moduleOf(frame('', 'writeBuffer'))).toBe('(native)');
  });
});

/** One sample a millisecond, from 1 ms on. */
const profile: CpuProfile = {
  startTime: 0,
  nodes: [
    { id: 1, callFrame: frame('', '(idle)') },
    { id: 2, callFrame: frame('/app/node_modules/mongodb/a.js') },
    { id: 3, callFrame: frame('/app/dist/src/slack/app.js') },
  ],
  samples: [2, 2, 1, 3, 2, 3],
  timeDeltas: [1000, 1000, 1000, 1000, 1000, 1000],
};

test('time is summed up by module within the window, without waiting', () => {
  expect(summarise(profile, { from: 2, to: 5 })).toEqual([
    ['mongodb', 2],
    ['src/slack', 1],
  ]);
  expect(summarise(profile, { from: 100, to: 200 })).toEqual([]);
});

test('a breakdown compares microseconds a request', () => {
  const server = (pid: number) => ({ url: '', pid, close: async () => undefined });
  const [own, bare, unprofiled] = [server(1), server(2), server(3)];
  const contender = (name: string, ...servers: [typeof own, ...(typeof own)[]]) => ({
    name,
    servers,
    prepare: async () => [],
  });
  const comparison: Comparison = {
    baton: contender('Baton', own, unprofiled),
    baseline: contender('Bare', bare),
    expected: () => 'done',
  };
  const round = { perSecond: 1, times: [], spent: { own: 0, behind: 0 } };
  const rounds = new Map([
    [
      comparison.baton,
      [
        { ...round, window: { from: 1, to: 2 }, requests: 2 },
        { ...round, window: { from: 4, to: 5 }, requests: 2 },
      ],
    ],
    [comparison.baseline, [{ ...round, window: { from: 0, to: 9 }, requests: 1 }]],
  ]);
  const profiles = new Map([
    [own, profile],
    [bare, profile],
  ]);
  expect(breakdownOf('It', { comparison, rounds }, profiles)).toEqual({
    what: 'It',
    baseline: 'Bare',
    modules: [
      { module: 'mongodb', baton: 750, baseline: 3000 },
      { module: 'src/slack', baton: 250, baseline: 1000 },
    ],
  });
});
