import { describe, expect, test } from '@jest/globals';
import { readMessageContent } from '../../../../src/domain/announcing/read-message-content.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import {
  decisionPatience,
  giveUpDecision,
  tellDecisionDelay,
} from '../../../../src/domain/forwarding/forward-decision.js';
import { MarketplaceRefusal, Postponed, Refusal, TokenRefused } from '../../../../src/domain/model/errors.js';
import type { Invite, InviteStatus } from '../../../../src/domain/model/invite/invite.js';
import type { Message } from '../../../../src/domain/model/message/message.js';
import { isDelayed } from '../../../../src/domain/model/outbox-work.js';
import { buildInvitation, buildInvite } from '../../../support/factories.js';
import { dieAtEveryStep } from '../../../support/hooked-ports.js';
import { forwardDecision, recordInvitationStatus } from '../../../support/job-verbs.js';
import { withLatest } from '../../../support/memory/recorders.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const HOURS = 3_600_000;

async function decided(act: 'accept' | 'decline' = 'accept', path: 'native' | 'handoff' = 'native') {
  const ports = await agency({ path });
  const { id } = buildInvite();
  await ports.invites.insert(buildInvite({ id }));
  const invite =
    act === 'accept'
      ? await acceptInvite(ports, ANA, id)
      : await declineInvite(ports, ANA, id, { reasonId: 'busy', messageToClient: 'Sorry' });
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  return { ports, invite, again };
}

const refusal = (code: string) => new MarketplaceRefusal(code, `The marketplace says ${code}.`);
const closedSince = (status: InviteStatus, externalId: string) =>
  [externalId, buildInvitation({ id: externalId, status: status as 'expired' })] as const;

