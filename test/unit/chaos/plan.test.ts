import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  BY_HAND_PEOPLE,
  BY_HAND_WAYS,
  FAULTS,
  HANDED_OFF,
  PEOPLE,
  planOf,
  STORIES,
  type Story,
} from '../../chaos/plan.js';

const seeds = fc.nat(100_000);
const sizes = fc.integer({ min: 1, max: 100 });
const few = { numRuns: 20 };

describe('a plan', () => {
  test('follows from its seed and the number of invites', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, size) => expect(planOf(seed, size)).toEqual(planOf(seed, size))),
      few,
    );
    expect(planOf(1, 50)).not.toEqual(planOf(2, 50));
  });

  test('names people, tenants and stories that there are, and refers nobody to themselves', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, size) => {
        const { tenants, invites } = planOf(seed, size);
        expect(invites.map(({ number }) => number)).toEqual(Array.from({ length: size }, (_, at) => at));
        const wrong = invites.filter(({ tenant, member, colleague, story, atMs }) => {
          const [people, stories]: [number, readonly Story[]] =
            typeof tenant === 'number' ? [PEOPLE, STORIES] : [BY_HAND_PEOPLE, HANDED_OFF[tenant]];
          const isThere = typeof tenant === 'string' || tenant < tenants;
          const areThere = isThere && member < people && colleague < people && stories.includes(story);
          return !areThere || colleague === member || atMs < 0;
        });
        expect(wrong).toEqual([]);
      }),
      few,
    );
  });

  test('has a fault at least, all of them while invites come', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, size) => {
        const { invites, faults } = planOf(seed, size);
        const last = Math.max(...invites.map(({ atMs }) => atMs));
        expect(faults.length).toBeGreaterThan(0);
        expect(faults.filter(({ atMs }) => atMs > last + 4000)).toEqual([]);
      }),
      few,
    );
  });

  test('has no other faults than it is to have', () => {
    const { faults } = planOf(1, 100, ['Redis is lost', 'Slack hangs']);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['Redis is lost', 'Slack hangs']));
  });

  test.each([1, 2, 3])('of 150 invites has every fault and every story (seed %i)', (seed) => {
    const { invites, faults } = planOf(seed, 150);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULTS));
    expect(new Set(invites.map(({ story }) => story))).toEqual(new Set([...STORIES, ...HANDED_OFF.told]));
    for (const way of BY_HAND_WAYS) expect(invites.filter(({ tenant }) => tenant === way).length).toBeGreaterThan(6);
  });
});
