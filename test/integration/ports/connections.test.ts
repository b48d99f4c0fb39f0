import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import { createMarketplace } from '../../../src/sources/contract/client.js';
import { buildConnection, nextId } from '../../support/factories.js';
import { connectionTo, sandboxFor } from '../../support/marketplace.js';
import { newKey, noLog, openStore, portSuite } from './port-suite.js';

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
    expect(await open().connections.latest(connection.tenantId)).toStrictEqual(connection);
    expect(await open().connections.latest(nextId('T'))).toBeNull();
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

test('what another process has saved a moment ago is what the next call goes by', async () => {
  const keys = [newKey('k1')];
  const first = await openStore(keys);
  const second = await openMongo({ uri: first.uri, keys, log: noLog });
  const sandbox = await sandboxFor();
  const gone = await sandboxFor();
  await gone.close();
  const { connections } = second.ports;
  const client = createMarketplace({ connections, trustedOrigins: [sandbox.url, gone.url] });
  try {
    await first.ports.connections.save(connectionTo(gone.url, { token: 'old' }));
    await expect(client.members('T1')).rejects.toThrow('ECONNREFUSED');
    expect((await connections.of('T1'))?.token).toBe('old');
    const connected = connectionTo(sandbox.url);
    await first.ports.connections.save(connected);
    expect(await connections.latest('T1')).toStrictEqual(connected);
    expect(await client.members('T1')).toHaveLength(3);
  } finally {
    await Promise.all([client.close(), sandbox.close(), second.close()]);
    await first.close();
  }
});