describe('forwarding a decision', () => {
  test('an accept goes out under the decision’s id, and is confirmed', async () => {
    const { ports, invite, again } = await decided();
    ports.clock.advance(5000);
    await forwardDecision(ports, invite);
    const { tenantId, externalId, decision } = invite;
    expect(ports.marketplace.calls).toEqual([{ call: 'accept', tenantId, externalId, idempotencyKey: decision?.id }]);
    const confirmedAt = new Date(START.getTime() + 5000);
    expect(await again()).toMatchObject({
      status: 'accepted',
      decision: { ...decision, confirmedAt },
      revision: invite.revision + 1,
    });
    expect((await again()).history.at(-1)).toEqual({
      at: confirmedAt,
      who: 'marketplace',
      what: 'confirmed',
      through: 'api',
    });
    expect((await again()).work.at(-1)).toMatchObject({ job: 'announce-invite', at: confirmedAt });
    expect(ports.dispatched.at(-1)).toEqual(withLatest(await again(), 1));
  });

  test('a token that is turned down is told to the managers, once for each set-up', async () => {
    const { ports, invite } = await decided();
    const told = async () => {
      const messages = (ports.dispatched as unknown as Message[]).filter(({ kind }) => kind === 'token-refused');
      return Promise.all(messages.map(async (message) => [message.to, await readMessageContent(ports, message)]));
    };
    const refused = async () => {
      ports.marketplace.failNext(new TokenRefused('401'));
      await expect(forwardDecision(ports, invite)).rejects.toThrow(TokenRefused);
    };
    await refused();
    await refused();
    expect(await told()).toEqual([['UADMIN', { kind: 'token-refused', name: 'Sandbox' }]]);
    const connection = await ports.connections.of('T1');
    if (connection) await ports.connections.save({ ...connection, connectedAt: new Date() });
    expect(await told()).toEqual([['UADMIN', null]]);
    await refused();
    expect((await told()).at(-1)).toEqual(['UADMIN', { kind: 'token-refused', name: 'Sandbox' }]);
    expect(await told()).toHaveLength(2);
  });

  test('a token that is turned down leaves the decision waiting for a new one', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(new TokenRefused('401'), 9);
    const ran = await runWork(ports, { withinMs: 3 * HOURS });
    expect(ran.filter(([job]) => job === 'forward-decision')).toEqual(
      Array(9).fill(['forward-decision', 'misconfigured']),
    );
    expect(await again()).toMatchObject({ status: 'accepted', decision: { id: invite.decision?.id } });
    await runWork(ports, { withinMs: 12 * HOURS });
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect(await ports.worklist.dead()).toEqual([]);
  });

  test('a decline takes the reason and the words along', async () => {
    const { ports, invite } = await decided('decline');
    await forwardDecision(ports, invite);
    expect(ports.marketplace.calls).toMatchObject([
      { call: 'decline', decline: { reasonId: 'busy', message: 'Sorry' }, idempotencyKey: invite.decision?.id },
    ]);
  });

  test('a decline without words sends none', async () => {
    const ports = await agency();
    const invite = buildInvite();
    await ports.invites.insert(invite);
    await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    await forwardDecision(ports, invite);
    expect(ports.marketplace.calls[0]).toHaveProperty('decline', { reasonId: 'busy' });
  });

  test('once confirmed it is never sent again', async () => {
    const { ports, invite, again } = await decided();
    await forwardDecision(ports, invite);
    const after = await again();
    await forwardDecision(ports, invite);
    expect(ports.marketplace.calls).toHaveLength(1);
    expect(await again()).toEqual(after);
  });

  test.each<InviteStatus>(['open', 'referred', 'withdrawn', 'expired', 'archived'])(
    'nothing goes out for an invite that is %s',
    async (status) => {
      const ports = await agency();
      const decision = { id: 'd1', kind: 'accepted', by: 'UANA', byName: 'Ana', at: START } as const;
      const invite = buildInvite({ status, decision });
      await ports.invites.insert(invite);
      await forwardDecision(ports, invite);
      await giveUpDecision(ports, invite);
      expect(ports.marketplace.calls).toEqual([]);
      expect(await ports.invites.get(invite)).toEqual(invite);
    },
  );

  test.each([[{ tenantId: 'T1', id: 'none' }], [{ tenantId: 'T2', id: 'invite-x' }]])(
    'nothing goes out for %j',
    async (ref) => {
      const ports = await agency();
      await ports.invites.insert(buildInvite({ id: 'invite-x', status: 'accepted' }));
      await forwardDecision(ports, ref);
      await giveUpDecision(ports, ref);
      expect(ports.marketplace.calls).toEqual([]);
    },
  );

  test('nothing goes out where decisions go by hand', async () => {
    const { ports, invite, again } = await decided('accept', 'handoff');
    await forwardDecision(ports, invite);
    expect(ports.marketplace.calls).toEqual([]);
    expect(await again()).toEqual(invite);
  });

  test('a lost answer: the repeat carries the same key', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(new Error('the answer was lost'));
    await runWork(ports, { withinMs: HOURS });
    const keys = ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual([invite.decision?.id, invite.decision?.id]);
    expect((await again()).decision?.confirmedAt).toEqual(new Date(START.getTime() + 5000));
  });

  const MINUTES = 60_000;
  const isTold = ({ decision }: Invite) => decision?.delayed === true && !decision.confirmedAt;

  test('a marketplace that asks us to wait again and again: after two minutes the card says so, once', async () => {
    const { ports, invite, again } = await decided();
    for (let n = 0; n < 400; n += 1) ports.marketplace.failNext(new Postponed(1000, 'marketplace:T1'));
    await runWork(ports, { withinMs: 2 * MINUTES - 1 });
    expect(await again()).toMatchObject({ revision: invite.revision });
    expect(isTold(await again())).toBe(false);
    await runWork(ports, { withinMs: 3 * MINUTES });
    expect(await again()).toMatchObject({ status: 'accepted', revision: invite.revision + 1 });
    expect(isTold(await again())).toBe(true);
    await runWork(ports, { withinMs: HOURS });
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect((await again()).revision).toBe(invite.revision + 2);
  });

  test('one that asks us to wait for an hour: the card says so after two minutes, and no call is made for it', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(new Postponed(HOURS, 'marketplace:T1'));
    ports.marketplace.failNext(new Postponed(HOURS, 'marketplace:T1'));
    await runWork(ports, { withinMs: 2 * MINUTES });
    expect(isTold(await again())).toBe(true);
    const [card] = await ports.messages.cardsOf('T1', invite.id);
    expect(card?.wanted).toBe((await again()).revision);
  });

  test('nobody is told of a decision that a person carries over, or in a workspace that removed Baton', async () => {
    const { ports, invite } = await decided();
    expect(await decisionPatience(ports, invite)).toBe(2 * MINUTES);
    expect(await decisionPatience(ports, { ...invite, id: 'none' })).toBeNull();
    await ports.tenants.uninstall('T1', []);
    expect(await decisionPatience(ports, invite)).toBeNull();
    const byHand = await decided('accept', 'handoff');
    expect(await decisionPatience(byHand.ports, byHand.invite)).toBeNull();
  });

  test('an outage is told after the second failure, once, until it is over', async () => {
    const { ports, invite, again } = await decided();
    for (let n = 0; n < 4; n += 1) ports.marketplace.failNext(new Error('503'));
    const delayed = async () => isDelayed(await again(), 'forward-decision');
    await runWork(ports, { withinMs: 4000 });
    expect(await delayed()).toBe(false);
    await runWork(ports, { withinMs: 2000 });
    expect(await delayed()).toBe(true);
    expect((await again()).revision).toBe(invite.revision + 1);
    await runWork(ports, { withinMs: HOURS });
    expect(await delayed()).toBe(false);
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect((await again()).revision).toBe(invite.revision + 2);
    expect((await again()).history.map(({ what }) => what)).toEqual(['accepted', 'confirmed']);
  });

  test('a delay is told of nothing that is settled', async () => {
    const { ports, invite, again } = await decided();
    await forwardDecision(ports, invite);
    const settled = await again();
    await tellDecisionDelay(ports, invite);
    expect(await again()).toEqual(settled);
  });

  test('429 puts it off without an attempt', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(new Postponed(2500, 'marketplace:T1'));
    expect(await runOne('forward-decision', invite, ports)).toBe('put-off');
    expect((await again()).work[0]).toMatchObject({ at: new Date(START.getTime() + 2500), attempts: 0 });
  });

  test('a process that dies at any step is finished by another, with one key', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, invite, again } = await decided();
      await runOne('forward-decision', invite, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      const keys = new Set(ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey));
      expect([...keys]).toEqual([invite.decision?.id]);
      expect((await again()).decision?.confirmedAt).toBeDefined();
      expect((await again()).history.filter(({ what }) => what === 'confirmed')).toHaveLength(1);
      expect((await again()).work).toEqual([]);
    });
    expect(steps).toBeGreaterThan(8);
  });

  test('two at once confirm it once', async () => {
    const { ports, invite, again } = await decided();
    await Promise.all([forwardDecision(ports, invite), forwardDecision(ports, invite)]);
    expect((await again()).history.map(({ what }) => what)).toEqual(['accepted', 'confirmed']);
  });
});

