import { expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { pickColleaguesToAsk } from '../../sandbox/demo/pick-colleagues-to-ask.js';
import { REASONS } from '../../sandbox/marketplace/market/decline-reasons.js';
import type { ShownView } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { de } from '../../src/slack/words/de.js';
import { en } from '../../src/slack/words/en.js';
import {
  arrive,
  idOf,
  inviteNow,
  isOpen,
  offersOf,
  openRefer,
  receivedInvite,
  refer,
  untilCard,
  untilInvite,
  untilNews,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { forgeReferral } from '../support/forge-payloads.js';
import { makeDue, timerOf } from '../support/make-due.js';
import { testStage } from '../support/stage.js';

const COMMAND = '/empfehlungen';
const stage = testStage({ baton: { COMMAND } });
const as = (name: string) => stage().driver.as(name);
const cara = () => as('cara');

/** The texts of a catalogue, by their place in it. */
function* textsIn(tree: object, path = ''): Generator<[path: string, text: string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${path}${key}`, value];
    else yield* textsIn(value as object, `${path}${key}.`);
  }
}

const GERMAN = new Map(textsIn(de));

/** Long enough not to be anybody's own words, and said otherwise in German. */
const OURS = [...textsIn(en)].flatMap(([path, text]) => {
  const longest = text
    .split(/\{\{.*?\}\}|[*\n]/)
    .reduce((best, part) => (part.length > best.length ? part : best), '')
    .trim();
  const isOurs = longest.length >= 12 && !GERMAN.get(path)?.includes(longest);
  return isOurs ? [longest] : [];
});

const ENGLISH = [...OURS, ...REASONS.map(({ text }) => text)];

/** What of this is in English. */
const englishIn = (said: unknown): string[] => {
  const text = JSON.stringify(said);
  return ENGLISH.filter((words) => text.includes(words));
};

const modal = (callback: string, { id }: Invite): Promise<ShownView> =>
  cara().untilModal(({ callbackId, raw }) => callbackId === callback && String(raw.private_metadata).includes(id));

test('there is enough English to be looked for', () => {
  expect(ENGLISH.length).toBeGreaterThan(200);
  expect(englishIn({ text: 'Baton: *New invite* for you. This invite expired without an answer.' })).not.toEqual([]);
  expect(englishIn({ text: de.card.state.expired })).toEqual([]);
});

test('cards, modals, refusals, questions and news are in the language of whoever reads them', async () => {
  const job = { title: 'X', skills: [] };
  const invite = await arrive(stage(), { freelancer: 'f-cara', job, letter: '', expiresInSeconds: 12 * 86_400 });
  const card = await untilCard(cara(), invite, isOpen);
  expect(card.text).toMatch(/^Neue Einladung: /);
  while (timerOf(await inviteNow(stage(), invite), 'nudge-invite')) {
    const { nudges } = await inviteNow(stage(), invite);
    await makeDue(stage(), 'nudge-invite', invite);
    await untilInvite(stage(), invite, (now) => now.nudges > nudges && !now.work.some(isDueNudge));
  }
  await cara().untilMessage((message) => idOf(message).startsWith(`nudge.${invite.id}`));
  await as('olga').untilMessage(
    ({ text }) => text === 'Cara Weiss has not answered “X”. You can decide in their place.',
  );
  await cara().press(card, ACTION.decline);
  expect(englishIn((await modal(MODAL.decline, invite)).raw)).toEqual([]);
  await cara().dismiss();
  await cara().press(card, ACTION.ask);
  const asking = await modal(MODAL.ask, invite);
  expect(englishIn(asking.raw)).toEqual([]);
  await pickColleaguesToAsk(cara(), asking, ['Ben Okoro']);
  await cara().submit();
  const question = await as('ben').untilMessage((message) => offersOf(message).includes(ACTION.answerNo));
  expect(question.text).toBe('Cara Weiss asks: would you take “X”?');
  await as('ben').press(question, ACTION.answerNo);
  const news = await cara().untilMessage((message) => idOf(message).startsWith('relay-news.'));
  expect(news.text).toContain('Niemand');
  const open = await untilCard(cara(), invite, (now) => offersOf(now).includes(ACTION.ask));
  await openRefer(cara(), open, invite, 'Ben Okoro');
  expect(englishIn(cara().modal().raw)).toEqual([]);
  await cara().dismiss();
  const refused = await forgeReferral(stage(), 'cara', invite, `member:${cara().id}`);
  expect(refused.text).toContain(de.refusal['referral.toYourself']);
  await refer(cara(), invite, 'Ben Okoro');
  const bens = await receivedInvite(stage(), invite);
  expect((await untilCard(as('ben'), bens)).text).toMatch(/^Cara Weiss referred you: X\./);
  await untilNews(cara(), await untilReferral(stage(), invite, 'forwarded'), 'forwarded');
  await act(stage(), `invitations/${bens.externalId}/accept`);
  await untilNews(cara(), await untilReferral(stage(), invite, 'accepted'), 'accepted');
});

const isDueNudge = ({ job, at }: { job: string; at: Date }) => job === 'nudge-invite' && at.getTime() <= Date.now();

test('so are the command, the Home and what opens from it, under the command’s own name', async () => {
  for (const words of [
    '',
    'help',
    'team month',
    'privacy',
    'available',
    'skills',
    'feedback',
    'nonsense',
    'connect',
    '@ana',
  ]) {
    const { status, json } = await cara().command(words);
    expect(status).toBe(200);
    expect([words, englishIn(json)]).toEqual([words, []]);
    expect(JSON.stringify(json)).not.toContain('/referrals');
  }
  expect(JSON.stringify((await cara().command('help')).json)).toContain(`\`${COMMAND} team\``);
  expect(JSON.stringify((await as('ana').command('help')).json)).toContain(`\`${COMMAND}\` your referrals`);
  await cara().openHome();
  const home = await cara().untilHome((view) => offersOf(view).includes(ACTION.profile));
  expect(englishIn(home.raw)).toEqual([]);
  await cara().press(home, ACTION.profile);
  expect(englishIn((await cara().untilModal(({ callbackId }) => callbackId === MODAL.profile)).raw)).toEqual([]);
  await cara().dismiss();
  await as('ana').openHome();
  expect(wordsOf(await as('ana').untilHome(() => true))).toContain(en.home.invites);
});

test('no message that Cara ever got says anything in English', async () => {
  const messages = await cara().messages();
  expect(messages.length).toBeGreaterThan(4);
  for (const { text, blocks } of [...messages, ...cara().ephemerals()]) expect(englishIn({ text, blocks })).toEqual([]);
});
