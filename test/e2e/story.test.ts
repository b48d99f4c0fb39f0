import { expect, test } from '@jest/globals';
import { playStory } from '../../sandbox/demo/play-story.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import {
  arrive,
  isOpen,
  offersOf,
  refer,
  setUndoWindow,
  untilAtRest,
  untilCard,
  untilInvite,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

/** Seconds in which it is seen on a busy machine, too, that a referral can be undone. */
const LONG_ENOUGH_TO_SEE = 6;

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

test('the whole story, from the invite to the hire, and what everybody can read of it afterwards', async () => {
  await setUndoWindow(stage(), LONG_ENOUGH_TO_SEE);
  await playStory(stage(), () => {});
  await setUndoWindow(stage(), 0);
  await untilAtRest(stage());
  const mine = await as('ana').command();
  expect(mine.text).toContain('to Ben Okoro: hired');
  const bens = await as('ben').command();
  expect(bens.text).toContain('from Ana Lopez: hired');
  await as('olga').command('team all');
  await as('olga').untilEphemeral(({ text }) => text.includes('1 accepted, 1 hired'));
  await as('ana').openHome();
  const home = await as('ana').untilHome((view) => wordsOf(view).includes('to Ben Okoro: hired'));
  expect(wordsOf(home)).toContain('On the marketplace you are Ana Lopez.');
  expect(await stage().truth.ports.worklist.dead()).toEqual([]);
});

test('/referrals team tells the team’s counts by week, month and all, pings nobody, and names only who wants it', async () => {
  const invite = await arrive(stage());
  await refer(as('ana'), invite, 'Cara Weiss');
  await untilReferral(stage(), invite, 'forwarded');
  await untilAtRest(stage());
  for (const span of ['', ' week', ' month', ' quarter', ' all']) {
    expect(await as('ben').command(`team${span}`)).toMatchObject({ status: 200, text: '' });
    const period = en.team.span[(span.trim() || 'month') as keyof typeof en.team.span];
    const told = await as('ben').untilEphemeral(({ text }) => text.startsWith(`The team’s referrals, ${period}: `));
    expect(told.text).toMatch(/: [1-9]\d* referred, [1-9]\d* sent/);
    expect(wordsOf(told)).not.toMatch(/<@|<!|Ana Lopez/);
  }
});

test('/referrals help says what there is, and unknown words are answered with the same', async () => {
  const { text, json } = await as('ana').command('help');
  expect(text).toContain('/referrals team');
  const forAdmins = await as('olga').command('help');
  for (const word of ['/referrals connect', '/referrals link', '/referrals settings']) {
    expect(forAdmins.text).toContain(word);
    expect(text).not.toContain(word);
  }
  expect(json.response_type).toBe('ephemeral');
  const unknown = await as('ana').command('teem <!channel>');
  expect(unknown.text).toContain('I do not know “teem @channel”.');
  expect(unknown.text).toContain('/referrals team');
  expect((await as('ana').command('team year')).text).toContain('I do not know “team year”.');
});

test('somebody who reads German gets German', async () => {
  expect((await as('cara').command('help')).text).toContain('/referrals team');
  expect((await as('cara').command('help')).text).not.toBe((await as('ana').command('help')).text);
});

test('the App Home shows open invites with buttons that work, and shows itself anew', async () => {
  const invite = await arrive(stage(), { freelancer: 'f-ben' });
  await as('ben').openHome();
  const home = await as('ben').untilHome((view) => wordsOf(view).includes(invite.id));
  expect(offersOf(home)).toEqual(expect.arrayContaining([ACTION.accept, ACTION.decline, ACTION.refer]));
  await as('ben').press(home, ACTION.accept, { value: invite.id });
  await as('ben').untilHome((view) => !wordsOf(view).includes(invite.id));
  await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
  const card = await untilCard(as('ben'), invite, (now) => !isOpen(now));
  expect(card.text).toContain('You accepted');
  await untilAtRest(stage());
});

test('the App Home opens the Refer modal, without anybody picked', async () => {
  const invite = await arrive(stage(), { freelancer: 'f-ben' });
  await as('ben').openHome();
  const home = await as('ben').untilHome((view) => wordsOf(view).includes(invite.id));
  await as('ben').press(home, ACTION.refer, { value: invite.id });
  const modal = await as('ben').untilModal(({ raw }) => String(raw.private_metadata).includes(invite.id));
  await as('ben').pick(modal, ACTION.pickColleague, 'Cara Weiss', 'cara');
  expect(await as('ben').submit()).toMatchObject({ status: 200, text: '' });
  await as('ben').untilHome((view) => wordsOf(view).includes('to Cara Weiss'));
  await untilReferral(stage(), invite, 'forwarded');
  await untilAtRest(stage());
});