describe('a refusal for good', () => {
  test('reopens the invite and says why', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(refusal('bad-request'));
    await forwardDecision(ports, invite);
    const after = await again();
    expect(after).toMatchObject({
      status: 'open',
      trouble: { code: 'bad-request', detail: 'The marketplace says bad-request.' },
      revision: invite.revision + 1,
    });
    expect(after).not.toHaveProperty('decision');
    expect(after.history.at(-1)).toEqual({
      at: START,
      who: 'marketplace',
      what: 'refused',
      through: 'api',
      detail: 'bad-request',
    });
    expect(after.work.slice(-3)).toMatchObject([
      { job: 'announce-invite', at: START },
      { job: 'expire-invite', at: invite.expiresAt },
      { job: 'nudge-invite', at: new Date(START.getTime() + 4 * 3_600_000) },
    ]);
    expect(ports.dispatched.at(-2)).toEqual(withLatest(after, 3));
    expect(ports.dispatched.at(-1)).toMatchObject({ kind: 'decision-refused', to: 'UANA' });
  });

  test('an invite without an end gets no timer', async () => {
    const ports = await agency();
    const { expiresAt: _, ...endless } = buildInvite();
    await ports.invites.insert(endless);
    await acceptInvite(ports, ANA, endless.id);
    ports.marketplace.failNext(refusal('bad-request'));
    await forwardDecision(ports, endless);
    expect((await ports.invites.get(endless))?.work.map(({ job }) => job)).not.toContain('expire-invite');
  });

  test('because somebody did the same over there confirms it', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(refusal('invitation-not-open'));
    ports.marketplace.invitations.set(...closedSince('accepted', invite.externalId));
    await forwardDecision(ports, invite);
    expect(await again()).toMatchObject({ status: 'accepted', decision: { confirmedAt: START } });
    expect(await again()).not.toHaveProperty('trouble');
  });

  test.each<InviteStatus>(['declined', 'withdrawn', 'expired', 'archived'])(
    'because it was %s over there makes it that',
    async (status) => {
      const { ports, invite, again } = await decided();
      ports.marketplace.failNext(refusal('invitation-not-open'));
      ports.marketplace.invitations.set(...closedSince(status, invite.externalId));
      await forwardDecision(ports, invite);
      expect(await again()).toMatchObject({ status, trouble: { code: 'invitation-not-open' } });
      expect((await again()).decision?.by).toBe(status === 'declined' ? 'marketplace' : undefined);
    },
  );

  const GONE = ['invitation-not-open', 'invitation-not-found', 'not-yours'] as const;
  const answers = GONE.flatMap((code) => GONE.map((then) => [code, then] as const));

  test.each(answers)(
    '(%s) by a marketplace that does not show it any more (%s) closes it with the true reason, until an event says more',
    async (code, then) => {
      for (const act of ['accept', 'decline'] as const) {
        const { ports, invite, again } = await decided(act);
        ports.marketplace.failNext(refusal(code));
        ports.marketplace.failNext(refusal(then));
        await forwardDecision(ports, invite);
        expect(await again()).toMatchObject({ status: 'archived', trouble: { code } });
        expect(await again()).not.toHaveProperty('decision');
        await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'withdrawn', changedAt: START });
        expect(await again()).toMatchObject({ status: 'withdrawn' });
      }
    },
  );

  test.each(['accept', 'decline'] as const)(
    '(job-closed) to %s closes an invite that is still open over there',
    async (act) => {
      const { ports, invite, again } = await decided(act);
      ports.marketplace.failNext(refusal('job-closed'));
      ports.marketplace.invitations.set(...closedSince('open', invite.externalId));
      await forwardDecision(ports, invite);
      expect(await again()).toMatchObject({ status: 'archived', trouble: { code: 'job-closed' } });
      expect(await again()).not.toHaveProperty('decision');
      expect((await again()).work.map(({ job }) => job)).not.toContain('nudge-invite');
      await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'withdrawn', changedAt: START });
      expect(await again()).toMatchObject({ status: 'withdrawn' });
    },
  );

  test.each([
    ['invitation-not-open', { code: 'not-carried-out', detail: '' }],
    ['invitation-not-found', { code: 'not-carried-out', detail: '' }],
    ['not-yours', { code: 'not-yours', detail: 'The marketplace says not-yours.' }],
  ])('(%s) although it is still open over there reopens it, and never says that it is over', async (code, trouble) => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(refusal(code));
    ports.marketplace.invitations.set(...closedSince('open', invite.externalId));
    const ran = await runWork(ports, { withinMs: HOURS });
    expect(ran.filter(([job]) => job === 'forward-decision')).toEqual([['forward-decision', 'done']]);
    expect(await again()).toMatchObject({ status: 'open', trouble });
    expect(ports.marketplace.calls).toHaveLength(1);
  });

  test('(invitation-not-found) while the marketplace does not say more is tried again', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(refusal('invitation-not-found'));
    ports.marketplace.failNext(new Error('503'));
    await expect(forwardDecision(ports, invite)).rejects.toThrow('503');
    expect(await again()).toMatchObject({ status: 'accepted' });
  });

  test('takes up what the marketplace said meanwhile, also while it was asked', async () => {
    const { ports, invite, again } = await decided();
    const slow = {
      ...ports,
      marketplace: {
        ...ports.marketplace,
        accept: async () => {
          const word = { id: invite.externalId, status: 'withdrawn', changedAt: START } as const;
          await recordInvitationStatus(ports, 'T1', word);
          throw refusal('bad-request');
        },
      },
    };
    await forwardDecision(slow, invite);
    expect(await again()).toMatchObject({ status: 'withdrawn', trouble: { code: 'bad-request' } });
    expect(await again()).not.toHaveProperty('closed');
  });

  test('of a decision that was settled meanwhile changes nothing', async () => {
    const { ports, invite, again } = await decided();
    const slow = {
      ...ports,
      marketplace: {
        ...ports.marketplace,
        accept: async () => {
          const word = { id: invite.externalId, status: 'accepted', changedAt: START } as const;
          await recordInvitationStatus(ports, 'T1', word);
          throw refusal('bad-request');
        },
      },
    };
    await forwardDecision(slow, invite);
    expect(await again()).toMatchObject({ status: 'accepted', decision: { confirmedAt: START } });
  });
});

