import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { propertyRuns } from '../support/property-runs.js';
import { action, choices, picker, start } from '../support/random-history-actions.js';
import { expectSettled, expectSound } from '../support/random-history-invariants.js';
import { happen, settle, world } from '../support/random-history-world.js';

describe.each(['native', 'handoff'] as const)('the relay on the %s path', (path) => {
  test('keeps its promises whatever happens, in any order, and settles', async () => {
    const story = fc.array(action, { maxLength: 50, size: 'max' });
    await fc.assert(
      fc.asyncProperty(start, story, choices, async (from, actions, order) => {
        const here = await world(from, path);
        for (const one of actions) {
          await happen(here, one);
          await expectSound(here);
        }
        await settle(here, picker(order));
        await expectSettled(here);
      }),
      { numRuns: propertyRuns(20) },
    );
  });
});
