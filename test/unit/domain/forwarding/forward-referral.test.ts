import { describe, expect, test } from '@jest/globals';
import {
  giveUpReferral,
  referralPatience,
  tellReferralDelay,
} from '../../../../src/domain/forwarding/forward-referral.js';
import { MarketplaceRefusal, Postponed, TokenRefused } from '../../../../src/domain/model/errors.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import type { Message } from '../../../../src/domain/model/message/message.js';
import { isDelayed } from '../../../../src/domain/model/outbox-work.js';
import type { ReferralStatus } from '../../../../src/domain/model/referral/referral.js';
import { RETRY_DELAYS } from '../../../../src/domain/model/retry-delays.js';
import { requestErasure } from '../../../../src/domain/people/request-erasure.js';
import { updateProfile } from '../../../../src/domain/people/save-slack-profile.js';
import type { Ports } from '../../../../src/domain/ports.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { buildInvitation, buildInvite, buildProfile, buildReferral } from '../../../support/factories.js';
import { dieAtEveryStep, hookedPorts } from '../../../support/hooked-ports.js';
import { forwardReferral, recordInvitationStatus } from '../../../support/job-verbs.js';
import { withLatest } from '../../../support/memory/recorders.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const HOURS = 3_600_000;

async function referred(path: 'native' | 'handoff' = 'native', words = {}) {
  const ports = await agency({ path });
  const { expiresAt: _, ...invite } = buildInvite();
  await ports.invites.insert(invite);
  const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
  const referral = await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy', ...words });
  const again = async () => (await ports.referrals.get(referral)) ?? referral;
  const inviteAgain = async () => (await ports.invites.get(invite)) ?? invite;
  return { ports, invite, referral, again, inviteAgain };
}

const refusal = (code: string) => new MarketplaceRefusal(code, `The marketplace says ${code}.`);

