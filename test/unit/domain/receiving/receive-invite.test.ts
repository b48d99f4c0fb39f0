import { describe, expect, test } from '@jest/globals';
import { ONLY_WAY } from '../../../../src/domain/model/connection/connection.js';
import { claimsOf } from '../../../../src/domain/model/invite/identity-claims.js';
import { KEPT } from '../../../../src/domain/model/stored-size-limits.js';
import { matchPeople } from '../../../../src/domain/people/link-people-by-email.js';
import { addInvite } from '../../../../src/domain/receiving/add-invite.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { twenty } from '../../../support/expect-refusal.js';
import {
  buildConnection,
  buildInvitation,
  buildInvite,
  buildJob,
  buildPerson,
  buildProfile,
} from '../../../support/factories.js';
import { Crash, dieAtEveryStep } from '../../../support/hooked-ports.js';
import { recordProposalStatus } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

describe('receiving an invitation', () => {
  test('keeps what the marketplace tells, for the linked member', async () => {
    const ports = await agency();
    const invitation = buildInvitation({ freelancer: PEOPLE.ana });
    const invite = await receiveInvite(ports, 'T1', invitation);
    const { id, referral: _, freelancer, ...facts } = invitation;
    expect(invite).toEqual({
      ...facts,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenantId: 'T1',
      externalId: id,
      origins: [{ ...ONLY_WAY, externalId: id }],
      claims: claimsOf(invitation, 'UANA'),
      letterCut: false,
      invitee: { person: freelancer, slackUserId: 'UANA' },
      chain: [],
      nudges: 0,
      revision: 1,
      history: [{ at: START, who: 'marketplace', what: 'open', through: 'webhook' }],
      work: [
        expect.objectContaining({ job: 'announce-invite', at: START }),
        expect.objectContaining({ job: 'expire-invite', at: invitation.expiresAt }),
        expect.objectContaining({ job: 'nudge-invite', at: new Date(START.getTime() + 4 * 3_600_000) }),
      ],
    });
    expect(await ports.invites.byExternalId('T1', id)).toEqual(invite);
    expect(ports.dispatched).toEqual([invite]);
  });

  test('again changes nothing, five times at once makes one', async () => {
    const ports = await agency();
    const invitation = buildInvitation({ freelancer: PEOPLE.ana });
    const { done } = await twenty(() => receiveInvite(ports, 'T1', invitation));
    expect(new Set(done.map(({ id }) => id)).size).toBe(1);
    expect(done).toHaveLength(20);
    expect(await receiveInvite(ports, 'T1', { ...invitation, letter: 'other' })).toEqual(done[0]);
    expect(ports.dispatched).toHaveLength(1);
    await runWork(ports);
    expect(ports.sent).toHaveLength(1);
  });

  test('the same id of another tenant is another invite', async () => {
    const ports = await agency();
    const invitation = buildInvitation({ freelancer: PEOPLE.ana });
    const [first, second] = [
      await receiveInvite(ports, 'T1', invitation),
      await receiveInvite(ports, 'T2', invitation),
    ];
    expect(second.id).not.toBe(first.id);
    expect(second.invitee).toEqual({ person: PEOPLE.ana });
  });

  test('one that is over already gets no timer', async () => {
    const ports = await agency();
    const invite = await receiveInvite(ports, 'T1', buildInvitation({ status: 'withdrawn' }));
    expect(invite).toMatchObject({ status: 'withdrawn', history: [{ what: 'withdrawn' }] });
    expect(invite.work.map(({ job }) => job)).toEqual(['announce-invite']);
  });

  test('a letter is cut where it is too long, and not before', async () => {
    const ports = await agency();
    const [whole, long] = ['x'.repeat(KEPT.letter), 'x'.repeat(1_000_000)];
    const kept = await receiveInvite(ports, 'T1', buildInvitation({ letter: whole }));
    const cut = await receiveInvite(ports, 'T1', buildInvitation({ letter: long }));
    expect([kept.letter, kept.letterCut]).toEqual([whole, false]);
    expect([cut.letter, cut.letterCut]).toEqual([whole, true]);
  });

  describe('finds the member', () => {
    test('by their email address, in any case, while nothing ties them to somebody else', async () => {
      const ports = await agency();
      await ports.members.save('T1', [buildProfile({ slackUserId: 'UEVE', name: 'Eve', email: 'Eve@Agency.example' })]);
      const freelancer = buildPerson({ id: 'p-eve', email: 'eve@agency.example' });
      const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer }));
      expect(invite.invitee).toEqual({ person: freelancer, slackUserId: 'UEVE' });
    });

    test('not by an email address that several people have there, until an admin has linked them', async () => {
      const ports = await agency();
      const email = 'office@agency.example';
      await ports.members.save('T1', [buildProfile({ slackUserId: 'UEVE', name: 'Eve', email })]);
      const [one, other] = [buildPerson({ id: 'p-one', email }), buildPerson({ id: 'p-other', email })];
      ports.marketplace.team.push(one, other);
      const match = () => matchPeople(ports, buildConnection());
      await match();
      const invited = async (id: string, freelancer = one) =>
        (await receiveInvite(ports, 'T1', buildInvitation({ id, freelancer, job: buildJob({ id: `job of ${id}` }) })))
          .invitee.slackUserId;
      expect([await invited('i-1'), await invited('i-2', other)]).toEqual([undefined, undefined]);
      ports.marketplace.team.pop();
      await match();
      expect(await invited('i-3')).toBe('UEVE');
      expect((await ports.members.get('T1', 'UEVE'))?.accounts).toMatchObject([{ id: 'p-one', linkedBy: 'email' }]);
    });

    test('not by an email address of two members, unless one of them has left', async () => {
      const ports = await agency();
      const [eve, fay] = ['Eve', 'Fay'].map((name) =>
        buildProfile({ slackUserId: `U${name.toUpperCase()}`, name, email: 'office@agency.example' }),
      );
      await ports.members.save(
        'T1',
        [eve, fay].flatMap((one) => one ?? []),
      );
      const invited = async (id: string) => {
        const freelancer = buildPerson({ id: 'p-office', email: 'office@agency.example' });
        return (
          await receiveInvite(ports, 'T1', buildInvitation({ id, freelancer, job: buildJob({ id: `job of ${id}` }) }))
        ).invitee.slackUserId;
      };
      expect(await invited('i-1')).toBeUndefined();
      await ports.members.save('T1', [{ ...buildProfile(), ...eve, isDeactivated: true }]);
      expect(await invited('i-2')).toBe('UFAY');
    });

    test('not by the email address of somebody who is tied to another person', async () => {
      const ports = await agency();
      const freelancer = buildPerson({ id: 'p-other', email: 'p-ana@agency.example' });
      const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer }));
      expect(invite.invitee).toEqual({ person: freelancer });
    });

    test.each(['linked', 'known by their email address'])('not when they have left, %s or not', async (how) => {
      const ports = await agency();
      const left = buildProfile({ slackUserId: 'UANA', email: 'p-ana@agency.example', isDeactivated: true });
      await ports.members.save('T1', [left]);
      if (how !== 'linked') await ports.members.link('T1', 'UANA', []);
      const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.ana }));
      expect(invite.invitee).toEqual({ person: PEOPLE.ana });
      await runWork(ports);
      expect(ports.sent).toMatchObject([{ channel: 'DADMIN', content: { unlinked: true } }]);
    });

    test.each([{ isBot: true }, { isExternal: true }])('not when they are none of us: %j', async (given) => {
      const ports = await agency();
      const stranger = buildProfile({ slackUserId: 'UNEW', email: 'new@agency.example', ...given });
      await ports.members.save('T1', [stranger]);
      const freelancer = buildPerson({ id: 'p-new', email: 'new@agency.example' });
      expect((await receiveInvite(ports, 'T1', buildInvitation({ freelancer }))).invitee).toEqual({
        person: freelancer,
      });
      await ports.members.link('T1', 'UNEW', [{ id: 'p-new', name: 'New', linkedBy: 'hand' }]);
      expect((await receiveInvite(ports, 'T1', buildInvitation({ freelancer }))).invitee).toEqual({
        person: freelancer,
      });
    });

    test('not at all without an email address', async () => {
      const ports = await agency();
      const freelancer = { id: 'p-new', name: 'New' };
      const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer }));
      expect(invite.invitee).toEqual({ person: freelancer });
    });
  });
});

