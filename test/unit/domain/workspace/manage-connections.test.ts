import { describe, expect, test } from '@jest/globals';
import { cardRecipients } from '../../../../src/domain/ensuring-messages/card-recipients.js';
import { Postponed, Refusal, TokenRefused } from '../../../../src/domain/model/errors.js';
import { pauseConnection, resumeConnection } from '../../../../src/domain/workspace/pause-connection.js';
import { removeConnection } from '../../../../src/domain/workspace/remove-connection.js';
import { testConnection } from '../../../../src/domain/workspace/test-connection.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildConnection, buildInvite, buildPerson, buildProfile } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency } from '../../../support/populated-agency.js';

const later = (ms: number) => new Date(START.getTime() + ms);
const REF = { tenantId: 'T1', id: 'polled' };

async function withPolled(given: Parameters<typeof buildConnection>[0] = {}) {
  const ports = await agency();
  const { bareIds: _, ...connection } = buildConnection({ id: 'polled', source: 'vollna', polls: true, ...given });
  await ports.connections.save(connection);
  return { ports, now: () => ports.connections.latest(REF) };
}

describe('pausing and removing', () => {
  test('a paused connection keeps its time, and resuming asks at once', async () => {
    const { ports, now } = await withPolled();
    await pauseConnection(ports, ADMIN, 'polled');
    expect(await now()).toMatchObject({ pausedAt: START, work: [] });
    ports.clock.advance(5000);
    await pauseConnection(ports, ADMIN, 'polled');
    expect(await now()).toMatchObject({ pausedAt: START });
    await resumeConnection(ports, ADMIN, 'polled');
    const resumed = await now();
    expect(resumed).not.toHaveProperty('pausedAt');
    expect(resumed?.work).toMatchObject([{ job: 'poll-connection', at: later(5000) }]);
    await resumeConnection(ports, ADMIN, 'polled');
    expect((await now())?.work).toHaveLength(1);
  });

  test('a removed one is gone, and the others stay', async () => {
    const { ports, now } = await withPolled();
    await removeConnection(ports, ADMIN, 'polled');
    await removeConnection(ports, ADMIN, 'polled');
    expect(await now()).toBeNull();
    expect(await ports.connections.latestOf('T1')).toHaveLength(1);
    await expectRefusal(pauseConnection(ports, ADMIN, 'polled'), 'connection.gone');
    await expectRefusal(testConnection(ports, ADMIN, { connectionId: 'polled', since: START }), 'connection.gone');
  });

  test('are for admins, and for their own workspace', async () => {
    const { ports, now } = await withPolled();
    for (const change of [pauseConnection, resumeConnection, removeConnection])
      await expectRefusal(change(ports, ANA, 'polled'), 'member.notAdmin');
    await expectRefusal(testConnection(ports, ANA, { connectionId: 'polled', since: START }), 'member.notAdmin');
    await ports.connections.save(buildConnection({ id: 'theirs', tenantId: 'T2' }));
    await removeConnection(ports, ADMIN, 'theirs');
    await expectRefusal(pauseConnection(ports, ADMIN, 'theirs'), 'connection.gone');
    expect(await ports.connections.byId('theirs')).not.toBeNull();
    expect(await now()).not.toBeNull();
  });
});

describe('a test', () => {
  const run = async (ports: Awaited<ReturnType<typeof agency>>, since = START) =>
    testConnection(ports, ADMIN, { connectionId: 'polled', since });

  test('asks, and counts what is open without taking it in', async () => {
    const { ports } = await withPolled();
    ports.marketplace.polls.push({ deliveries: [{ id: 'd', events: [] }], state: {}, againAt: later(1) });
    expect(await run(ports)).toMatchObject({ asked: { open: 1 }, heard: { kind: 'nothing' } });
    expect(ports.marketplace.polls).toHaveLength(1);
    expect(JSON.stringify(await run(ports))).not.toContain('token-of-the-marketplace');
  });

  test.each([
    [new TokenRefused('401'), 'token-refused'],
    [new Refusal('connection.rejected'), 'token-refused'],
    [new Refusal('marketplace.unreachable'), 'unreachable'],
    [new Error('away'), 'unreachable'],
    [new Postponed(1000, 'probe'), 'rate-limited'],
    [new Refusal('connection.busy'), 'rate-limited'],
  ])('says why the source does not answer: %s', async (error, failed) => {
    const { ports } = await withPolled();
    ports.marketplace.failNext(error);
    expect((await run(ports)).asked).toEqual({ failed });
  });

  test('that succeeds ends a failure, and has the source polled at once', async () => {
    const { ports, now } = await withPolled({ health: { error: { code: 'unreachable', at: START }, failures: 3 } });
    await run(ports);
    expect((await now())?.health).toEqual({});
    expect((await now())?.work).toMatchObject([{ job: 'poll-connection', at: START }]);
  });

  test('tells what has come since it began', async () => {
    const { ports } = await withPolled();
    const heard = async () => (await run(ports, later(120_000))).heard;
    await ports.connections.heard(REF, START);
    expect(await heard()).toEqual({ kind: 'nothing' });
    await ports.connections.turnedDown(REF, 'unauthorized', later(120_001));
    expect(await heard()).toEqual({ kind: 'turned-down', why: 'unauthorized', at: later(120_001) });
    await ports.connections.heard(REF, later(120_002));
    expect(await heard()).toEqual({ kind: 'arrived', at: later(120_002) });
    await ports.connections.note(REF, { health: { putAside: { why: 'job-alert', at: later(120_003) } } });
    expect(await heard()).toEqual({ kind: 'put-aside', why: 'job-alert', at: later(120_003) });
  });

  test('counts a delivery of the minute before, since health may be so late', async () => {
    const { ports } = await withPolled();
    await ports.connections.heard(REF, START);
    expect((await run(ports, later(60_000))).heard).toEqual({ kind: 'arrived', at: START });
    expect((await run(ports, later(60_001))).heard).toEqual({ kind: 'nothing' });
  });
});

describe('invites without a linked person', () => {
  const unlinked = (connectionId: string) =>
    buildInvite({
      invitee: { person: buildPerson() },
      origins: [{ connectionId, externalId: 'x', source: 'vollna', trust: 80, namesInvitations: true }],
    });

  test('go to the channel or the person of their own connection', async () => {
    const { ports } = await withPolled({ unaddressedTo: 'CVOLLNA' });
    expect(await cardRecipients(ports, unlinked('polled'))).toEqual(['CVOLLNA']);
    expect(await cardRecipients(ports, unlinked('connection-of-T1'))).not.toContain('CVOLLNA');
  });

  test('go to the usual place once that person has left', async () => {
    const { ports } = await withPolled({ unaddressedTo: 'UBEN' });
    expect(await cardRecipients(ports, unlinked('polled'))).toEqual(['UBEN']);
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UBEN', name: 'Ben', isDeactivated: true })]);
    expect(await cardRecipients(ports, unlinked('polled'))).not.toContain('UBEN');
    expect(await cardRecipients(ports, unlinked('polled'))).not.toEqual([]);
  });
});
