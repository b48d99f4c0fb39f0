import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { giveUpDecision } from '../../../../src/domain/forwarding/forward-decision.js';
import { cancelHandoff } from '../../../../src/domain/lifecycle/referral-handoff.js';
import { ONLY_WAY, type Via } from '../../../../src/domain/model/connection/connection.js';
import type { InvitationStatus } from '../../../../src/domain/model/event/event.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { buildInvitation, buildInvite, buildReferral } from '../../../support/factories.js';
import { recordInvitationStatus } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const CHANGED = new Date('2026-11-24T08:00:00.000Z');

async function invited(given: Parameters<typeof buildInvite>[0] = {}, path: 'native' | 'handoff' = 'native') {
  const ports = await agency({ path });
  const invite = buildInvite(given);
  await ports.invites.insert(invite);
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  const say = (status: InvitationStatus) =>
    recordInvitationStatus(ports, 'T1', { id: invite.externalId, status, changedAt: CHANGED });
  const referral = async () => ports.referrals.ofInvite('T1', invite.id);
  return { ports, invite, again, say, referral };
}

const toCleo = { colleague: { kind: 'member', slackUserId: 'UCLEO' }, reasonId: 'busy' } as const;

describe('the marketplace’s word about an open invite', () => {
  test.each(['withdrawn', 'expired', 'archived'] as const)('closes it: %s', async (status) => {
    const { ports, invite, again, say } = await invited();
    await say(status);
    expect(await again()).toEqual({
      ...invite,
      status,
      revision: 2,
      history: [{ at: START, who: 'marketplace', what: status, through: 'webhook' }],
      work: [{ id: expect.any(String), job: 'announce-invite', at: START, attempts: 0 }],
    });
    expect(ports.dispatched).toEqual([await again()]);
  });

  test.each(['accepted', 'declined'] as const)('decides it in the member’s name: %s', async (status) => {
    const { again, say } = await invited();
    await say(status);
    expect(await again()).toMatchObject({ status });
    expect((await again()).decision).toEqual({
      id: `marketplace-${status}`,
      kind: status,
      by: 'marketplace',
      byName: '',
      at: START,
      confirmedAt: START,
    });
  });

  test('that it is open changes nothing, nor does a repeat', async () => {
    const { invite, again, say } = await invited();
    await say('open');
    expect(await again()).toEqual(invite);
    await say('archived');
    const after = await again();
    await say('archived');
    await say('expired');
    await say('open');
    expect(await again()).toEqual(after);
  });

  test('a click in between: the word is read again against what stands then', async () => {
    const { ports, invite, again } = await invited();
    const slow = {
      ...ports,
      invites: {
        ...ports.invites,
        byExternalId: async (...args: Parameters<typeof ports.invites.byExternalId>) => {
          const found = await ports.invites.byExternalId(...args);
          if ((await again()).status === 'open') await acceptInvite(ports, ANA, invite.id);
          return found;
        },
      },
    };
    const word = { id: invite.externalId, status: 'withdrawn', changedAt: CHANGED } as const;
    await recordInvitationStatus(slow, 'T1', word);
    expect(await again()).toMatchObject({ status: 'accepted', closed: 'withdrawn' });
  });

  test('an invite that was purged meanwhile is no trouble', async () => {
    const { ports, invite } = await invited();
    const gone = { ...ports, invites: { ...ports.invites, advance: async () => null, get: async () => null } };
    const word = { id: invite.externalId, status: 'withdrawn', changedAt: CHANGED } as const;
    await recordInvitationStatus(gone, 'T1', word);
    expect(ports.dispatched).toEqual([]);
  });
});

