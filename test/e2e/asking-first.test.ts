import { expect, test } from '@jest/globals';
import { pickColleaguesToAsk } from '../../sandbox/demo/pick-colleagues-to-ask.js';
import type { ShownMessage } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Relay } from '../../src/domain/model/relay/relay.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { NOTE_TO_COLLEAGUE } from '../../src/slack/parts/referral-notes.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { de } from '../../src/slack/words/de.js';
import { en } from '../../src/slack/words/en.js';
import {
  arrive,
  callsOn,
  effectsOn,
  idOf,
  inviteNow,
  isOpen,
  offersOf,
  referralOf,
  untilAtRest,
  untilCard,
  untilReferral,
  whisperAfter,
  wordsOf,
} from '../support/e2e-actions.js';
import { forgeClick, sendForged } from '../support/forge-payloads.js';
import { makeDue } from '../support/make-due.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

const mayAsk = (card: ShownMessage) => offersOf(card).includes(ACTION.ask);
const isQuestion = (message: ShownMessage) => offersOf(message).includes(ACTION.answerYes);

const relayOf = async ({ tenantId, id }: Invite): Promise<Relay> => {
  const relay = await stage().truth.ports.relays.ofInvite(tenantId, id);
  if (!relay) throw new Error(`nobody is asked about the invite ${id}`);
  return relay;
};

/** Ana asks these colleagues, in this order. */
async function ask(invite: Invite, colleagues: readonly string[], note?: string): Promise<Relay> {
  const ana = as('ana');
  await ana.press(await untilCard(ana, invite, mayAsk), ACTION.ask);
  const modal = await ana.untilModal(
    ({ callbackId, raw }) => callbackId === MODAL.ask && String(raw.private_metadata).includes(invite.id),
  );
  await pickColleaguesToAsk(ana, modal, colleagues);
  if (note) ana.fill(VALUE, note, { blockId: NOTE_TO_COLLEAGUE });
  expect(await ana.submit()).toMatchObject({ status: 200, text: '' });
  return relayOf(invite);
}

/** The question as a colleague has it now. */
const questionTo = (name: string, { id }: Relay, is: (message: ShownMessage) => boolean = () => true) =>
  as(name).untilMessage((message) => idOf(message) === `relay-ask.${id}.asked.${as(name).id}` && is(message));

const newsOf = ({ id }: Relay, ending: string) =>
  as('ana').untilMessage((message) => idOf(message) === `relay-news.${id}.${ending}.${as('ana').id}`);

const neverAsked = async (name: string, { id }: Relay) =>
  expect((await as(name).messages()).filter((message) => idOf(message).startsWith(`relay-ask.${id}`))).toEqual([]);

test('asked in order, privately: Cara says no, Ben says yes and is referred; everybody hears how it ended', async () => {
  const invite = await arrive(stage());
  const relay = await ask(invite, ['Cara Weiss', 'Ben Okoro'], 'It suits you.');
  const asked = await questionTo('cara', relay, isQuestion);
  expect(wordsOf(asked)).toContain('It suits you.');
  await neverAsked('ben', relay);
  await untilCard(as('ana'), invite, (card) => wordsOf(card).includes('*Cara Weiss is being asked*'));
  await as('cara').press(asked, ACTION.answerNo);
  const next = await questionTo('ben', relay, isQuestion);
  expect(next.text).toMatch(/^Ana Lopez asks: would you take “/);
  expect(callsOn(stage(), invite)).toEqual([]);
  await as('ben').press(next, ACTION.answerYes);
  const referral = await untilReferral(stage(), invite, 'forwarded');
  expect(referral).toMatchObject({ from: { name: 'Ana Lopez' }, to: { name: 'Ben Okoro' } });
  expect((await newsOf(relay, 'agreed')).text).toMatch(/^Ben Okoro said yes to “.*” and is being referred\.$/);
  const bens = await questionTo('ben', relay, (message) => wordsOf(message).includes(en.relay.ended.you));
  expect(bens.text).toContain(en.relay.said.yes);
  const caras = await questionTo('cara', relay, (message) => wordsOf(message).includes('Ben Okoro hat Ja gesagt'));
  expect(caras.text).toContain(de.relay.said.no);
  await untilAtRest(stage());
  expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
});

