import { beforeEach, describe, expect, test } from '@jest/globals';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import { syncDirectory } from '../../../../src/domain/people/sync-directory.js';
import { secondOf, sendDigests } from '../../../../src/domain/tallies/send-digests.js';
import { installTenant } from '../../../../src/domain/workspace/install-tenant.js';
import { buildTenant } from '../../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../../support/memory-ports.js';

const REF = { tenantId: 'T1', id: 'T1' };
/** The moment of T1 in an hour. */
const ownMoment = (hour: string) => new Date(new Date(hour).getTime() + secondOf('T1') * 1000);
/** START is Wednesday 25 November 2026. */
const NEXT_MONDAY = ownMoment('2026-11-30T09:00:00Z');

let ports: MemoryPorts;
beforeEach(() => {
  ports = memoryPorts();
});
const planned = async () =>
  (await ports.tenants.get('T1'))?.work.filter(({ job }) => job === 'send-digests').map(({ at }) => at);

describe('the weekly digest is planned', () => {
  test('when a workspace installs Baton', async () => {
    await installTenant(ports, { tenantId: 'T1', name: 'Agency' });
    expect(await planned()).toEqual([NEXT_MONDAY]);
  });

  test('once, for a workspace that was there before there were digests', async () => {
    await ports.tenants.install(buildTenant());
    await syncDirectory(ports, REF);
    const inOslo = ownMoment('2026-11-30T08:00:00Z');
    expect(await planned()).toEqual([inOslo]);
    await syncDirectory(ports, REF);
    expect(await planned()).toEqual([inOslo]);
  });

  test('again after a dead letter, and each week by the last one', async () => {
    await ports.tenants.install(buildTenant({ work: [{ ...todo('send-digests', NEXT_MONDAY), dead: true }] }));
    await syncDirectory(ports, REF);
    expect(await planned()).toHaveLength(2);
    ports.clock.set(NEXT_MONDAY);
    await sendDigests(ports, REF);
    expect((await planned())?.at(-1)).toEqual(ownMoment('2026-12-07T08:00:00Z'));
  });

  test('for nobody who has uninstalled it', async () => {
    await ports.tenants.install(buildTenant());
    await ports.tenants.uninstall('T1', []);
    await syncDirectory(ports, REF);
    expect(await planned()).toEqual([]);
  });
});
