import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Match } from '../../../src/domain/model/matching/rank-colleagues.js';
import type { Person } from '../../../src/domain/model/person/person.js';
import type { Offered } from '../../../src/domain/referring/find-colleagues.js';
import { presentMessage } from '../../../src/slack/delivery/present-message.js';
import { colleagueOptions } from '../../../src/slack/features/refer/look-up-colleagues.js';
import { referModal } from '../../../src/slack/features/refer/refer.js';
import { referralNewsMessage } from '../../../src/slack/features/refer/referral-news-message.js';
import { decodeColleague, encodeColleague } from '../../../src/slack/parts/colleague-picker.js';
import { ACTION, LOOKUP, MODAL } from '../../../src/slack/reply/action-ids.js';
import { refusalText } from '../../../src/slack/words/refusal-text.js';
import { RESPONSE_URL, type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildInvite, buildJob, buildMember, buildPerson, buildReferral } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { buildNews, TEXTS, wordyInvite } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const chosen = (value: string, text = 'Ben Okoro') => ({ value, text: { type: 'plain_text', text } });
const offeredMatch = (given: Partial<Offered<Match>> = {}): Offered<Match> => ({
  slackUserId: 'UBEN',
  name: 'Ben Okoro',
  why: [],
  whyNot: null,
  ...given,
});
const offeredPerson = (given: Partial<Offered<Person>> = {}): Offered<Person> => ({
  ...buildPerson(),
  whyNot: null,
  ...given,
});
const descriptions = (answer: object): string[] =>
  [...JSON.stringify(answer).matchAll(/"description":\{[^}]*?"text":"([^"]*)"/g)].map(([, text]) => text ?? '');

const origin = { inviteId: 'i1', fromHome: false };
const written = (colleague: object | null, notes: { colleague?: string; client?: string } = {}) => ({
  'colleague:i1': { [LOOKUP.colleague]: { type: 'external_select', selected_option: colleague } },
  reason: { value: { selected_option: chosen('busy', 'Too busy') } },
  'note-to-colleague': { value: { value: notes.colleague ?? null } },
  'note-to-client': { value: { value: notes.client ?? null } },
});

describe('the value of an option', () => {
  test('comes back as the colleague it was made from', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 68 }), fc.string(), (personId, name) => {
        const value = encodeColleague({ kind: 'person', personId }) ?? '';
        const shown = name.replaceAll('·', '');
        expect(decodeColleague(chosen(value, `${shown} · @ben`))).toEqual({ kind: 'person', personId, shown });
        expect(decodeColleague(chosen(value, shown))).toEqual({ kind: 'person', personId, shown });
      }),
    );
    expect(decodeColleague(chosen('member:U0123ABC'))).toEqual({ kind: 'member', slackUserId: 'U0123ABC' });
    const address = { kind: 'address', address: 'https://market.example/p/zoe' } as const;
    expect(decodeColleague(chosen(encodeColleague(address) ?? ''))).toEqual(address);
  });

  test.each(['', 'nobody', 'member:', 'member:C1', 'member:u1; drop', 'robot:1', 'person:'])(
    '%j is nobody',
    (value) => {
      expect(decodeColleague(chosen(value))).toBeNull();
    },
  );

  test('one that Slack would not take is not made', () => {
    expect(encodeColleague({ kind: 'person', personId: 'x'.repeat(70) })).toBeUndefined();
  });
});