describe('forwarding a referral', () => {
  test('an outage is told after the second failure, once, until it is over', async () => {
    const { ports, referral, again } = await referred();
    for (let n = 0; n < 4; n += 1) ports.marketplace.failNext(new Error('503'));
    await runWork(ports, { withinMs: MINUTE + 4000 });
    const { revision } = await again();
    await runWork(ports, { withinMs: 2000 });
    expect(isDelayed(await again(), 'forward-referral')).toBe(true);
    expect((await again()).revision).toBe(revision + 1);
    await runWork(ports, { withinMs: HOURS });
    expect(await again()).toMatchObject({ status: 'forwarded', revision: revision + 2 });
    const settled = await again();
    await tellReferralDelay(ports, referral);
    expect(await again()).toEqual(settled);
  });

  test('a marketplace that asks us to wait for an hour: the cards say so two minutes after the undo window', async () => {
    const { ports, again } = await referred();
    for (let n = 0; n < 3; n += 1) ports.marketplace.failNext(new Postponed(HOURS, 'marketplace:T1'));
    await runWork(ports, { withinMs: 3 * MINUTE - 1 });
    expect(await again()).not.toHaveProperty('delayed');
    await runWork(ports, { withinMs: 1 });
    expect(await again()).toMatchObject({ status: 'forwarding', delayed: true });
    const { revision } = await again();
    await runWork(ports, { withinMs: 6 * HOURS });
    expect(await again()).toMatchObject({ status: 'forwarded', revision: revision + 1 });
  });

  test('behind a limit it is released when the referrer has to be told', async () => {
    const { ports, referral, again } = await referred();
    expect(await referralPatience(ports, referral)).toBe(3 * MINUTE);
    ports.clock.advance(3 * MINUTE);
    expect(await referralPatience(ports, referral)).toBe(0);
    await tellReferralDelay(ports, referral);
    expect(await again()).toMatchObject({ status: 'forwarding', delayed: true });
    expect(await referralPatience(ports, referral)).toBeNull();
    expect(ports.marketplace.calls).toEqual([]);
    await ports.tenants.uninstall('T1', []);
    expect(await referralPatience(ports, buildReferral({ status: 'held' }))).toBeNull();
  });

  test('a token that is turned down is told to the managers, and the referral waits for another', async () => {
    const { ports, again } = await referred();
    ports.marketplace.failNext(new TokenRefused('401'), 8);
    const ran = await runWork(ports, { withinMs: HOURS });
    expect(ran).toContainEqual(['forward-referral', 'misconfigured']);
    expect(await again()).toMatchObject({ status: 'forwarding' });
    const told = (ports.dispatched as unknown as Message[]).filter(({ kind }) => kind === 'token-refused');
    expect(new Set(told.map(({ to }) => to))).toEqual(new Set(['UADMIN']));
    await runWork(ports, { withinMs: 12 * HOURS });
    expect(await again()).toMatchObject({ status: 'forwarded' });
  });

  test('waits for the undo window, to the millisecond', async () => {
    const { ports, referral, again } = await referred();
    ports.clock.advance(MINUTE - 1);
    const waiting = forwardReferral(ports, referral);
    await expect(waiting).rejects.toMatchObject({ retryAfterMs: 1, limitKey: `undo:T1:${referral.id}` });
    await expect(waiting).rejects.toThrow(Postponed);
    expect(await again()).toEqual(referral);
    expect(ports.marketplace.calls).toEqual([]);
  });

  test('sends everything under the referral’s id, and takes up the answer', async () => {
    const { ports, invite, referral, again } = await referred('native', {
      noteToColleague: 'Yours?',
      noteToClient: 'Cleo is great.',
    });
    ports.clock.advance(MINUTE);
    await forwardReferral(ports, referral);
    expect(ports.marketplace.calls).toEqual([
      {
        call: 'decline',
        tenantId: 'T1',
        externalId: invite.externalId,
        decline: {
          reasonId: 'busy',
          referral: {
            target: { by: 'person', personId: 'p-cleo' },
            referredBy: { name: 'Ana Lopez' },
            message: 'Yours?',
            messageToClient: 'Cleo is great.',
          },
        },
        idempotencyKey: referral.id,
      },
    ]);
    const after = await again();
    const at = new Date(START.getTime() + MINUTE);
    expect(after).toMatchObject({
      status: 'forwarded',
      receivedExternalId: `received-${invite.externalId}`,
      revision: 3,
    });
    expect(after.history.slice(1)).toEqual([
      { at, who: 'clock', what: 'forwarding', through: 'job' },
      { at, who: 'marketplace', what: 'forwarded', through: 'api' },
    ]);
    expect(after.work.slice(2)).toMatchObject([
      { job: 'announce-referral', at: new Date(at.getTime() + 1500) },
      { job: 'announce-referral', at },
      { job: 'keep-tallies', at },
    ]);
    expect(ports.dispatched.slice(2).map(({ id }) => id)).toEqual([referral.id, referral.id]);
  });

  test('is shown once when the marketplace answers at once', async () => {
    const { ports } = await referred();
    const ran = await runWork(ports, { withinMs: MINUTE + 5000 });
    expect(ran.filter(([job]) => job === 'announce-referral')).toEqual([['announce-referral', 'done']]);
  });

  test('is shown to be under way when the marketplace takes its time', async () => {
    const { ports, again } = await referred();
    ports.marketplace.failNext(new Error('no answer'));
    const ran = await runWork(ports, { withinMs: MINUTE + 2000 });
    expect((await again()).status).toBe('forwarding');
    expect(ran.filter(([job]) => job === 'announce-referral')).toEqual([['announce-referral', 'done']]);
  });

  test('sends no words where there are none', async () => {
    const { ports, referral } = await referred();
    ports.clock.advance(MINUTE);
    await forwardReferral(ports, referral);
    const sent = { target: { by: 'person', personId: 'p-cleo' }, referredBy: { name: 'Ana Lopez' } };
    expect(ports.marketplace.calls[0]).toHaveProperty('decline', { reasonId: 'busy', referral: sent });
  });

  test.each<ReferralStatus>(['undone', 'forwarded', 'accepted', 'hired', 'declined', 'expired', 'withdrawn', 'failed'])(
    'leaves one that is %s alone',
    async (status) => {
      const ports = await agency();
      const referral = buildReferral({ status });
      await ports.referrals.insert(referral);
      ports.clock.advance(HOURS);
      await forwardReferral(ports, referral);
      await giveUpReferral(ports, referral);
      expect(ports.marketplace.calls).toEqual([]);
      expect(await ports.referrals.get(referral)).toEqual(referral);
    },
  );

  test('of nothing, or of another tenant’s, does nothing', async () => {
    const { ports, referral, again } = await referred();
    ports.clock.advance(MINUTE);
    for (const ref of [
      { tenantId: 'T1', id: 'none' },
      { tenantId: 'T2', id: referral.id },
    ]) {
      await forwardReferral(ports, ref);
      await giveUpReferral(ports, ref);
    }
    expect(await again()).toEqual(referral);
    expect(ports.marketplace.calls).toEqual([]);
  });

  test('a lost answer: the repeat carries the same key', async () => {
    const { ports, referral, again } = await referred();
    ports.marketplace.failNext(new Error('the answer was lost'), 2);
    await runWork(ports, { withinMs: HOURS });
    expect(ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual(Array(3).fill(referral.id));
    expect(await again()).toMatchObject({ status: 'forwarded' });
  });

  test('a process that dies at any step is finished by another, with one key', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, referral, again } = await referred();
      ports.clock.advance(MINUTE);
      await runOne('forward-referral', referral, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      expect(new Set(ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey))).toEqual(
        new Set([referral.id]),
      );
      expect((await again()).history.map(({ what }) => what)).toEqual(['held', 'forwarding', 'forwarded']);
      expect((await again()).work).toEqual([]);
    });
    expect(steps).toBeGreaterThan(12);
  });

  test('and undoing at once: it goes out or it is undone, never both', async () => {
    for (const first of ['forward', 'undo'] as const) {
      const { ports, referral, again } = await referred();
      ports.clock.advance(MINUTE);
      const acts = {
        forward: () => forwardReferral(ports, referral),
        undo: () => undoReferral(ports, ANA, referral.id),
      };
      const order = first === 'forward' ? [acts.forward, acts.undo] : [acts.undo, acts.forward];
      await Promise.allSettled(order.map((act) => act()));
      const { status } = await again();
      expect(['undone', 'forwarded']).toContain(status);
      expect(ports.marketplace.calls).toHaveLength(status === 'undone' ? 0 : 1);
    }
  });

  test('an event that overtakes the answer is not undone by it', async () => {
    const { ports, referral, again } = await referred();
    ports.clock.advance(MINUTE);
    const overtaken = {
      ...ports,
      marketplace: {
        ...ports.marketplace,
        decline: async () => {
          await ports.referrals.advance(referral, { from: ['forwarding'], set: { status: 'accepted' }, work: [] });
          return { receivedExternalId: 'inv-9' };
        },
      },
    };
    await forwardReferral(overtaken, referral);
    expect(await again()).toMatchObject({ status: 'accepted', receivedExternalId: 'inv-9', revision: 4 });
    expect((await again()).history.map(({ what }) => what)).toEqual(['held', 'forwarding']);
    expect(ports.dispatched.at(-1)).toEqual(withLatest(await again(), 1));
    expect((await again()).work.at(-1)).toMatchObject({ job: 'announce-referral' });
  });
});