describe('the marketplace’s word about a decision on its way', () => {
  test('the same confirms it', async () => {
    const { ports, invite, again, say } = await invited();
    await acceptInvite(ports, ANA, invite.id);
    await say('accepted');
    expect(await again()).toMatchObject({ status: 'accepted', decision: { by: 'UANA', confirmedAt: START } });
    expect((await again()).history.at(-1)).toMatchObject({ who: 'marketplace', what: 'confirmed', through: 'webhook' });
  });

  test('another is remembered, and applies if the decision is taken back', async () => {
    const { ports, invite, again, say } = await invited();
    await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    await say('withdrawn');
    await say('withdrawn');
    expect(await again()).toMatchObject({ status: 'declined', closed: 'withdrawn', revision: 3 });
    expect((await again()).history.at(-1)).toMatchObject({ who: 'marketplace', what: 'withdrawn' });
    await giveUpDecision(ports, invite);
    expect(await again()).toMatchObject({ status: 'withdrawn' });
  });

  test.each([
    ['accepted, then declined', ['accepted', 'declined']],
    ['declined, then accepted', ['declined', 'accepted']],
    ['accepted, and the call goes through', ['accepted']],
    ['the call goes through, then accepted', ['call', 'accepted']],
  ] as const)('that declines, although it is accepted over there in the end: %s', async (_, words) => {
    const { ports, invite, again, say } = await invited();
    await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    for (const word of words) {
      if (word === 'call') await runWork(ports);
      else await say(word);
    }
    await runWork(ports);
    expect(await again()).toMatchObject({ status: 'accepted', decision: { by: 'marketplace', kind: 'accepted' } });
    expect(await again()).not.toHaveProperty('closed');
    const after = await again();
    await say('declined');
    expect(await again()).toEqual(after);
  });

  test('two words at once: the further one is remembered', async () => {
    for (const words of [
      ['withdrawn', 'expired'],
      ['expired', 'withdrawn'],
    ] as const) {
      const { ports, invite, again, say } = await invited();
      await acceptInvite(ports, ANA, invite.id);
      await Promise.all(words.map(say));
      expect(await again()).toMatchObject({ status: 'accepted', closed: 'withdrawn' });
    }
  });

  test('after it is confirmed nothing changes it', async () => {
    const { ports, invite, again, say } = await invited();
    await acceptInvite(ports, ANA, invite.id);
    await say('accepted');
    const after = await again();
    for (const word of ['accepted', 'declined', 'withdrawn', 'archived', 'expired'] as const) await say(word);
    expect(await again()).toEqual(after);
  });
});

describe('the marketplace’s word about a referred invite', () => {
  test('declined while the referral is held: somebody declined over there, and an undo leaves it declined', async () => {
    const { ports, invite, again, say, referral } = await invited();
    await referInvite(ports, ANA, invite.id, toCleo);
    await say('declined');
    await say('declined');
    expect(await again()).toMatchObject({ status: 'referred', closed: 'declined', revision: 3 });
    await undoReferral(ports, ANA, (await referral())?.id ?? '');
    expect(await again()).toMatchObject({ status: 'declined' });
  });

  test('declined while the call is under way: the answer to the call says what it was', async () => {
    const { ports, invite, again, say, referral } = await invited();
    await referInvite(ports, ANA, invite.id, toCleo);
    const id = (await referral())?.id ?? '';
    await ports.referrals.advance({ tenantId: 'T1', id }, { from: ['held'], set: { status: 'forwarding' }, work: [] });
    await say('declined');
    expect(await again()).toMatchObject({ status: 'referred', closed: 'declined' });
    expect(await referral()).toMatchObject({ status: 'forwarding' });
  });

  test('declined after it was forwarded is no news', async () => {
    const { ports, invite, again, say } = await invited();
    await referInvite(ports, ANA, invite.id, toCleo);
    await runWork(ports, { withinMs: MINUTE });
    const after = await again();
    await say('declined');
    expect(await again()).toEqual(after);
  });

  test('declined proves a hand-off', async () => {
    const { ports, invite, say, referral } = await invited({}, 'handoff');
    await referInvite(ports, ANA, invite.id, toCleo);
    await runWork(ports, { withinMs: MINUTE });
    await say('declined');
    expect(await referral()).toMatchObject({ status: 'forwarded' });
    expect((await referral())?.history.at(-1)).toMatchObject({ who: 'marketplace', through: 'webhook' });
  });

  test('without its referral is remembered', async () => {
    const { again, say } = await invited({ status: 'referred' });
    await say('declined');
    expect(await again()).toMatchObject({ status: 'referred', closed: 'declined' });
  });
});

