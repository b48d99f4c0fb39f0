import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRolledOutTo, type ReferralRollout } from '../../../../../src/domain/model/tenant/referral-rollout.js';

const release = (given: Partial<ReferralRollout>): ReferralRollout => ({ percent: 0, always: [], never: [], ...given });
const team = Array.from({ length: 2_000 }, (_, index) => `U${index}`);
const share = (percent: number, tenantId = 'T1') =>
  team.filter((id) => isRolledOutTo(release({ percent }), tenantId, id));

describe('a limited release', () => {
  test('reaches nobody at 0 and everybody at 100', () => {
    expect(share(0)).toEqual([]);
    expect(share(100)).toEqual(team);
  });

  test.each([5, 25, 50, 90])('reaches about %i percent', (percent) => {
    const reached = (share(percent).length / team.length) * 100;
    expect(Math.abs(reached - percent)).toBeLessThan(4);
  });

  test('only adds people when the share grows, and asks nobody twice', () => {
    const percent = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(percent, percent, fc.string(), fc.string(), (a, b, tenantId, id) => {
        const has = (share: number) => isRolledOutTo(release({ percent: share }), tenantId, id);
        expect(has(a)).toBe(has(a));
        if (has(Math.min(a, b))) expect(has(Math.max(a, b))).toBe(true);
      }),
    );
  });

  test('picks other people in another tenant', () => {
    expect(share(50, 'T2')).not.toEqual(share(50));
  });

  test('heeds the lists; never wins over always', () => {
    expect(isRolledOutTo(release({ always: ['U1'] }), 'T1', 'U1')).toBe(true);
    expect(isRolledOutTo(release({ percent: 100, never: ['U1'] }), 'T1', 'U1')).toBe(false);
    expect(isRolledOutTo(release({ always: ['U1'], never: ['U1'] }), 'T1', 'U1')).toBe(false);
  });
});
