import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import type { InviteStatus } from '../../../../src/domain/model/invite/invite.js';
import { whyNot } from '../../../../src/domain/permissions/who-may-decide.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildActor, buildInvite, buildPerson } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, CLEO } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

async function invited(given: Parameters<typeof buildInvite>[0] = {}) {
  const ports = await agency();
  const invite = buildInvite(given);
  await ports.invites.insert(invite);
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  return { ports, invite, again };
}

describe('accepting', () => {
  test('is one transition: decision, history, and what is to be done', async () => {
    const { ports, invite, again } = await invited({ trouble: { code: 'unreachable', detail: '' } });
    const accepted = await acceptInvite(ports, ANA, invite.id);
    expect(accepted).toEqual(await again());
    expect(accepted.decision).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      kind: 'accepted',
      by: 'UANA',
      byName: 'Ana Lopez',
      at: START,
    });
    expect(accepted).toMatchObject({ status: 'accepted', revision: 2 });
    expect(accepted).not.toHaveProperty('trouble');
    expect(accepted.history).toEqual([{ at: START, who: 'UANA', what: 'accepted', through: 'slack' }]);
    expect(accepted.work).toMatchObject([
      { job: 'forward-decision', at: START, attempts: 0 },
      { job: 'announce-invite', at: START, attempts: 0 },
    ]);
    expect(ports.dispatched).toEqual([accepted]);
  });

  test('of an invite whose member is unknown is up to whoever sees its card', async () => {
    const { ports, invite } = await invited({ invitee: { person: buildPerson() } });
    expect(await acceptInvite(ports, BEN, invite.id)).toMatchObject({ decision: { by: 'UBEN' } });
  });

  test('twenty times at once is one decision, one call, and nineteen private answers', async () => {
    const { ports, invite, again } = await invited();
    const { done, refused } = await twenty(() => acceptInvite(ports, ANA, invite.id));
    expect(done).toHaveLength(1);
    expect(refused).toHaveLength(19);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: 'invite.youAccepted' });
    }
    await runWork(ports);
    expect(ports.marketplace.calls).toMatchObject([
      { call: 'accept', externalId: invite.externalId, idempotencyKey: done[0]?.decision?.id },
    ]);
    expect((await again()).history).toHaveLength(2);
  });

  test('and declining at once: one of the two stands, everywhere', async () => {
    const { ports, invite, again } = await invited();
    const act = (index: number) =>
      index % 2 === 0
        ? acceptInvite(ports, ANA, invite.id)
        : declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    const { done } = await twenty(act);
    expect(done).toHaveLength(1);
    await runWork(ports);
    expect(ports.marketplace.calls).toHaveLength(1);
    expect((await again()).decision).toMatchObject({ kind: done[0]?.status, confirmedAt: START });
  });
});

describe('declining', () => {
  test('keeps the reason and the words to the client', async () => {
    const { ports, invite } = await invited();
    const words = { reasonId: 'busy', messageToClient: 'Thank you, but no.' };
    const declined = await declineInvite(ports, ANA, invite.id, words);
    expect(declined).toMatchObject({ status: 'declined', decision: { kind: 'declined', by: 'UANA', ...words } });
    expect(declined.history).toMatchObject([{ what: 'declined', who: 'UANA', through: 'slack' }]);
    expect(declined.work.map(({ job }) => job)).toEqual(['forward-decision', 'announce-invite']);
  });

  test('without words says none', async () => {
    const { ports, invite } = await invited();
    const { decision } = await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    expect(decision).not.toHaveProperty('messageToClient');
  });
});

