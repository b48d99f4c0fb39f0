import { describe, expect, test } from '@jest/globals';
import { readMessageContent } from '../../../../src/domain/announcing/read-message-content.js';
import { tellManagersOfLeaver } from '../../../../src/domain/announcing/tell-managers-of-leaver.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { ensureCard } from '../../../../src/domain/ensuring-messages/ensure-card.js';
import { assignInvitesToMember } from '../../../../src/domain/lifecycle/assign-invites-to-member.js';
import { expiryOf } from '../../../../src/domain/lifecycle/invite-timers.js';
import { Misconfigured, Postponed } from '../../../../src/domain/model/errors.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { updateProfile } from '../../../../src/domain/people/save-slack-profile.js';
import { syncDirectory } from '../../../../src/domain/people/sync-directory.js';
import type { Messages } from '../../../../src/domain/ports.js';
import {
  buildInvite,
  buildJob,
  buildMember,
  buildPerson,
  buildProfile,
  buildReferral,
} from '../../../support/factories.js';
import { announceInvite, expireInvite } from '../../../support/job-verbs.js';
import { type MemoryPorts, memoryPorts, START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const NEW = buildPerson({ id: 'p-new', email: 'new@agency.example' });
const unlinked = () => buildInvite({ invitee: { person: NEW } });

describe('announcing an invite', () => {
  test('wants one card for its member, however often', async () => {
    const ports = await agency();
    const invite = buildInvite({ revision: 4 });
    await ports.invites.insert(invite);
    await announceInvite(ports, invite);
    await announceInvite(ports, invite);
    const cards = await ports.messages.cardsOf('T1', invite.id);
    expect(cards).toEqual([
      {
        id: `card.${invite.id}.UANA`,
        tenantId: 'T1',
        kind: 'invite-card',
        inviteId: invite.id,
        to: 'UANA',
        wanted: 4,
        work: [{ id: expect.any(String), job: 'deliver-message', at: START, attempts: 0 }],
      },
    ]);
    expect(ports.dispatched).toEqual(cards);
  });

  test('looks at the other invites to the job only where it was referred: many may be invited', async () => {
    const ports = await agency();
    const job = buildJob();
    const open = Array.from({ length: 60 }, () => buildInvite({ job }));
    const invites = [...open, buildInvite({ job, status: 'declined' })];
    for (const invite of invites) await ports.invites.insert(invite);
    const [first = buildInvite(), second = buildInvite()] = invites;
    await ports.referrals.insert(buildReferral({ job, inviteId: first.id }));
    const looked = async (invite: Invite) => {
      const seen: string[] = [];
      const cardsOf: Messages['cardsOf'] = (tenantId, ...ids) => {
        seen.push(...ids);
        return ports.messages.cardsOf(tenantId, ...ids);
      };
      await announceInvite({ ...ports, messages: { ...ports.messages, cardsOf } }, invite);
      return seen;
    };
    expect(await looked(second)).toEqual([second.id]);
    expect(new Set(await looked(first))).toEqual(new Set(open.map(({ id }) => id)));
    expect(await ports.messages.cardsOf('T1', second.id)).toHaveLength(1);
  });

  test('of one that was referred renews the cards of others who were invited to the job, and their Homes', async () => {
    const ports = await agency();
    const invite = buildInvite({ status: 'referred' });
    await ports.invites.insert(invite);
    await ports.referrals.insert(buildReferral({ job: invite.job, inviteId: invite.id, revision: 3 }));
    const bens = buildInvite({ job: invite.job, invitee: { person: PEOPLE.ben, slackUserId: 'UBEN' } });
    const other = buildInvite({ invitee: { person: PEOPLE.ben, slackUserId: 'UBEN' } });
    for (const one of [bens, other]) {
      await ports.invites.insert(one);
      await ensureCard(ports, { ...one, revision: -9 }, 'UBEN');
    }
    await ports.members.configure('T1', 'UBEN', { homeOpenedAt: START });
    await announceInvite(ports, invite);
    const wanted = async (id: string) => (await ports.messages.cardsOf('T1', id)).map((card) => card.wanted);
    expect(await wanted(bens.id)).toEqual([1 + 3]);
    expect(await wanted(other.id)).toEqual([-9]);
    const [card] = await ports.messages.cardsOf('T1', bens.id);
    expect(card && (await readMessageContent(ports, card))).toMatchObject({ whyNotRefer: 'referral.jobTaken' });
    expect((await ports.members.get('T1', 'UBEN'))?.work.map(({ job }) => job)).toContain('publish-home');
  });

  test('goes to the installer while the member is unknown, and to the channel that was set', async () => {
    const ports = await agency();
    const [first, second] = [unlinked(), unlinked()];
    await ports.invites.insert(first);
    await ports.invites.insert(second);
    await announceInvite(ports, first);
    await ports.tenants.configure('T1', { fallbackChannel: 'CINVITES' });
    await announceInvite(ports, second);
    expect(await ports.messages.cardsOf('T1', first.id)).toMatchObject([{ to: ADMIN.slackUserId }]);
    expect(await ports.messages.cardsOf('T1', second.id)).toMatchObject([{ to: 'CINVITES' }]);
  });

  test('goes to the channel that was set a moment ago in another process', async () => {
    const ports = await agency();
    const remembered = await ports.tenants.get('T1');
    await ports.tenants.configure('T1', { fallbackChannel: 'CINVITES' });
    const late = { ...ports, tenants: { ...ports.tenants, get: async () => remembered } };
    const invite = unlinked();
    await ports.invites.insert(invite);
    await announceInvite(late, invite);
    expect(await ports.messages.cardsOf('T1', invite.id)).toMatchObject([{ to: 'CINVITES' }]);
  });

  test('an emptied channel means the installer again', async () => {
    const ports = await agency();
    const invite = unlinked();
    await ports.invites.insert(invite);
    await ports.tenants.configure('T1', { fallbackChannel: '' });
    await announceInvite(ports, invite);
    expect(await ports.messages.cardsOf('T1', invite.id)).toMatchObject([{ to: ADMIN.slackUserId }]);
  });

  test('goes to the managers once the installer has left, and nowhere when they have too', async () => {
    const ports = await agency({ settings: { managers: ['UBEN', 'UCLEO'] } });
    const invite = unlinked();
    await ports.invites.insert(invite);
    const gone = (slackUserId: string) => buildProfile({ slackUserId, isDeactivated: true });
    await ports.members.save('T1', [gone(ADMIN.slackUserId), gone('UCLEO')]);
    await announceInvite(ports, invite);
    expect(await ports.messages.cardsOf('T1', invite.id)).toMatchObject([{ to: 'UBEN' }]);
    await ports.members.save('T1', [gone('UBEN')]);
    await expect(announceInvite(ports, invite)).rejects.toThrow(Misconfigured);
  });

  test('goes to a few admins once the installer and the managers have left, first to those who know Baton', async () => {
    const ports = await agency({ settings: { managers: ['UCLEO'] } });
    const [first, second] = [unlinked(), unlinked()];
    for (const one of [first, second]) await ports.invites.insert(one);
    const gone = (slackUserId: string) => buildProfile({ slackUserId, isAdmin: true, isDeactivated: true });
    const bosses = ['UB1', 'UB2', 'UB3', 'UB4'].map((slackUserId) => buildProfile({ slackUserId, isAdmin: true }));
    await ports.members.save('T1', [gone(ADMIN.slackUserId), gone('UCLEO'), ...bosses]);
    await announceInvite(ports, first);
    const readers = async ({ id }: Invite) => (await ports.messages.cardsOf('T1', id)).map(({ to }) => to);
    expect(await readers(first)).toEqual(['UB1', 'UB2', 'UB3']);
    await ports.members.configure('T1', 'UB4', { homeOpenedAt: START });
    await announceInvite(ports, second);
    expect(await readers(second)).toEqual(['UB4']);
  });

  test('is handed on where its reader leaves before it is answered', async () => {
    const ports = await agency();
    const [open, elsewhere, answered] = [unlinked(), unlinked(), unlinked()];
    for (const one of [open, answered]) {
      await ports.invites.insert(one);
      await announceInvite(ports, one);
    }
    await ports.tenants.configure('T1', { fallbackChannel: 'CINVITES' });
    await ports.invites.insert(elsewhere);
    await announceInvite(ports, elsewhere);
    await ports.tenants.configure('T1', { fallbackChannel: '' });
    await acceptInvite(ports, ADMIN, answered.id);
    await updateProfile(ports, 'T1', buildProfile({ slackUserId: 'UBEN', isAdmin: true }));
    await updateProfile(ports, 'T1', buildProfile({ slackUserId: ADMIN.slackUserId, isDeactivated: true }));
    await tellManagersOfLeaver(ports, { tenantId: 'T1', id: ADMIN.slackUserId });
    const readers = async ({ id }: Invite) => (await ports.messages.cardsOf('T1', id)).map(({ to }) => to);
    expect(await readers(open)).toEqual([ADMIN.slackUserId, 'UBEN']);
    expect(await readers(elsewhere)).toEqual(['CINVITES']);
    expect(await readers(answered)).toEqual([ADMIN.slackUserId]);
  });

  test('is handed on where its reader becomes a guest, who still answers their own', async () => {
    const guest = buildProfile({ slackUserId: ADMIN.slackUserId, isGuest: true });
    const toldBy = {
      event: (ports: MemoryPorts) => updateProfile(ports, 'T1', guest),
      sync: async (ports: MemoryPorts) => {
        ports.directory.profiles.push(guest);
        await syncDirectory(ports, { tenantId: 'T1', id: 'T1' });
      },
    };
    for (const tell of Object.values(toldBy)) {
      const ports = await agency({ settings: { managers: ['UCLEO'] } });
      const [open, own] = [
        unlinked(),
        buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: ADMIN.slackUserId } }),
      ];
      for (const one of [open, own]) {
        await ports.invites.insert(one);
        await announceInvite(ports, one);
      }
      await tell(ports);
      expect((await ports.members.get('T1', ADMIN.slackUserId))?.work).toMatchObject([{ job: 'hand-over-member' }]);
      await runWork(ports);
      const readers = async ({ id }: Invite) => (await ports.messages.cardsOf('T1', id)).map(({ to }) => to);
      expect(await readers(open)).toEqual([ADMIN.slackUserId, 'UCLEO']);
      expect(await readers(own)).toEqual([ADMIN.slackUserId]);
      expect(ports.sent.filter(({ content }) => content.kind === 'manager-nudge')).toEqual([]);
      await tell(ports);
      expect((await ports.members.get('T1', ADMIN.slackUserId))?.work).toEqual([]);
    }
  });

  test('goes to the managers once the installer is a guest', async () => {
    const ports = await agency({ settings: { managers: ['UBEN'] } });
    const invite = unlinked();
    await ports.invites.insert(invite);
    await ports.members.save('T1', [buildProfile({ slackUserId: ADMIN.slackUserId, isGuest: true })]);
    await announceInvite(ports, invite);
    expect(await ports.messages.cardsOf('T1', invite.id)).toMatchObject([{ to: 'UBEN' }]);
  });

  test('renews every card that is there, also after the member became known', async () => {
    const ports = await agency();
    const invite = unlinked();
    await ports.invites.insert(invite);
    await announceInvite(ports, invite);
    await assignInvitesToMember(ports, 'p-new', buildMember({ slackUserId: 'UANA' }));
    await acceptInvite(ports, ANA, invite.id);
    await announceInvite(ports, invite);
    const cards = await ports.messages.cardsOf('T1', invite.id);
    expect(cards.map(({ to, wanted }) => [to, wanted])).toEqual([
      ['UADMIN', 3],
      ['UANA', 3],
    ]);
  });

  test.each(['was linked', 'became known by their email address'])(
    'goes to the member who %s while it came in, and so does whatever else waited',
    async (how) => {
      const ports = await agency();
      const [invite, other] = [unlinked(), unlinked()];
      for (const one of [invite, other]) await ports.invites.insert(one);
      if (how === 'was linked')
        await ports.members.link('T1', 'UCLEO', [{ id: 'p-new', name: 'New', linkedBy: 'hand' }]);
      else await ports.members.save('T1', [buildProfile({ slackUserId: 'UNEW', email: 'new@agency.example' })]);
      const slackUserId = how === 'was linked' ? 'UCLEO' : 'UNEW';
      await announceInvite(ports, invite);
      await runWork(ports);
      for (const one of [invite, other]) {
        expect(await ports.invites.get(one)).toMatchObject({ invitee: { person: NEW, slackUserId } });
        expect(await ports.messages.cardsOf('T1', one.id)).toMatchObject([{ to: slackUserId }]);
      }
    },
  );

  test('leaves one that is decided with whoever has it', async () => {
    const ports = await agency();
    const invite = buildInvite({ invitee: { person: PEOPLE.ana }, status: 'declined' });
    await ports.invites.insert(invite);
    await announceInvite(ports, invite);
    expect(await ports.invites.get(invite)).toEqual(invite);
  });

  test('without anybody to show it to waits for the settings', async () => {
    const ports = memoryPorts();
    const invite = unlinked();
    await ports.invites.insert(invite);
    await expect(announceInvite(ports, invite)).rejects.toThrow(Misconfigured);
    await expect(announceInvite(ports, invite)).rejects.toThrow('set a channel for invites');
  });

  test('of nothing does nothing', async () => {
    const ports = await agency();
    const invite = buildInvite();
    await ports.invites.insert(invite);
    await announceInvite(ports, { tenantId: 'T1', id: 'none' });
    await announceInvite(ports, { tenantId: 'T2', id: invite.id });
    expect(ports.dispatched).toEqual([]);
  });
});

