import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../../src/domain/model/referral/referral.js';
import { OUTCOMES } from '../../src/domain/model/referral/transitions.js';
import { propertyRuns } from '../support/property-runs.js';
import { arrival, choices, fate, picker } from '../support/random-history-actions.js';
import { expectSettled } from '../support/random-history-invariants.js';
import {
  type Action,
  allInvites,
  allReferrals,
  happen,
  settle,
  type World,
  world,
} from '../support/random-history-world.js';

/** The place of the colleague's invitation among the marketplace's. */
const RECEIVED = 2;

/** What is left of a story when nobody looks at when and in which order it was heard. */
async function outcomeOf(here: World) {
  const [invites, referrals] = [await allInvites(here), await allReferrals(here)];
  const tallies = await here.ports.tallies.all('T1');
  return {
    invites: invites.map(({ externalId, status, referredIn }) => [externalId, status, referredIn?.byName]),
    referrals: referrals.map(({ status, milestones, receivedExternalId }) => [
      status,
      [...milestones].sort(),
      receivedExternalId,
    ]),
    counts: tallies.map(({ member, period, counts }) => [
      member,
      period,
      Object.entries(counts)
        .filter(([, value]) => value !== 0)
        .sort(),
    ]),
  };
}

/** The furthest of the words that the marketplace said about the colleague's invitation. */
function furthest({ market }: World): Outcome | 'forwarded' {
  const words = market.outbox.flatMap(({ event: { type, data } }) => {
    if (type === 'invitation.status_changed' && data.id === 'inv-3')
      return data.status === 'archived' ? 'withdrawn' : data.status;
    return type === 'proposal.status_changed' && data.invitationId === 'inv-3' && data.status === 'hired'
      ? 'hired'
      : [];
  });
  return OUTCOMES.findLast((outcome) => words.includes(outcome)) ?? 'forwarded';
}

/** A referral that has arrived, and what became of it over there, of which nothing was heard yet. */
async function untold(start: 'let go' | 'let go outside', fates: readonly Action[]): Promise<World> {
  const here = await world(start, 'native');
  for (const one of fates) await happen(here, 'invite' in one ? { ...one, invite: RECEIVED } : one);
  return here;
}

test.each(['let go', 'let go outside'] as const)('%s: the order of events changes nothing', async (start) => {
  const fates = fc.array(fate, { minLength: 1, maxLength: 7 });
  const arrivals = fc.array(arrival, { maxLength: 30, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fates, arrivals, choices, async (story, mixed, order) => {
      const straight = await untold(start, story);
      await settle(straight);
      const crooked = await untold(start, story);
      for (const one of mixed) await happen(crooked, one);
      await settle(crooked, picker(order));
      await expectSettled(crooked);
      expect(await outcomeOf(crooked)).toEqual(await outcomeOf(straight));
      expect((await allReferrals(crooked)).map(({ status }) => status)).toEqual([furthest(crooked)]);
    }),
    { numRuns: propertyRuns(20) },
  );
});
