import { describe, expect, test } from '@jest/globals';
import { MUTANTS } from './mutants.js';
import { tellStory } from './tell-story.js';
import { findFailure, shrink, trySeed } from './try-seeds.js';

const SEEDS = Array.from({ length: 500 }, (_, index) => index + 1);

/** Expects that every promise holds in these histories; tells the shortest story of the first that breaks one. */
async function expectNoFailure(seeds: readonly number[]): Promise<void> {
  const failure = await findFailure(seeds);
  expect(failure ? (await tellStory(await shrink(failure))).join('\n') : 'every promise holds').toBe(
    'every promise holds',
  );
}

test('every promise holds, whatever crashes, comes late, stands still, is forgotten or answers falsely', async () => {
  await expectNoFailure(SEEDS);
});

describe('a history', () => {
  test('is the same to the last request in every run', async () => {
    const tried = await trySeed(12);
    expect(await tellStory(tried)).toEqual(await tellStory(tried));
  });

  test('that fails is cut to what it needs for that', async () => {
    const sweepless = MUTANTS['there is no sweeper'];
    const failure = await findFailure(SEEDS, sweepless);
    if (!failure) throw new Error('nothing is found without a sweeper');
    const short = await shrink(failure, sweepless);
    expect(short.history.steps.length).toBeLessThanOrEqual(4);
    expect(short.ending.violations).not.toEqual([]);
    const story = await tellStory(short, sweepless);
    expect(story.at(-1)).toMatch(/^broken: /);
  });
});
