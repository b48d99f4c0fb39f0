import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { ShownMessage } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD } from '../../src/slack/features/profile/profile.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import { configure } from '../support/change-settings.js';
import {
  arrive,
  callsOn,
  choicesOf,
  effectsOn,
  idOf,
  inviteNow,
  isDecided,
  isOpen,
  offersOf,
  refer,
  storedInvite,
  untilAtRest,
  untilCard,
  untilInvite,
  untilNews,
  untilReferral,
  whisperAfter,
  wordsOf,
} from '../support/e2e-actions.js';
import { forgeClick, sendForged } from '../support/forge-payloads.js';
import { makeDue, timerOf } from '../support/make-due.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

/** Reminders of an invite that somebody has. */
const untilNudge = (name: string, { id }: Invite, event: string, is: (nudge: ShownMessage) => boolean = () => true) =>
  as(name).untilMessage(
    (message) =>
      [`nudge.${id}.${event}.${as(name).id}`, `manager-nudge.${id}.${event}.${as(name).id}`].includes(idOf(message)) &&
      is(message),
  );

const remindersOf = async (name: string, { id }: Invite) =>
  (await as(name).messages()).filter((message) => new RegExp(`^(manager-)?nudge\\.${id}`).test(idOf(message)));

const isDue = (at: Date | undefined) => at !== undefined && at.getTime() <= Date.now();

/** The next reminder's time comes. */
async function remind(invite: Invite): Promise<Invite> {
  const { nudges } = await inviteNow(stage(), invite);
  await makeDue(stage(), 'nudge-invite', invite);
  return untilInvite(stage(), invite, (now) => now.nudges === nudges + 1 && !isDue(timerOf(now, 'nudge-invite')));
}

describe('the response clock', () => {
  test('the card counts down; reminders are planned within Ana’s working hours, in her time zone', async () => {
    const invite = await arrive(stage(), { expiresInSeconds: 14 * 86_400 });
    const card = await untilCard(as('ana'), invite);
    expect(wordsOf(card)).toMatch(/answer by \*<!date\^\d+\^.*Declining counts as an answer, silence does not/);
    let now = await inviteNow(stage(), invite);
    for (const hours of [4, 12, 20]) {
      const at = timerOf(now, 'nudge-invite');
      const earliest = invite.invitedAt.getTime() + hours * 3_600_000;
      expect(at?.getTime()).toBeGreaterThanOrEqual(earliest);
      const local = Temporal.Instant.fromEpochMilliseconds(at?.getTime() ?? 0).toZonedDateTimeISO('Europe/Madrid');
      expect(local.hour * 60 + local.minute).toBeGreaterThanOrEqual(9 * 60);
      expect(local.hour).toBeLessThan(18);
      expect(local.dayOfWeek).toBeLessThanOrEqual(5);
      now = await remind(invite);
      if (!timerOf(now, 'nudge-invite')) break;
    }
    expect(timerOf(now, 'nudge-invite')).toBeUndefined();
  });

  test('unanswered: Ana is reminded, then the manager hears and decides for her, with both names', async () => {
    const invite = await arrive(stage(), { expiresInSeconds: 14 * 86_400 });
    await untilCard(as('ana'), invite);
    await remind(invite);
    const first = await untilNudge('ana', invite, '1');
    expect(first.text).toMatch(/^“.*” still waits for your answer\.$/);
    expect(offersOf(first)).toEqual(expect.arrayContaining([ACTION.accept, ACTION.decline, ACTION.refer]));
    expect(await remindersOf('olga', invite)).toEqual([]);
    while (timerOf(await inviteNow(stage(), invite), 'nudge-invite')) await remind(invite);
    const olgas = await untilNudge('olga', invite, 'last');
    expect(olgas.text).toContain('Ana Lopez has not answered');
    expect(await as('olga').press(olgas, ACTION.accept)).toMatchObject({ status: 200 });
    const card = await untilCard(as('ana'), invite, isDecided);
    expect(wordsOf(card)).toContain('Olga Lind decided for you.');
    expect(card.text).toContain('Olga Lind accepted');
    expect((await inviteNow(stage(), invite)).decision).toMatchObject({
      by: as('olga').id,
      onBehalfOf: { slackUserId: as('ana').id, name: 'Ana Lopez' },
    });
    await untilNudge('ana', invite, '1', (nudge) => offersOf(nudge).length === 0);
    await untilNudge('olga', invite, 'last', (nudge) => wordsOf(nudge).includes('You decided for Ana Lopez.'));
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
  });

  test('roles: a plain member cannot decide for others; once named a manager, they can, and the referral is Ana’s', async () => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite);
    const press = (action_id: string) =>
      sendForged(
        stage(),
        forgeClick(stage(), { workspace: stage().slack, name: 'ben' }, card, { action_id, value: invite.id }),
      );
    const told = await whisperAfter(as('ben'), () => press(ACTION.accept));
    expect(told.text).toContain('addressed to Ana Lopez');
    expect((await inviteNow(stage(), invite)).status).toBe('open');
    await configure(stage(), { managers: [as('ben').id] });
    expect(await press(ACTION.accept)).toMatchObject({ status: 200 });
    const decided = await untilCard(as('ana'), invite, isDecided);
    expect(wordsOf(decided)).toContain('Ben Okoro decided for you.');
    await configure(stage(), { managers: [] });
  });

  test('an expired invite edits the card and the reminders, which ask for nothing any more', async () => {
    const invite = await arrive(stage(), { expiresInSeconds: 6 * 86_400 });
    await untilCard(as('ana'), invite, isOpen);
    await remind(invite);
    await untilNudge('ana', invite, '1');
    await act(stage(), `invitations/${invite.externalId}/expire`);
    const expired = await untilCard(as('ana'), invite, (now) => now.text.includes('expired without an answer'));
    expect(choicesOf(expired)).toEqual([]);
    const nudge = await untilNudge('ana', invite, '1', (now) => offersOf(now).length === 0);
    expect(nudge.text).toContain(en.card.state.expired);
    expect(callsOn(stage(), invite)).toEqual([]);
  });
});

