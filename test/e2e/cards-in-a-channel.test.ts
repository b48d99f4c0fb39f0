import { beforeAll, expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { configureEverywhere } from '../support/change-settings.js';
import {
  arrive,
  cardsOf,
  effectsOn,
  isDecided,
  untilAtRest,
  untilCard,
  untilInvite,
  whisperAfter,
} from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);
const CHANNEL = 'invites';

beforeAll(async () => {
  await configureEverywhere(stage(), { channel: stage().slack.channels[CHANNEL] });
});

/** An invite whose card is in the channel, since nobody is linked to its person. */
async function inChannel() {
  const id = `solo-${stage().slack.calls.all.length}`;
  await act(stage(), 'people', { id, name: 'Solo Silva', agencyId: 'studio-north' });
  const invite = await arrive(stage(), { freelancer: id });
  return { invite, card: await untilCard(as('olga'), invite, () => true, CHANNEL) };
}

const updatesOf = (ts: string) =>
  stage()
    .slack.calls.of('chat.update')
    .filter(({ args }) => args.ts === ts);

/** Makes Slack refuse every edit of a message. */
const refuseEdits = (ts: string, error: string) =>
  stage().slack.faults.add({
    method: 'chat.update',
    fault: { kind: 'refused', error },
    when: (args) => args.ts === ts,
    times: 1000,
  });

const untilConfirmed = async (invite: Awaited<ReturnType<typeof inChannel>>['invite']) => {
  await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
  await untilAtRest(stage());
};

test.each(['is_archived', 'channel_not_found', 'not_in_channel'])(
  'a card whose channel takes no edit (%s) is answered once, is tried once a state, and its buttons say what is so',
  async (error) => {
    const { invite, card } = await inChannel();
    refuseEdits(card.ts, error);
    await as('ben').press(card, ACTION.accept);
    await untilConfirmed(invite);
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
    expect(updatesOf(card.ts).length).toBeGreaterThan(0);
    expect(updatesOf(card.ts).length).toBeLessThanOrEqual(2);
    const dead = await stage().truth.ports.worklist.dead(stage().tenantId);
    const ofCard = dead.filter(({ ref }) => ref.id.includes(invite.id));
    expect(ofCard.map(({ work }) => [work.job, work.attempts])).toEqual(
      updatesOf(card.ts).map(() => ['deliver-message', 1]),
    );
    const told = await whisperAfter(as('cara'), () => as('cara').press(card, ACTION.accept));
    expect(told.text).toMatch(/^Zu spät: .*Ben Okoro/);
    stage().slack.faults.add({
      method: 'response_url',
      fault: { kind: 'status', status: 404 },
      when: ({ user }) => user === as('olga').id,
    });
    await as('olga').press(card, ACTION.accept);
    await as('olga').untilModal((modal) => JSON.stringify(modal.blocks).includes('Ben Okoro'));
    await as('olga').dismiss();
  },
);

test('a card that Slack lets Baton edit no more is posted anew in its channel', async () => {
  const { invite, card } = await inChannel();
  refuseEdits(card.ts, 'cant_update_message');
  await as('ben').press(card, ACTION.accept);
  const anew = await untilCard(as('olga'), invite, isDecided, CHANNEL);
  expect(anew.ts).not.toBe(card.ts);
  await untilConfirmed(invite);
  expect(await cardsOf(as('olga'), invite, CHANNEL)).toHaveLength(2);
});

test('a card that was deleted in its channel is not posted anew once it is answered', async () => {
  const { invite, card } = await inChannel();
  await stage().slack.ask('chat.delete', { channel: card.channel.id, ts: card.ts });
  await as('ben').press(card, ACTION.accept);
  await untilConfirmed(invite);
  expect(effectsOn(stage(), invite)).toEqual(['accept']);
  expect(await cardsOf(as('olga'), invite, CHANNEL)).toEqual([]);
});

test.each(['is_archived', 'channel_not_found', 'restricted_action'])(
  'a card that its channel does not take (%s) comes to a manager, who answers it',
  async (error) => {
    const id = `lone-${error}`;
    await act(stage(), 'people', { id, name: 'Lone Larsen', agencyId: 'studio-north' });
    stage().slack.faults.add({
      method: 'chat.postMessage',
      fault: { kind: 'refused', error },
      when: ({ channel }) => channel === stage().slack.channels[CHANNEL],
      times: 1000,
    });
    const invite = await arrive(stage(), { freelancer: id });
    await as('olga').press(await untilCard(as('olga'), invite), ACTION.accept);
    await untilConfirmed(invite);
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
  },
);
