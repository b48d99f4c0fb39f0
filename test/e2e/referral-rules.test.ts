import { describe, expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD } from '../../src/slack/features/profile/profile.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import {
  aboutIn,
  arrive,
  callsOn,
  inviteNow,
  isDecided,
  isOpen,
  offersOf,
  pickerOf,
  trouble,
  untilAtRest,
  untilCard,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { forgeReferral } from '../support/forge-payloads.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

/** Sends the *Refer* modal with a choice that no picker offers. */
const forge = (name: string, invite: Invite, colleague: string) => forgeReferral(stage(), name, invite, colleague);

const memberOf = (name: string) => `member:${as(name).id}`;

const picker = (name: string, invite: Invite, query?: string) => pickerOf(as(name), invite, query);

describe('rules of referring', () => {
  test('a member whose address the marketplace does not know is refused at once, with what to do', async () => {
    const invite = await arrive(stage());
    const { text } = await forge('ana', invite, memberOf('olga'));
    expect(text).toMatch(/account of this person is not known. Pick somebody else, or ask an admin to link them/);
    expect((await inviteNow(stage(), invite)).status).toBe('open');
  });

  test('a private job: the card says why Refer is missing, and a forged referral is refused in the same words', async () => {
    const invite = await arrive(stage(), { private: true });
    const card = await untilCard(as('ana'), invite);
    const offers = offersOf(card);
    for (const action of [ACTION.refer, ACTION.pickColleague, ACTION.ask]) expect(offers).not.toContain(action);
    expect(offers).toEqual(expect.arrayContaining([ACTION.accept, ACTION.decline]));
    expect(wordsOf(card)).toContain(en.refusal['referral.privateJob']);
    const { json } = await forge('ana', invite, memberOf('ben'));
    expect(JSON.stringify(json)).toContain(en.refusal['referral.privateJob']);
    expect((await inviteNow(stage(), invite)).status).toBe('open');
  });

  test('the picker marks who cannot be referred with the reason; the server refuses them in the same words', async () => {
    const invite = await arrive(stage());
    const bens = await arrive(stage(), { freelancer: 'f-ben', jobId: invite.job.id });
    const caras = await arrive(stage(), { freelancer: 'f-cara', jobId: invite.job.id });
    await act(stage(), `invitations/${caras.externalId}/accept`);
    await untilCard(as('cara'), caras, isDecided);
    await untilCard(as('ben'), bens);
    const rows = await picker('ana', invite);
    expect(aboutIn(rows, 'Ben Okoro')).toBe(en.refusal['referral.alreadyInvited']);
    expect(aboutIn(rows, 'Cara Weiss')).toBe(en.refusal['referral.alreadyProposed']);
    expect(rows[0]?.[0]).toBe('Olga Lind');
    for (const [name, code] of [
      ['ben', 'referral.alreadyInvited'],
      ['cara', 'referral.alreadyProposed'],
      ['ana', 'referral.toYourself'],
    ] as const) {
      const { json } = await forge('ana', invite, memberOf(name));
      const errors = { [`colleague:${invite.id}`]: en.refusal[code] };
      expect(json).toEqual({ response_action: 'errors', errors });
    }
    await act(stage(), `proposals/${caras.externalId}/hire`);
    expect(aboutIn(await picker('ben', bens), 'Cara Weiss')).toBe(en.refusal['referral.alreadyHired']);
    expect(callsOn(stage(), invite)).toEqual([]);
  });

  test('two members refer for one job at the same moment: one referral, and the other hears and reads why not', async () => {
    const anas = await arrive(stage());
    const caras = await arrive(stage(), { freelancer: 'f-cara', jobId: anas.job.id });
    await Promise.all([untilCard(as('ana'), anas), untilCard(as('cara'), caras)]);
    const answers = await Promise.all([
      forge('ana', anas, memberOf('ben')),
      forge('cara', caras, 'person:p_mei'),
      forge('ana', anas, memberOf('ben')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await untilAtRest(stage());
    const onJob = await stage().truth.ports.referrals.ofJob(stage().tenantId, anas.job.id);
    expect(onJob.filter(({ takesSlot }) => takesSlot)).toHaveLength(1);
    expect(onJob).toHaveLength(1);
    const isAnas = onJob[0]?.inviteId === anas.id;
    const [loser, invite] = isAnas ? (['cara', caras] as const) : (['ana', anas] as const);
    const told = answers.filter(({ json }) => json.response_action === 'update').map(({ text }) => text);
    expect(told.join()).toContain(isAnas ? 'eine Empfehlung' : en.refusal['referral.jobTaken']);
    const card = await untilCard(as(loser), invite, (now) => !offersOf(now).includes(ACTION.refer));
    expect(offersOf(card)).toContain(ACTION.accept);
    expect(wordsOf(card)).toContain(isAnas ? 'schon jemand empfohlen' : en.refusal['referral.jobTaken']);
  });

  test('what only the marketplace knew comes back in the words of our own rule', async () => {
    const invite = await arrive(stage());
    await act(stage(), 'invitations', { freelancer: 'p_mei', jobId: invite.job.id });
    await trouble(stage(), { path: 'candidates', kind: 'fail', status: 503 });
    expect(await forge('ana', invite, 'person:p_mei')).toMatchObject({ status: 200, text: '' });
    const card = await untilCard(as('ana'), invite, (now) => isOpen(now) && wordsOf(now).includes('did not go'));
    const [sentence = ''] = en.refusal['referral.alreadyInvited'].toLowerCase().split('.');
    expect(wordsOf(card).toLowerCase()).toContain(sentence);
    expect(isOpen(card)).toBe(true);
    const told = await as('ana').untilMessage(({ text }) => /^Your referral of .* did not go through/.test(text));
    expect(told.text.toLowerCase()).toContain(sentence);
  });
});

describe('whom to refer', () => {
  test('colleagues are ranked, each with why: what they set by the command and in the Home decides', async () => {
    await as('ben').command('skills Shopify, GraphQL');
    expect((await as('ben').command('available open')).text).toContain(en.availability.open);
    await as('cara').openHome();
    const home = await as('cara').untilHome(() => true);
    await as('cara').press(home, ACTION.profile);
    const modal = await as('cara').untilModal(({ callbackId }) => callbackId === MODAL.profile);
    await as('cara').pick(modal, VALUE, 'full', '', { blockId: FIELD.time });
    as('cara').fill(VALUE, 'React, Python', { blockId: FIELD.skills });
    expect(await as('cara').submit()).toMatchObject({ status: 200, text: '' });
    const job = { skills: ['Shopify', 'React', 'GraphQL'], client: { name: 'N', timeZone: 'Europe/Berlin' } };
    const rows = await picker('ana', await arrive(stage(), { job }));
    expect(rows.map(([name]) => name)).toEqual(['Ben Okoro', 'Olga Lind', 'Cara Weiss']);
    expect(aboutIn(rows, 'Ben Okoro')).toMatch(/^knows Shopify, GraphQL · open to work · (same hours|1 hour)/);
    expect(aboutIn(rows, 'Cara Weiss')).toMatch(/^knows React · full · same hours as the client/);
  });

  test('people are found by name, by profile URL and by email address, members and others alike', async () => {
    const invite = await arrive(stage());
    const at = (id: string) => `${stage().sandbox.url}/people/${id}`;
    const found = async (query: string) => (await picker('ana', invite, query)).map(([name]) => name);
    expect(await found('tanaka')).toEqual(['Mei Tanaka']);
    expect(await found(at('p_mei'))).toEqual(['Mei Tanaka']);
    expect(await found(at('f-ben'))).toEqual(['Ben Okoro']);
    expect(await found('mei@freelancers.example')).toEqual(['Mei Tanaka']);
    expect(await found('Cara@Studio-North.example')).toEqual(['Cara Weiss']);
  });

  test('whoever is found by an address can be referred', async () => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite, isOpen);
    await as('ana').pick(card, ACTION.pickColleague, 'Mei Tanaka', 'mei@freelancers.example');
    await as('ana').press(card, ACTION.refer);
    await as('ana').untilModal(({ raw }) => String(raw.private_metadata).includes(invite.id));
    expect(await as('ana').submit()).toMatchObject({ status: 200, text: '' });
    const { to } = await untilReferral(stage(), invite, 'forwarded');
    expect(to).toMatchObject({ name: 'Mei Tanaka', target: { by: 'person', personId: 'p_mei' } });
    expect(to.profileUrl).toMatch(/\/people\/p_mei$/);
  });

  test('an address without an account is refused beside its field, before anything is sent', async () => {
    const invite = await arrive(stage());
    const address = 'nobody@nowhere.example';
    expect(await picker('ana', invite, address)).toEqual([[address, en.refer.unknownAddressHint]]);
    const card = await untilCard(as('ana'), invite, isOpen);
    await as('ana').pick(card, ACTION.pickColleague, address, address);
    await as('ana').press(card, ACTION.refer);
    await as('ana').untilModal(({ raw }) => String(raw.private_metadata).includes(invite.id));
    const { json } = await as('ana').submit();
    await as('ana').dismiss();
    const block = `colleague:${invite.id}`;
    expect(json).toEqual({ response_action: 'errors', errors: { [block]: en.refusal['referral.noSuchAddress'] } });
    expect((await inviteNow(stage(), invite)).status).toBe('open');
    expect(callsOn(stage(), invite)).toEqual([]);
  });
});
