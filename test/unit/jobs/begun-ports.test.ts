import { expect, test } from '@jest/globals';
import { begunPorts } from '../../../jobs/begun-ports.js';
import { buildInvite } from '../../support/factories.js';
import { memoryPorts } from '../../support/memory-ports.js';

async function begun() {
  const ports = memoryPorts();
  const [stored, other] = [buildInvite({ revision: 5 }), buildInvite()];
  await ports.invites.insert(stored);
  await ports.invites.insert(other);
  const doc = { ...stored, revision: 4 };
  return { ports, stored, other, doc, within: begunPorts(ports, 'announce-invite', doc) };
}

test('the document that came with its lease answers the first look at it, and none after that', async () => {
  const { within, stored, doc } = await begun();
  expect(await within.invites.get(doc)).toBe(doc);
  expect(await within.invites.get(doc)).toEqual(stored);
});

test('another document is read', async () => {
  const { within, other, doc } = await begun();
  expect(await within.invites.get(other)).toEqual(other);
  expect(await within.invites.get({ ...doc, tenantId: 'T2' })).toBeNull();
});

test('without a document, or with one of a noun that is not read so, the ports stay as they are', async () => {
  const { ports, doc } = await begun();
  expect(begunPorts(ports, 'announce-invite', undefined)).toBe(ports);
  expect(begunPorts(ports, 'sync-directory', doc)).toBe(ports);
});
