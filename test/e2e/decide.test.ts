import { expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { MESSAGE } from '../../src/slack/features/decline/decline.js';
import { REASON } from '../../src/slack/parts/decline-reasons.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import {
  arrive,
  callsOn,
  cardsOf,
  choicesOf,
  countsOf,
  effectsOn,
  gainsOf,
  idOf,
  invitationOf,
  inviteNow,
  isDecided,
  isOpen,
  offersOf,
  refer,
  referralOf,
  setUndoWindow,
  untilAtRest,
  untilCard,
  untilInvite,
  untilNews,
  untilReferral,
  whisperAfter,
  wordsOf,
} from '../support/e2e-actions.js';
import { forgeClick, forgeSubmission, referValues, sendForged } from '../support/forge-payloads.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const ana = () => stage().driver.as('ana');
const asAna = () => ({ workspace: stage().slack, name: 'ana' });

test('accept: the marketplace has it once, and the card says who and loses its buttons', async () => {
  const invite = await arrive(stage());
  const card = await untilCard(ana(), invite);
  expect(offersOf(card)).toEqual(
    expect.arrayContaining([ACTION.openJob, ACTION.accept, ACTION.decline, ACTION.pickColleague, ACTION.refer]),
  );
  const reply = await ana().press(card, ACTION.accept);
  expect(reply).toMatchObject({ status: 200, text: '' });
  expect((await inviteNow(stage(), invite)).status).toBe('accepted');
  const decided = await untilCard(ana(), invite, (now) => now.text.includes('has confirmed it'));
  expect(decided.text).toContain('You accepted');
  expect(choicesOf(decided)).toEqual([]);
  expect(decided.ts).toBe(card.ts);
  await untilAtRest(stage());
  expect(effectsOn(stage(), invite)).toEqual(['accept']);
  expect(Object.values(stage().sandbox.state.proposals)).toContainEqual(
    expect.objectContaining({ invitationId: invite.externalId, personId: 'f-ana', status: 'submitted' }),
  );
  expect(await cardsOf(ana(), invite)).toHaveLength(1);
});

test('decline: the reason and the message reach the marketplace', async () => {
  const invite = await arrive(stage());
  await ana().press(await untilCard(ana(), invite), ACTION.decline);
  const modal = await ana().untilModal(({ raw }) => String(raw.private_metadata).includes(invite.id));
  expect(wordsOf(modal)).toContain('The budget is too low');
  await ana().pick(modal, VALUE, 'budget', '', { blockId: REASON });
  ana().fill(VALUE, 'I am booked until June. Thank you!', { blockId: MESSAGE });
  expect(await ana().submit()).toMatchObject({ status: 200, text: '' });
  const decided = await untilCard(ana(), invite, (now) => now.text.includes('has confirmed it'));
  expect(decided.text).toContain('You declined');
  expect(choicesOf(decided)).toEqual([]);
  expect(invitationOf(stage(), invite)).toMatchObject({
    status: 'declined',
    decline: { reasonId: 'budget', message: 'I am booked until June. Thank you!' },
  });
  await untilAtRest(stage());
  expect(effectsOn(stage(), invite)).toEqual(['decline']);
});

test('undo within the window: open again, buttons back, tallies back, and the marketplace never heard of it', async () => {
  await setUndoWindow(stage(), 3600);
  const invite = await arrive(stage());
  const gains = await gainsOf(stage(), ['ana', 'ben', '*'], async () => {
    await refer(ana(), invite, 'Ben Okoro', { toColleague: 'One for you.' });
    const held = await untilCard(ana(), invite, (now) => offersOf(now).includes(ACTION.undo));
    expect(choicesOf(held)).toEqual([ACTION.undo]);
    expect(held.text).toContain('You are referring Ben Okoro');
    await untilAtRest(stage());
    expect((await countsOf(stage(), 'ana')).sent).toBeGreaterThan(0);
    expect(await ana().press(held, ACTION.undo)).toMatchObject({ status: 200, text: '' });
    const reopened = await untilCard(ana(), invite, isOpen);
    expect(offersOf(reopened)).toContain(ACTION.refer);
  });
  expect(gains).toEqual({ ana: { undone: 1 }, ben: {}, '*': { undone: 1 } });
  expect(await referralOf(stage(), invite)).toMatchObject({ status: 'undone', takesSlot: false });
  expect(callsOn(stage(), invite)).toEqual([]);
  expect(invitationOf(stage(), invite).status).toBe('open');
});

test('after an undo she may refer somebody else for the same job', async () => {
  await setUndoWindow(stage(), 3600);
  const invite = await arrive(stage());
  await refer(ana(), invite, 'Ben Okoro');
  await ana().press(await untilCard(ana(), invite, (now) => offersOf(now).includes(ACTION.undo)), ACTION.undo);
  await setUndoWindow(stage(), 0);
  await refer(ana(), invite, 'Cara Weiss');
  const referral = await untilReferral(stage(), invite, 'forwarded');
  expect(referral.to.name).toBe('Cara Weiss');
  await untilAtRest(stage());
  expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
});

test('undo too late: a private, plain reason, and nothing is taken back', async () => {
  await setUndoWindow(stage(), 0);
  const invite = await arrive(stage());
  await refer(ana(), invite, 'Ben Okoro');
  const { id } = await untilReferral(stage(), invite, 'forwarded');
  const card = await untilCard(ana(), invite, isDecided);
  const click = forgeClick(stage(), asAna(), card, { action_id: ACTION.undo, value: id });
  const told = await whisperAfter(ana(), () => sendForged(stage(), click));
  expect(told.text).toBe('It is too late to undo: the time for it is over. The card shows how the referral stands.');
  expect((await referralOf(stage(), invite)).status).toBe('forwarded');
});