describe('an answer that comes too late', () => {
  test.each([
    ['confirms', async () => {}],
    ['takes back', () => Promise.reject(refusal('bad-request'))],
  ])('never %s the next decision', async (_, answer) => {
    const { ports, invite, again } = await decided();
    const late = {
      ...ports,
      marketplace: {
        ...ports.marketplace,
        accept: async () => {
          await giveUpDecision(ports, invite);
          await acceptInvite(ports, ANA, invite.id);
          await answer();
        },
      },
    };
    await forwardDecision(late, invite);
    expect(await again()).toMatchObject({ status: 'accepted', revision: 4 });
    expect((await again()).decision).not.toHaveProperty('confirmedAt');
    expect((await again()).decision?.id).not.toBe(invite.decision?.id);
  });
});

describe('when the retries ran out', () => {
  test('the invite reopens with the reason, and its member can act again', async () => {
    const { ports, invite, again } = await decided();
    ports.marketplace.failNext(new Error('down'), 99);
    const ran = await runWork(ports, { withinMs: 80 * HOURS });
    expect(ran).toContainEqual(['forward-decision', 'dead']);
    expect(await again()).toMatchObject({ trouble: { code: 'unreachable', detail: '' } });
    const { history } = await again();
    expect(history.map(({ what }) => what)).toEqual(['accepted', 'given-up', 'expired']);
    expect(history[1]).toMatchObject({ who: 'baton', through: 'job', detail: 'unreachable' });
    expect(await ports.worklist.dead('T1')).toMatchObject([
      { ref: { id: invite.id }, work: { job: 'forward-decision' } },
    ]);
  });

  test('what the marketplace said meanwhile stands', async () => {
    const { ports, invite, again } = await decided();
    await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'archived', changedAt: START });
    await giveUpDecision(ports, invite);
    expect(await again()).toMatchObject({ status: 'archived' });
    expect(await again()).not.toHaveProperty('closed');
  });

  test('a confirmed decision is not taken back', async () => {
    const { ports, invite, again } = await decided();
    await forwardDecision(ports, invite);
    const after = await again();
    const dispatched = ports.dispatched.length;
    await giveUpDecision(ports, invite);
    expect(await again()).toEqual(after);
    expect(ports.dispatched).toHaveLength(dispatched);
  });

  test.each(['tenant.notConnected', 'connection.removed', 'connection.badUrl'] as const)(
    'a configuration that allows no call (%s) waits for a better one',
    async (code) => {
      const { ports, invite, again } = await decided();
      ports.marketplace.failNext(new Refusal(code));
      expect(await runOne('forward-decision', invite, ports)).toBe('misconfigured');
      expect(ports.log.lines.at(-1)).toMatchObject({ level: 'error', event: 'job.misconfigured', fields: { code } });
      await runWork(ports, { withinMs: HOURS });
      expect((await again()).decision?.confirmedAt).toBeDefined();
    },
  );
});
