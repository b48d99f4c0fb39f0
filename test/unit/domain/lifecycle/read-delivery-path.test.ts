import { expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { pathOf, whereToAsk } from '../../../../src/domain/lifecycle/read-delivery-path.js';
import type { Connection } from '../../../../src/domain/model/connection/connection.js';
import type { Ports } from '../../../../src/domain/ports.js';
import { buildConnection, buildInvite } from '../../../support/factories.js';
import { ANA, agency } from '../../../support/populated-agency.js';

/** An agency in a process that read its connections some seconds ago, and that counts how often it reads them anew. */
async function agencyThatReadBefore(recent: readonly Connection[]) {
  const stored = await agency();
  const invite = buildInvite();
  await stored.invites.insert(invite);
  let reads = 0;
  const { connections } = stored;
  const latestOf = (tenantId: string) => {
    reads += 1;
    return connections.latestOf(tenantId);
  };
  const ports: Ports = { ...stored, connections: { ...connections, ofTenant: async () => recent, latestOf } };
  return { ports, stored, invite, reads: () => reads };
}

const byHand = () => buildConnection({ path: 'handoff' });

test('a decision that Baton can send needs no other read of the connections', async () => {
  const { ports, invite, reads } = await agencyThatReadBefore([buildConnection()]);
  expect(await pathOf(ports, invite)).toMatchObject({ by: 'baton' });
  expect(await whereToAsk(ports, invite, 'invitations')).not.toBeNull();
  await acceptInvite(ports, ANA, invite.id);
  expect(reads()).toBe(0);
});

test.each([
  ['was by hand', [byHand()]],
  ['was paused', [{ ...buildConnection(), pausedAt: new Date() }]],
  ['was not there', []],
])('nobody is told to act on a connection that %s some seconds ago', async (_, recent) => {
  const { ports, invite } = await agencyThatReadBefore(recent);
  expect(await pathOf(ports, invite)).toMatchObject({ by: 'baton' });
  expect(await whereToAsk(ports, invite, 'invitations')).not.toBeNull();
  expect(await acceptInvite(ports, ANA, invite.id)).toMatchObject({ status: 'accepted' });
  expect((await ports.invites.get(invite))?.decision).not.toHaveProperty('byHand');
});

test('a decision is handed off where the present connections cannot send it', async () => {
  const { ports, stored, invite } = await agencyThatReadBefore([byHand()]);
  await stored.connections.save(byHand());
  expect(await pathOf(ports, invite)).toEqual({ by: 'hand' });
});