describe('where referrals go by hand', () => {
  test('it waits for the member', async () => {
    const { ports, referral, again } = await referred('handoff');
    ports.clock.advance(MINUTE);
    await forwardReferral(ports, referral);
    const after = await again();
    expect(after).toMatchObject({ status: 'awaiting-handoff', takesSlot: true });
    expect(after.history.at(-1)).toMatchObject({ who: 'baton', what: 'awaiting-handoff', through: 'job' });
    expect(after.work.at(-1)).toMatchObject({ job: 'announce-referral' });
    expect(ports.dispatched.at(-1)).toEqual(withLatest(after, 1));
    expect(ports.marketplace.calls).toEqual([]);
    await forwardReferral(ports, referral);
    expect(await again()).toEqual(after);
  });

  test('a word that closed the invite meanwhile ends it, also after a crash at any step', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, invite, referral, again, inviteAgain } = await referred('handoff');
      await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'withdrawn', changedAt: START });
      ports.clock.advance(MINUTE);
      await runOne('forward-referral', referral, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      expect(await again()).toMatchObject({ status: 'failed' });
      expect(await inviteAgain()).toMatchObject({ status: 'withdrawn' });
    });
    expect(steps).toBeGreaterThan(20);
  });
});

describe('a colleague who leaves the workspace', () => {
  const cleo = { slackUserId: CLEO.slackUserId, name: CLEO.name, email: 'p-cleo@agency.example' };
  const gone = buildProfile({ ...cleo, isDeactivated: true });
  const trouble = { code: 'colleague-left', detail: '' };
  const HIDDEN = { ...DEFAULT_PREFERENCES, hidden: true };

  test.each(['native', 'handoff'] as const)(
    'in the undo window is sent nothing, and the member has the invite back (%s)',
    async (path) => {
      const { ports, invite, again, inviteAgain } = await referred(path);
      await updateProfile(ports, 'T1', gone);
      await runWork(ports, { withinMs: MINUTE + 5000 });
      expect(ports.marketplace.calls).toEqual([]);
      expect(await again()).toMatchObject({ status: 'failed', takesSlot: false, trouble, work: [] });
      const by = { who: 'baton', through: 'job', detail: 'colleague-left' };
      expect((await again()).history.map(({ what }) => what)).toEqual(['held', 'failed']);
      expect((await again()).history.at(-1)).toMatchObject(by);
      expect(await inviteAgain()).toMatchObject({ status: 'open', trouble });
      expect((await inviteAgain()).history.at(-1)).toMatchObject({ ...by, what: 'open' });
      expect(await ports.tallies.of('T1', 'UANA', ['all'])).toMatchObject([{ counts: { sent: 1, failed: 1 } }]);
      expect((await ports.tallies.of('T1', 'UCLEO', ['all']))[0]?.counts).not.toHaveProperty('received');
      const told = (ports.dispatched as unknown as Message[]).filter(({ kind }) => kind === 'referral-news');
      expect(new Set(told.map(({ to }) => to))).toEqual(new Set(['UANA']));
      const colleague = { kind: 'member', slackUserId: 'UBEN' } as const;
      const next = await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' });
      await runWork(ports, { withinMs: MINUTE + 5000 });
      expect(await ports.referrals.get(next)).toMatchObject({
        status: path === 'native' ? 'forwarded' : 'awaiting-handoff',
      });
    },
  );

  test('is found out after a crash at any step', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, referral, again, inviteAgain } = await referred();
      await updateProfile(ports, 'T1', gone);
      ports.clock.advance(MINUTE);
      await runOne('forward-referral', referral, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      expect(ports.marketplace.calls).toEqual([]);
      expect((await again()).history.map(({ what }) => what)).toEqual(['held', 'failed']);
      expect(await inviteAgain()).toMatchObject({ status: 'open', trouble });
    });
    expect(steps).toBeGreaterThan(8);
  });

  test('is found out behind a limit too, when the delay would be told', async () => {
    const { ports, referral, again } = await referred();
    await updateProfile(ports, 'T1', gone);
    ports.clock.advance(3 * MINUTE);
    await tellReferralDelay(ports, referral);
    expect(await again()).toMatchObject({ status: 'failed', trouble });
    expect(await again()).not.toHaveProperty('delayed');
  });

  test('once it is being forwarded changes nothing: the marketplace may have it', async () => {
    const { ports, referral, again } = await referred();
    ports.marketplace.failNext(new Error('the answer was lost'));
    await runWork(ports, { withinMs: MINUTE });
    expect(await again()).toMatchObject({ status: 'forwarding' });
    await updateProfile(ports, 'T1', gone);
    await runWork(ports, { withinMs: HOURS });
    expect(await again()).toMatchObject({ status: 'forwarded' });
    expect(ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual([referral.id, referral.id]);
  });

  test('does not end what another worker began to forward a moment before', async () => {
    const { ports, referral, again, inviteAgain } = await referred();
    ports.clock.advance(MINUTE);
    const late = hookedPorts(ports, {
      pause: async (call) => {
        if (call !== 'members.get') return;
        await ports.referrals.advance(referral, { from: ['held'], set: { status: 'forwarding' }, work: [] });
        await updateProfile(ports, 'T1', gone);
      },
    });
    await forwardReferral(late, referral);
    expect(await again()).toMatchObject({ status: 'forwarded' });
    expect(await inviteAgain()).toMatchObject({ status: 'referred' });
  });

  test('and comes back within the undo window gets the referral', async () => {
    const { ports, again } = await referred();
    await updateProfile(ports, 'T1', gone);
    await updateProfile(ports, 'T1', buildProfile(cleo));
    await runWork(ports, { withinMs: MINUTE + 5000 });
    expect(await again()).toMatchObject({ status: 'forwarded' });
  });

  test('is not looked for where a person outside of the workspace is referred', async () => {
    const ports = await agency();
    const referral = buildReferral({ to: { name: PEOPLE.dora.name, target: { by: 'person', personId: 'p-dora' } } });
    await ports.invites.insert(buildInvite({ id: referral.inviteId, status: 'referred' }));
    await ports.referrals.insert(referral);
    await runWork(ports, { withinMs: HOURS });
    await forwardReferral(ports, referral);
    expect(await ports.referrals.get(referral)).toMatchObject({ status: 'forwarded' });
  });

  test.each([
    ['hides from the pickers', (ports: Ports) => ports.members.configure('T1', 'UCLEO', { preferences: HIDDEN })],
    ['becomes a guest', (ports: Ports) => updateProfile(ports, 'T1', buildProfile({ ...cleo, isGuest: true }))],
    ['erases their data', (ports: Ports) => requestErasure(ports, CLEO)],
  ])('is another thing than one who %s: the referral goes out', async (_, change) => {
    const { ports, again } = await referred();
    await change(ports);
    await runWork(ports, { withinMs: MINUTE + 5000 });
    expect(await again()).toMatchObject({ status: 'forwarded' });
  });
});