test('whoever does not answer in time is passed over; when nobody says yes, the invite is still Ana’s', async () => {
  const invite = await arrive(stage());
  const relay = await ask(invite, ['Ben Okoro', 'Cara Weiss']);
  await questionTo('ben', relay, isQuestion);
  await runOut(invite);
  const bens = await questionTo('ben', relay, (message) => !isQuestion(message));
  expect(bens.text).toContain(en.relay.said['no-answer']);
  const late = await whisperAfter(as('ben'), () =>
    sendForged(
      stage(),
      forgeClick(stage(), { workspace: stage().slack, name: 'ben' }, bens, {
        action_id: ACTION.answerYes,
        value: relay.id,
      }),
    ),
  );
  expect(late.text).toBe(en.refusal['relay.over']);
  const caras = await questionTo('cara', relay, isQuestion);
  await as('cara').press(caras, ACTION.answerNo);
  await newsOf(relay, 'exhausted');
  const card = await untilCard(as('ana'), invite, (now) => wordsOf(now).includes(en.card.asking.exhausted));
  expect(offersOf(card)).toEqual(expect.arrayContaining([ACTION.accept, ACTION.refer, ACTION.ask]));
  expect((await relayOf(invite)).status).toBe('exhausted');
  expect(callsOn(stage(), invite)).toEqual([]);
});

/** The time of whoever is being asked is over, without waiting for it. */
async function runOut(invite: Invite): Promise<void> {
  const { relays } = stage().truth.ports;
  const relay = await relayOf(invite);
  const asks = relay.asks.map((one) => (one.until && !one.answer ? { ...one, until: new Date() } : one));
  await relays.advance(relay, { from: ['asking'], revision: relay.revision, set: { asks }, work: [] });
  await makeDue(stage(), 'advance-relay', relay);
}

test('Ana stops asking: the question goes, and the invite is hers', async () => {
  const invite = await arrive(stage());
  const relay = await ask(invite, ['Ben Okoro']);
  const asked = await questionTo('ben', relay, isQuestion);
  const card = await untilCard(as('ana'), invite, (now) => offersOf(now).includes(ACTION.stopAsking));
  expect(offersOf(card)).not.toContain(ACTION.ask);
  expect(await as('ana').press(card, ACTION.stopAsking)).toMatchObject({ status: 200, text: '' });
  await questionTo('ben', relay, (message) => !isQuestion(message));
  await newsOf(relay, 'cancelled');
  const told = await whisperAfter(as('ben'), () => as('ben').press(asked, ACTION.answerYes));
  expect(told.text).toBe(en.refusal['relay.over']);
  await untilCard(as('ana'), invite, mayAsk);
  expect((await inviteNow(stage(), invite)).status).toBe('open');
});

test('Ana accepts it herself meanwhile: nobody is asked any more, and a late yes changes nothing', async () => {
  const invite = await arrive(stage());
  const relay = await ask(invite, ['Ben Okoro', 'Cara Weiss']);
  const asked = await questionTo('ben', relay, isQuestion);
  await as('ana').press(await untilCard(as('ana'), invite, isOpen), ACTION.accept);
  const over = await questionTo('ben', relay, (message) => !isQuestion(message));
  expect(wordsOf(over)).toContain('Ana Lopez accepted it');
  const told = await whisperAfter(as('ben'), () => as('ben').press(asked, ACTION.answerYes));
  expect(told.text).toBe(en.refusal['relay.over']);
  await untilAtRest(stage());
  await neverAsked('cara', relay);
  const anas = await as('ana').messages();
  expect(anas.filter((message) => idOf(message).startsWith(`relay-news.${relay.id}`))).toEqual([]);
  expect(effectsOn(stage(), invite)).toEqual(['accept']);
  expect(await stage().truth.ports.referrals.ofInvite(invite.tenantId, invite.id)).toBeNull();
});

test('the invite’s own deadline wins: the question ends before it, whatever time the colleague was given', async () => {
  const invite = await arrive(stage(), { expiresInSeconds: 63 });
  const relay = await ask(invite, ['Ben Okoro', 'Cara Weiss']);
  await questionTo('ben', relay);
  const { asks } = await relayOf(invite);
  expect(asks[0]?.until?.getTime()).toBeLessThan(invite.expiresAt?.getTime() ?? 0);
  await newsOf(relay, 'exhausted');
  await neverAsked('cara', relay);
  expect((await relayOf(invite)).asks.map(({ answer }) => answer)).toEqual(['no-answer', undefined]);
  expect(isOpen(await untilCard(as('ana'), invite))).toBe(true);
});

test('somebody who was not asked cannot answer, and nobody is asked twice at once', async () => {
  const invite = await arrive(stage());
  const relay = await ask(invite, ['Ben Okoro']);
  const asked = await questionTo('ben', relay, isQuestion);
  const click = { action_id: ACTION.answerYes, value: relay.id };
  const forged = forgeClick(stage(), { workspace: stage().slack, name: 'olga' }, asked, click);
  const told = await whisperAfter(as('olga'), () => sendForged(stage(), forged));
  expect(told.text).toContain('between Ana Lopez and those they asked');
  await as('ben').press(asked, ACTION.answerYes);
  await untilReferral(stage(), invite, 'forwarded');
  expect((await referralOf(stage(), invite)).to.name).toBe('Ben Okoro');
});
