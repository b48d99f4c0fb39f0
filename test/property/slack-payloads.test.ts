import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRequestRateLimits } from '../../src/lib/request-rate-limits.js';
import { ACTION, LOOKUP, MODAL, SHORTCUT } from '../../src/slack/reply/action-ids.js';
import { RESPONSE_URL, type SlackWorld, slackWorld } from '../support/app-with-fake-slack.js';
import { buildInvite } from '../support/factories.js';
import { type Json, mutationsOf } from '../support/payload-mutations.js';
import { propertyRuns } from '../support/property-runs.js';

/** How many payloads are grown from each good one; more of them find more. */
const RUNS = propertyRuns(12);

/** More than any hunt sends. */
const perTenant = { burst: 1e9, perSecond: 1e9 };

let world: SlackWorld;
beforeAll(async () => {
  world = await slackWorld(undefined, { limits: createRequestRateLimits({ perTenant }) });
  await world.ports.invites.insert(buildInvite({ id: 'i1' }));
});
afterAll(() => world.close());

const user = { id: 'UANA', username: 'ana', name: 'ana', team_id: 'T1' };
const common = {
  user,
  api_app_id: 'A1',
  token: 't',
  team: { id: 'T1', domain: 'agency' },
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: '1.2.3',
};
const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });

/** A click on a message. */
const clickOn = (actionId: string): Json => ({
  type: 'block_actions',
  ...common,
  container: { type: 'message', message_ts: '1.1', channel_id: 'D1', is_ephemeral: false },
  channel: { id: 'D1', name: 'direct' },
  message: { ts: '1.1', text: 'A card', blocks: [] },
  response_url: RESPONSE_URL,
  state: { values: {} },
  actions: [{ type: 'button', action_id: actionId, block_id: 'b', value: 'i1', action_ts: '1.2' }],
});

/** A click on the Home tab. */
const clickAtHome = (actionId: string): Json => ({
  type: 'block_actions',
  ...common,
  container: { type: 'view', view_id: 'VH' },
  view: { id: 'VH', type: 'home', team_id: 'T1', app_installed_team_id: 'T1', state: { values: {} } },
  actions: [{ type: 'static_select', action_id: actionId, block_id: 'b', selected_option: option('i1') }],
});

const lookUp = (actionId: string): Json => ({
  type: 'block_suggestion',
  ...common,
  container: { type: 'view', view_id: 'V1' },
  view: { id: 'V1', type: 'modal', private_metadata: '{"inviteId":"i1","fromHome":false}', state: { values: {} } },
  action_id: actionId,
  block_id: 'colleague:i1',
  value: 'be',
});

const submission = (callbackId: string, values: Json): Json => ({
  type: 'view_submission',
  ...common,
  response_urls: [],
  view: {
    id: 'V1',
    type: 'modal',
    callback_id: callbackId,
    private_metadata: '{"inviteId":"i1","fromHome":false}',
    team_id: 'T1',
    app_installed_team_id: 'T1',
    blocks: [],
    state: { values },
  },
});

const onMessage: { readonly [key: string]: Json } = {
  type: 'message_action',
  ...common,
  callback_id: SHORTCUT.addFromMessage,
  channel: { id: 'C1', name: 'general' },
  message: { type: 'message', ts: '1.1', text: 'An invite', user: 'UBEN' },
  response_url: RESPONSE_URL,
};

const event = (given: { readonly [key: string]: Json }): Json => ({
  token: 't',
  team_id: 'T1',
  context_team_id: 'T1',
  context_enterprise_id: null,
  api_app_id: 'A1',
  event: { event_ts: '1.1', ...given },
  type: 'event_callback',
  event_id: 'Ev1',
  event_time: 1_772_000_000,
  authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
  is_ext_shared_channel: false,
});

const text = (value: string) => ({ value: { type: 'plain_text_input', value } });
const picked = (value: string) => ({ value: { type: 'static_select', selected_option: option(value) } });

