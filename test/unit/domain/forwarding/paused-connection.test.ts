import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { takeBackDecision } from '../../../../src/domain/deciding/take-back-decision.js';
import { giveUpDecision } from '../../../../src/domain/forwarding/forward-decision.js';
import { giveUpReferral } from '../../../../src/domain/forwarding/forward-referral.js';
import { confirmForwarded } from '../../../../src/domain/lifecycle/confirm-forwarded.js';
import {
  Misconfigured,
  NotDone,
  Postponed,
  TokenRefused,
  UnreadableAnswer,
} from '../../../../src/domain/model/errors.js';
import type { InvitationStatus } from '../../../../src/domain/model/event/event.js';
import { isDelayed } from '../../../../src/domain/model/outbox-work.js';
import { recordInvitationStatus } from '../../../../src/domain/receiving/record-invitation-status.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { pauseConnection, resumeConnection } from '../../../../src/domain/workspace/pause-connection.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildConnection, buildInvitation, buildInvite } from '../../../support/factories.js';
import { forwardDecision, forwardReferral } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const HOURS = 60 * MINUTE;
const CONNECTION = 'connection-of-T1';

/** An agency with one open invite, which the marketplace shows too. */
async function invited() {
  const ports = await agency();
  const { expiresAt: _, ...invite } = buildInvite();
  await ports.invites.insert(invite);
  const { externalId } = invite;
  const shown = (status: InvitationStatus) =>
    ports.marketplace.invitations.set(externalId, buildInvitation({ id: externalId, status }));
  shown('open');
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  const keys = () => ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey);
  const setUpByHand = () => ports.connections.save(buildConnection({ path: 'handoff' }));
  const showReferred = () => {
    shown('declined');
    ports.marketplace.standings.set(externalId, [{ personId: 'p-cleo', standing: 'referred' }]);
  };
  return { ports, id: invite.id, again, shown, showReferred, keys, setUpByHand };
}

/** An accept whose answer was lost. */
async function accepted() {
  const world = await invited();
  const invite = await acceptInvite(world.ports, ANA, world.id);
  world.ports.marketplace.failNext(new Error('the answer was lost'));
  expect(await runOne('forward-decision', invite, world.ports)).toBe('retry');
  return { ...world, invite };
}

/** A referral, sent once with a lost answer unless it is still in its undo window. */
async function referred(isSent = true) {
  const world = await invited();
  const { ports, id } = world;
  const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
  const referral = await referInvite(ports, ANA, id, { colleague, reasonId: 'busy' });
  if (isSent) {
    ports.clock.advance(MINUTE);
    ports.marketplace.failNext(new Error('the answer was lost'));
    expect(await runOne('forward-referral', referral, ports)).toBe('retry');
  }
  const referralAgain = async () => (await ports.referrals.get(referral)) ?? referral;
  return { ...world, referral, referralAgain };
}

describe('an answer that may have reached the marketplace', () => {
  test('waits while its connection is paused, and goes on under the same key', async () => {
    const { ports, invite, id, again, keys } = await accepted();
    await pauseConnection(ports, ADMIN, CONNECTION);
    await expect(forwardDecision(ports, invite)).rejects.toThrow(Misconfigured);
    expect(await again()).toMatchObject({ status: 'accepted', decision: { paused: true } });
    expect((await again()).decision).not.toHaveProperty('byHand');
    expect((await again()).work.at(-1)).toMatchObject({ job: 'announce-invite' });
    await expectRefusal(takeBackDecision(ports, ANA, id), 'referral.notAwaitingHandoff');
    await runWork(ports, { withinMs: HOURS });
    const { revision } = await again();
    await runWork(ports, { withinMs: 24 * HOURS });
    expect((await again()).revision).toBe(revision);
    await resumeConnection(ports, ADMIN, CONNECTION);
    await runWork(ports, { withinMs: MINUTE });
    expect(keys()).toEqual([invite.decision?.id, invite.decision?.id]);
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect((await again()).decision).not.toHaveProperty('paused');
  });

  test('is confirmed where answers go by hand now, and the marketplace has it', async () => {
    const { ports, invite, again, shown, keys, setUpByHand } = await accepted();
    await setUpByHand();
    shown('accepted');
    await forwardDecision(ports, invite);
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect((await again()).decision).not.toHaveProperty('byHand');
    expect(keys()).toHaveLength(1);
  });

  test('is handed off where answers go by hand now, and the marketplace does not have it', async () => {
    const { ports, again, setUpByHand, invite } = await accepted();
    await pauseConnection(ports, ADMIN, CONNECTION);
    await expect(forwardDecision(ports, invite)).rejects.toThrow(Misconfigured);
    await setUpByHand();
    await forwardDecision(ports, invite);
    expect((await again()).decision).toMatchObject({ byHand: true });
    expect((await again()).decision).not.toHaveProperty('paused');
  });

  test.each(['withdrawn', 'declined'] as const)(
    'comes too late where answers go by hand now, and the marketplace says it is over: %s',
    async (status) => {
      const { ports, again, shown, setUpByHand, invite } = await accepted();
      await setUpByHand();
      shown(status);
      await forwardDecision(ports, invite);
      expect(await again()).toMatchObject({ status, trouble: { code: 'invitation-not-open' } });
    },
  );
});