describe.each([
  ['accepting', acceptInvite],
  [
    'declining',
    (...[ports, by, id]: Parameters<typeof acceptInvite>) => declineInvite(ports, by, id, { reasonId: 'x' }),
  ],
])('%s is refused, and changes nothing,', (_, decide) => {
  const expectUntouched = async ({ ports, invite, again }: Awaited<ReturnType<typeof invited>>) => {
    expect(await again()).toEqual(invite);
    expect(ports.dispatched).toEqual([]);
  };

  test('when it is somebody else’s', async () => {
    const given = await invited();
    await expectRefusal(decide(given.ports, BEN, given.invite.id), 'invite.notYours', { name: 'Ana Lopez' });
    await expectUntouched(given);
  });

  test('to a manager too, once it is too late', async () => {
    const given = await invited({ status: 'withdrawn' });
    await expectRefusal(decide(given.ports, ADMIN, given.invite.id), 'invite.closed', { status: 'withdrawn' });
    await expectUntouched(given);
  });

  test('when there is no such invite', async () => {
    const given = await invited();
    await expectRefusal(decide(given.ports, ANA, 'nonsense'), 'invite.notFound');
  });

  test('from another tenant, which must not learn that it is there', async () => {
    const given = await invited();
    await expectRefusal(decide(given.ports, buildActor({ tenantId: 'T2' }), given.invite.id), 'invite.notFound');
    await expectUntouched(given);
  });

  test.each<[InviteStatus, string, Record<string, string>]>([
    ['expired', 'invite.expired', {}],
    ['withdrawn', 'invite.closed', { status: 'withdrawn' }],
    ['archived', 'invite.closed', { status: 'archived' }],
    ['accepted', 'invite.closed', { status: 'accepted' }],
  ])('when it is %s over there', async (status, code, params) => {
    const given = await invited({ status });
    await expectRefusal(decide(given.ports, ANA, given.invite.id), code as 'invite.closed', params);
    await expectUntouched(given);
  });

  test.each<InviteStatus>(['accepted', 'declined', 'referred'])('when it was %s before', async (status) => {
    const decision = { id: 'd1', kind: 'accepted', by: 'UCLEO', byName: CLEO.name, at: START } as const;
    const given = await invited({ status, decision });
    const params = { status, by: 'Cleo Marsh' };
    await expectRefusal(decide(given.ports, ANA, given.invite.id), 'invite.alreadyDecided', params);
    await expectUntouched(given);
  });
});

test('an invite that was answered on the marketplace says so, and names nobody', async () => {
  const decision = { id: 'd1', kind: 'accepted', by: 'marketplace', byName: '', at: START } as const;
  const { ports, invite } = await invited({ status: 'accepted', decision });
  await expectRefusal(acceptInvite(ports, ANA, invite.id), 'invite.decidedElsewhere', { status: 'accepted' });
});

test('whose it is comes first: nobody learns what became of another’s invite', async () => {
  const { ports, invite } = await invited({ status: 'withdrawn' });
  await expectRefusal(acceptInvite(ports, BEN, invite.id), 'invite.notYours', { name: 'Ana Lopez' });
  const open = await invited();
  expect(await whyNot(open.ports, BEN, open.invite.id)).toMatchObject({ code: 'invite.notYours' });
});

test.each([
  ['accepted', 'invite.youAccepted'],
  ['declined', 'invite.youDeclined'],
] as const)('who has %s it themselves is spoken to, not about', async (kind, code) => {
  const decision = { id: 'd1', kind, by: 'UANA', byName: 'Ana Lopez', at: START };
  const { ports, invite } = await invited({ status: kind, decision });
  await expectRefusal(acceptInvite(ports, ANA, invite.id), code);
  await expectRefusal(declineInvite(ports, ANA, invite.id, { reasonId: 'busy' }), code);
});

test('who has referred a colleague themselves hears whom; a manager, who did', async () => {
  const { ports, invite } = await invited();
  const wish = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;
  await referInvite(ports, ANA, invite.id, wish);
  await expectRefusal(referInvite(ports, ANA, invite.id, wish), 'invite.youReferred', {
    status: 'referred',
    name: 'Ben Okoro',
  });
  await expectRefusal(acceptInvite(ports, ANA, invite.id), 'invite.youReferred', {
    status: 'referred',
    name: 'Ben Okoro',
  });
  await expectRefusal(acceptInvite(ports, ADMIN, invite.id), 'invite.alreadyDecided', { by: 'Ana Lopez' });
});

test('who has answered for somebody else is spoken to as well, and that person about them', async () => {
  const { ports, invite } = await invited();
  await acceptInvite(ports, ADMIN, invite.id);
  await expectRefusal(acceptInvite(ports, ADMIN, invite.id), 'invite.youAccepted');
  await expectRefusal(acceptInvite(ports, ANA, invite.id), 'invite.alreadyDecided', { by: ADMIN.name });
});

test('a click that lost its race against nobody in sight is told that it was decided', async () => {
  const { ports, invite } = await invited();
  const lost = { ...ports, invites: { ...ports.invites, advance: async () => null } };
  await expectRefusal(acceptInvite(lost, ANA, invite.id), 'invite.alreadyDecided', {});
});