describe('the list of colleagues', () => {
  test('fits, however many there are and whatever their names', () => {
    for (const text of Object.values(TEXTS)) {
      const why = [{ fact: 'skills', shared: [text, text] } as const, { fact: 'full', until: text } as const];
      const team = Array.from({ length: 80 }, (_, i) => offeredMatch({ slackUserId: `U${i}`, name: text, why }));
      const people = Array.from({ length: 80 }, (_, i) => offeredPerson({ id: `p${i}`, name: text, title: text }));
      const found = { team, people, unknownAddress: text || 'a@b.example', trouble: true };
      for (const locale of ['en', 'de']) expectFits(colleagueOptions(found, wordsIn(locale)), 'options');
    }
  });

  test('says when the marketplace did not answer, and when nobody was found', () => {
    const some = colleagueOptions({ team: [offeredMatch()], people: [], trouble: true }, words);
    expect(JSON.stringify(some)).toMatch(/Your team.*did not answer/);
    const none = colleagueOptions({ team: [], people: [], trouble: false }, words);
    expect(JSON.stringify(none)).toContain('Nobody found');
    expectFits(none, 'options');
  });

  test('says of an address of nobody whether it was looked up', () => {
    const nobody = { team: [], people: [], trouble: false };
    const said = (found: object) => JSON.stringify(colleagueOptions({ ...nobody, ...found }, words));
    expect(said({ unknownAddress: 'a@b.example' })).toMatch(
      /No account has this address.*address:a@b.example.*Check it/,
    );
    expect(said({ uncheckedAddress: 'a@b.example' })).toMatch(/Not in your team.*address:a@b.example.*Not looked up/);
  });

  test('says in one line what speaks for and against each', () => {
    const why = [
      { fact: 'skills', shared: ['TypeScript', 'MongoDB'] },
      { fact: 'full', until: '2026-12-01' },
      { fact: 'zone', hours: 0 },
    ] as const;
    const more = [
      { fact: 'open' },
      { fact: 'zone', hours: 1 },
      { fact: 'record', accepted: 2, received: 3 },
      { fact: 'load', received: 4 },
    ] as const;
    const team = [
      offeredMatch({ why }),
      offeredMatch({ why: more }),
      offeredMatch({ why: [{ fact: 'full' }] }),
      offeredMatch(),
    ];
    expect(descriptions(colleagueOptions({ team, people: [], trouble: false }, words))).toEqual([
      'knows TypeScript, MongoDB · full until Dec 1 · same hours as the client',
      'open to work · 1 hour from the client · accepted 2 of 3 · 4 new this month',
      'full',
    ]);
    expect(descriptions(colleagueOptions({ team, people: [], trouble: false }, wordsIn('de')))[0]).toBe(
      'kann TypeScript, MongoDB · ausgelastet bis 1. Dez. · Zeiten wie der Kunde',
    );
    const far = [offeredMatch({ why: [{ fact: 'zone', hours: 7 }] })];
    expect(descriptions(colleagueOptions({ team: far, people: [], trouble: false }, wordsIn('de')))).toEqual([
      '7 Std. Zeitunterschied zum Kunden',
    ]);
  });

  test('says why somebody does not fit, in the words of the refusal', () => {
    const team = [offeredMatch({ whyNot: 'referral.alreadyProposed' })];
    const people = [offeredPerson({ whyNot: 'referral.alreadyHired', title: 'Kafka' })];
    expect(descriptions(colleagueOptions({ team, people, trouble: false }, words))).toEqual([
      refusalText({ code: 'referral.alreadyProposed', params: {} }, words),
      refusalText({ code: 'referral.alreadyHired', params: {} }, words),
    ]);
  });
});

test.each(Object.keys(TEXTS))('the modal fits with %s text', (name) => {
  const text = TEXTS[name] ?? '';
  const picked = { value: 'member:UBEN', text: { type: 'plain_text', text: 'Ben' } } as const;
  for (const one of [undefined, picked])
    expectFits(
      referModal(
        { invite: wordyInvite(text), reasons: [{ id: 'a', text }], picked: one, undoSeconds: 60, metadata: '{}' },
        words,
      ),
      'modal',
    );
});

test.each([
  [45, 'en', 'You can undo it for 45 seconds; only then is anything sent.'],
  [120, 'en', 'You can undo it for 2 minutes; only then is anything sent.'],
  [60, 'de', 'Du kannst es 60 Sekunden lang rückgängig machen; erst danach wird etwas verschickt.'],
  [0, 'en', 'It is sent at once.'],
])('with an undo window of %i s the modal says how long there is', (undoSeconds, locale, said) => {
  const view = referModal(
    { invite: buildInvite(), reasons: [], picked: undefined, undoSeconds, metadata: '{}' },
    wordsIn(locale),
  );
  expect(JSON.stringify(view)).toContain(said);
});

test('the modal says for whom it is, and that it is carried over by hand', () => {
  const given = { invite: buildInvite(), reasons: [], picked: undefined, undoSeconds: 60, metadata: '{}' };
  const said = (more: object) => JSON.stringify(referModal({ ...given, ...more }, words));
  expect(said({ inPlaceOf: 'Ana Lopez' })).toContain('You decline “Build a data pipeline” for Ana Lopez');
  expect(said({})).not.toContain('for Ana');
  expect(said({ byHand: true })).toMatch(/You then decline on the marketplace yourself.*once you say that it is done/);
  expect(said({ byHand: true })).not.toContain('You can undo it for');
  expect(said({ byHand: true })).not.toContain('They see it with the invite');
});

