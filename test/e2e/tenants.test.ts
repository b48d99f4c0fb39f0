import { beforeAll, describe, expect, test } from '@jest/globals';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  cardsOf,
  countsOf,
  effectsOn,
  inviteNow,
  isDecided,
  refer,
  referralOf,
  untilAtRest,
  untilCard,
  untilNews,
  untilReferral,
  whisperAfter,
} from '../support/e2e-actions.js';
import { declineValues, forgeClick, forgeSubmission, referValues, sendForged } from '../support/forge-payloads.js';
import { newTenant, personId, settle, type TestTenant } from '../support/new-tenant.js';
import { addressOf, invitationCreated, sendWebhook } from '../support/send-webhook.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const HARBOUR = {
  domain: 'harbour',
  users: [
    { name: 'hans', real_name: 'Hans Holm', email: 'hans@harbour.example', is_admin: true },
    { name: 'ida', real_name: 'Ida Iversen', email: 'ida@harbour.example' },
    { name: 'ben', real_name: 'Ben of Harbour', email: 'ben@harbour.example' },
  ],
  freelancers: [
    { name: 'Ida Iversen', email: 'ida@harbour.example' },
    { name: 'Ben Harbour', email: 'ben@harbour.example' },
  ],
};
let harbour: TestTenant;
beforeAll(async () => {
  harbour = await settle(await newTenant(stage(), HARBOUR), HARBOUR);
});

const idasInvite = () => arrive(harbour, { freelancer: personId('harbour', 'Ida Iversen') });
const as = (name: string) => stage().driver.as(name);

test('two tenants at once stay apart: tokens, cards, tallies and marketplaces', async () => {
  const [anas, idas] = await Promise.all([arrive(stage()), idasInvite()]);
  const ida = harbour.driver.as('ida');
  const [anaBefore, idaBefore] = await Promise.all([countsOf(stage(), 'ana'), countsOf(harbour, 'ida')]);
  await Promise.all([refer(as('ana'), anas, 'Ben Okoro'), refer(ida, idas, 'Ben of Harbour')]);
  const [anasReferral, idasReferral] = await Promise.all([
    untilReferral(stage(), anas, 'forwarded'),
    untilReferral(harbour, idas, 'forwarded'),
  ]);
  await Promise.all([untilNews(as('ana'), anasReferral, 'forwarded'), untilNews(ida, idasReferral, 'forwarded')]);
  await untilAtRest(stage());
  expect([anas.tenantId, idas.tenantId]).toEqual([stage().slack.team.id, harbour.workspace.team.id]);
  expect(idasReferral.to.target).toEqual({ by: 'person', personId: personId('harbour', 'Ben Harbour') });
  expect(effectsOn(stage(), anas)).toEqual(['decline', 'refer']);
  expect(effectsOn(stage(), idas)).toEqual(['decline', 'refer']);
  const about = (id: string) => stage().slack.calls.all.filter(({ args }) => JSON.stringify(args).includes(id));
  expect(new Set(about(anas.id).map(({ team }) => team))).toEqual(new Set([anas.tenantId]));
  expect(new Set(about(idas.id).map(({ team }) => team))).toEqual(new Set([idas.tenantId]));
  const callers = stage().sandbox.state.calls.filter(({ path }) => path.includes(idas.externalId));
  expect(new Set(callers.map(({ agencyId }) => agencyId))).toEqual(new Set(['harbour']));
  expect((await countsOf(stage(), 'ana')).sent).toBe((anaBefore.sent ?? 0) + 1);
  expect((await countsOf(harbour, 'ida')).sent).toBe((idaBefore.sent ?? 0) + 1);
  expect(await cardsOf(as('ana'), idas)).toEqual([]);
  expect((await as('ana').command('team')).text).not.toContain('Ida');
  expect((await ida.command('team')).text).not.toContain('Ana');
});

test('the picker of one workspace offers nobody of the other', async () => {
  const invite = await idasInvite();
  const ida = harbour.driver.as('ida');
  const card = await untilCard(ida, invite);
  const found = await ida.lookUp(card, ACTION.pickColleague);
  expect(found.map(({ text }) => text).sort()).toEqual(['Ben of Harbour', 'Hans Holm']);
});

test('one tenant’s webhook secret opens no other tenant’s address', async () => {
  const { secret } = await addressOf(harbour);
  const { url } = await addressOf(stage());
  expect((await sendWebhook(stage(), invitationCreated(), { url, secret })).status).toBe(401);
});

test('the same webhook id and the same invitation at two tenants are two invites', async () => {
  const body = invitationCreated({ freelancer: { id: 'f-nobody', name: 'Nobody' } });
  const id = 'msg_shared';
  const answers = [await sendWebhook(stage(), body, { id }), await sendWebhook(harbour, body, { id })];
  expect(answers.map(({ text }) => JSON.parse(text).received)).toEqual(['new', 'new']);
  await untilAtRest(stage());
  const { invites } = stage().truth.ports;
  const both = [stage().tenantId, harbour.tenantId].map((tenantId) => invites.byExternalId(tenantId, body.data.id));
  const [one, other] = await Promise.all(both);
  expect(one?.id).toBeDefined();
  expect(other?.id).toBeDefined();
  expect(one?.id).not.toBe(other?.id);
});

