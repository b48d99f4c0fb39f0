import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SandboxOptions } from '../../../../sandbox/marketplace/start-sandbox.js';
import { receiveWebhooks, SECRET, sandboxFor, TOKEN } from '../../../support/start-test-sandbox.js';

let hooks: Awaited<ReturnType<typeof receiveWebhooks>>;
let sandbox: Awaited<ReturnType<typeof sandboxFor>>;

beforeEach(async () => {
  hooks = await receiveWebhooks();
});

afterEach(async () => {
  await sandbox.close();
  await hooks.close();
});

const start = async (options: Partial<SandboxOptions> = {}) => {
  sandbox = await sandboxFor(hooks.url, options);
};
const invite = () => sandbox.control('/invitations', { freelancer: 'p_ana' });
const deliveries = () => Object.values(sandbox.state.deliveries);
const settled = () =>
  sandbox.until(() => deliveries().every(({ state }) => state === 'delivered' || state === 'given-up'));
const statuses = () => deliveries().map(({ attempts }) => attempts.map(({ status, error }) => status ?? error));

describe('a webhook', () => {
  test('is sent again under the same id until it is taken in', async () => {
    await start();
    hooks.answer = 500;
    await invite();
    await hooks.until(() => hooks.received.length === 2);
    hooks.answer = 204;
    await settled();
    expect(new Set(hooks.received.map(({ id }) => id)).size).toBe(1);
    expect(deliveries()[0]?.state).toBe('delivered');
  });

  test('is given up at the end of the schedule, and can still be sent by hand', async () => {
    await start();
    hooks.answer = 503;
    await invite();
    await settled();
    expect(statuses()).toEqual([[503, 503, 503, 503]]);
    hooks.answer = 200;
    await sandbox.control(`/deliveries/${deliveries()[0]?.id}/resend`);
    expect(deliveries()[0]?.state).toBe('delivered');
  });

  test('waits as long as the receiver asks for', async () => {
    await start();
    hooks.answer = { status: 503, headers: { 'retry-after': '60' } };
    await invite();
    await sandbox.until(() => deliveries()[0]?.attempts.length === 1);
    const wait = Date.parse(deliveries()[0]?.nextAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(55_000);
    expect(wait).toBeLessThan(65_000);
  });

  test('follows no redirect', async () => {
    await start({ retryMs: [] });
    hooks.answer = { status: 307, headers: { location: hooks.url } };
    await invite();
    await settled();
    expect(statuses()).toEqual([[307]]);
    expect(hooks.received).toHaveLength(1);
  });

  test('is never sent again to somebody who is gone', async () => {
    await start();
    hooks.answer = 410;
    await invite();
    await settled();
    await invite();
    expect(statuses()).toEqual([[410]]);
    await sandbox.control('/agencies/agency/webhook', { url: hooks.url, secrets: [SECRET] });
    hooks.answer = 200;
    await invite();
    await settled();
    expect(hooks.received).toHaveLength(2);
  });

  test('is sent again to somebody who was gone and calls', async () => {
    await start();
    hooks.answer = 410;
    await invite();
    await settled();
    expect(await (await fetch(`${sandbox.url}/`)).text()).toContain('chip gone');
    hooks.answer = 200;
    const stranger = { authorization: 'Bearer nobody' };
    await fetch(`${sandbox.url}/me/members`, { headers: stranger });
    expect(sandbox.state.agencies.agency?.webhook?.gone).toBe(true);
    await fetch(`${sandbox.url}/me/members`, { headers: { authorization: `Bearer ${TOKEN}` } });
    await invite();
    await settled();
    expect(statuses()).toEqual([[410], [200]]);
  });

  test('that hangs is cut off and holds up no other', async () => {
    const hanging = await hangingServer();
    const webhook = { url: hanging.url, secrets: [SECRET] };
    const member = { id: 'p_zed', name: 'Zed' };
    await start({
      timeoutMs: 1500,
      retryMs: [],
      agencies: [
        { id: 'slow', name: 'Slow', token: 'slow-token', webhook, members: [member] },
        {
          id: 'agency',
          name: 'Agency',
          token: TOKEN,
          webhook: { url: hooks.url, secrets: [SECRET] },
          members: [{ id: 'p_ana', name: 'Ana' }],
        },
      ],
    });
    await sandbox.control('/invitations', { freelancer: 'p_zed' });
    await invite();
    await hooks.until(() => hooks.received.length === 1);
    expect(statuses()[0]).toEqual([]);
    await settled();
    expect(statuses()[0]).toEqual(['timeout']);
    hanging.server.close().closeAllConnections();
  });

  test('can be sent five times over', async () => {
    await start();
    await invite();
    await settled();
    await sandbox.control(`/deliveries/${deliveries()[0]?.id}/resend`, { times: 4 });
    expect(hooks.received.map(({ id }) => id)).toEqual(Array(5).fill(deliveries()[0]?.id));
  });

  test.each(['kept', 'reverse'])('is held back, and let go in an order of our choice: %s', async (order) => {
    await start();
    await sandbox.control('/deliveries/hold');
    const { id } = await invite();
    await sandbox.control(`/invitations/${id}/accept`);
    await sandbox.control(`/proposals/${id}/view`);
    expect(hooks.received).toEqual([]);
    await sandbox.control('/deliveries/release', { order });
    const natural = [
      'invitation.created',
      'invitation.status_changed',
      'proposal.status_changed',
      'proposal.status_changed',
    ];
    expect(hooks.types()).toEqual(order === 'kept' ? natural : natural.toReversed());
    await sandbox.control(`/proposals/${id}/hire`);
    await hooks.until(() => hooks.received.length === 5);
  });

  test('is signed with every secret while they rotate', async () => {
    await start();
    const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const onlyNew = await receiveWebhooks([other]);
    await sandbox.control('/agencies/agency/webhook', { url: onlyNew.url, secrets: [SECRET, other] });
    await invite();
    await onlyNew.until(() => onlyNew.received.length === 1);
    await onlyNew.close();
  });

  test('is not kept for an agency without an address', async () => {
    sandbox = await sandboxFor();
    await invite();
    expect(deliveries()).toEqual([]);
  });
});

async function hangingServer(): Promise<{ server: Server; url: string }> {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
