import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { prepareDecision } from '../../../../src/domain/deciding/prepare-decision.js';
import { readClientLetter } from '../../../../src/domain/deciding/read-client-letter.js';
import type { Refusal } from '../../../../src/domain/model/errors.js';
import { roleOf } from '../../../../src/domain/model/member/member.js';
import { requireAdmin, roleIn } from '../../../../src/domain/permissions/require-role.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import {
  buildActor,
  buildInvite,
  buildMember,
  buildProfile,
  buildSettings,
  buildTenant,
} from '../../../support/factories.js';
import { ADMIN, ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const OWNER = buildActor({ slackUserId: 'UOWNER', name: 'Olga Owner' });
const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;

/** Cleo is a manager, Olga owns the workspace, Ben is a member. */
async function invited() {
  const ports = await agency({ settings: { managers: ['UCLEO'] } });
  await ports.members.save('T1', [buildProfile({ slackUserId: 'UOWNER', name: OWNER.name, isOwner: true })]);
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
  await ports.invites.insert(invite);
  return { ports, invite };
}

describe('roles', () => {
  const tenant = buildTenant({ installedBy: 'UFIRST', settings: buildSettings({ managers: ['UMAN', 'UADM'] }) });

  test.each([
    [{ slackUserId: 'UOWN', isOwner: true, isAdmin: true }, 'owner'],
    [{ slackUserId: 'UFIRST' }, 'owner'],
    [{ slackUserId: 'UFIRST', isGuest: true }, 'member'],
    [{ slackUserId: 'UADM', isAdmin: true }, 'admin'],
    [{ slackUserId: 'UMAN' }, 'manager'],
    [{ slackUserId: 'UMAN', isGuest: true }, 'member'],
    [{ slackUserId: 'UANA' }, 'member'],
  ] as const)('%j is %s', (given, role) => {
    expect(roleOf(buildMember(given), tenant)).toBe(role);
  });

  test('of somebody who is not known yet is a member’s, unless they installed Baton', async () => {
    const { ports } = await invited();
    expect(await roleIn(ports, buildActor({ slackUserId: 'UNEW' }))).toBe('member');
    expect(await roleIn(ports, ADMIN)).toBe('owner');
    await expectRefusal(roleIn(ports, buildActor({ tenantId: 'T2' })), 'tenant.notInstalled');
  });

  test('let owners and admins set things up, and managers not', async () => {
    const { ports } = await invited();
    for (const by of [OWNER, ADMIN]) await requireAdmin(ports, by);
    for (const by of [CLEO, BEN]) await expectRefusal(requireAdmin(ports, by), 'member.notAdmin');
  });
});

describe('in a member’s place', () => {
  test.each([
    ['a manager', CLEO],
    ['an owner', OWNER],
    ['an admin', ADMIN],
  ])('%s accepts, and both are named', async (_, by) => {
    const { ports, invite } = await invited();
    const { decision, history } = await acceptInvite(ports, by, invite.id);
    const onBehalfOf = { slackUserId: 'UANA', name: 'Ana Lopez' };
    expect(decision).toMatchObject({ by: by.slackUserId, byName: by.name, onBehalfOf });
    expect(history.at(-1)).toMatchObject({ who: by.slackUserId, what: 'accepted' });
    await runWork(ports);
    expect(ports.marketplace.calls).toMatchObject([{ call: 'accept', idempotencyKey: decision?.id }]);
  });

  test('a manager declines, prepares and reads', async () => {
    const { ports, invite } = await invited();
    expect((await prepareDecision(ports, CLEO, invite.id)).invite).toEqual(invite);
    expect(await readClientLetter(ports, CLEO, invite.id)).toEqual(invite);
    const { decision } = await declineInvite(ports, CLEO, invite.id, { reasonId: 'busy' });
    expect(decision).toMatchObject({ kind: 'declined', onBehalfOf: { name: 'Ana Lopez' } });
  });

  test('a manager refers: the referral is the member’s, and either may undo it', async () => {
    for (const by of [ANA, CLEO]) {
      const { ports, invite } = await invited();
      const referral = await referInvite(ports, CLEO, invite.id, {
        colleague: { kind: 'member', slackUserId: 'UBEN' },
        reasonId: 'busy',
      });
      expect(referral).toMatchObject({
        from: { slackUserId: 'UANA', name: 'Ana Lopez' },
        actedBy: { slackUserId: 'UCLEO', name: 'Cleo Marsh' },
      });
      await expectRefusal(undoReferral(ports, BEN, referral.id), 'referral.notYours');
      expect(await undoReferral(ports, by, referral.id)).toMatchObject({ status: 'undone' });
    }
  });

  test('a manager may refer themselves, and is not named twice where the invite is their own', async () => {
    const { ports, invite } = await invited();
    const { to } = await referInvite(ports, CLEO, invite.id, { colleague, reasonId: 'busy' });
    expect(to.slackUserId).toBe('UCLEO');
    const own = buildInvite({ invitee: { person: PEOPLE.cleo, slackUserId: 'UCLEO' } });
    await ports.invites.insert(own);
    expect((await acceptInvite(ports, CLEO, own.id)).decision).not.toHaveProperty('onBehalfOf');
  });

  test('a plain member does nothing', async () => {
    const { ports, invite } = await invited();
    await expectRefusal(acceptInvite(ports, BEN, invite.id), 'invite.notYours', { name: 'Ana Lopez' });
    await expectRefusal(declineInvite(ports, BEN, invite.id, { reasonId: 'x' }), 'invite.notYours');
    await expectRefusal(referInvite(ports, BEN, invite.id, { colleague, reasonId: 'x' }), 'invite.notYours');
    await expectRefusal(prepareDecision(ports, BEN, invite.id), 'invite.notYours');
    expect(await ports.invites.get(invite)).toEqual(invite);
  });

  test('whoever is no manager any more does nothing either', async () => {
    const { ports, invite } = await invited();
    await ports.tenants.configure('T1', { managers: [] });
    await expectRefusal(acceptInvite(ports, CLEO, invite.id), 'invite.notYours');
  });

  test('and the member at once: one decision stands, and names who took it', async () => {
    const { ports, invite } = await invited();
    const { done, refused } = await twenty((index) => acceptInvite(ports, index % 2 ? ANA : CLEO, invite.id));
    expect(done).toHaveLength(1);
    const decision = (await ports.invites.get(invite))?.decision;
    const codes = refused.map((reason) => (reason as Refusal).code);
    expect(codes.filter((code) => code === 'invite.youAccepted')).toHaveLength(9);
    expect(codes.filter((code) => code === 'invite.alreadyDecided')).toHaveLength(10);
    expect(decision?.onBehalfOf !== undefined).toBe(decision?.by === 'UCLEO');
  });
});