/** What Slack really sends, by its name. */
const PAYLOADS: Readonly<Record<string, Json>> = {
  ...Object.fromEntries(Object.values(ACTION).map((id) => [`a click on ${id}`, clickOn(id)])),
  ...Object.fromEntries(
    [ACTION.filter, ACTION.nextPage, ACTION.listSent, ACTION.deleteData].map((id) => [
      `${id} at home`,
      clickAtHome(id),
    ]),
  ),
  ...Object.fromEntries(Object.values(LOOKUP).map((id) => [`a look-up of ${id}`, lookUp(id)])),
  declining: submission(MODAL.decline, { reason: picked('too-busy'), message: text('Sorry') }),
  referring: submission(MODAL.refer, {
    'colleague:i1': { [LOOKUP.colleague]: { type: 'external_select', selected_option: option('member:UBEN') } },
    reason: picked('too-busy'),
    note: text('For you'),
  }),
  asking: submission(MODAL.ask, {
    'colleague:i1': { [LOOKUP.asked]: { type: 'multi_external_select', selected_options: [option('member:UBEN')] } },
  }),
  linking: submission(MODAL.link, {
    member: { value: { type: 'users_select', selected_user: 'UBEN' } },
    person: { [LOOKUP.person]: { type: 'external_select', selected_option: option('person:p-ben') } },
  }),
  connecting: submission(MODAL.connect, {
    name: text('Market'),
    url: text('https://market.example/api'),
    token: text('secret'),
    path: picked('native'),
  }),
  'choosing a source': submission(MODAL.chooseSource, { source: picked('vollna') }),
  'the settings': submission(MODAL.settings, { undo: text('60'), digest: picked('on') }),
  'a profile': submission(MODAL.profile, { skills: text('Java, Go'), note: text('Hello') }),
  'the Home tab': event({ type: 'app_home_opened', user: 'UANA', channel: 'D1', tab: 'home' }),
  'a shortcut': { type: 'shortcut', ...common, callback_id: SHORTCUT.add },
  'a shortcut on a message': onMessage,
  'somebody who joins': event({
    type: 'team_join',
    user: { id: 'UNEW', team_id: 'T1', real_name: 'New', profile: {} },
  }),
  'somebody who changes': event({
    type: 'user_change',
    user: { id: 'UBEN', team_id: 'T1', real_name: 'Ben', tz: 'Europe/Berlin', profile: { email: 'b@agency.example' } },
  }),
  'an event that nobody listens to': event({ type: 'function_executed', channel: { id: 'C1' }, item: {}, subteam: {} }),
  'events held back': { token: 't', type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1, api_app_id: 'A1' },
  'a challenge': { token: 't', type: 'url_verification', challenge: 'c' },
};

const form = (payload: Json) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

/** A body as Slack sends it: events and challenges as JSON, the rest as a form. */
const requestOf = (payload: Json): SentBody =>
  typeof payload === 'object' && payload !== null && ('event' in payload || 'challenge' in payload)
    ? { body: JSON.stringify(payload), type: 'application/json' }
    : { body: form(payload) };

interface SentBody {
  readonly body: string;
  readonly type?: string;
}

/** The size limit of a body, in bytes: Slack sends none as long. */
const LONGEST = 1024 * 1024;

const FAULTS = new Set<unknown>(['TypeError', 'SyntaxError', 'RangeError', 'ReferenceError', 'URIError']);

/** Tells whether a line of the log reports an error of the program itself, which no payload may cause, not of a call's address. */
const isFault = ({ fields }: { readonly fields?: Readonly<Record<string, unknown>> }): boolean =>
  FAULTS.has(fields?.error) && !/node_modules\/(?!@slack\/bolt)|fake-slack/.test(String([fields?.where].flat()[0]));

/** Slack repeats what gets a 5xx; 404 is what Bolt says when nobody has answered for three seconds. */
async function expectAnswered({ body, ...options }: SentBody): Promise<void> {
  world.ports.log.lines.length = 0;
  const { status } = await world.send(body, options);
  expect(Buffer.byteLength(body) > LONGEST ? [413] : [200, 400]).toContain(status);
  expect(world.ports.log.lines.filter(({ event }) => event === 'slack.not-let-in')).toEqual([]);
  expect(world.ports.log.lines.filter(isFault)).toEqual([]);
}

const click = clickOn(ACTION.accept) as { readonly [key: string]: Json };
const joins = event({ type: 'team_join', user: { id: 'UNEW' } }) as { readonly [key: string]: Json };
const decline = submission(MODAL.decline, {}) as { readonly [key: string]: Json };
const { team: _, user: __, ...noTeam } = click;

