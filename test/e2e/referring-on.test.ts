import { describe, expect, test } from '@jest/globals';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import {
  aboutIn,
  arrive,
  isOpen,
  offersOf,
  openRefer,
  pickerOf,
  receivedInvite,
  refer,
  referralOf,
  setUndoWindow,
  untilCard,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { forgeReferral } from '../support/forge-payloads.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);
const received = (invite: Invite) => receivedInvite(stage(), invite);

describe('referring on', () => {
  test('Ben refers on to Cara: all three see the whole chain, Cara cannot pass it on, and all hear that she accepted', async () => {
    const anas = await arrive(stage());
    await refer(as('ana'), anas, 'Ben Okoro');
    const bens = await received(anas);
    const bensCard = wordsOf(await untilCard(as('ben'), bens, isOpen));
    expect(bensCard).toContain('Ana Lopez referred you');
    expect(bensCard).not.toContain('Passed on');
    await refer(as('ben'), bens, 'Cara Weiss');
    const caras = await received(bens);
    const whole = 'Ana Lopez → Ben Okoro → Cara Weiss';
    await untilCard(as('ana'), anas, (card) => wordsOf(card).includes(whole));
    await untilCard(as('ben'), bens, (card) => wordsOf(card).includes(whole));
    const card = await untilCard(as('cara'), caras, isOpen);
    expect(wordsOf(card)).toContain('Ana Lopez → Ben Okoro → ');
    expect(offersOf(card)).not.toContain(ACTION.refer);
    expect(wordsOf(card)).toContain('so oft weitergegeben, wie es euer Workspace erlaubt');
    const { text } = await forgeReferral(stage(), 'cara', caras, 'person:p_mei');
    expect(text).toContain('so oft weitergegeben, wie es euer Workspace erlaubt');
    expect(await as('cara').press(card, ACTION.accept)).toMatchObject({ status: 200 });
    await untilReferral(stage(), bens, 'accepted');
    await untilCard(as('ben'), bens, (now) => now.text.includes('Cara Weiss accepted'));
    await as('ben').untilMessage(({ text: said }) => said.startsWith('Cara Weiss accepted'));
    await as('ana').untilMessage(({ text: said }) => said.includes('which you passed on before Ben Okoro did'));
    const whatCame = 'Ben Okoro passed it on to Cara Weiss, who accepted.';
    const anasCard = await untilCard(as('ana'), anas, (now) => wordsOf(now).includes(whatCame));
    expect(anasCard.text).toContain('Ben Okoro passed it on to Cara Weiss.');
    const bensNews = await as('ana').untilMessage(({ text: said }) => said.startsWith('Ben Okoro passed'));
    expect(bensNews.text).toContain('on to Cara Weiss.');
  });

  test('no loops: whoever passed it on is marked, and is refused', async () => {
    const anas = await arrive(stage());
    await refer(as('ana'), anas, 'Ben Okoro');
    const bens = await received(anas);
    expect(aboutIn(await pickerOf(as('ben'), bens), 'Ana Lopez')).toBe(en.refusal['referral.backUpTheChain']);
    const { json } = await forgeReferral(stage(), 'ben', bens, `member:${as('ana').id}`);
    expect(json).toEqual({
      response_action: 'errors',
      errors: { [`colleague:${bens.id}`]: en.refusal['referral.backUpTheChain'] },
    });
  });

  test('an undo gives the job’s one referral back to the one before', async () => {
    const anas = await arrive(stage());
    await refer(as('ana'), anas, 'Ben Okoro');
    const bens = await received(anas);
    await setUndoWindow(stage(), 3600);
    await openRefer(as('ben'), await untilCard(as('ben'), bens, isOpen), bens, 'Cara Weiss');
    await as('ben').submit();
    const held = await untilCard(as('ben'), bens, (card) => offersOf(card).includes(ACTION.undo));
    expect((await referralOf(stage(), anas)).takesSlot).toBe(false);
    await as('ben').press(held, ACTION.undo);
    await setUndoWindow(stage(), 0);
    const reopened = await untilCard(as('ben'), bens, isOpen);
    expect(offersOf(reopened)).toContain(ACTION.refer);
    expect((await referralOf(stage(), anas)).takesSlot).toBe(true);
    expect((await referralOf(stage(), bens)).takesSlot).toBe(false);
    const caras = await arrive(stage(), { freelancer: 'f-cara', jobId: anas.job.id });
    const card = await untilCard(as('cara'), caras);
    expect(offersOf(card)).not.toContain(ACTION.refer);
  });
});
