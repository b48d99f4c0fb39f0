import { describe, expect, test } from '@jest/globals';
import { faultsIn } from '../../../../../src/domain/model/tenant/settings-rules.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../../../src/domain/model/tenant/tenant.js';
import { configureTenant } from '../../../../../src/domain/workspace/configure-tenant.js';
import { expectRefusal } from '../../../../support/expect-refusal.js';
import { ADMIN, ANA, agency } from '../../../../support/populated-agency.js';

const release = (percent: number, always: string[] = [], never: string[] = []) => ({
  release: { percent, always, never },
});
const working = (from: number, to: number, days = [1]) => ({ working: { from, to, days } });
const hours = (count: number) => ({ nudgeHours: Array.from({ length: count }, (_, hour) => hour + 1) });

describe('what is wrong with settings', () => {
  test.each<[Partial<Settings>, string[]]>([
    [{}, []],
    [DEFAULT_SETTINGS, []],
    [{ undoSeconds: 0, maxChain: 1, askMinutes: 5, ...release(0), nudgeHours: [], ...working(0, 24) }, []],
    [{ undoSeconds: 3600, maxChain: 10, askMinutes: 1440, ...release(100), nudgeHours: [720], ...working(23, 24) }, []],
    [{ undoSeconds: -1, maxChain: 0, askMinutes: 4 }, ['undoSeconds', 'maxChain', 'askMinutes']],
    [{ undoSeconds: 3601, maxChain: 11, askMinutes: 1441 }, ['undoSeconds', 'maxChain', 'askMinutes']],
    [{ undoSeconds: 0.5, maxChain: Number.NaN }, ['undoSeconds', 'maxChain']],
    [release(-1), ['percent']],
    [release(101, ['UANA'], ['UANA', 'UBEN']), ['percent', 'both']],
    [{ timeZone: '' }, ['timeZone']],
    [{ timeZone: 'Mars/Olympus' }, ['timeZone']],
    [{ timeZone: '+05:30' }, ['timeZone']],
    [{ timeZone: 'x'.repeat(3000) }, ['timeZone']],
    ...[
      ...['Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'Europe/Kiev', 'Pacific/Chatham', 'Antarctica/Troll'],
      ...['America/Argentina/Buenos_Aires', 'America/Buenos_Aires', 'Etc/GMT+12', 'GMT', 'UTC', 'Etc/UTC'],
    ].map((timeZone): [Partial<Settings>, string[]] => [{ timeZone }, []]),
    [working(22, 6), ['workingHours']],
    [hours(10), []],
    [hours(11), ['nudgeHours']],
    [{ nudgeHours: [0] }, ['nudgeHours']],
    [{ nudgeHours: [721] }, ['nudgeHours']],
    [working(8, 8), ['workingHours']],
    [working(-1, 8), ['workingHours']],
    [working(8, 25), ['workingHours']],
    [working(8.5, 17), ['workingHours']],
    [working(8, 17, []), ['workingDays']],
    [working(8, 17, [1, 8]), ['workingDays']],
  ])('%j', (settings, faults) => {
    expect(faultsIn(settings)).toEqual(faults);
  });
});

test('they are not saved, whoever asks', async () => {
  const ports = await agency();
  const before = await ports.tenants.get('T1');
  await expectRefusal(configureTenant(ports, ADMIN, { undoSeconds: 3601, guests: true }), 'tenant.badSettings');
  await expectRefusal(configureTenant(ports, ANA, { undoSeconds: 3601 }), 'member.notAdmin');
  expect(await ports.tenants.get('T1')).toEqual(before);
});