describe('outcomes', () => {
  test('each in any order, late and twice: card, history and the referrer’s news; what is muted or old is not sent', async () => {
    await as('ana').openHome();
    await as('ana').press(await as('ana').untilHome(() => true), ACTION.profile);
    const modal = await as('ana').untilModal(({ callbackId }) => callbackId === MODAL.profile);
    const boxes = JSON.parse(JSON.stringify(modal.blocks)).find(
      ({ block_id: id }: { block_id: string }) => id === FIELD.hear,
    ).element.options as { value: string }[];
    const heard = boxes.filter(({ value }) => !['viewed', 'forwarded'].includes(value));
    as('ana').fill(VALUE, heard, { blockId: FIELD.hear });
    expect(await as('ana').submit()).toMatchObject({ status: 200, text: '' });
    const invite = await arrive(stage());
    await refer(as('ana'), invite, 'Ben Okoro');
    const { receivedExternalId: bens } = await untilReferral(stage(), invite, 'forwarded');
    await act(stage(), 'deliveries/hold');
    await act(stage(), `invitations/${bens}/accept`);
    for (const what of ['view', 'interview', 'hire']) await act(stage(), `proposals/${bens}/${what}`);
    const deliveries = Object.values(stage().sandbox.state.deliveries);
    const last = deliveries.find(({ body }) => body.includes(String(bens)) && body.includes('"hired"'));
    await act(stage(), `deliveries/${last?.id}/resend`);
    const hired = await untilReferral(stage(), invite, 'hired');
    await act(stage(), 'deliveries/release', { order: 'reverse' });
    await untilNews(as('ana'), hired, 'hired');
    for (const { id, body } of Object.values(stage().sandbox.state.deliveries))
      if (body.includes(String(bens))) await act(stage(), `deliveries/${id}/resend`, { times: 2 });
    await untilAtRest(stage());
    const told = (await as('ana').messages()).filter((one) => idOf(one).startsWith(`news.${hired.id}`));
    expect(told.filter(({ raw }) => raw.reply_broadcast).map(idOf)).toEqual([`news.${hired.id}.hired`]);
    for (const { raw } of told) expect(raw.thread_ts).toBe((await untilCard(as('ana'), invite)).ts);
    await untilCard(as('ana'), invite, (now) => now.text.includes('The client hired Ben Okoro'));
    const after = await stage().truth.ports.referrals.get(hired);
    const whats = after?.history.map(({ what }) => what) ?? [];
    expect(whats.filter((what) => what === 'viewed')).toHaveLength(1);
    expect(after?.status).toBe('hired');
  });

  test.each([
    ['declined', (id: string) => `invitations/${id}/decline`, 'Ben Okoro declined'],
    ['withdrawn', (id: string) => `invitations/${id}/withdraw`, 'The client withdrew the invite'],
    ['expired', (id: string) => `invitations/${id}/expire`, 'It expired without an answer'],
  ] as const)('%s: the card and the news say so', async (status, what, words) => {
    const invite = await arrive(stage());
    await refer(as('ana'), invite, 'Ben Okoro');
    const { receivedExternalId } = await untilReferral(stage(), invite, 'forwarded');
    await act(stage(), what(String(receivedExternalId)));
    const referral = await untilReferral(stage(), invite, status);
    await untilNews(as('ana'), referral, status);
    await untilCard(as('ana'), invite, (card) => card.text.includes(words));
    const bens = await storedInvite(stage(), String(receivedExternalId));
    await untilCard(as('ben'), bens, isDecided);
  });
});