describe('expiring an invite', () => {
  const dueAt = new Date(START.getTime() + 1000);
  const due = async (given: Parameters<typeof buildInvite>[0] = {}) => {
    const ports = await agency();
    const invite = buildInvite({ expiresAt: dueAt, ...given });
    await ports.invites.insert(invite);
    return { ports, invite };
  };

  test('happens when its time has come, to the millisecond', async () => {
    const { ports, invite } = await due();
    ports.clock.advance(999);
    await expect(expireInvite(ports, invite)).rejects.toThrow(Postponed);
    expect(await ports.invites.get(invite)).toEqual(invite);
    ports.clock.advance(1);
    await expireInvite(ports, invite);
    const expired = await ports.invites.get(invite);
    expect(expired).toMatchObject({
      status: 'expired',
      history: [{ at: dueAt, who: 'clock', what: 'expired', through: 'job' }],
      work: [{ job: 'announce-invite', at: dueAt }],
    });
    expect(ports.dispatched).toEqual([expired]);
  });

  test.each(['accepted', 'declined', 'referred', 'withdrawn', 'archived', 'expired'] as const)(
    'leaves one that is %s alone',
    async (status) => {
      const { ports, invite } = await due({ status });
      ports.clock.advance(5000);
      await expireInvite(ports, invite);
      expect(await ports.invites.get(invite)).toEqual(invite);
      expect(ports.dispatched).toEqual([]);
    },
  );

  test('never happens to one without an end, or to none', async () => {
    const { ports } = await due();
    const { expiresAt: _, ...endless } = buildInvite();
    await ports.invites.insert(endless);
    ports.clock.advance(99_999_999);
    await expireInvite(ports, endless);
    await expireInvite(ports, { tenantId: 'T1', id: 'none' });
    expect(await ports.invites.get(endless)).toEqual(endless);
  });

  test('is a timer only where there is an end', () => {
    expect(expiryOf({ expiresAt: dueAt })).toMatchObject([{ job: 'expire-invite', at: dueAt, attempts: 0 }]);
    expect(expiryOf({})).toEqual([]);
  });
});
