import { describe, expect, test } from '@jest/globals';
import { changedSettings } from '../../../../src/domain/model/tenant/changed-settings.js';
import { readConnections } from '../../../../src/domain/workspace/read-connections.js';
import { readSettings } from '../../../../src/domain/workspace/read-settings.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildActor, buildSettings, buildTenant } from '../../../support/factories.js';
import { memoryPorts } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency } from '../../../support/populated-agency.js';

describe('a connection', () => {
  test('is read by admins, without its secrets', async () => {
    const ports = await agency();
    const shown = await readConnections(ports, ADMIN);
    expect(shown).toMatchObject([
      { connection: { name: 'Sandbox' }, answers: { url: 'https://market.example/api', path: 'native' } },
    ]);
    expect(JSON.stringify(shown)).not.toContain('token-of-the-marketplace');
    expect(JSON.stringify(shown)).not.toContain('whsec_');
    await expectRefusal(readConnections(ports, ANA), 'member.notAdmin');
    const unconnected = memoryPorts();
    await unconnected.tenants.install(buildTenant());
    expect(await readConnections(unconnected, ADMIN)).toEqual([]);
  });
});

describe('settings', () => {
  test('are read by admins', async () => {
    const ports = await agency({ settings: { maxChain: 7 } });
    expect(await readSettings(ports, ADMIN)).toEqual(buildSettings({ maxChain: 7 }));
    await expectRefusal(readSettings(ports, ANA), 'member.notAdmin');
    await expectRefusal(readSettings(ports, buildActor({ tenantId: 'T2' })), 'tenant.notInstalled');
  });

  test('that nobody touched are no change', () => {
    const known = buildSettings();
    expect(changedSettings(buildSettings(), known)).toEqual({});
    const working = { ...known.working, to: 20 };
    expect(changedSettings({ ...known, undoSeconds: 5, working, fallbackChannel: '' }, known)).toEqual({
      undoSeconds: 5,
      working,
      fallbackChannel: '',
    });
  });
});