describe('referring in Slack', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
    await world.ports.invites.insert(buildInvite({ id: 'i1' }));
  });
  afterEach(() => world.close());
  const referral = () => world.ports.referrals.ofInvite('T1', 'i1');

  test('the picker never offers oneself, bots, guests or people who left', async () => {
    await world.ports.members.save('T1', [
      buildMember({ slackUserId: 'UBOT', name: 'Robot', isBot: true }),
      buildMember({ slackUserId: 'UGUEST', name: 'Guest', isGuest: true }),
      buildMember({ slackUserId: 'UGONE', name: 'Gone', isDeactivated: true }),
      buildMember({ slackUserId: 'UEXT', name: 'Far', isExternal: true }),
    ]);
    const { body } = await world.lookUp('UANA', LOOKUP.colleague, 'colleague:i1');
    expect(body.option_groups).toEqual([
      {
        label: expect.objectContaining({ text: 'Your team' }),
        options: [
          expect.objectContaining({ value: 'member:UBEN' }),
          expect.objectContaining({ value: 'member:UADMIN' }),
        ],
      },
    ]);
  });

  test('a name that is typed finds people on the marketplace too', async () => {
    world.ports.marketplace.people.push(buildPerson({ id: 'p-zoe', name: 'Zoe Ito', title: 'Kafka' }));
    const { body } = await world.lookUp('UANA', LOOKUP.colleague, 'colleague:i1', 'zoe');
    expect(body.option_groups).toMatchObject([
      { label: { text: 'On the marketplace' }, options: [{ value: 'person:p-zoe', text: { text: 'Zoe Ito' } }] },
    ]);
  });

  test('an address that is typed finds one person, a colleague, or a note that it is unknown', async () => {
    const zoe = buildPerson({ id: 'p-zoe', name: 'Zoe Ito', profileUrl: 'https://market.example/p/zoe' });
    world.ports.marketplace.people.splice(0, Number.POSITIVE_INFINITY, zoe);
    const at = async (address: string) =>
      (await world.lookUp('UANA', LOOKUP.colleague, 'colleague:i1', address)).body.option_groups;
    expect(await at('https://market.example/p/zoe')).toMatchObject([{ options: [{ value: 'person:p-zoe' }] }]);
    expect(await at('ben@agency.example')).toMatchObject([
      { label: { text: 'Your team' }, options: [{ value: 'member:UBEN' }] },
    ]);
    expect(await at('no.one@market.example')).toMatchObject([
      { label: { text: 'No account has this address' }, options: [{ value: 'address:no.one@market.example' }] },
    ]);
  });

  test('an unknown address is refused before anything is sent', async () => {
    const picked = chosen('address:no.one@market.example', 'no.one@market.example');
    const { body } = await world.submit('UANA', MODAL.refer, written(picked), origin);
    expect(body.errors['colleague:i1']).toContain('No marketplace account has this address');
    expect(await referral()).toBeNull();
  });

  test('somebody with a standing on the job is shown last with the reason, and refused with it', async () => {
    await world.ports.members.link('T1', 'UADMIN', [{ id: 'p-ada', name: 'Ada', linkedBy: 'hand' }]);
    world.ports.marketplace.standings.set('ext-i1', [{ personId: 'p-ada', standing: 'proposed' }]);
    const { body } = await world.lookUp('UANA', LOOKUP.colleague, 'colleague:i1');
    const reason = 'This colleague has a proposal for this job already. Pick somebody else.';
    expect(body.option_groups[0].options).toMatchObject([
      { value: 'member:UBEN' },
      { value: 'member:UADMIN', description: { text: reason } },
    ]);
    const answer = await world.submit('UANA', MODAL.refer, written(chosen('member:UADMIN')), origin);
    expect(answer.body.errors).toEqual({ 'colleague:i1': reason });
    expect(await referral()).toBeNull();
  });

  test('Refer on a card that has grown old says why not', async () => {
    await world.ports.invites.insert(buildInvite({ id: 'i2', job: buildJob({ private: true }) }));
    await world.click('UANA', ACTION.refer, 'i2');
    await world.made.stop();
    expect(world.slack.of('views.open')).toEqual([]);
    expect(world.slack.of(RESPONSE_URL)[0]?.args.text).toContain('private');
  });

  test('a look-up that fails is answered with a note', async () => {
    world.ports.members.search = () => Promise.reject(new Error('down'));
    const { status, body } = await world.lookUp('UANA', LOOKUP.colleague, 'colleague:i1');
    expect(status).toBe(200);
    expect(body.option_groups).toHaveLength(1);
  });

  test('Refer opens the modal with whoever was picked', async () => {
    const state = { values: { 'colleague:i1': { [LOOKUP.colleague]: { selected_option: chosen('member:UBEN') } } } };
    await world.click('UANA', ACTION.refer, 'i1', { state });
    await world.click('UANA', ACTION.refer, 'i1');
    await world.made.stop();
    const [filled, empty] = world.slack.of('views.open').map(({ args }) => JSON.stringify(args.view));
    expect(filled).toMatch(/"initial_option":{"value":"member:UBEN","text":{[^}]*"text":"Ben Okoro"/);
    expect(empty).not.toContain('member:');
    expect(empty).toContain(world.config.FAQ_URL);
  });

  test('the button of the best match opens the modal with them, and is refused as Refer is', async () => {
    await world.ports.invites.insert(buildInvite({ id: 'i2', job: buildJob({ private: true }) }));
    await world.click('UANA', ACTION.referBest, 'UBEN:i1');
    await world.click('UANA', ACTION.referBest, 'UBEN:i2');
    await world.click('UBEN', ACTION.referBest, 'UBEN:i1');
    await world.click('UANA', ACTION.referBest, 'i1');
    await world.made.stop();
    const [filled, ...more] = world.slack.of('views.open').map(({ args }) => JSON.stringify(args.view));
    expect(more).toEqual([]);
    expect(filled).toMatch(/"initial_option":{"value":"member:UBEN","text":{[^}]*"text":"Ben Okoro"/);
    expect(world.slack.of(RESPONSE_URL).map(({ args }) => args.text)).toEqual([
      expect.stringContaining('private'),
      expect.stringContaining('addressed to Ana Lopez'),
      expect.stringContaining('not here any more'),
    ]);
    expect(await referral()).toBeNull();
  });

  test('two clicks are enough, and the modal closes once it is durable', async () => {
    const answer = await world.submit(
      'UANA',
      MODAL.refer,
      written(chosen('member:UBEN'), { colleague: 'You know Go' }),
      origin,
    );
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(await referral()).toMatchObject({
      status: 'held',
      to: { slackUserId: 'UBEN', name: 'Ben Okoro' },
      from: { name: 'Ana Lopez' },
      noteToColleague: 'You know Go',
      reasonId: 'busy',
    });
  });

  test('a payload without the reason refers for the one that is preset, and one without anybody refers nobody', async () => {
    expect((await world.submit('UANA', MODAL.refer, {}, origin)).body.errors).toHaveProperty('colleague:i1');
    expect(await referral()).toBeNull();
    await world.submit('UANA', MODAL.refer, { ...written(chosen('member:UBEN')), reason: undefined }, origin);
    expect(await referral()).toMatchObject({ reasonId: 'busy', to: { slackUserId: 'UBEN' } });
  });

  test.each([
    [null, 'Pick a colleague'],
    [chosen('nobody'), 'Pick a colleague'],
    [chosen('member:UANA'), 'cannot refer yourself'],
    [chosen('member:UNOONE'), 'cannot be referred'],
  ])('%j is told beside the picker', async (colleague, reason) => {
    const { body } = await world.submit('UANA', MODAL.refer, written(colleague), origin);
    expect(body).toEqual({
      response_action: 'errors',
      errors: { 'colleague:i1': expect.stringContaining(reason) },
    });
    expect(await referral()).toBeNull();
  });

  test('undo takes it back while it is held', async () => {
    await world.submit('UANA', MODAL.refer, written(chosen('member:UBEN')), origin);
    const id = (await referral())?.id ?? '';
    await world.click('UBEN', ACTION.undo, id);
    expect((await referral())?.status).toBe('held');
    await world.click('UANA', ACTION.undo, id);
    expect((await referral())?.status).toBe('undone');
    await world.click('UANA', ACTION.undo, id);
    expect(world.slack.of(RESPONSE_URL)).toHaveLength(2);
  });
});

