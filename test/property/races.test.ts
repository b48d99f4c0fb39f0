import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { hookedPorts } from '../support/hooked-ports.js';
import { propertyRuns } from '../support/property-runs.js';
import { action, choices, concurrent, picker, start } from '../support/random-history-actions.js';
import { expectSettled, expectSound } from '../support/random-history-invariants.js';
import { happen, settle, world } from '../support/random-history-world.js';
import { workTogether } from '../support/run-work.js';

describe.each(['native', 'handoff'] as const)('races on the %s path', (path) => {
  test('change no promise, however the steps of those who act at once mix', async () => {
    const round = fc.record({
      first: fc.array(action, { maxLength: 8 }),
      together: fc.array(concurrent, { maxLength: 6 }),
    });
    const rounds = fc.array(round, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), start, rounds, choices, async (scheduler, from, story, order) => {
        const here = await world(from, path);
        const pick = picker(order);
        const mixed = hookedPorts(here.ports, { pause: (call) => scheduler.schedule(Promise.resolve(), call) });
        for (const { first, together } of story) {
          for (const one of first) await happen(here, one);
          const acts = together.map((one) => happen(here, one, mixed));
          await scheduler.waitFor(Promise.all([...acts, workTogether(here.ports, mixed, { pick })]));
          await expectSound(here);
        }
        await settle(here, pick);
        await expectSettled(here);
      }),
      { numRuns: propertyRuns(20) },
    );
  });
});
