import { expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { rotateWebhookSecret } from '../../src/domain/workspace/rotate-webhook-secret.js';
import { ContractConfig } from '../../src/sources/contract/connection-config.js';
import {
  arrive,
  cardsOf,
  choicesOf,
  effectsOn,
  gainsOf,
  isDecided,
  refer,
  storedInvite,
  untilAtRest,
  untilCard,
  untilNews,
  untilReferral,
} from '../support/e2e-actions.js';
import { addressOf, invitationCreated, sendWebhook } from '../support/send-webhook.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

test('the same webhook five times at once: one event, one invite, one card', async () => {
  const body = invitationCreated();
  const id = 'msg_five-times';
  const answers = await Promise.all(Array.from({ length: 5 }, () => sendWebhook(stage(), body, { id })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(answers.map(({ text }) => JSON.parse(text).received).sort()).toEqual(['new', ...Array(4).fill('repeated')]);
  const invite = await storedInvite(stage(), body.data.id);
  await untilCard(as('ana'), invite);
  await untilAtRest(stage());
  expect(await cardsOf(as('ana'), invite)).toHaveLength(1);
  expect(await sendWebhook(stage(), body, { id })).toMatchObject({ status: 200, text: '{"received":"repeated"}' });
});

test('the same invitation under five webhook ids: one invite, one card', async () => {
  const body = invitationCreated();
  const answers = await Promise.all(Array.from({ length: 5 }, () => sendWebhook(stage(), body)));
  expect(answers.map(({ text }) => JSON.parse(text).received)).toEqual(Array(5).fill('new'));
  const invite = await storedInvite(stage(), body.data.id);
  await untilCard(as('ana'), invite);
  await untilAtRest(stage());
  expect(await cardsOf(as('ana'), invite)).toHaveLength(1);
  expect((await stage().truth.ports.invites.get(invite))?.history).toHaveLength(1);
});

test('a status of an invitation that nobody shows yet is applied as soon as the invitation comes', async () => {
  const body = invitationCreated();
  const { id } = body.data;
  const timestamp = new Date().toISOString();
  const status = {
    type: 'invitation.status_changed',
    timestamp,
    data: { id, status: 'withdrawn', changedAt: timestamp },
  };
  await sendWebhook(stage(), status, { id: 'msg_too-early' });
  const { truth, tenantId } = stage();
  const early = { tenantId, id: 'msg_too-early' };
  await eventually('it was tried in vain', async () => (await truth.ports.events.get(early))?.work[0]?.attempts === 1);
  await sendWebhook(stage(), body);
  const invite = await storedInvite(stage(), id);
  const card = await untilCard(as('ana'), invite, isDecided);
  expect(card.text).toContain('The client withdrew this invite.');
  await untilAtRest(stage());
  expect((await truth.ports.events.get(early))?.work).toEqual([]);
});

test('the end of an invitation comes before its beginning: one card, closed, which nobody can answer', async () => {
  await act(stage(), 'deliveries/hold');
  const { id } = await act(stage(), 'invitations', { freelancer: 'f-ana' });
  await act(stage(), `invitations/${id}/withdraw`);
  await act(stage(), 'deliveries/release', { order: 'reverse' });
  const invite = await storedInvite(stage(), String(id));
  const card = await untilCard(as('ana'), invite, isDecided);
  await untilAtRest(stage());
  expect(card.text).toContain('The client withdrew this invite.');
  expect(choicesOf(card)).toEqual([]);
  expect(await cardsOf(as('ana'), invite)).toHaveLength(1);
  expect((await stage().truth.ports.invites.get(invite))?.status).toBe('withdrawn');
});

test('everything of a referral comes in reverse, the hire first: hired, each thing counted once', async () => {
  const invite = await arrive(stage());
  await untilCard(as('ana'), invite);
  const gains = await gainsOf(stage(), ['ana', 'ben', '*'], async () => {
    await act(stage(), 'deliveries/hold');
    await refer(as('ana'), invite, 'Ben Okoro', { toColleague: 'It suits you.' });
    const { receivedExternalId: bens } = await untilReferral(stage(), invite, 'forwarded');
    await act(stage(), `invitations/${bens}/accept`);
    for (const what of ['view', 'interview', 'hire']) await act(stage(), `proposals/${bens}/${what}`);
    await act(stage(), 'deliveries/release', { order: 'reverse' });
    const referral = await untilReferral(stage(), invite, 'hired');
    await untilNews(as('ana'), referral, 'hired');
    const bensInvite = await storedInvite(stage(), String(bens));
    await untilCard(as('ben'), bensInvite, (card) => card.text.includes('accepted'));
    await untilAtRest(stage());
    expect(await cardsOf(as('ben'), bensInvite)).toHaveLength(1);
    expect((await stage().truth.ports.referrals.get(referral))?.status).toBe('hired');
  });
  expect(gains.ana).toEqual({ sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 });
  expect(gains.ben).toEqual({ received: 1, receivedAccepted: 1, receivedHired: 1 });
  expect(gains['*']).toEqual(gains.ana);
  const card = await untilCard(as('ana'), invite, (now) => now.text.includes('The client hired Ben Okoro'));
  expect(choicesOf(card)).toEqual([]);
});

test('an outcome that was heard is not taken back by a late, lesser one', async () => {
  const invite = await arrive(stage());
  await refer(as('ana'), invite, 'Cara Weiss');
  const { receivedExternalId } = await untilReferral(stage(), invite, 'forwarded');
  await act(stage(), `invitations/${receivedExternalId}/accept`);
  await untilReferral(stage(), invite, 'accepted');
  await act(stage(), `proposals/${receivedExternalId}/hire`);
  const hired = await untilReferral(stage(), invite, 'hired');
  const deliveries = Object.values(stage().sandbox.state.deliveries).filter(({ body }) =>
    body.includes(String(receivedExternalId)),
  );
  for (const { body } of deliveries) expect((await sendWebhook(stage(), body)).status).toBe(200);
  await untilAtRest(stage());
  const after = await stage().truth.ports.referrals.get(hired);
  expect(after).toMatchObject({ status: 'hired' });
  expect(after?.history.map(({ what }) => what)).toEqual(hired.history.map(({ what }) => what));
  expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
});

test('while secrets rotate, the old one and the new one hold; after the next rotation the oldest does not', async () => {
  const { truth, tenantId } = stage();
  const olga = { tenantId, slackUserId: as('olga').id, name: 'Olga Lind' };
  const { url, secret: oldest } = await addressOf(stage());
  const id = url.split('/').at(-1) ?? '';
  const rotated = async () =>
    ContractConfig.parse((await rotateWebhookSecret(truth.ports, olga, id)).config).webhookSecrets[0] ?? '';
  const second = await rotated();
  const body = invitationCreated();
  const statusWith = async (secret: string) =>
    (await sendWebhook(stage(), body, { secret, id: 'msg_rotation' })).status;
  await eventually('the new secret holds', async () => (await statusWith(second)) === 200);
  expect(await statusWith(oldest)).toBe(200);
  const third = await rotated();
  await eventually('the newest secret holds', async () => (await statusWith(third)) === 200);
  expect(await statusWith(second)).toBe(200);
  expect(await statusWith(oldest)).toBe(401);
  await act(stage(), 'agencies/studio-north/webhook', { url, secrets: [third] });
  await untilAtRest(stage());
});