describe('a refusal for good', () => {
  test('fails the referral, frees the job, reopens the invite, and says why', async () => {
    const { ports, referral, again, inviteAgain } = await referred();
    ports.clock.advance(MINUTE);
    ports.marketplace.failNext(refusal('already-invited'));
    await forwardReferral(ports, referral);
    const trouble = { code: 'already-invited', detail: 'The marketplace says already-invited.' };
    expect(await again()).toMatchObject({ status: 'failed', takesSlot: false, trouble, revision: 3 });
    expect((await again()).history.at(-1)).toMatchObject({
      who: 'marketplace',
      what: 'failed',
      through: 'api',
      detail: 'already-invited',
    });
    expect(await inviteAgain()).toMatchObject({ status: 'open', trouble, revision: 6 });
    expect(await inviteAgain()).not.toHaveProperty('decision');
    expect((await inviteAgain()).history.at(-1)).toMatchObject({
      who: 'marketplace',
      what: 'open',
      through: 'api',
      detail: 'already-invited',
    });
    expect(ports.dispatched.slice(-2)).toEqual([withLatest(await again(), 2), withLatest(await inviteAgain(), 2)]);
  });

  test('frees the job for another try', async () => {
    const { ports, invite, referral } = await referred();
    ports.clock.advance(MINUTE);
    ports.marketplace.failNext(refusal('already-invited'));
    await forwardReferral(ports, referral);
    const colleague = { kind: 'member', slackUserId: 'UBEN' } as const;
    expect(await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' })).toMatchObject({ status: 'held' });
  });

  test.each(['declined', 'withdrawn', 'expired', 'archived', 'accepted'] as const)(
    'because it is %s over there makes the invite that',
    async (status) => {
      const { ports, invite, referral, again, inviteAgain } = await referred();
      ports.clock.advance(MINUTE);
      ports.marketplace.failNext(refusal('invitation-not-open'));
      ports.marketplace.invitations.set(invite.externalId, buildInvitation({ id: invite.externalId, status }));
      await forwardReferral(ports, referral);
      expect(await again()).toMatchObject({ status: 'failed' });
      expect(await inviteAgain()).toMatchObject({ status });
      expect((await inviteAgain()).work.map(({ job }) => job)).not.toContain('expire-invite');
    },
  );

  test.each(['invitation-not-open', 'invitation-not-found', 'not-yours'])(
    '(%s) by a marketplace that does not show it any more keeps the true reason',
    async (code) => {
      for (const then of ['invitation-not-found', 'not-yours']) {
        const { ports, referral, again, inviteAgain } = await referred();
        ports.clock.advance(MINUTE);
        ports.marketplace.failNext(refusal(code));
        ports.marketplace.failNext(refusal(then));
        await forwardReferral(ports, referral);
        expect(await again()).toMatchObject({ status: 'failed', trouble: { code } });
        expect(await inviteAgain()).toMatchObject({ status: 'archived' });
      }
    },
  );

  test.each(['invitation-not-open', 'invitation-not-found'])(
    '(%s) although the invitation is open over there never says that it is over',
    async (code) => {
      const { ports, invite, referral, again, inviteAgain } = await referred();
      ports.marketplace.invitations.set(invite.externalId, buildInvitation({ id: invite.externalId, status: 'open' }));
      ports.marketplace.failNext(refusal(code));
      await runWork(ports, { withinMs: HOURS });
      const trouble = { code: 'not-carried-out', detail: '' };
      expect(await again()).toMatchObject({ status: 'failed', trouble });
      expect(await inviteAgain()).toMatchObject({ status: 'open', trouble });
      expect(ports.marketplace.calls).toHaveLength(1);
      expect(referral.status).toBe('held');
    },
  );

  test('is asked about again when the question failed', async () => {
    const { ports, invite, referral, again, inviteAgain } = await referred();
    ports.marketplace.invitations.set(invite.externalId, buildInvitation({ status: 'archived' }));
    ports.marketplace.failNext(refusal('invitation-not-open'));
    ports.marketplace.failNext(new Error('no answer'));
    ports.marketplace.failNext(refusal('invitation-not-open'));
    await runWork(ports, { withinMs: HOURS });
    expect(ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual([referral.id, referral.id]);
    expect(await again()).toMatchObject({ status: 'failed' });
    expect(await inviteAgain()).toMatchObject({ status: 'archived' });
  });
});

describe('when the retries ran out', () => {
  test('the referrer gets the invite back', async () => {
    const { ports, referral, again, inviteAgain } = await referred();
    ports.marketplace.failNext(new Error('down'), 99);
    const ran = await runWork(ports, { withinMs: 80 * HOURS });
    expect(ran).toContainEqual(['forward-referral', 'dead']);
    expect(ran.filter(([job, outcome]) => job === 'forward-referral' && outcome === 'retry')).toHaveLength(
      RETRY_DELAYS.length,
    );
    const trouble = { code: 'unreachable', detail: '' };
    expect(await again()).toMatchObject({ status: 'failed', takesSlot: false, trouble });
    const by = { who: 'baton', through: 'job' };
    expect((await again()).history.at(-1)).toMatchObject({ ...by, what: 'failed', detail: 'unreachable' });
    expect((await inviteAgain()).history).toContainEqual(
      expect.objectContaining({ ...by, what: 'open', detail: 'unreachable' }),
    );
    expect(await inviteAgain()).toMatchObject({ status: 'open', trouble });
    expect(await ports.worklist.dead('T1')).toMatchObject([{ ref: { id: referral.id } }]);
  });

  test('also of one that could not even be let go', async () => {
    const { ports, referral, again } = await referred();
    await giveUpReferral(ports, referral);
    expect(await again()).toMatchObject({ status: 'failed', trouble: { code: 'not-sent' } });
  });

  test('a hand-off goes on waiting', async () => {
    const { ports, referral, again } = await referred('handoff');
    await runWork(ports, { withinMs: MINUTE });
    await giveUpReferral(ports, referral);
    expect(await again()).toMatchObject({ status: 'awaiting-handoff' });
  });
});
