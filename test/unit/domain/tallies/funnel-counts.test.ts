import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordMilestone, recordReferralOutcome } from '../../../../src/domain/lifecycle/record-outcome.js';
import { TEAM } from '../../../../src/domain/model/tally/tally.js';
import { rebuildTallies } from '../../../../src/domain/tallies/rebuild-tallies.js';
import { buildReferral } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const WORDS = ['viewed', 'viewed', 'interviewed', 'accepted', 'hired'] as const;

/** Whoever answered has looked at it. */
const SEEN: readonly string[] = ['viewed', 'accepted', 'hired'];

test('the funnel counts each step once and never widens, whatever order the words come in', async () => {
  const order = fc.shuffledSubarray([...WORDS]);
  await fc.assert(
    fc.asyncProperty(order, async (words) => {
      const ports = await agency();
      const referral = buildReferral({ status: 'forwarded' });
      await ports.referrals.insert(referral);
      for (const word of words) {
        if (word === 'accepted' || word === 'hired') await recordReferralOutcome(ports, referral, word, START);
        else await recordMilestone(ports, referral, word, START);
        await runWork(ports);
      }
      const hired = words.includes('hired');
      const [team] = await ports.tallies.of('T1', TEAM, ['all']);
      const { forwarded = 0, seen = 0, accepted = 0 } = team?.counts ?? {};
      expect(seen).toBe(words.some((word) => SEEN.includes(word)) ? 1 : 0);
      expect(accepted).toBe(words.includes('accepted') || hired ? 1 : 0);
      expect(team?.counts.hired ?? 0).toBe(hired ? 1 : 0);
      expect(forwarded).toBeGreaterThanOrEqual(seen);
      expect(seen).toBeGreaterThanOrEqual(accepted);
      expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