describe('an answer that the marketplace has certainly not taken', () => {
  test.each([
    new TokenRefused('401'),
    new NotDone('no answer from the marketplace: ECONNREFUSED'),
    new UnreadableAnswer('the marketplace answered 404', 'HTTP 404', true),
    new Misconfigured('the address is not allowed'),
  ])('is handed off at once where its connection is paused or answers go by hand now: %p', async (error) => {
    for (const change of ['pause', 'by hand'] as const) {
      const { ports, id, again, keys, setUpByHand } = await invited();
      const invite = await acceptInvite(ports, ANA, id);
      ports.marketplace.failNext(error, 2);
      for (const _ of ['first', 'second']) {
        expect(['retry', 'misconfigured']).toContain(await runOne('forward-decision', invite, ports));
        ports.clock.advance(HOURS);
      }
      ports.marketplace.invitations.clear();
      if (change === 'pause') await pauseConnection(ports, ADMIN, CONNECTION);
      else await setUpByHand();
      expect(await runOne('forward-decision', invite, ports)).toBe('done');
      expect((await again()).decision).toMatchObject({ byHand: true });
      expect(keys()).toHaveLength(2);
    }
  });

  test.each([
    ['the answer was lost once before', [new Error('lost'), new TokenRefused('401')]],
    ['the answer was lost, and it had to wait then', [new Error('lost'), new Postponed(1000, 'marketplace:T1')]],
    ['the answer cannot be read', [new UnreadableAnswer('no JSON', 'body')]],
  ])('is another one where %s: it waits while its connection is paused', async (_, errors) => {
    const { ports, id, again } = await invited();
    const invite = await acceptInvite(ports, ANA, id);
    for (const error of errors) {
      ports.marketplace.failNext(error);
      await runOne('forward-decision', invite, ports);
      ports.clock.advance(HOURS);
    }
    await pauseConnection(ports, ADMIN, CONNECTION);
    expect(await runOne('forward-decision', invite, ports)).toBe('misconfigured');
    expect((await again()).decision).toMatchObject({ paused: true });
    expect((await again()).decision).not.toHaveProperty('byHand');
  });
});

describe('an answer whose failure an earlier release recorded, which noted nothing else of it', () => {
  const earlier = {
    job: 'forward-decision',
    at: START,
    attempts: 3,
    error: 'it took too long',
    id: 'earlier',
  } as const;

  test.each([
    ['nothing of later ones', []],
    ['a later one that has certainly done nothing', [new TokenRefused('401')]],
  ])('may have reached the marketplace, and waits while its connection is paused: %s', async (_, errors) => {
    const { ports, id, again } = await invited();
    const { work: __, ...invite } = await acceptInvite(ports, ANA, id);
    await ports.invites.insert({ ...invite, id: 'I-earlier', externalId: 'ext-earlier', claims: [], work: [earlier] });
    const stored = { tenantId: 'T1', id: 'I-earlier' };
    for (const error of errors) {
      ports.marketplace.failNext(error);
      await runOne('forward-decision', stored, ports);
      ports.clock.advance(HOURS);
    }
    await pauseConnection(ports, ADMIN, CONNECTION);
    expect(await runOne('forward-decision', stored, ports)).toBe('misconfigured');
    expect((await ports.invites.get(stored))?.decision).toMatchObject({ paused: true });
    expect((await again()).decision).not.toHaveProperty('byHand');
  });
});

describe('an answer whose process ended in the middle of the call', () => {
  /** A decision in the middle of its call when the process that sends it ends. */
  async function interrupted() {
    const world = await invited();
    const { ports, id } = world;
    const invite = await acceptInvite(ports, ANA, id);
    const stopping = new AbortController();
    let isCalled = () => {};
    const called = new Promise<void>((resolve) => {
      isCalled = resolve;
    });
    const { accept } = ports.marketplace;
    const slow = async (...args: Parameters<typeof accept>) => {
      await accept(...args);
      isCalled();
      return new Promise<void>(() => {});
    };
    const through = { ...ports, marketplace: { ...ports.marketplace, accept: slow } };
    const going = runOne('forward-decision', invite, through, stopping.signal);
    await called;
    stopping.abort();
    expect(await going).toBe('put-off');
    ports.clock.advance(MINUTE);
    return { ...world, invite };
  }

  test('may have reached the marketplace: it is sent again under its key', async () => {
    const { ports, invite, again, keys } = await interrupted();
    await runWork(ports, { withinMs: MINUTE });
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect(keys()).toEqual([invite.decision?.id, invite.decision?.id]);
  });

  test('is not handed off to be given a second time, also where it had to wait in between', async () => {
    for (const waits of [false, true]) {
      const { ports, invite, again, shown, keys, setUpByHand } = await interrupted();
      if (waits) {
        ports.marketplace.failNext(new Postponed(1000, 'marketplace:T1'));
        expect(await runOne('forward-decision', invite, ports)).toBe('put-off');
        ports.clock.advance(HOURS);
      }
      await setUpByHand();
      shown('accepted');
      expect(await runOne('forward-decision', invite, ports)).toBe('done');
      expect((await again()).decision?.confirmedAt).toBeDefined();
      expect((await again()).decision).not.toHaveProperty('byHand');
      expect(keys()).toHaveLength(waits ? 2 : 1);
    }
  });
});

