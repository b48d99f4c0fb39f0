import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { takeBackHandoff } from '../../../../src/domain/deciding/take-back-handoff.js';
import { Misconfigured } from '../../../../src/domain/model/errors.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { pauseConnection, resumeConnection } from '../../../../src/domain/workspace/pause-connection.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildConnection, buildInvitation, buildInvite } from '../../../support/factories.js';
import { forwardDecision, forwardReferral } from '../../../support/job-verbs.js';
import { ADMIN, ANA, agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const HOURS = 60 * MINUTE;
const CONNECTION = 'connection-of-T1';

/** An agency with one open invite, which the marketplace shows too. */
async function invited() {
  const ports = await agency();
  const { expiresAt: _, ...invite } = buildInvite();
  await ports.invites.insert(invite);
  const { externalId } = invite;
  const shown = (status: 'open' | 'accepted' | 'declined') =>
    ports.marketplace.invitations.set(externalId, buildInvitation({ id: externalId, status }));
  shown('open');
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  const keys = () => ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey);
  const setUpByHand = () => ports.connections.save(buildConnection({ path: 'handoff' }));
  return { ports, id: invite.id, again, shown, keys, setUpByHand };
}

/** An accept whose answer was lost. */
async function accepted() {
  const world = await invited();
  const invite = await acceptInvite(world.ports, ANA, world.id);
  world.ports.marketplace.failNext(new Error('the answer was lost'));
  await expect(forwardDecision(world.ports, invite)).rejects.toThrow('the answer was lost');
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
    await expect(forwardReferral(ports, referral)).rejects.toThrow('the answer was lost');
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
    await expectRefusal(takeBackHandoff(ports, ANA, id), 'referral.notAwaitingHandoff');
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
});

describe('what was never sent is handed off while the connection is paused, and says why:', () => {
  test('an answer given meanwhile', async () => {
    const { ports, id, again } = await invited();
    await pauseConnection(ports, ADMIN, CONNECTION);
    await acceptInvite(ports, ANA, id);
    expect((await again()).decision).toMatchObject({ byHand: true, paused: true });
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
