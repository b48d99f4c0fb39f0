import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { declineModal } from '../../../src/slack/features/decline/decline.js';
import { ACTION, MODAL } from '../../../src/slack/reply/action-ids.js';
import { type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildInvite } from '../../support/factories.js';
import { TEXTS, wordyInvite } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await slackWorld();
  await world.ports.invites.insert(buildInvite({ id: 'i1' }));
});
afterEach(() => world.close());

const invite = () => world.ports.invites.get({ tenantId: 'T1', id: 'i1' });
const written = (message?: string) => ({
  reason: { value: { type: 'static_select', selected_option: { value: 'busy', text: { text: 'Too busy' } } } },
  message: { value: { type: 'plain_text_input', value: message ?? null } },
});
type ReasonBlock = { element: { options: { value: string; text: { text: string } }[] } };

const origin = { inviteId: 'i1', fromHome: false };

test.each(Object.keys(TEXTS))('the modal fits with %s text', (name) => {
  const text = TEXTS[name] ?? '';
  const reasons = [
    { id: 'a', text },
    { id: 'x'.repeat(80), text },
    { id: 'b', text },
  ];
  expectFits(declineModal({ invite: wordyInvite(text), reasons }, '{}', words), 'modal');
  expectFits(
    declineModal({ invite: wordyInvite(text), reasons: [], inPlaceOf: text, byHand: true }, '{}', words),
    'modal',
  );
});

test('Decline asks for a reason, preset to the first', async () => {
  await world.click('UANA', ACTION.decline, 'i1');
  await world.made.stop();
  const opened = world.slack.of('views.open')[0]?.args;
  expect(opened).toMatchObject({ trigger_id: 'trigger', view: { callback_id: MODAL.decline } });
  expect(JSON.stringify(opened?.view)).toMatch(/"initial_option":{"value":"busy".*contact details/);
});

test.each([
  ['en', 'Decline this invite?', 'Decline the invite', 'cannot be undone'],
  ['de', 'Einladung ablehnen?', 'Einladung ablehnen', 'nicht zurücknehmen'],
])('the modal in %s asks whether, and says what it means', (locale, title, submit, means) => {
  const view = declineModal({ invite: buildInvite(), reasons: [] }, '{}', wordsIn(locale));
  expect(view).toMatchObject({ title: { text: title }, submit: { text: submit } });
  expect(JSON.stringify(view.blocks.slice(0, 2))).toContain(means);
});

test('the submitted modal closes once the decision is durable', async () => {
  const answer = await world.submit('UANA', MODAL.decline, written('Sorry & bye'), origin);
  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(await invite()).toMatchObject({
    status: 'declined',
    decision: { reasonId: 'busy', messageToClient: 'Sorry & bye' },
  });
});

test.each([
  ['as long as an option’s value', 'x'.repeat(75)],
  ['longer than an option’s value', 'x'.repeat(76)],
  ['as long as the contract allows', `${'é'.repeat(199)}!`],
  ['that begins as a digest does', '#busy'],
])('a reason with an id %s is offered, and the very id is kept', async (_, id) => {
  const connection = await world.ports.connections.of('T1');
  if (!connection) throw new Error('nothing is connected');
  const declineReasons = [...connection.declineReasons, { id, text: 'Another' }, { id: `${id}2`, text: 'Yet another' }];
  await world.ports.connections.save({ ...connection, declineReasons });
  await world.click('UANA', ACTION.decline, 'i1');
  await world.made.stop();
  const view = world.slack.of('views.open')[0]?.args.view as { blocks: { block_id?: string }[] };
  expectFits(view, 'modal');
  const block = view.blocks.find(({ block_id }) => block_id === 'reason') as unknown as ReasonBlock;
  const option = block.element.options.find(({ text }) => text.text === 'Another');
  const picked = { ...written(), reason: { value: { type: 'static_select', selected_option: option ?? null } } };
  expect(await world.submit('UANA', MODAL.decline, picked, origin)).toMatchObject({ status: 200, body: '' });
  expect((await invite())?.decision?.reasonId).toBe(id);
});

test('without a message none is kept', async () => {
  await world.submit('UANA', MODAL.decline, written(), origin);
  expect((await invite())?.decision).not.toHaveProperty('messageToClient');
});

test('a payload without the reason declines for the one that is preset', async () => {
  await world.submit('UANA', MODAL.decline, {}, origin);
  expect((await invite())?.decision).toMatchObject({ kind: 'declined', reasonId: 'busy' });
});

test('too late, the modal says why and can be closed', async () => {
  await world.click('UANA', ACTION.accept, 'i1');
  const { body } = await world.submit('UANA', MODAL.decline, written(), origin);
  expect(body.response_action).toBe('update');
  expect(JSON.stringify(body.view)).toContain('You have accepted this invite already');
  expect((await invite())?.status).toBe('accepted');
});

test('from the Home tab, the tab is made new afterwards', async () => {
  await world.submit('UANA', MODAL.decline, written(), { ...origin, fromHome: true });
  await world.made.stop();
  expect(world.ports.messenger.homes).toMatchObject([{ slackUserId: 'UANA' }]);
});

test('metadata that was not written here is a fault, not a decision', async () => {
  const { body } = await world.submit('UANA', MODAL.decline, written(), { other: 1 });
  expect(body.response_action).toBe('errors');
  expect((await invite())?.status).toBe('open');
});

test('the reasons are in the reader’s language, where the marketplace speaks it', () => {
  const reasons = [
    { id: 'busy', text: 'Too busy', translations: { de: 'Keine Zeit' } },
    { id: 'far', text: 'Too far' },
  ];
  const shown = (locale: string) =>
    JSON.stringify(declineModal({ invite: buildInvite(), reasons }, '{}', wordsIn(locale)));
  expect(shown('de-DE')).toMatch(/Keine Zeit.*Too far/);
  expect(shown('en-US')).toMatch(/Too busy.*Too far/);
});

test('the modal says for whom it is, and that it is carried over by hand', () => {
  const said = (more: object) =>
    JSON.stringify(declineModal({ invite: buildInvite(), reasons: [], ...more }, '{}', words));
  expect(said({ inPlaceOf: 'Ana Lopez' })).toContain('*Build a data pipeline*, for Ana Lopez');
  expect(said({})).toMatch(/It cannot be undone.*The marketplace gets it/);
  expect(said({ byHand: true })).toMatch(/You then decline on the marketplace yourself.*Give the same one/);
  expect(said({ byHand: true })).not.toMatch(/It cannot be undone|The marketplace gets it/);
});