describe('the news for the referrer', () => {
  test.each([
    ['forwarded', 'was sent'],
    ['viewed', 'looked at Ben'],
    ['hired', 'Ben Okoro was hired for *Build a data pipeline*, thanks to you'],
    ['failed', 'invited to this job already'],
    ['brand new step', 'There is news'],
    ['link', 'There is news'],
  ])('%s', (event, said) => {
    const trouble = { code: 'already-invited', detail: '' };
    const referral = buildReferral({ trouble });
    expect(referralNewsMessage(buildNews({ referral, event }), words).text).toContain(said);
  });

  test.each([
    ['hired', words, 'Ben Okoro accepted *Build a data pipeline*, which you passed on. *The client hired Ben Okoro!*'],
    ['interviewed', words, 'which you passed on. The client is talking to Ben Okoro.'],
    ['hired', wordsIn('de'), 'Das hattest du weitergegeben. *Der Kunde hat Ben Okoro'],
  ] as const)('adds what came since, each in a line with its marker: %s', (since, said, text) => {
    const view = referralNewsMessage(buildNews({ event: 'accepted', since }), said);
    expect(view.text).toContain(text);
    expect(view.blocks.filter(({ type }) => type === 'section')).toHaveLength(2);
  });

  test('says nothing twice', () => {
    const view = referralNewsMessage(buildNews({ event: 'failed', since: 'forwarded' }), words);
    expect(view.blocks.filter(({ type }) => type === 'section')).toHaveLength(1);
  });

  test('names whoever says that it is done, where that is all that is known', () => {
    const history = [{ at: START, who: 'UMAN', what: 'forwarded', through: 'slack' as const }];
    const told = (given: object) =>
      referralNewsMessage(buildNews({ referral: buildReferral({ history, ...given }) }), words).text;
    expect(told({})).toContain('You said that your referral of Ben Okoro');
    expect(told({ actedBy: { slackUserId: 'UMAN', name: 'Mia' } })).toContain('Mia says that the referral');
    expect(told({ receivedExternalId: 'e1' })).toContain('was sent');
  });

  test('says of a decline that it was passed on, and to whom', () => {
    const onward = [buildReferral({ to: { name: 'Cara', target: { by: 'person', personId: 'p-cara' } } })];
    const told = (given: object) => referralNewsMessage(buildNews({ event: 'declined', ...given }), words).text;
    expect(told({ onward })).toBe('Ben Okoro passed *Build a data pipeline* on to Cara.');
    expect(told({})).toContain('Ben Okoro declined *Build');
  });

  test('tells those who passed it on before through whom it went', () => {
    const told = (event: string) => referralNewsMessage(buildNews({ event, earlier: true }), words).text;
    expect(told('accepted')).toContain('which you passed on before Ana Lopez did');
    expect(told('hired')).toMatch(/^Ben Okoro was hired .* thanks to you and Ana Lopez!/);
  });

  test.each([
    ['open', 'refer somebody else, or answer it on its card'],
    ['withdrawn', 'The client withdrew this invite.'],
    ['declined', 'This was declined on the marketplace.'],
  ] as const)('after a failure, with the invite %s: %s', (status, next) => {
    const view = referralNewsMessage(buildNews({ event: 'failed', invite: buildInvite({ status }) }), words);
    expect(JSON.stringify(view.blocks)).toContain(next);
    if (status !== 'open') expect(JSON.stringify(view.blocks)).not.toContain('refer somebody else');
  });

  test.each([
    ['English', words, 'was sent after all'],
    ['German', wordsIn('de'), 'ist doch verschickt'],
  ] as const)('takes a failure back once it is lifted, in %s', (_, said, after) => {
    const history = [{ at: START, who: 'marketplace', what: 'failed', through: 'api' } as const];
    const referral = buildReferral({ status: 'forwarded', history });
    const view = referralNewsMessage(buildNews({ event: 'failed', referral }), said);
    expect(view.text).toContain(after);
    expect(JSON.stringify(view.blocks)).not.toContain('refer somebody else');
  });
});

describe('what a colleague hears of a referral that went by hand', () => {
  const view = (given: object = {}, said = words) =>
    presentMessage({ kind: 'recommended', referral: buildReferral(given), invite: buildInvite() }, said);

  test('who recommended them, for what, with the note and what comes next', () => {
    const { text, blocks } = view({ noteToColleague: 'You know Kafka' });
    expect(text).toBe('Ana Lopez recommended you for “Build a data pipeline”. Nothing is left for you to do now.');
    expect(JSON.stringify(blocks)).toMatch(/Ana Lopez writes:.*You know Kafka.*Acme.*What comes next/);
    expect(JSON.stringify(view({}, wordsIn('de')))).toContain('Wie es weitergeht');
  });

  test('its only button leads to the job', () => {
    const actions = [...JSON.stringify(view()).matchAll(/"action_id":"([\w-]+)"/g)].map(([, id]) => id);
    expect(actions).toEqual([ACTION.openJob]);
  });
});