describe('a referral that may have reached the marketplace', () => {
  test('waits while its connection is paused, and goes on under the same key', async () => {
    const { ports, referral, referralAgain, keys } = await referred();
    await pauseConnection(ports, ADMIN, CONNECTION);
    await expect(forwardReferral(ports, referral)).rejects.toThrow(Misconfigured);
    expect(await referralAgain()).toMatchObject({ status: 'forwarding', paused: true });
    await resumeConnection(ports, ADMIN, CONNECTION);
    await runWork(ports, { withinMs: MINUTE });
    expect(await referralAgain()).toMatchObject({ status: 'forwarded' });
    expect(await referralAgain()).not.toHaveProperty('paused');
    expect(keys()).toEqual([referral.id, referral.id]);
  });

  test('is confirmed where referrals go by hand now, and the marketplace has it', async () => {
    const { ports, id, again, referralAgain, showReferred, keys, setUpByHand } = await referred();
    await setUpByHand();
    showReferred();
    await forwardReferral(ports, await referralAgain());
    expect(await referralAgain()).toMatchObject({ status: 'forwarded' });
    expect((await referralAgain()).history.map(({ what }) => what)).not.toContain('awaiting-handoff');
    await expectRefusal(takeBackDecision(ports, ANA, id), 'referral.notAwaitingHandoff');
    expect(await again()).toMatchObject({ status: 'referred' });
    expect(keys()).toHaveLength(1);
  });

  test('is handed off where the marketplace does not have it, and may be taken back', async () => {
    const { ports, id, again, referralAgain, setUpByHand } = await referred();
    await setUpByHand();
    await forwardReferral(ports, await referralAgain());
    expect(await referralAgain()).toMatchObject({ status: 'awaiting-handoff' });
    await takeBackDecision(ports, ANA, id);
    expect(await again()).toMatchObject({ status: 'open' });
  });

  test('comes too late where the marketplace says that the invitation is over', async () => {
    const { ports, again, referralAgain, shown, setUpByHand } = await referred();
    await setUpByHand();
    shown('withdrawn');
    await forwardReferral(ports, await referralAgain());
    expect(await referralAgain()).toMatchObject({ status: 'failed', trouble: { code: 'invitation-not-open' } });
    expect(await again()).toMatchObject({ status: 'withdrawn' });
  });

  test('is asked about again where the marketplace does not answer', async () => {
    const { ports, referralAgain, showReferred, setUpByHand } = await referred();
    await setUpByHand();
    const { invitation } = ports.marketplace;
    ports.marketplace.invitation = () => Promise.reject(new Error('the marketplace is down'));
    await expect(forwardReferral(ports, await referralAgain())).rejects.toThrow('the marketplace is down');
    expect(await referralAgain()).toMatchObject({ status: 'forwarding' });
    ports.marketplace.invitation = invitation;
    showReferred();
    ports.marketplace.failCandidates(new Error('the marketplace is down'));
    await expect(forwardReferral(ports, await referralAgain())).rejects.toThrow('the marketplace is down');
    await forwardReferral(ports, await referralAgain());
    expect(await referralAgain()).toMatchObject({ status: 'forwarded' });
  });

  test('is not taken for arrived because its invitation is declined, until the colleague’s invitation shows it', async () => {
    const { ports, referral, referralAgain, again } = await referred();
    await recordInvitationStatus(ports, 'T1', { id: (await again()).externalId, status: 'declined', changedAt: START });
    expect(await again()).toMatchObject({ status: 'referred', closed: 'declined' });
    await ports.connections.save(buildConnection({ path: 'handoff', can: [] }));
    await forwardReferral(ports, await referralAgain());
    expect(await referralAgain()).toMatchObject({ status: 'failed', trouble: { code: 'not-shown' } });
    expect(await again()).toMatchObject({ status: 'declined', trouble: { code: 'not-shown' } });
    await confirmForwarded(ports, referral, 'webhook', 'inv-of-cleo');
    expect(await referralAgain()).toMatchObject({ status: 'forwarded' });
    expect(await again()).toMatchObject({ status: 'referred', decision: { referralId: referral.id } });
  });
});