describe('an invitation that a referral led to', () => {
  async function referred(path: 'native' | 'handoff' = 'handoff') {
    const ports = await agency({ path });
    const source = buildInvite();
    await ports.invites.insert(source);
    const { id } = await referInvite(ports, ANA, source.id, {
      colleague: { kind: 'member', slackUserId: 'UCLEO' },
      reasonId: 'busy',
      noteToColleague: 'Yours?',
    });
    await runWork(ports, { withinMs: 60_000 });
    const told = { fromInvitationId: source.externalId, referredBy: { name: 'Ana Lopez' } };
    const referral = async () => ports.referrals.get({ tenantId: 'T1', id });
    return { ports, source, id, told, referral };
  }

  test('knows where it came from, and proves that the referral arrived', async () => {
    const { ports, id, told, referral } = await referred();
    const invitation = buildInvitation({ freelancer: PEOPLE.cleo, referral: told });
    const invite = await receiveInvite(ports, 'T1', invitation);
    expect(invite.referredIn).toEqual({ byName: 'Ana Lopez', referralId: id, note: 'Yours?' });
    expect(await referral()).toMatchObject({ status: 'forwarded', receivedExternalId: invitation.id });
    expect((await referral())?.history.at(-1)).toMatchObject({ who: 'marketplace', through: 'webhook' });
  });

  test('shows the words that the marketplace tells rather than ours', async () => {
    const { ports, told } = await referred();
    const referral = { ...told, message: 'As told' };
    const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.cleo, referral }));
    expect(invite.referredIn?.note).toBe('As told');
  });

  test('after a crash, the proof comes with the repeat', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, told, referral } = await referred();
      const invitation = buildInvitation({ freelancer: PEOPLE.cleo, referral: told });
      await receiveInvite(dying(ports), 'T1', invitation).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      await receiveInvite(ports, 'T1', invitation);
      expect(await referral()).toMatchObject({ status: 'forwarded', receivedExternalId: invitation.id });
    });
    expect(steps).toBeGreaterThan(12);
  });

  test('links itself to a referral that is further already', async () => {
    const { ports, id, told, referral } = await referred('native');
    await ports.referrals.advance(
      { tenantId: 'T1', id },
      { from: ['forwarded'], set: { status: 'accepted' }, unset: ['receivedExternalId'], work: [] },
    );
    const invitation = buildInvitation({ freelancer: PEOPLE.cleo, referral: told });
    await receiveInvite(ports, 'T1', invitation);
    await receiveInvite(ports, 'T1', { ...invitation, id: 'another' });
    expect(await referral()).toMatchObject({ status: 'accepted', receivedExternalId: invitation.id });
  });

  test('is known as such where the colleague had added its job by hand, and its outcomes reach the referral', async () => {
    const { ports, source, id, told, referral } = await referred('native');
    const link = source.job.url;
    const facts = { skills: [], client: {} };
    const typed = await addInvite(ports, CLEO, { title: 'Typed', link, slackUserId: 'UCLEO', letter: '', facts });
    const received = (await referral())?.receivedExternalId ?? '';
    const cleos = buildInvitation({ id: received, job: source.job, freelancer: PEOPLE.cleo, referral: told });
    await receiveInvite(ports, 'T1', cleos);
    expect(await ports.invites.get(typed.invite)).toMatchObject({
      origins: [{ source: 'manual' }, { externalId: received }],
      referredIn: { byName: 'Ana Lopez', referralId: id, note: 'Yours?' },
      chain: [{ slackUserId: 'UANA', referralId: id }],
    });
    expect((await ports.invites.get(typed.invite))?.referredIn).not.toHaveProperty('inferred');
    await recordProposalStatus(ports, 'T1', { id: 'p', invitationId: received, status: 'hired', changedAt: START });
    expect(await referral()).toMatchObject({ status: 'hired', receivedExternalId: received });
  });

  test('is known by its id alone, where an earlier release did not keep that a referral led to it', async () => {
    const { ports, referral } = await referred('native');
    const received = (await referral())?.receivedExternalId ?? '';
    await ports.invites.insert(buildInvite({ id: 'theirs', externalId: received }));
    await recordProposalStatus(ports, 'T1', { id: 'p', invitationId: received, status: 'hired', changedAt: START });
    expect(await referral()).toMatchObject({ status: 'hired' });
  });

  test('of somebody else is no proof of it', async () => {
    const { ports, told, referral } = await referred();
    const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.ben, referral: told }));
    expect(invite.referredIn).toEqual({ byName: 'Ana Lopez' });
    expect(await referral()).toMatchObject({ status: 'awaiting-handoff' });
  });

  test('by another agency has a name and no referral of ours', async () => {
    const ports = await agency();
    const referral = { fromInvitationId: 'unknown', referredBy: { name: 'Zoe' }, message: 'Hi' };
    const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.cleo, referral }));
    expect(invite.referredIn).toEqual({ byName: 'Zoe', note: 'Hi' });
  });

  test('without words has no note', async () => {
    const ports = await agency();
    const referral = { fromInvitationId: 'unknown', referredBy: { name: 'Zoe' } };
    const invite = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.cleo, referral }));
    expect(invite.referredIn).toEqual({ byName: 'Zoe' });
    expect(await receiveInvite(ports, 'T1', buildInvitation())).not.toHaveProperty('referredIn');
  });
});
