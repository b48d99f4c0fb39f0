import { expect, test } from '@jest/globals';
import { MUTANTS } from './mutants.js';
import { findFailure } from './try-seeds.js';
import type { Mutant } from './world.js';

const SEEDS = Array.from({ length: 2000 }, (_, index) => index + 1);

test.each(Object.entries<Mutant>(MUTANTS))('is found within 2,000 histories: %s', async (_, mutant) => {
  const failure = await findFailure(SEEDS, mutant);
  expect(failure?.ending.violations ?? []).not.toEqual([]);
});