describe('given up at last', () => {
  test.each(['accepted', 'open'] as const)('an answer says what the marketplace shows: %s', async (status) => {
    const { ports, invite, again, shown } = await accepted();
    shown(status);
    await giveUpDecision(ports, invite);
    const { decision, trouble, ...after } = await again();
    expect(after).toMatchObject({ status });
    if (status === 'open') expect([decision, trouble?.code]).toEqual([undefined, 'not-carried-out']);
    else expect([decision?.confirmedAt, trouble]).toEqual([ports.clock.now(), undefined]);
  });

  test.each(['declined', 'withdrawn'] as const)('an accept of an invitation that is %s is none', async (status) => {
    const { ports, invite, again, shown } = await accepted();
    shown(status);
    await giveUpDecision(ports, invite);
    expect(await again()).toMatchObject({ status, trouble: { code: 'invitation-not-open' } });
  });

  test('a referral that the marketplace has is forwarded, and one that it does not have failed', async () => {
    for (const [status, becomes, code] of [
      ['referred', 'forwarded', undefined],
      ['declined', 'failed', 'not-shown'],
      ['open', 'failed', 'not-carried-out'],
    ] as const) {
      const { ports, referral, referralAgain, again, shown, showReferred } = await referred();
      if (status === 'referred') showReferred();
      else shown(status);
      await giveUpReferral(ports, referral);
      expect(await referralAgain()).toMatchObject({ status: becomes });
      expect((await again()).trouble?.code).toBe(code);
      expect((await again()).status).toBe(status);
    }
  });

  test('a referral of a declined invitation failed where the marketplace does not say who is referred', async () => {
    const { ports, referral, referralAgain, showReferred } = await referred();
    showReferred();
    ports.marketplace.failCandidates(new Error('down'));
    await giveUpReferral(ports, referral);
    expect(await referralAgain()).toMatchObject({ status: 'failed', trouble: { code: 'not-shown' } });
  });

  test('what nobody can be asked about says why', async () => {
    const { ports, invite, again } = await accepted();
    await pauseConnection(ports, ADMIN, CONNECTION);
    await giveUpDecision(ports, invite);
    expect(await again()).toMatchObject({ status: 'open', trouble: { code: 'paused' } });
  });
});

describe('what was never sent is handed off while the connection is paused, and says why:', () => {
  test('an answer given meanwhile', async () => {
    const { ports, id, again } = await invited();
    await pauseConnection(ports, ADMIN, CONNECTION);
    await acceptInvite(ports, ANA, id);
    expect((await again()).decision).toMatchObject({ byHand: true, paused: true });
  });

  test('an answer that was still to be sent', async () => {
    const { ports, id, again, keys } = await invited();
    const invite = await acceptInvite(ports, ANA, id);
    await pauseConnection(ports, ADMIN, CONNECTION);
    await forwardDecision(ports, invite);
    expect((await again()).decision).toMatchObject({ byHand: true, paused: true });
    expect(keys()).toEqual([]);
  });

  test('a new answer after one that was given up', async () => {
    const { ports, id, again, keys } = await invited();
    await acceptInvite(ports, ANA, id);
    ports.marketplace.failNext(new Error('down'), 1000);
    await runWork(ports, { withinMs: 80 * HOURS });
    expect((await again()).work).toContainEqual(expect.objectContaining({ job: 'forward-decision', dead: true }));
    const calls = keys().length;
    const anew = await acceptInvite(ports, ANA, id);
    expect(isDelayed(anew, 'forward-decision')).toBe(false);
    await pauseConnection(ports, ADMIN, CONNECTION);
    await runWork(ports);
    expect((await again()).decision).toMatchObject({ byHand: true, paused: true });
    expect(keys()).toHaveLength(calls);
  });

  test('and without a question where answers go by hand now', async () => {
    const { ports, id, again, setUpByHand } = await invited();
    const invite = await acceptInvite(ports, ANA, id);
    await setUpByHand();
    ports.marketplace.failNext(new Error('down'));
    await forwardDecision(ports, invite);
    expect((await again()).decision).toMatchObject({ byHand: true });
    expect((await again()).decision).not.toHaveProperty('paused');
  });

  test('a referral in its undo window', async () => {
    const { ports, referral, referralAgain, keys } = await referred(false);
    await pauseConnection(ports, ADMIN, CONNECTION);
    ports.clock.advance(MINUTE);
    await forwardReferral(ports, referral);
    expect(await referralAgain()).toMatchObject({ status: 'awaiting-handoff', paused: true });
    expect(keys()).toEqual([]);
  });
});