describe('where decisions go by hand, another word', () => {
  const TROUBLE = { code: 'invitation-not-open', detail: '' };

  test.each(['withdrawn', 'expired', 'archived', 'declined'] as const)(
    'ends the wait of an accept: %s',
    async (status) => {
      const { ports, invite, again, say } = await invited({}, 'handoff');
      await acceptInvite(ports, ANA, invite.id);
      await say(status);
      expect(await again()).toMatchObject({ status, trouble: TROUBLE });
      const by = { who: 'marketplace', what: 'refused', through: 'webhook' };
      expect((await again()).history.at(-1)).toMatchObject({ ...by, detail: TROUBLE.code });
      expect((await again()).decision?.by).toBe(status === 'declined' ? 'marketplace' : undefined);
      expect(await again()).not.toHaveProperty('closed');
    },
  );

  test('ends the wait of a referral, and frees the job', async () => {
    const { ports, invite, again, say, referral } = await invited({}, 'handoff');
    await referInvite(ports, ANA, invite.id, toCleo);
    await runWork(ports, { withinMs: MINUTE });
    await say('withdrawn');
    expect(await referral()).toMatchObject({ status: 'failed', takesSlot: false, trouble: TROUBLE });
    const by = { who: 'marketplace', through: 'webhook' };
    expect((await referral())?.history.at(-1)).toMatchObject({ ...by, what: 'failed' });
    expect(await again()).toMatchObject({ status: 'withdrawn', trouble: TROUBLE });
    expect((await again()).history.at(-1)).toMatchObject({ ...by, what: 'withdrawn' });
  });

  test('leaves a held referral to its undo window, and ends it then', async () => {
    const { ports, invite, again, say, referral } = await invited({}, 'handoff');
    await referInvite(ports, ANA, invite.id, toCleo);
    await say('withdrawn');
    expect(await referral()).toMatchObject({ status: 'held' });
    await runWork(ports, { withinMs: MINUTE });
    expect(await referral()).toMatchObject({ status: 'failed', trouble: TROUBLE });
    expect(await again()).toMatchObject({ status: 'withdrawn' });
  });

  test('does so after a crash, with the repeat', async () => {
    const { ports, invite, again, say } = await invited({}, 'handoff');
    await acceptInvite(ports, ANA, invite.id);
    await ports.invites.advance(invite, { from: ['accepted'], set: { closed: 'archived' }, work: [] });
    await say('archived');
    expect(await again()).toMatchObject({ status: 'archived', trouble: TROUBLE });
  });

  test('changes nothing where Baton calls: the refusal of the call will tell', async () => {
    const { ports, invite, again, say } = await invited();
    await acceptInvite(ports, ANA, invite.id);
    await say('withdrawn');
    expect(await again()).toMatchObject({ status: 'accepted', closed: 'withdrawn' });
    await ports.connections.disconnect('T1');
    await cancelHandoff(ports, invite);
    expect(await again()).toMatchObject({ status: 'accepted', closed: 'withdrawn' });
  });

  test('changes nothing of a referred invite whose referral is gone', async () => {
    const { again, say } = await invited({ status: 'referred' }, 'handoff');
    await say('withdrawn');
    expect(await again()).toMatchObject({ status: 'referred', closed: 'withdrawn' });
  });

  test('that confirms what was done by hand stays', async () => {
    const { ports, invite, again, say } = await invited({}, 'handoff');
    await acceptInvite(ports, ANA, invite.id);
    await cancelHandoff(ports, invite);
    await cancelHandoff(ports, { tenantId: 'T1', id: 'none' });
    await say('accepted');
    await say('archived');
    expect(await again()).toMatchObject({ status: 'accepted', decision: { confirmedAt: START } });
  });
});

describe('the marketplace’s word that an invite is open whose deadline has passed', () => {
  const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };

  test.each([
    ['first', [ONLY_WAY, MAIL]],
    ['after another origin', [MAIL, ONLY_WAY]],
  ])('opens it until the later deadline, where the marketplace told of it %s', async (_, ways) => {
    const ports = await agency();
    const endsIn = (hours: number) => ({ expiresAt: new Date(START.getTime() + hours * 60 * MINUTE) });
    const told = buildInvitation({ id: 'inv-1', freelancer: PEOPLE.ana, ...endsIn(1) });
    for (const way of ways) await receiveInvite(ports, 'T1', way === MAIL ? { ...told, id: 'c-mail:1' } : told, way);
    await runWork(ports, { withinMs: 120 * MINUTE });
    const now = () => ports.invites.byExternalId('T1', 'inv-1');
    expect(await now()).toMatchObject({ status: 'expired', origins: ways.map(({ source }) => ({ source })) });
    ports.marketplace.invitations.set('inv-1', { ...told, ...endsIn(48) });
    await recordInvitationStatus(ports, 'T1', { id: 'inv-1', status: 'open', changedAt: CHANGED });
    expect(await now()).toMatchObject({ status: 'open', ...endsIn(48) });
  });
});

describe('the marketplace’s word about a colleague’s invite', () => {
  test.each([
    ['accepted', 'accepted'],
    ['declined', 'declined'],
    ['expired', 'expired'],
    ['withdrawn', 'withdrawn'],
    ['archived', 'withdrawn'],
  ] as const)('%s: the referral is %s', async (status, outcome) => {
    const { ports, say, again } = await invited({ referredIn: { byName: 'Ben', referralId: 'r1' } });
    await ports.referrals.insert(buildReferral({ id: 'r1', status: 'forwarded' }));
    await say(status);
    expect(await again()).toMatchObject({ status });
    expect(await ports.referrals.get({ tenantId: 'T1', id: 'r1' })).toMatchObject({
      status: outcome,
      history: [{ what: outcome, who: 'marketplace', through: 'webhook', happenedAt: CHANGED }],
    });
  });

  test('that it is open is no outcome', async () => {
    const { ports, say } = await invited({ referredIn: { byName: 'Ben', referralId: 'r1' } });
    const referral = buildReferral({ id: 'r1', status: 'forwarded' });
    await ports.referrals.insert(referral);
    await say('open');
    expect(await ports.referrals.get(referral)).toEqual(referral);
  });
});
