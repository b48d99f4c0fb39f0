import { expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  cardsOf,
  isDecided,
  untilAtRest,
  untilCard,
  untilInvite,
  whisperAfter,
} from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);
const posts = (id: string) =>
  stage()
    .slack.calls.of('chat.postMessage')
    .filter(({ args }) => JSON.stringify(args.metadata ?? {}).includes(id));

test('429 for one person’s message: it waits as long as it was told, others get theirs meanwhile', async () => {
  const { slack } = stage();
  slack.faults.add({
    method: 'chat.postMessage',
    fault: { kind: 'rate-limited', retryAfterSeconds: 3 },
    when: ({ metadata }) => JSON.stringify(metadata ?? {}).includes(as('ana').id),
  });
  const limited = await arrive(stage());
  await eventually('Ana’s card is turned away', async () => posts(limited.id).some(({ status }) => status === 429));
  const bens = await arrive(stage(), { freelancer: 'f-ben' });
  await untilCard(as('ben'), bens);
  await untilCard(as('ana'), limited);
  const [first, second] = posts(limited.id);
  const [other] = posts(bens.id);
  expect(posts(limited.id).map(({ status }) => status)).toEqual([429, 200]);
  expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(3000);
  expect(Number(other?.at)).toBeLessThan(Number(second?.at));
});

test('an answer that is lost after Slack has posted: the message is found, and there is no second one', async () => {
  stage().slack.faults.add({
    method: 'chat.postMessage',
    fault: { kind: 'lost-answer' },
    when: ({ metadata }) => JSON.stringify(metadata ?? {}).includes('card.'),
  });
  const invite = await arrive(stage(), { freelancer: 'f-ben' });
  const [message] = await eventually('where the card is has been found', async () => {
    const cards = await stage().truth.ports.messages.cardsOf(invite.tenantId, invite.id);
    return cards.every(({ posted }) => posted) && cards.length > 0 && cards;
  });
  await untilAtRest(stage());
  expect(posts(invite.id).map(({ status }) => status)).toEqual([0]);
  const cards = await cardsOf(as('ben'), invite);
  expect(cards.map(({ ts }) => ts)).toEqual([message?.posted?.ts]);
  await as('ben').press(await untilCard(as('ben'), invite), ACTION.accept);
  await untilCard(as('ben'), invite, isDecided);
});

test('somebody whom Slack does not know any more spoils nothing for the others', async () => {
  stage().slack.faults.add({
    method: 'conversations.open',
    fault: { kind: 'refused', error: 'user_not_found' },
    when: ({ users }) => users === as('cara').id,
    times: 100,
  });
  const caras = await arrive(stage(), { freelancer: 'f-cara' });
  const bens = await arrive(stage(), { freelancer: 'f-ben' });
  await untilCard(as('ben'), bens);
  await untilAtRest(stage());
  const { ports } = stage().truth;
  const dead = await ports.worklist.dead(stage().tenantId);
  expect(dead.map(({ ref, work }) => [ref.id, work.job])).toEqual([
    [`card.${caras.id}.${as('cara').id}`, 'deliver-message'],
  ]);
  expect(dead[0]?.work.error).toContain('user_not_found');
  await as('cara').openHome();
  const home = await as('cara').untilHome(({ blocks }) => JSON.stringify(blocks).includes(caras.id));
  await as('cara').press(home, ACTION.accept, { value: caras.id });
  await untilInvite(stage(), caras, ({ decision }) => decision?.confirmedAt !== undefined);
});

test('a modal that Slack opens too late: the person is told privately, and can press again', async () => {
  const invite = await arrive(stage());
  const card = await untilCard(as('ana'), invite);
  stage().slack.faults.add({ method: 'views.open', fault: { kind: 'refused', error: 'expired_trigger_id' } });
  const told = await whisperAfter(as('ana'), () => as('ana').press(card, ACTION.decline));
  expect(told.text).toBe('That took too long. Please try again: nothing happens twice.');
  await as('ana').press(card, ACTION.decline);
  await as('ana').untilModal(({ raw }) => String(raw.private_metadata).includes(invite.id));
  await as('ana').dismiss();
});

test('a card that its reader deleted comes back only while it wants an answer', async () => {
  const invite = await arrive(stage(), { freelancer: 'f-ben' });
  const card = await untilCard(as('ben'), invite);
  await stage().slack.ask('chat.delete', { channel: card.channel.id, ts: card.ts });
  await as('ben').press(card, ACTION.accept);
  await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
  await untilAtRest(stage());
  expect(await cardsOf(as('ben'), invite)).toEqual([]);
});

test('a card that Slack lets Baton edit no more: its reader gets a new one, and the old one’s buttons say what is so', async () => {
  const invite = await arrive(stage(), { freelancer: 'f-ben' });
  const old = await untilCard(as('ben'), invite);
  stage().slack.faults.add({
    method: 'chat.update',
    fault: { kind: 'refused', error: 'cant_update_message' },
    when: ({ ts }) => ts === old.ts,
    times: 100,
  });
  await as('ben').press(old, ACTION.accept);
  const anew = await untilCard(as('ben'), invite, isDecided);
  expect(anew.ts).not.toBe(old.ts);
  await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
  await untilAtRest(stage());
  expect((await cardsOf(as('ben'), invite)).map(({ ts }) => ts).sort()).toEqual([old.ts, anew.ts]);
  const told = await whisperAfter(as('ben'), () => as('ben').press(old, ACTION.accept));
  expect(told.text).toContain('accepted this invite already');
});
