import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import { type Driver, slackDriver } from '../../sandbox/slack/driver.js';
import { runBotProcess } from '../../src/bot-process.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Running } from '../../src/lib/listen.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { runWorkerProcess } from '../../src/worker-process.js';
import {
  arrive,
  callsOn,
  cardsOf,
  choicesOf,
  effectsOn,
  gainsOf,
  inviteNow,
  isDecided,
  untilAtRest,
  untilCard,
} from '../support/e2e-actions.js';
import { declineValues, forgeClick, forgeSubmission, referValues, sendForged } from '../support/forge-payloads.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const ana = () => stage().driver.as('ana');
const asAna = () => ({ workspace: stage().slack, name: 'ana' });

let others: Running[] = [];
let drivers: Driver[] = [];

beforeAll(async () => {
  const { config, slack } = stage();
  others = await Promise.all([runBotProcess({ ...config, PORT: 0 }), runWorkerProcess({ ...config, WORKER_PORT: 0 })]);
  drivers = [stage().driver, slackDriver(slack, { appUrl: `http://127.0.0.1:${others[0]?.port}` })];
});
afterAll(async () => {
  await Promise.all(others.map((one) => one.close()));
});

/** Sends a payload through one of the two bots. */
const send = (payload: Record<string, unknown>, at: number): Promise<Reply> =>
  sendForged({ slack: stage().slack, driver: drivers[at % 2] ?? stage().driver }, payload);

const metadataOf = ({ id }: Invite) => JSON.stringify({ inviteId: id, fromHome: false });
const referral = (invite: Invite, colleague: string) => {
  const view = { callbackId: MODAL.refer, metadata: metadataOf(invite), values: referValues(invite.id, colleague) };
  return forgeSubmission(stage(), asAna(), view);
};
const decline = (invite: Invite) =>
  forgeSubmission(stage(), asAna(), {
    callbackId: MODAL.decline,
    metadata: metadataOf(invite),
    values: declineValues(),
  });

const COLLEAGUES = ['person:f-ben', 'person:f-cara', 'person:p_mei', 'person:p_omar', 'person:p_lucia'];
/** What Ana is told of an answer of hers that came before. */
const LATE =
  /You have (?:accepted this invite|declined this invite|referred .{1,40} for this invite) already\. The card shows how it goes on\./;

/** What Ana is told privately, once it is as much as expected. */
const whispersSince = async (before: number, count: number): Promise<string[]> => {
  await eventually('Ana is told', async () => ana().ephemerals().length >= before + count);
  return ana()
    .ephemerals()
    .slice(before)
    .map(({ text }) => text);
};

/** A modal that closes without a word has done it; every other one says why not. */
const isDone = ({ status, text }: Reply) => status === 200 && text === '';

test('two bots and two workers: twenty referrals at once are one referral, one forward, one tally', async () => {
  const invite = await arrive(stage());
  await untilCard(ana(), invite);
  let replies: Reply[] = [];
  const gains = await gainsOf(stage(), ['ana', '*'], async () => {
    const payloads = Array.from({ length: 20 }, (_, at) => referral(invite, COLLEAGUES[at % COLLEAGUES.length] ?? ''));
    replies = await Promise.all(payloads.map(send));
  });
  expect(replies.filter(isDone)).toHaveLength(1);
  for (const { status, json } of replies.filter((reply) => !isDone(reply))) {
    expect({ status, text: JSON.stringify(json) }).toEqual({ status: 200, text: expect.stringMatching(LATE) });
  }
  expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
  expect(callsOn(stage(), invite)).toHaveLength(1);
  expect(gains).toEqual({ ana: { sent: 1, forwarded: 1 }, '*': { sent: 1, forwarded: 1 } });
  const card = await untilCard(ana(), invite, (now) => now.text.includes('No answer yet'));
  expect(card.text).toContain('You referred');
  expect(choicesOf(card)).toEqual([]);
});

test('twenty mixed answers at once: one decision, one call, and the losers hear privately why', async () => {
  const invite = await arrive(stage());
  const card = await untilCard(ana(), invite);
  const whispersBefore = ana().ephemerals().length;
  const payloads = Array.from({ length: 20 }, (_, at) => {
    if (at % 3 === 0) return forgeClick(stage(), asAna(), card, { action_id: ACTION.accept, value: invite.id });
    return at % 3 === 1 ? decline(invite) : referral(invite, COLLEAGUES[at % COLLEAGUES.length] ?? '');
  });
  let replies: Reply[] = [];
  const gains = await gainsOf(stage(), ['ana'], async () => {
    replies = await Promise.all(payloads.map(send));
  });
  const { status, decision } = await inviteNow(stage(), invite);
  expect(decision).toMatchObject({ kind: status, by: ana().id, byName: 'Ana Lopez' });
  const modals = replies.filter((_, at) => at % 3 !== 0);
  const refused = modals.filter(({ json }) => LATE.test(JSON.stringify(json)));
  expect(replies.every((reply) => reply.status === 200)).toBe(true);
  expect(await whispersSince(whispersBefore, status === 'accepted' ? 6 : 7)).toEqual(
    Array(status === 'accepted' ? 6 : 7).fill(expect.stringMatching(LATE)),
  );
  expect(refused).toHaveLength(status === 'accepted' ? 13 : 12);
  const effects = { accepted: ['accept'], declined: ['decline'], referred: ['decline', 'refer'] }[status as 'accepted'];
  expect(effectsOn(stage(), invite)).toEqual(effects);
  expect(callsOn(stage(), invite)).toHaveLength(1);
  expect(gains).toEqual({ ana: status === 'referred' ? { sent: 1, forwarded: 1 } : {} });
  const decided = await untilCard(ana(), invite, (now) => /has confirmed it|No answer yet/.test(now.text));
  expect(decided.text).toContain(': *You ');
  expect(choicesOf(decided)).toEqual([]);
  expect(await cardsOf(ana(), invite)).toHaveLength(1);
});

describe('an invite that nobody here is linked to', () => {
  test('three people who press Accept at once: one has accepted, the card says who', async () => {
    const { id } = await act(stage(), 'people', {
      id: `solo-${Date.now()}`,
      name: 'Solo Silva',
      agencyId: 'studio-north',
    });
    const invite = await arrive(stage(), { freelancer: id });
    const olga = stage().driver.as('olga');
    const card = await untilCard(olga, invite);
    const names = ['olga', 'ben', 'cara'];
    const clicks = names.map((name) =>
      forgeClick(stage(), { workspace: stage().slack, name }, card, { action_id: ACTION.accept, value: invite.id }),
    );
    await Promise.all(clicks.map(send));
    const { decision } = await inviteNow(stage(), invite);
    const decided = await untilCard(olga, invite, isDecided);
    expect(decided.text).toContain(decision?.by === olga.id ? 'You accepted' : `${decision?.byName} accepted`);
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
    const losers = names.filter((name) => stage().slack.users[name]?.id !== decision?.by);
    expect(losers).toHaveLength(2);
    for (const name of losers)
      await stage()
        .driver.as(name)
        .untilEphemeral(({ text }) => /^(Too late|Zu spät): /.test(text));
  });
});

test('the same button pressed twice: the second press is told that it is decided', async () => {
  const invite = await arrive(stage());
  const card = await untilCard(ana(), invite);
  const press = () => ana().press(card, ACTION.accept);
  const before = ana().ephemerals().length;
  const replies = await Promise.all([press(), press()]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  await untilAtRest(stage());
  expect(await whispersSince(before, 1)).toEqual([expect.stringMatching(LATE)]);
  expect(effectsOn(stage(), invite)).toEqual(['accept']);
});