/** What once had a 5xx for an answer, or none. */
const FOUND: Readonly<Record<string, Json>> = {
  'a click of no workspace': { ...noTeam, user: { id: 'UANA' } },
  'a click of an organization that has no id': { ...click, is_enterprise_install: true },
  'a click whose organization is text': { ...click, is_enterprise_install: true, enterprise: 'E1' },
  'a click in a team that is a list': { ...click, team: [] },
  'a click in a team whose id is an object': { ...click, team: { id: { $ne: null } } },
  'a click in no channel': { ...click, channel: null },
  'a click that bears a name': { ...click, name: 'x' },
  'a click with response addresses that are null': { ...click, response_url: null, response_urls: null },
  'a click with response addresses that are of no shape': { ...click, response_url: null, response_urls: [null] },
  'a click whose type is a list': { ...click, type: ['block_actions'] },
  'a modal that bears actions': { ...decline, actions: [] },
  'a modal that bears a name': { ...decline, name: 1 },
  'a modal whose type is a list': { ...decline, type: ['view_submission'] },
  'a modal of a workspace that is a number': { ...decline, view: { callback_id: 'x', app_installed_team_id: 7 } },
  'a modal without a state': { ...decline, view: { id: 'V1', callback_id: MODAL.decline, private_metadata: '' } },
  'an event for nobody': { ...joins, authorizations: [null] },
  'an event whose first authorization says nothing': { ...joins, authorizations: [{}] },
  'an event of no workspace': { ...joins, team_id: null, authorizations: null },
  'an event of a workspace that is an object': { ...joins, team_id: {}, authorizations: null },
  'an event about an item that is text': event({ type: 'team_join', user: { id: 'U' }, item: 'x' }),
  'an event in a channel that is a number': event({ type: 'team_join', user: { id: 'U' }, channel: 5 }),
  'an event about no subteam': event({ type: 'team_join', subteam: null }),
  'an event whose time is no time': { ...joins, event_time: 1e300 },
  'an event whose time is text': { ...joins, event_time: 'x' },
  'an event of a year that no date has': { ...joins, event_time: 8.64e12 },
  'somebody who changed at no time': event({ type: 'team_join', user: { id: 'UNEW', updated: 1e300 } }),
  'half an emoji who opens the Home tab': event({ type: 'app_home_opened', user: '\uD83D', tab: 'home' }),
  'a shortcut that bears a view': { ...onMessage, view: [false] },
  'a shortcut that bears no view': { type: 'shortcut', ...common, callback_id: SHORTCUT.add, view: null },
  'a function that nobody runs': event({ type: 'function_executed', function_execution_id: 'F1' }),
};

test.each(Object.entries(FOUND))('%s has an answer', (_name, payload) => expectAnswered(requestOf(payload)));

test.each([
  [LONGEST, 400],
  [LONGEST + 1, 413],
])('a body of %i bytes is answered with %i', async (bytes, status) => {
  expect(await world.send('x'.repeat(bytes))).toMatchObject({ status });
});

const command = { command: '/referrals', text: '', user_id: 'UANA', team_id: 'T1', channel_id: 'C1', trigger_id: '1' };

describe('whatever is signed has an answer that Slack does not repeat', () => {
  test.each(Object.entries(PAYLOADS))('%s', async (_name, good) => {
    await expectAnswered(requestOf(good));
    const property = fc.asyncProperty(mutationsOf(good), (payload) => expectAnswered(requestOf(payload)));
    await fc.assert(property, { numRuns: RUNS });
  });

  test('a command', async () => {
    const words = fc.constantFrom(
      '',
      'help',
      'team',
      'link',
      'settings',
      'skills',
      'export',
      '<@UBEN|ben>',
      'feedback x',
    );
    const odd = fc.constantFrom('', ' ', 'true', '[]', '{}', 'null', '\u0000', '\uFFFD', 'x'.repeat(2000));
    const fields = fc.dictionary(
      fc.constantFrom(
        ...Object.keys(command),
        'is_enterprise_install',
        'enterprise_id',
        'event',
        'payload',
        'response_url',
        'ssl_check',
        'type',
        'name',
      ),
      odd,
      { maxKeys: 3 },
    );
    const property = fc.asyncProperty(words, fields, (text, more) =>
      expectAnswered({ body: new URLSearchParams({ ...command, text, ...more }).toString() }),
    );
    await fc.assert(property, { numRuns: 4 * RUNS });
  });

  test('anything, under any name', async () => {
    const types = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      '',
    );
    const bodies = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.json().map((json) => `payload=${encodeURIComponent(json)}`),
      fc.constantFrom(...Object.values(PAYLOADS)).map((payload) => JSON.stringify(payload)),
    );
    await fc.assert(
      fc.asyncProperty(types, bodies, (type, body) => expectAnswered({ body, type })),
      { numRuns: 4 * RUNS },
    );
  });
});
