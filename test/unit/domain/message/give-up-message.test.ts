import { describe, expect, test } from '@jest/globals';
import { Hopeless } from '../../../../src/domain/errors.js';
import { announceInvite } from '../../../../src/domain/invite/announce-invite.js';
import type { Invite } from '../../../../src/domain/invite/invite.js';
import { giveUpMessage } from '../../../../src/domain/message/give-up-message.js';
import { ADMIN, agency } from '../../../support/agency.js';
import { buildInvite, buildMessage, buildPerson, buildProfile } from '../../../support/factories.js';
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
    await ports.messages.want(card, []);
    await giveUpMessage(ports, { tenantId: 'T1', id: card.id });
    await runWork(ports);
    expect(channels()).toEqual([]);
  });

  test('is not sent again to a manager who cannot be written to either', async () => {
    const { ports, invite } = await archived(['UBEN']);
    const { work: _, ...card } = buildMessage({ inviteId: invite.id, to: 'UBEN' });
    await ports.messages.want(card, []);
    await giveUpMessage(ports, { tenantId: 'T1', id: card.id });
    expect(ports.dispatched).toEqual([]);
  });
});

test('other messages, and what is gone, are given up without a word', async () => {
  const { ports } = await archived(['UBEN']);
  const { work: _, ...welcome } = buildMessage({ kind: 'welcome', to: ADMIN.slackUserId });
  await ports.messages.want(welcome, []);
  await giveUpMessage(ports, welcome);
  await giveUpMessage(ports, { tenantId: 'T1', id: 'none' });
  expect(ports.dispatched).toEqual([]);
});
