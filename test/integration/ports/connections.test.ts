import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/errors.js';
import { buildConnection, nextId } from '../../support/factories.js';
import { portSuite } from './port-suite.js';

portSuite('connections', (open) => {
  const saved = async (given: Parameters<typeof buildConnection>[0] = {}) => {
    const connection = buildConnection({ tenantId: nextId('T'), ...given });
    await open().connections.save(connection);
    return connection;
  };

  test('are found by their tenant and by their id', async () => {
    const connection = await saved({ token: 'tökén', webhookSecrets: ['whsec_1', 'whsec_2'] });
    expect(await open().connections.of(connection.tenantId)).toStrictEqual(connection);
    expect(await open().connections.byId(connection.id)).toStrictEqual(connection);
    expect(await open().connections.of(nextId('T'))).toBeNull();
    expect(await open().connections.byId('another')).toBeNull();
  });

  test('take the place of the tenant’s former one at once', async () => {
    const former = await saved();
    expect(await open().connections.byId(former.id)).toStrictEqual(former);
    expect(await open().connections.of(former.tenantId)).toStrictEqual(former);
    const connection = await saved({ tenantId: former.tenantId });
    expect(await open().connections.of(former.tenantId)).toStrictEqual(connection);
    expect(await open().connections.byId(former.id)).toBeNull();
    const rotated = await saved({ ...connection, webhookSecrets: ['whsec_new'] });
    expect(await open().connections.byId(connection.id)).toStrictEqual(rotated);
  });

  test('share no id, also over tenants', async () => {
    const connection = await saved();
    await expect(saved({ id: connection.id })).rejects.toThrow(Duplicate);
    expect(await open().connections.byId(connection.id)).toStrictEqual(connection);
  });

  test('that a transaction saved and gave up are not seen', async () => {
    const former = await saved();
    expect(await open().connections.byId(former.id)).toStrictEqual(former);
    const change = open().atomically(async () => {
      await saved({ tenantId: former.tenantId });
      expect(await open().connections.byId(former.id)).toBeNull();
      throw new Error('given up');
    });
    await expect(change).rejects.toThrow('given up');
    expect(await open().connections.byId(former.id)).toStrictEqual(former);
    expect(await open().connections.of(former.tenantId)).toStrictEqual(former);
  });
});