test('somebody else’s referral cannot be undone', async () => {
  await setUndoWindow(stage(), 3600);
  const invite = await arrive(stage());
  await refer(ana(), invite, 'Ben Okoro');
  const { id } = await referralOf(stage(), invite);
  const card = await untilCard(ana(), invite, isDecided);
  const click = forgeClick(stage(), { workspace: stage().slack, name: 'ben' }, card, {
    action_id: ACTION.undo,
    value: id,
  });
  const told = await whisperAfter(stage().driver.as('ben'), () => sendForged(stage(), click));
  expect(told.text).toBe('Only the person who referred can do that.');
  expect((await referralOf(stage(), invite)).status).toBe('held');
});

test('a window of 0: it goes out at once, and no card ever offers to undo it', async () => {
  await setUndoWindow(stage(), 0);
  const invite = await arrive(stage());
  await refer(ana(), invite, 'Ben Okoro');
  const referral = await untilReferral(stage(), invite, 'forwarded');
  await untilNews(ana(), referral, 'forwarded');
  await untilAtRest(stage());
  const shown = stage().slack.calls.all.filter(({ args }) => JSON.stringify(args.metadata ?? {}).includes(invite.id));
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.filter(({ args }) => JSON.stringify(args.blocks).includes(ACTION.undo))).toEqual([]);
});

test('a private job cannot be referred: the card says so, and a forged submission is refused', async () => {
  const invite = await arrive(stage(), { private: true });
  const card = await untilCard(ana(), invite);
  expect(offersOf(card)).not.toContain(ACTION.refer);
  expect(wordsOf(card)).toContain(en.refusal['referral.privateJob']);
  const metadata = JSON.stringify({ inviteId: invite.id, fromHome: false });
  const view = {
    callbackId: MODAL.refer,
    metadata,
    values: referValues(invite.id, `member:${stage().driver.as('ben').id}`),
  };
  const { json } = await sendForged(stage(), forgeSubmission(stage(), asAna(), view));
  expect(JSON.stringify(json)).toContain(en.refusal['referral.privateJob']);
  expect((await inviteNow(stage(), invite)).status).toBe('open');
});

test('the colleague picker offers colleagues and people of the marketplace, and nobody who cannot be referred', async () => {
  const invite = await arrive(stage());
  const card = await untilCard(ana(), invite);
  const everybody = await ana().lookUp(card, ACTION.pickColleague);
  expect(everybody.map(({ text, group }) => `${group}: ${text}`).sort()).toEqual([
    'Your team: Ben Okoro',
    'Your team: Cara Weiss',
    'Your team: Olga Lind',
  ]);
  const found = await ana().lookUp(card, ACTION.pickColleague, 'shopify');
  expect(found.map(({ text, group }) => `${group}: ${text}`)).toContain('On the marketplace: Mei Tanaka');
});

test('oneself, a guest, a bot and somebody who has left are refused even where the payload names them', async () => {
  const invite = await arrive(stage());
  const { users } = stage().slack;
  const metadata = JSON.stringify({ inviteId: invite.id, fromHome: false });
  for (const name of ['ana', 'gus', 'robo', 'dora']) {
    const values = referValues(invite.id, `member:${users[name]?.id}`);
    const { json } = await sendForged(
      stage(),
      forgeSubmission(stage(), asAna(), { callbackId: MODAL.refer, metadata, values }),
    );
    expect(json).toMatchObject({
      response_action: 'errors',
      errors: { [`colleague:${invite.id}`]: expect.any(String) },
    });
  }
  expect((await inviteNow(stage(), invite)).status).toBe('open');
});

test('one job takes one referral in a workspace: the card of whoever comes second says so', async () => {
  await setUndoWindow(stage(), 3600);
  const first = await arrive(stage());
  await refer(ana(), first, 'Ben Okoro');
  const second = await arrive(stage(), { freelancer: 'f-ben', jobId: first.job.id });
  const ben = stage().driver.as('ben');
  const card = await untilCard(ben, second);
  expect(offersOf(card)).not.toContain(ACTION.refer);
  expect(wordsOf(card)).toContain(en.refusal['referral.jobTaken']);
  const metadata = JSON.stringify({ inviteId: second.id, fromHome: false });
  const values = referValues(second.id, `member:${stage().driver.as('cara').id}`);
  const sender = { workspace: stage().slack, name: 'ben' };
  const forged = forgeSubmission(stage(), sender, { callbackId: MODAL.refer, metadata, values });
  expect(JSON.stringify((await sendForged(stage(), forged)).json)).toContain(en.refusal['referral.jobTaken']);
  expect((await inviteNow(stage(), second)).status).toBe('open');
});

test('an invite that expires says so, and cannot be answered any more', async () => {
  const invite = await arrive(stage(), { expiresInSeconds: 2 });
  const card = await untilCard(ana(), invite);
  const expired = await untilCard(ana(), invite, (now) => now.text.includes('expired without an answer'));
  expect(choicesOf(expired)).toEqual([]);
  const told = await whisperAfter(ana(), () => ana().press(card, ACTION.accept));
  expect(told.text).toBe('This invite has expired, so it cannot be answered any more.');
  expect(effectsOn(stage(), invite)).toEqual([]);
});

test('the client withdraws: the card says so and loses its buttons', async () => {
  const invite = await arrive(stage());
  await untilCard(ana(), invite);
  await act(stage(), `invitations/${invite.externalId}/withdraw`);
  await untilInvite(stage(), invite, ({ status }) => status === 'withdrawn');
  const closed = await untilCard(ana(), invite, isDecided);
  expect(closed.text).toContain('The client withdrew this invite.');
  expect(idOf(closed)).toBe(`card.${invite.id}.${ana().id}`);
});
