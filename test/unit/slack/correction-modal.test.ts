import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import type { Budget } from '../../../src/domain/model/job/job.js';
import { correctionModal } from '../../../src/slack/features/invite-card/correction-modal.js';
import { inviteCard } from '../../../src/slack/features/invite-card/invite-card.js';
import { budgetText } from '../../../src/slack/parts/job-facts.js';
import { ACTION, MODAL } from '../../../src/slack/reply/action-ids.js';
import { budgetIn } from '../../../src/sources/parse-money.js';
import { RESPONSE_URL, type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildInvite, buildJob } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { propertyRuns } from '../../support/property-runs.js';
import { buildCard, TEXTS, wordyInvite } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const budget = { kind: 'fixed', min: 45, max: 45, currency: 'USD' } as const;
const read = buildInvite({
  id: 'i1',
  job: buildJob({ title: 'A job on Upwork', skills: ['Go', 'SQL'], budget }),
  client: { name: 'Acme' },
  expiresAt: new Date(START.getTime() + 90_500),
  uncertain: ['title', 'budget', 'client'],
});

let world: SlackWorld;
beforeEach(async () => {
  world = await slackWorld();
  await world.ports.invites.insert(read);
});
afterEach(() => world.close());

const now = () => world.ports.invites.get({ tenantId: 'T1', id: 'i1' });

interface Field {
  readonly block_id?: string;
  readonly element?: {
    readonly initial_value?: string;
    readonly initial_date_time?: number;
    readonly initial_options?: readonly object[];
  };
}

const elements = (invite: Invite): [string, NonNullable<Field['element']>][] =>
  (correctionModal(invite, words).blocks as Field[]).flatMap(({ block_id: id, element }) =>
    id && element ? [[id, element]] : [],
  );

/** What Slack sends where nobody changes anything. */
const untouched = (invite = read): Record<string, object> =>
  Object.fromEntries(
    elements(invite).map(([id, { initial_value: value, initial_date_time: moment, initial_options: ticked }]) => {
      if (id === 'private') return [id, { value: { selected_options: ticked ?? [] } }];
      return [id, { value: id === 'deadline' ? { selected_date_time: moment ?? null } : { value: value ?? null } }];
    }),
  );

const text = (value: string | null) => ({ value: { type: 'plain_text_input', value } });
const metadata = () => JSON.parse(correctionModal(read, words).private_metadata ?? '{}') as object;
const submit = (changes: object, by = 'UANA') =>
  world.submit(by, MODAL.correct, { ...untouched(), ...changes }, metadata());

test.each(Object.keys(TEXTS))('the form fits with %s text', (name) => {
  const said = TEXTS[name] ?? '';
  const invite = wordyInvite(said);
  expectFits(correctionModal(invite, words), 'modal');
  const skills = Array(100).fill(said.slice(0, 100));
  const many = correctionModal({ ...invite, job: { ...invite.job, skills } }, wordsIn('de'));
  expectFits(many, 'modal');
});

test('the button opens the form with what was read', async () => {
  await world.click('UANA', ACTION.correct, 'i1');
  await world.made.stop();
  const { view } = world.slack.of('views.open')[0]?.args ?? {};
  expect(view).toMatchObject({ callback_id: MODAL.correct, title: { text: 'Correct what was read' } });
  expect(Object.fromEntries(elements(read))).toMatchObject({
    title: { initial_value: 'A job on Upwork' },
    budget: { initial_value: '$45 fixed price' },
    skills: { initial_value: 'Go, SQL' },
    client: { initial_value: 'Acme' },
    deadline: { initial_date_time: Math.floor(START.getTime() / 1000) + 90 },
  });
});

test('what the person changed is corrected when the form closes, and nothing else', async () => {
  const answer = await submit({ budget: text('45 USD an hour'), skills: text('Go; Kafka,, '), client: text(null) });
  expect(answer).toMatchObject({ status: 200, body: '' });
  const { job, client, ranks, expiresAt } = (await now()) as Invite;
  expect(job).toMatchObject({
    title: 'A job on Upwork',
    budget: { ...budget, kind: 'hourly' },
    skills: ['Go', 'Kafka'],
  });
  expect(client).toEqual({});
  expect(expiresAt).toEqual(read.expiresAt);
  expect(Object.keys(ranks ?? {}).sort()).toEqual(['budget', 'name', 'skills']);
});

test('that a job is private can be taken back, and said', async () => {
  const invite = {
    ...read,
    id: 'i4',
    externalId: 'x4',
    job: { ...read.job, private: true },
    uncertain: ['private'],
  } as const;
  await world.ports.invites.insert(invite);
  const isPrivate = async () => (await world.ports.invites.get(invite))?.job.private;
  const marksOf = (one: Invite) => JSON.parse(correctionModal(one, words).private_metadata ?? '{}') as object;
  await world.submit('UANA', MODAL.correct, untouched(invite), marksOf(invite));
  expect(await world.ports.invites.get(invite)).not.toHaveProperty('corrected');
  const unticked = { ...untouched(invite), private: { value: { selected_options: [] } } };
  await world.submit('UANA', MODAL.correct, unticked, marksOf(invite));
  expect(await isPrivate()).toBe(false);
  const after = await world.ports.invites.get(invite);
  if (!after) throw new Error('there is no invite');
  const { private: box } = untouched(invite);
  await world.submit('UANA', MODAL.correct, { ...untouched(after), private: box }, marksOf(after));
  expect(await isPrivate()).toBe(true);
});