describe('forged payloads of somebody of another tenant', () => {
  const GONE = 'This invite is not here any more. Look for it on the marketplace.';
  const asIda = () => ({ workspace: harbour.workspace, name: 'ida' });

  test('a button with the other tenant’s invite, and one with its referral: nothing is found', async () => {
    const anas = await arrive(stage());
    await untilCard(as('ana'), anas);
    const idas = await idasInvite();
    const ida = harbour.driver.as('ida');
    const card = await untilCard(ida, idas);
    for (const action of [ACTION.accept, ACTION.decline, ACTION.refer, ACTION.letter, ACTION.handedOff]) {
      const click = forgeClick(stage(), asIda(), card, { action_id: action, value: anas.id });
      const told = await whisperAfter(ida, () => sendForged(stage(), click));
      expect(told.text).toBe(GONE);
    }
    expect((await inviteNow(stage(), anas)).status).toBe('open');
    await refer(as('ana'), anas, 'Cara Weiss');
    const { id } = await referralOf(stage(), anas);
    const undo = forgeClick(stage(), asIda(), card, { action_id: ACTION.undo, value: id });
    expect((await whisperAfter(ida, () => sendForged(stage(), undo))).text).toBe('This referral is not here any more.');
  });

  test('a modal whose metadata name the other tenant’s invite', async () => {
    const anas = await arrive(stage());
    const metadata = JSON.stringify({ inviteId: anas.id, fromHome: false });
    const bens = `member:${harbour.workspace.users.ben?.id}`;
    for (const [callbackId, values] of [
      [MODAL.decline, declineValues()],
      [MODAL.refer, referValues(anas.id, bens)],
    ] as const) {
      const { json } = await sendForged(stage(), forgeSubmission(stage(), asIda(), { callbackId, metadata, values }));
      expect(JSON.stringify(json)).toContain(GONE);
    }
    expect((await inviteNow(stage(), anas)).status).toBe('open');
  });

  test('metadata that nobody wrote here: told plainly, nothing happens', async () => {
    for (const metadata of ['', 'null', '{"inviteId":{"$ne":null}}', '{"inviteId":"T1:x"}', 'no JSON']) {
      const view = { callbackId: MODAL.decline, metadata, values: declineValues() };
      const reply = await sendForged(stage(), forgeSubmission(stage(), asIda(), view));
      expect(reply.status).toBe(200);
      expect(JSON.stringify(reply.json)).toMatch(/cannot read this form any more|not here any more/);
    }
  });

  test('a look-up whose block names the other tenant’s invite: nobody is offered', async () => {
    const anas = await arrive(stage());
    const ida = harbour.driver.as('ida');
    const card = await untilCard(ida, await idasInvite());
    const blocks = JSON.parse(JSON.stringify(card.blocks).replaceAll(/colleague:[\w-]+/g, `colleague:${anas.id}`));
    const found = await ida.lookUp({ ...card, blocks }, ACTION.pickColleague);
    expect(found.map(({ text }) => text)).toEqual(['…']);
    expect(found[0]?.group).toContain('This invite is not here any more.');
  });

  test('an option that names a member of the other tenant: not eligible', async () => {
    const idas = await idasInvite();
    const metadata = JSON.stringify({ inviteId: idas.id, fromHome: false });
    const values = referValues(idas.id, `member:${as('cara').id}`);
    const view = { callbackId: MODAL.refer, metadata, values };
    const { json } = await sendForged(stage(), forgeSubmission(stage(), asIda(), view));
    expect(JSON.stringify(json)).toContain('This person cannot be referred from here.');
    expect((await inviteNow(harbour, idas)).status).toBe('open');
  });
});

describe('people who have no say', () => {
  test('a user of another workspace who clicks in a shared channel (Slack Connect): a private reason', async () => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite);
    const stranger = { id: 'U0STRANGER', username: 'sam', name: 'sam', team_id: 'T0FARAWAY' };
    const sender = { workspace: stage().slack, name: 'ana', lies: { user: stranger } };
    const click = forgeClick(stage(), sender, card, { action_id: ACTION.accept, value: invite.id });
    expect((await sendForged(stage(), click)).status).toBe(200);
    const said = await stage().slack.calls.until(({ args }) => String(args.text).startsWith('You belong to another'));
    expect(said.args.response_type).toBe('ephemeral');
    expect((await inviteNow(stage(), invite)).status).toBe('open');
    const metadata = JSON.stringify({ inviteId: invite.id, fromHome: false });
    const view = { callbackId: MODAL.decline, metadata, values: declineValues() };
    const { json } = await sendForged(stage(), forgeSubmission(stage(), sender, view));
    expect(JSON.stringify(json)).toContain('You belong to another workspace');
    expect((await inviteNow(stage(), invite)).status).toBe('open');
  });

  test('a colleague who answers an invite of somebody else’s: a private reason that names the person', async () => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite);
    for (const action of [ACTION.accept, ACTION.decline, ACTION.refer, ACTION.letter]) {
      const click = forgeClick(stage(), { workspace: stage().slack, name: 'ben' }, card, {
        action_id: action,
        value: invite.id,
      });
      const told = await whisperAfter(as('ben'), () => sendForged(stage(), click));
      expect(told.text).toBe('This invite is addressed to Ana Lopez, so only they can answer it.');
    }
    expect((await inviteNow(stage(), invite)).status).toBe('open');
  });

  test('a click on a card that is decided: a private reason, and the decision stands', async () => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite);
    await as('ana').press(card, ACTION.accept);
    await untilCard(as('ana'), invite, isDecided);
    for (const action of [ACTION.accept, ACTION.decline, ACTION.refer]) {
      const told = await whisperAfter(as('ana'), () => as('ana').press(card, action));
      expect(told.text).toContain('You have accepted this invite already.');
    }
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
  });

  test('settings, connecting and linking are for admins', async () => {
    for (const word of ['connect', 'link', 'settings']) {
      const reply = await as('ana').command(word);
      expect(reply.json.text).toBe('Only a workspace admin, or whoever installed Baton, can do that.');
    }
  });
});
