import { describe, expect, test } from '@jest/globals';
import { giveUpMessage } from '../../../../src/domain/announcing/give-up-message.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { ensureNudge } from '../../../../src/domain/ensuring-messages/ensure-nudge.js';
import { reportFailedSync } from '../../../../src/domain/ensuring-messages/report-failed-sync.js';
import { reportRefusedToken } from '../../../../src/domain/ensuring-messages/report-refused-token.js';
import { Hopeless, Unreachable, type WhyUnreached } from '../../../../src/domain/model/errors.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import type { Ports } from '../../../../src/domain/ports.js';
import { buildInvite, buildMessage, buildPerson, buildProfile } from '../../../support/factories.js';
import { announceInvite } from '../../../support/job-verbs.js';
import { ADMIN, agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const unlinked = { invitee: { person: buildPerson({ id: 'p-zed', name: 'Zed' }) } };

/** The channel for invites was archived. */
async function archived(managers: string[], given: Partial<Invite> = unlinked) {
  const ports = await agency({ settings: { fallbackChannel: 'C1', managers } });
  const { post } = ports.messenger;
  ports.messenger.post = async (tenantId, message, content) => {
    if (message.to === 'C1') throw new Hopeless('the channel is archived');
    return post(tenantId, message, content);
  };
  const invite = buildInvite(given);
  await ports.invites.insert(invite);
  return { ports, invite, channels: () => ports.sent.map(({ channel }) => channel).sort() };
}

describe('a card that its channel does not take', () => {
  test('goes to every manager, and is a dead letter', async () => {
    const { ports, invite, channels } = await archived(['UBEN', 'UCLEO']);
    await announceInvite(ports, invite);
    await runWork(ports);
    expect(channels()).toEqual(['DBEN', 'DCLEO']);
    expect(ports.sent).toMatchObject([{ content: { unlinked: true } }, { content: { unlinked: true } }]);
    expect(await ports.worklist.dead('T1')).toMatchObject([{ work: { job: 'deliver-message' } }]);
  });

  test('goes to the installer where nobody is named, and to nobody who has left', async () => {
    for (const [managers, expected] of [
      [[], ['DADMIN']],
      [['UBEN', 'UCLEO'], ['DBEN']],
    ] as const) {
      const { ports, invite, channels } = await archived([...managers]);
      await ports.members.save('T1', [buildProfile({ slackUserId: 'UCLEO', isDeactivated: true })]);
      await announceInvite(ports, invite);
      await runWork(ports);
      expect(channels()).toEqual(expected);
    }
  });

  test.each<Partial<Invite>>([{}, { ...unlinked, status: 'expired' }])('goes to nobody else as %j', async (given) => {
    const { ports, invite, channels } = await archived(['UBEN'], given);
    const { work: _, ...card } = buildMessage({ inviteId: invite.id, to: 'C1' });
    await ports.messages.ensure(card, []);
    await giveUpMessage(ports, { tenantId: 'T1', id: card.id });
    await runWork(ports);
    expect(channels()).toEqual([]);
  });

  test('is not sent again to a manager who cannot be written to either', async () => {
    const { ports, invite } = await archived(['UBEN']);
    const { work: _, ...card } = buildMessage({ inviteId: invite.id, to: 'UBEN' });
    await ports.messages.ensure(card, []);
    await giveUpMessage(ports, { tenantId: 'T1', id: card.id });
    expect(ports.dispatched).toEqual([]);
  });
});

describe('a card that its member does not get', () => {
  const theirs = buildInvite({ invitee: { person: buildPerson({ name: 'Ana Lopez' }), slackUserId: 'UANA' } });

  async function unwritable(
    error: Error,
    { managers = ['UBEN', 'UCLEO'], given = theirs }: { managers?: string[]; given?: Invite } = {},
  ) {
    const ports = await agency({ settings: { managers } });
    const { post } = ports.messenger;
    ports.messenger.post = async (tenantId, message, content) => {
      if (message.to === 'UANA') throw error;
      return post(tenantId, message, content);
    };
    await ports.invites.insert(given);
    await announceInvite(ports, given);
    await runWork(ports);
    return { ports, told: ports.sent.map(({ channel, content }) => [channel, content]) };
  }

  test.each<WhyUnreached>(['messages-off', 'not-found', 'archived', 'not-allowed', 'bot', 'refused'])(
    'for the reason %s is told to the managers at once, with the invite',
    async (why) => {
      const { ports, told } = await unwritable(new Unreachable(why, 'advice'));
      const content = expect.objectContaining({ kind: 'manager-nudge', unreached: why });
      expect(told).toEqual([
        ['DBEN', content],
        ['DCLEO', content],
      ]);
      expect(await ports.worklist.dead('T1')).toMatchObject([{ work: { job: 'deliver-message', attempts: 1 } }]);
      expect((await ports.members.get('T1', 'UANA'))?.isDeactivated).toBe(false);
    },
  );

  test('is told once, however often it fails, and shows what became of the invite', async () => {
    const { ports } = await unwritable(new Unreachable('messages-off', 'advice'), { managers: ['UBEN'] });
    const [card] = await ports.messages.cardsOf('T1', theirs.id);
    await giveUpMessage(ports, { tenantId: 'T1', id: card?.id ?? '' }, new Unreachable('not-found', 'advice'));
    await runWork(ports);
    expect(ports.sent).toHaveLength(1);
    await acceptInvite(ports, { tenantId: 'T1', slackUserId: 'UBEN', name: 'Ben' }, theirs.id);
    await runWork(ports);
    expect(ports.sent).toMatchObject([{ content: { invite: { status: 'accepted' }, unreached: 'messages-off' } }]);
  });

  test('because they have left hands their invites over', async () => {
    const { ports, told } = await unwritable(new Unreachable('left', 'advice'), { managers: ['UBEN'] });
    expect((await ports.members.get('T1', 'UANA'))?.isDeactivated).toBe(true);
    expect(told).toEqual([['DBEN', expect.objectContaining({ kind: 'manager-nudge', unreached: 'left' })]]);
  });

  test('is not told of one that they have got and that only cannot be changed', async () => {
    const ports = await agency({ settings: { managers: ['UBEN'] } });
    await ports.invites.insert(theirs);
    const { work: _, ...card } = buildMessage({ inviteId: theirs.id, to: 'UANA' });
    await ports.messages.ensure(card, []);
    await ports.messages.posted(card, { channel: 'D1', ts: '1.1' });
    await giveUpMessage(ports, card, new Unreachable('refused', 'advice'));
    expect(ports.dispatched).toEqual([]);
  });
});

describe('what a manager should hear and does not get', () => {
  const theirs = buildInvite({ invitee: { person: buildPerson({ name: 'Ana Lopez' }), slackUserId: 'UANA' } });

  /** An agency in which Slack refuses every message to these people, and another admin is known. */
  async function refusing(refused: readonly string[], managers: string[], why: WhyUnreached = 'not-allowed') {
    const ports = await agency({ settings: { managers } });
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UOLGA', name: 'Olga', isAdmin: true })]);
    const { post } = ports.messenger;
    ports.messenger.post = async (tenantId, message, content) => {
      if (refused.includes(message.to)) throw new Unreachable(why, 'restricted_action');
      return post(tenantId, message, content);
    };
    await ports.invites.insert(theirs);
    const told = async () => {
      await runWork(ports);
      return ports.sent.map(({ channel, content }) => `${content.kind} ${channel}`).sort();
    };
    return { ports, told };
  }

  const KINDS: [string, (ports: Ports) => Promise<unknown>][] = [
    ['manager-nudge', (ports) => ensureNudge(ports, theirs, { kind: 'manager-nudge', to: 'UBEN', event: 'last' })],
    ['token-refused', (ports) => reportRefusedToken(ports, { tenantId: 'T1', id: 'connection-of-T1' })],
    ['sync-failed', (ports) => reportFailedSync(ports, { tenantId: 'T1', id: 'T1' }, new Error('down'))],
  ];

  test.each(KINDS)('(%s) comes to the installer, and then to admins', async (kind, tell) => {
    const { ports, told } = await refusing(['UBEN'], ['UBEN']);
    await tell(ports);
    expect(await told()).toEqual([`${kind} DADMIN`]);
    const further = await refusing(['UBEN', 'UADMIN'], ['UBEN']);
    await tell(further.ports);
    expect(await further.told()).toEqual([`${kind} DOLGA`]);
  });

  test('is heard by the other manager alone where there is one', async () => {
    const { ports, told } = await refusing(['UBEN'], ['UBEN', 'UCLEO']);
    await reportRefusedToken(ports, { tenantId: 'T1', id: 'connection-of-T1' });
    expect(await told()).toEqual(['token-refused DCLEO']);
  });

  test('is heard by somebody where Slack refuses it to all managers at the same time', async () => {
    const { ports, told } = await refusing(['UBEN', 'UCLEO'], ['UBEN', 'UCLEO']);
    await reportRefusedToken(ports, { tenantId: 'T1', id: 'connection-of-T1' });
    expect(await told()).toEqual(['token-refused DADMIN']);
  });

  test('comes to the installer at once within a day, and is tried with the manager too', async () => {
    const { ports, told } = await refusing([], ['UBEN']);
    await ports.members.configure('T1', 'UBEN', { unreachedAt: ports.clock.now() });
    await reportRefusedToken(ports, { tenantId: 'T1', id: 'connection-of-T1' });
    expect(await told()).toEqual(['token-refused DADMIN', 'token-refused DBEN']);
    ports.clock.advance(25 * 3_600_000);
    await reportFailedSync(ports, { tenantId: 'T1', id: 'T1' }, new Error('down'));
    expect((await told()).filter((one) => one.startsWith('sync-failed'))).toEqual(['sync-failed DBEN']);
  });

  test('goes to nobody else where Slack refuses what is said', async () => {
    const { ports, told } = await refusing(['UBEN'], ['UBEN'], 'refused');
    await reportRefusedToken(ports, { tenantId: 'T1', id: 'connection-of-T1' });
    expect(await told()).toEqual([]);
    expect((await ports.members.get('T1', 'UBEN'))?.unreachedAt).toBeUndefined();
  });
});

describe('a member to whom Slack delivers no message any more', () => {
  const theirs = buildInvite({ invitee: { person: buildPerson({ name: 'Ana Lopez' }), slackUserId: 'UANA' } });

  test.each(['nudge', 'decision-refused'] as const)(
    'does not hear of their open invite by %s: the managers do, and the Home says so',
    async (kind) => {
      const ports = await agency({ settings: { managers: ['UBEN'] } });
      await ports.members.configure('T1', 'UANA', { homeOpenedAt: ports.clock.now() });
      await ports.invites.insert(theirs);
      const { work: _, ...message } = buildMessage({ kind, inviteId: theirs.id, to: 'UANA' });
      await ports.messages.ensure(message, []);
      await giveUpMessage(ports, message, new Unreachable('not-allowed', 'restricted_action'));
      await runWork(ports, { withinMs: 1000 });
      expect(ports.sent).toMatchObject([
        { channel: 'DBEN', content: { kind: 'manager-nudge', unreached: 'not-allowed' } },
      ]);
      expect(ports.messenger.homes.at(-1)?.home.member.unreachedAt).toEqual(expect.any(Date));
    },
  );

  test('is within reach again once Slack delivers one: the Home says no more, and the installer hears no more', async () => {
    const ports = await agency({ settings: { managers: ['UBEN'] } });
    const { post } = ports.messenger;
    ports.messenger.post = async (tenantId, message, content) => {
      const recipient = await ports.members.get(tenantId, message.to);
      return { ...(await post(tenantId, message, content)), ...(recipient && { recipient }) };
    };
    const at = ports.clock.now();
    await ports.members.configure('T1', 'UBEN', { homeOpenedAt: at, unreachedAt: at });
    ports.clock.advance(60_000);
    await reportRefusedToken(ports, { tenantId: 'T1', id: 'connection-of-T1' });
    await runWork(ports, { withinMs: 1000 });
    const [home] = ports.messenger.homes.filter(({ slackUserId }) => slackUserId === 'UBEN').slice(-1);
    expect(home?.home.member).toMatchObject({ unreachedAt: at, reachedAt: expect.any(Date) });
    await reportFailedSync(ports, { tenantId: 'T1', id: 'T1' }, new Error('down'));
    await runWork(ports);
    const heard = ports.sent.map(({ channel, content }) => `${content.kind} ${channel}`).sort();
    expect(heard).toEqual(['sync-failed DBEN', 'token-refused DADMIN', 'token-refused DBEN']);
  });

  test('is not out of reach by one message whose content Slack refuses', async () => {
    const ports = await agency({ settings: { managers: ['UBEN'] } });
    await ports.invites.insert(theirs);
    const { work: _, ...message } = buildMessage({ kind: 'nudge', inviteId: theirs.id, to: 'UANA' });
    await ports.messages.ensure(message, []);
    await giveUpMessage(ports, message, new Unreachable('refused', 'msg_too_long'));
    await runWork(ports);
    expect(ports.sent).toEqual([]);
  });
});

test('somebody who has left is marked so, whatever could not be sent to them', async () => {
  const ports = await agency();
  const { work: _, ...digest } = buildMessage({ kind: 'digest', to: 'UANA', event: '2026-11-16' });
  await ports.messages.ensure(digest, []);
  await giveUpMessage(ports, digest, new Unreachable('left', 'advice'));
  expect((await ports.members.get('T1', 'UANA'))?.isDeactivated).toBe(true);
});

test('other messages, and what is gone, are given up without a word', async () => {
  const { ports } = await archived(['UBEN']);
  const { work: _, ...welcome } = buildMessage({ kind: 'welcome', to: ADMIN.slackUserId });
  await ports.messages.ensure(welcome, []);
  await giveUpMessage(ports, welcome);
  await giveUpMessage(ports, { tenantId: 'T1', id: 'none' });
  expect(ports.dispatched).toEqual([]);
});