test('what another source has told meanwhile stays where the person left it alone', async () => {
  const told = { ...read.job, budget: { ...budget, min: 900, max: 900 } };
  await world.ports.invites.advance(read, { from: ['open'], set: { job: told }, work: [] });
  await submit({ title: text('Shop for lamps') });
  expect((await now())?.job).toMatchObject({ title: 'Shop for lamps', budget: { min: 900 } });
});

test('a title of two lines, which the field shows as one, is no correction', async () => {
  const broken = buildInvite({ id: 'i2', job: buildJob({ title: 'Shop\nfor  lamps' }), uncertain: ['title'] });
  await world.ports.invites.insert(broken);
  const marks = JSON.parse(correctionModal(broken, words).private_metadata ?? '{}') as object;
  await world.submit('UANA', MODAL.correct, { ...untouched(broken), title: text('Shop for lamps') }, marks);
  expect(await world.ports.invites.get(broken)).toEqual(broken);
});

test('the card of an invite that an uncertain deadline has ended opens the form, and saving opens the invite', async () => {
  const line = { at: START, who: 'clock', what: 'expired', through: 'job' } as const;
  const origins = [
    { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false, externalId: 'x' },
  ] as const;
  const ended = { ...read, id: 'i3', externalId: 'x', origins, status: 'expired', history: [line] } as const;
  await world.ports.invites.insert({ ...ended, uncertain: ['title', 'expiresAt'] });
  const invite = await world.ports.invites.get(ended);
  if (!invite) throw new Error('there is no invite');
  const card = JSON.stringify(inviteCard(buildCard({ invite }), words));
  expect(card).toContain('Only its deadline says so');
  expect(card).toContain(ACTION.correct);
  expect(JSON.stringify(inviteCard(buildCard({ invite: { ...invite, uncertain: ['title'] } }), words))).not.toContain(
    ACTION.correct,
  );
  const form = correctionModal(invite, words);
  expect(JSON.stringify(form)).toContain('The deadline that Baton knew of has passed');
  const fields = Object.fromEntries(elements(invite));
  expect(fields.deadline).not.toHaveProperty('initial_date_time');
  const marks = JSON.parse(form.private_metadata ?? '{}') as object;
  expect(await world.submit('UANA', MODAL.correct, untouched(invite), marks)).toMatchObject({ status: 200, body: '' });
  const after = await world.ports.invites.get(ended);
  expect(after).toMatchObject({ status: 'open' });
  expect(after).not.toHaveProperty('expiresAt');
});

test('an untouched form, and one without its fields, changes nothing', async () => {
  expect(await submit({})).toMatchObject({ status: 200, body: '' });
  await world.submit('UANA', MODAL.correct, {}, metadata());
  expect(await now()).toEqual(read);
});

test.each([
  ['title', { title: text(' ') }, 'Give the job a title'],
  ['budget', { budget: text('plenty') }, 'cannot read this budget'],
  ['deadline', { deadline: { value: { selected_date_time: 1 } } }, 'has passed'],
])('has the words under the field %s', async (field, changes, said) => {
  const { body } = await submit(changes);
  expect(body).toMatchObject({ response_action: 'errors', errors: { [field]: expect.stringContaining(said) } });
  expect(await now()).toEqual(read);
});

test('a stranger, and whoever comes after the answer or too late, reads why', async () => {
  expect(JSON.stringify((await submit({ title: text('x') }, 'UBEN')).body)).toContain('addressed to Ana Lopez');
  await world.click('UBEN', ACTION.correct, 'i1');
  expect(world.slack.of(RESPONSE_URL)[0]?.args.text).toContain('addressed to Ana Lopez');
  await world.ports.invites.advance(read, { from: ['open'], set: { uncertain: [] }, work: [] });
  expect(JSON.stringify((await submit({ title: text('x') })).body)).toContain('Another source has confirmed');
  await world.click('UANA', ACTION.accept, 'i1');
  expect(JSON.stringify((await submit({ title: text('x') })).body)).toContain('You have accepted this invite already');
  expect((await now())?.job).toEqual(read.job);
});

test.each(['en', 'de'])('a budget as the form shows it is read as the same (%s)', (locale) => {
  const cents = fc.integer({ min: 1, max: 10_000_000 }).map((amount) => amount / 100);
  const budgets = fc
    .tuple(
      fc.constantFrom('fixed', 'hourly'),
      fc.constantFrom('USD', 'EUR', 'GBP', 'INR', 'CAD', 'CHF', 'PLN'),
      cents,
      cents,
    )
    .chain(([kind, currency, one, other]): fc.Arbitrary<Budget> => {
      const [min, max] = [Math.min(one, other), Math.max(one, other)];
      return fc.constantFrom(
        { kind, currency, min, max: min },
        { kind, currency, min, max },
        { kind, currency, min },
        { kind, currency, max },
      );
    });
  fc.assert(
    fc.property(budgets, (given) => {
      const otherKind = given.kind === 'fixed' ? 'hourly' : 'fixed';
      const kindOf = given.kind === 'hourly' ? otherKind : 'fixed';
      expect(budgetIn(budgetText(given, wordsIn(locale)), kindOf)).toEqual(given);
    }),
    { numRuns: propertyRuns(200) },
  );
});
