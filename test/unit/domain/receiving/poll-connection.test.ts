import { expect, test } from '@jest/globals';
import { Postponed, TokenRefused, UnreadableAnswer } from '../../../../src/domain/model/errors.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import { pollConnection } from '../../../../src/domain/receiving/poll-connection.js';
import { buildConnection, buildInvitation } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { agency } from '../../../support/populated-agency.js';
import { outstanding, runOne, runWork } from '../../../support/run-work.js';

const later = (ms: number) => new Date(START.getTime() + ms);
const REF = { tenantId: 'T1', id: 'asked' };

async function polling(given: Parameters<typeof buildConnection>[0] = {}) {
  const ports = await agency();
  const { bareIds: _, ...connection } = buildConnection({ id: 'asked', source: 'vollna', polls: true, ...given });
  await ports.connections.save(connection);
  const now = async () => ports.connections.latest(REF);
  return { ports, now };
}

test('what a poll brings is stored under the connection, and the next one is planned', async () => {
  const { ports, now } = await polling();
  const events = [{ type: 'invitation.created' as const, data: buildInvitation({ id: 'asked:i1' }) }];
  ports.marketplace.polls.push({
    deliveries: [{ id: 'asked:d1', events }],
    state: { cursor: 'x' },
    againAt: later(9000),
  });
  await pollConnection(ports, REF);
  expect(await ports.events.get({ tenantId: 'T1', id: 'asked:d1' })).toMatchObject({
    type: 'invitation.created',
    via: { connectionId: 'asked', source: 'vollna' },
  });
  expect(await now()).toMatchObject({
    pollState: { cursor: 'x' },
    health: { heardAt: START, nextPollAt: later(9000) },
    work: [{ job: 'poll-connection', at: later(9000) }],
  });
});

test('a poll that fails is repeated later and later, and shows in the health until one succeeds', async () => {
  const { ports, now } = await polling();
  ports.marketplace.failNext(new Error('away'), 2);
  await pollConnection(ports, REF);
  expect((await now())?.health).toMatchObject({ failures: 1, nextPollAt: later(60_000) });
  await pollConnection(ports, REF);
  const error = { code: 'unreachable', at: START };
  expect((await now())?.health).toMatchObject({ error, failures: 2, nextPollAt: later(120_000) });
  ports.marketplace.polls.push({ deliveries: [], state: {}, againAt: later(1) });
  await pollConnection(ports, REF);
  expect((await now())?.health).toEqual({ heardAt: START, nextPollAt: later(1) });
});

test('open Homes of admins are renewed when polls begin to fail and when they succeed again, and no more than that', async () => {
  const { ports } = await polling();
  for (const id of ['UADMIN', 'UANA']) await ports.members.configure('T1', id, { homeOpenedAt: START });
  const planned = async () =>
    (await outstanding(ports)).filter(({ work }) => work.job === 'publish-home').map(({ ref }) => ref.id);
  const seen: string[][] = [];
  for (const failure of [new Error('away'), new Error('away'), new TokenRefused('401'), null, null]) {
    if (failure) ports.marketplace.failNext(failure);
    else ports.marketplace.polls.push({ deliveries: [], state: {}, againAt: later(1) });
    await pollConnection(ports, REF);
    seen.push(await planned());
    ports.clock.advance(1000);
    await runOne('publish-home', { tenantId: 'T1', id: 'UADMIN' }, ports);
  }
  expect(seen).toEqual([['UADMIN'], [], ['UADMIN'], ['UADMIN'], []]);
});

test('a refused token waits an hour, and the managers hear of it', async () => {
  const { ports, now } = await polling({ can: ['outcomes'] });
  ports.marketplace.failNext(new TokenRefused('401'));
  await pollConnection(ports, REF);
  expect((await now())?.health).toMatchObject({ error: { code: 'token-refused' }, nextPollAt: later(3_600_000) });
  expect(ports.dispatched).toContainEqual(expect.objectContaining({ kind: 'token-refused', to: 'UADMIN' }));
  await runWork(ports);
  expect(ports.sent).toMatchObject([{ channel: 'DADMIN', content: { kind: 'token-refused', byHand: true } }]);
});

test('a source that answers what cannot be read is told from one that does not answer', async () => {
  const { ports, now } = await polling();
  ports.marketplace.failNext(new UnreadableAnswer('the answer is not JSON', 'no JSON'));
  await pollConnection(ports, REF);
  expect((await now())?.health).toMatchObject({ error: { code: 'unreadable' }, nextPollAt: later(60_000) });
});

test('a source that asks Baton to wait has not failed', async () => {
  const { ports, now } = await polling();
  ports.marketplace.failNext(new Postponed(30_000, 'poll:asked'));
  await expect(pollConnection(ports, REF)).rejects.toThrow(Postponed);
  expect((await now())?.health).toEqual({});
});

test('neither a paused connection nor one that is gone is asked', async () => {
  const { ports, now } = await polling({ pausedAt: START, work: [todo('poll-connection', START)] });
  await pollConnection(ports, REF);
  await pollConnection(ports, { ...REF, id: 'gone' });
  expect((await now())?.health).toEqual({});
});
