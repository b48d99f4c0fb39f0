import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ENDPOINT_PATHS } from '../../../src/slack/app/endpoint-paths.js';
import { ACTION, LOOKUP, MODAL } from '../../../src/slack/reply/action-ids.js';
import { UNANSWERED } from '../../../src/slack/reply/ephemeral-replies.js';
import { buildInstallation, RESPONSE_URL, type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { buildInvite, buildMember, buildRedraw } from '../../support/factories.js';
import { slackError } from '../../support/fake-slack.js';
import { START } from '../../support/memory-ports.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await slackWorld();
  await world.ports.invites.insert(buildInvite({ id: 'i1' }));
});
afterEach(() => world.close());

const status = async () => (await world.ports.invites.get({ tenantId: 'T1', id: 'i1' }))?.status;
const NO_ANSWER = expect.objectContaining({ value: UNANSWERED });
const privately = () => world.slack.of(RESPONSE_URL).map(({ args }) => args);

describe('what is not from Slack', () => {
  const payload = new URLSearchParams({ payload: '{}' }).toString();

  test.each([
    ['a wrong signature', payload, { signature: 'v0=0000' }, 401],
    ['a stale timestamp', payload, { age: 6 * 60 }, 401],
    ['a body that is not JSON', 'not json', { type: 'application/json' }, 400],
    ['a payload that is not JSON', 'payload=%7Bnope', {}, 400],
  ])('%s is refused', async (_name, body, sending, expected) => {
    const answer = await world.send(body, sending);
    expect(answer).toMatchObject({ status: expected, body: { status: expected } });
    expect(world.slack.calls).toEqual([]);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const plausible = () => ({ 'x-slack-request-timestamp': `${now()}`, 'x-slack-signature': `v0=${'0'.repeat(64)}` });

  test.each<[string, Record<string, string | number>, number]>([
    ['without a signature', { 'x-slack-signature': '' }, 401],
    ['with a signature of another kind', { 'x-slack-signature': 'v0=0000' }, 401],
    ['with two signatures', { 'x-slack-signature': `v0=${'0'.repeat(64)}, v0=${'1'.repeat(64)}` }, 401],
    ['without a timestamp', { 'x-slack-request-timestamp': '' }, 401],
    ['with a timestamp in words', { 'x-slack-request-timestamp': 'now' }, 401],
    ['with a timestamp of long ago', { 'x-slack-request-timestamp': '1' }, 401],
    ['that is said to be too long', { 'content-length': 1024 * 1024 + 1 }, 413],
    ['that is compressed', { 'content-encoding': 'gzip' }, 415],
  ])('%s: it is answered before its body comes, and the connection ends', async (_name, headers, expected) => {
    const sending = request(`${world.url}${ENDPOINT_PATHS.events}`, {
      method: 'POST',
      headers: { ...plausible(), 'content-length': 1000, ...headers },
    });
    sending.flushHeaders();
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    sending.destroy();
    expect(answer.statusCode).toBe(expected);
    expect(answer.headers).toMatchObject({ connection: 'close', 'content-type': 'application/problem+json' });
  });

  test('a body without an end is answered when it is too long', async () => {
    const headers = { ...plausible(), 'transfer-encoding': 'chunked' };
    const sending = request(`${world.url}${ENDPOINT_PATHS.events}`, { method: 'POST', headers });
    sending.on('error', () => {});
    sending.write(Buffer.alloc(1024 * 1024 + 1));
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    sending.destroy();
    expect(answer.statusCode).toBe(413);
  });
});

describe('what is signed, in whatever dress it comes', () => {
  const command = new URLSearchParams({ command: '/referrals', text: 'help', user_id: 'UANA', team_id: 'T1' });
  const event = JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event: { type: 'app_home_opened', user: 'UANA', tab: 'home' },
  });

  test.each([
    ['a form with its charset', `${command}`, 'application/x-www-form-urlencoded; charset=utf-8'],
    ['a form in capitals', `${command}`, 'Application/X-WWW-Form-URLEncoded'],
    ['JSON with its charset', event, 'application/json; charset=utf-8'],
    ['JSON as plain text', event, 'text/plain'],
    ['JSON behind a byte order mark', `\uFEFF${event}`, 'application/json'],
    ['a form behind a byte order mark', `\uFEFF${command}`, 'application/x-www-form-urlencoded'],
  ])('%s is taken', async (_name, body, type) => {
    expect((await world.send(body, { type })).status).toBe(200);
  });

  test('a challenge is answered', async () => {
    const body = JSON.stringify({ token: 't', challenge: 'c-1', type: 'url_verification' });
    expect(await world.send(body, { type: 'application/json' })).toMatchObject({
      status: 200,
      body: { challenge: 'c-1' },
    });
  });

  test('the news that Slack holds events back is taken, and logged', async () => {
    const limited = { token: 't', type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1518467820 };
    const body = JSON.stringify({ ...limited, api_app_id: 'A1' });
    expect((await world.send(body, { type: 'application/json' })).status).toBe(200);
    expect(world.ports.log.lines).toEqual([
      { level: 'warn', fields: { team: 'T1', minute: 1518467820 }, event: 'slack.events-rate-limited' },
    ]);
  });

  test('a check of the address alone is answered', async () => {
    expect((await world.send('ssl_check=1&token=t')).status).toBe(200);
  });
});

describe('what is signed and yet cannot be from Slack', () => {
  const json = { type: 'application/json' };
  const form = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const event = (given: unknown) => JSON.stringify({ type: 'event_callback', team_id: 'T1', event: given });
  const user = { id: 'UANA' };

  test.each([
    ['null', 'null', json],
    ['a list', '[]', json],
    ['a number', '1', json],
    ['an event callback without an event', JSON.stringify({ type: 'event_callback', team_id: 'T1' }), json],
    ['an event that is null', event(null), json],
    ['an event without a type', event({}), json],
    ['a change of nobody', event({ type: 'user_change', user: null }), json],
    ['an empty form', '', {}],
    ['a payload that is null', form(null), {}],
    ['an empty payload', form({}), {}],
    ['a payload of an unknown type', form({ type: 'constructor', user }), {}],
    ['a click without an action', form({ type: 'block_actions', user, actions: [] }), {}],
    ['a click by nobody', form({ type: 'block_actions', actions: [{ action_id: 'x' }] }), {}],
    ['a modal without a name', form({ type: 'view_submission', user, view: null }), {}],
    ['a look-up of nothing', form({ type: 'block_suggestion', user, action_id: 'x' }), {}],
    ['a command by nobody', 'command=%2Freferrals&text=help', {}],
    ['a command that says twice what it wants', 'command=%2Freferrals&user_id=U&team_id=T1&text=a&text=b', {}],
    ['a command of no workspace', 'command=%2Freferrals&user_id=UANA', {}],
    ['a command of no organization', 'command=%2Freferrals&user_id=UANA&team_id=T1&is_enterprise_install=true', {}],
    [
      'a command whose answer has no address',
      'command=%2Freferrals&user_id=UANA&team_id=T1&response_url=%2Fcommands%2F1',
      {},
    ],
    [
      'a command whose answer goes nowhere on the web',
      'command=%2Freferrals&user_id=UANA&team_id=T1&response_url=data%3Atext%2Fplain%2C1',
      {},
    ],
    [
      'a click whose answer has no address',
      form({
        type: 'block_actions',
        user,
        team: { id: 'T1' },
        actions: [{ action_id: 'x' }],
        response_url: 'no address',
      }),
      {},
    ],
    [
      'a form whose answer has no address',
      form({
        ...{ type: 'view_submission', user, team: { id: 'T1' }, view: { callback_id: 'x' } },
        response_urls: [{ response_url: 'https://' }],
      }),
      {},
    ],
    ['a click of no workspace', form({ type: 'block_actions', user, actions: [{ action_id: 'x' }] }), {}],
    [
      'an event of no workspace',
      JSON.stringify({ type: 'event_callback', event: { type: 'team_join', user: { id: 'U1' } } }),
      json,
    ],
  ])('%s is refused at once', async (_name, body, sending) => {
    const begun = performance.now();
    const answer = await world.send(body, sending);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:baton:problem:bad-request' } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(world.ports.log.lines).toEqual([{ level: 'warn', fields: { status: 400 }, event: 'slack.turned-away' }]);
  });

  test('a timestamp in the future is refused, unless the clocks differ by a little', async () => {
    const event = JSON.stringify({ type: 'event_callback', team_id: 'T1', event: { type: 'message' } });
    expect((await world.send(event, { ...json, age: -240 })).status).toBe(200);
    const answer = await world.send(event, { ...json, age: -400 });
    expect(answer).toMatchObject({ status: 401, body: { type: 'urn:baton:problem:stale' } });
  });

  test('a change without a person changes nothing', async () => {
    expect((await world.event({ type: 'user_change' })).status).toBe(200);
    expect(world.ports.log.lines).toEqual([]);
  });
});

describe('a workspace that is not installed', () => {
  beforeEach(() => world.installations.remove('T1'));

  test('hears it under its command', async () => {
    const { status: code, body } = await world.command('UANA', '');
    expect(code).toBe(200);
    expect(body).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('not installed') });
  });

  test('hears it in its modal', async () => {
    const { status: code, body } = await world.submit('UANA', MODAL.decline, {}, { inviteId: 'i1', fromHome: false });
    expect(code).toBe(200);
    expect(body.response_action).toBe('update');
    expect(JSON.stringify(body.view)).toContain('not installed');
  });

  test('gets nothing done by a click, and no stack', async () => {
    expect(await world.click('UANA', ACTION.accept, 'i1')).toMatchObject({ status: 200, body: '' });
    expect(await status()).toBe('open');
  });

  test('hears it after a click, if Slack says where', async () => {
    await world.click('UANA', ACTION.accept, 'i1');
    expect(privately()).toMatchObject([
      { response_type: 'ephemeral', replace_original: false, text: expect.stringContaining('not installed') },
    ]);
    await world.click('UANA', ACTION.accept, 'i1', { response_url: undefined });
    expect(world.slack.calls).toHaveLength(1);
  });

  test('is not kept waiting when Slack does not take the words', async () => {
    world.slack.replies(RESPONSE_URL, new Error('gone'));
    expect(await world.click('UANA', ACTION.accept, 'i1')).toMatchObject({ status: 200 });
    expect(world.ports.log.lines).toContainEqual(expect.objectContaining({ event: 'slack.not-told' }));
  });

  test('hears it in a list, where nobody can be picked', async () => {
    const { status: code, body } = await world.lookUp('UANA', LOOKUP.colleague, 'colleague:i1', 'be');
    expect(code).toBe(200);
    expect(body.option_groups).toEqual([
      {
        label: { type: 'plain_text', emoji: false, text: expect.stringContaining('not installed') },
        options: [NO_ANSWER],
      },
    ]);
  });
});

test('somebody whose data was deleted acts without a name', async () => {
  await world.ports.members.forget('T1', 'UANA', START, buildRedraw);
  await world.click('UANA', ACTION.accept, 'i1');
  await world.made.stop();
  expect((await world.ports.invites.get({ tenantId: 'T1', id: 'i1' }))?.decision).toMatchObject({ byName: '' });
});

test('when the installations cannot be read, Slack keeps the modal open', async () => {
  world.installations.load = async () => {
    throw new Error('the database is away');
  };
  expect((await world.submit('UANA', MODAL.decline, {})).status).toBe(500);
  expect((await world.event({ type: 'app_home_opened', user: 'UANA', tab: 'home' })).status).toBe(500);
});

describe('people of another workspace', () => {
  test('are refused by what Slack says of them', async () => {
    await world.click('UANA', ACTION.accept, 'i1', { user: { id: 'UANA', username: 'x', team_id: 'T2' } });
    expect(privately()).toMatchObject([
      { response_type: 'ephemeral', text: expect.stringContaining('another workspace') },
    ]);
    expect(await status()).toBe('open');
  });

  test('are refused by what the directory says of them', async () => {
    await world.ports.members.save('T1', [buildMember({ slackUserId: 'UEXT', isExternal: true })]);
    const { body } = await world.command('UEXT', '');
    expect(body.text).toContain('another workspace');
  });

  test('people of the same organization are not strangers', async () => {
    const grid = { team: { id: 'T1', domain: 'a', enterprise_id: 'E1' }, enterprise: { id: 'E1', name: 'Org' } };
    await world.click('UANA', ACTION.accept, 'i1', { ...grid, user: { id: 'UANA', username: 'ana', team_id: 'E1' } });
    expect(await status()).toBe('accepted');
  });
});

describe('an error of ours', () => {
  beforeEach(async () => {
    await world.close();
    world = await slackWorld((ports) => ({
      invites: { ...ports.invites, advance: () => Promise.reject(new Error('the letter says: secret words')) },
    }));
    await world.ports.invites.insert(buildInvite({ id: 'i1' }));
  });

  test('is told after a click, and says that trying again is safe', async () => {
    expect((await world.click('UANA', ACTION.accept, 'i1')).status).toBe(200);
    expect(privately()).toMatchObject([
      { response_type: 'ephemeral', replace_original: false, text: expect.stringContaining('safe to try again') },
    ]);
  });

  test('keeps what was typed into a modal', async () => {
    const values = { reason: { value: { selected_option: { value: 'busy', text: { text: 'Busy' } } } }, message: {} };
    const { body } = await world.submit('UANA', MODAL.decline, values, { inviteId: 'i1', fromHome: false });
    expect(body).toEqual({
      response_action: 'errors',
      errors: { reason: expect.stringContaining('safe to try again') },
    });
  });

  test('shows as a modal where there is no message to answer under', async () => {
    await world.click('UANA', ACTION.accept, 'i1', { response_url: undefined, view: { type: 'home', id: 'VH' } });
    expect(world.slack.of('views.open')).toHaveLength(1);
    await world.click('UANA', ACTION.accept, 'i1', { response_url: undefined, view: { type: 'modal', id: 'VM' } });
    expect(world.slack.of('views.push')).toHaveLength(1);
  });

  test('is logged, without its words', async () => {
    await world.click('UANA', ACTION.accept, 'i1');
    const [line] = world.ports.log.lines.filter(({ event }) => event === 'slack.listener-failed');
    expect(line?.fields).toMatchObject({ error: 'Error', where: expect.any(Array) });
    expect(JSON.stringify(line)).not.toContain('secret words');
  });
});

test('a modal that cannot be opened any more asks for another click', async () => {
  world.slack.replies('views.open', { ok: false, error: 'expired_trigger_id' });
  await world.click('UANA', ACTION.decline, 'i1');
  await world.made.stop();
  expect(privately()).toMatchObject([{ text: expect.stringContaining('took too long') }]);
  expect(world.ports.log.lines.map(({ level }) => level)).toEqual(['warn']);
});

test('a click that comes once more is answered by the modal that it opened already', async () => {
  world.slack.replies('views.open', { ok: false, error: 'exchanged_trigger_id' });
  expect((await world.click('UANA', ACTION.decline, 'i1')).status).toBe(200);
  expect(await world.command('UADMIN', 'connect')).toMatchObject({ status: 200 });
  await world.made.stop();
  expect(privately()).toEqual([]);
  expect(world.ports.log.lines).toEqual([]);
});

test('a modal that is closed while names are loaded for it is no fault', async () => {
  world.slack.replies('views.open', { ok: true, view: { id: 'V1' } });
  world.slack.replies('views.update', slackError('not_found'));
  expect((await world.click('UADMIN', ACTION.link, 'link')).status).toBe(200);
  await world.made.stop();
  expect(world.slack.of('views.update')).toHaveLength(1);
  expect(privately()).toEqual([]);
  expect(world.ports.log.lines).toEqual([]);
});

describe('a modal without what was filled in', () => {
  const view = { id: 'V1', callback_id: MODAL.decline, private_metadata: '{"inviteId":"i1","fromHome":false}' };

  test.each([
    ['no state', view],
    ['a state that is null', { ...view, state: null }],
    ['an empty state', { ...view, state: {} }],
    ['values that are null', { ...view, state: { values: null } }],
    ['values that are a list', { ...view, state: { values: [] } }],
    ['a field that is null', { ...view, state: { values: { reason: null } } }],
    ['a field that is a number', { ...view, state: { values: { reason: { value: { selected_option: 4 } } } } }],
    ['a message that is an object', { ...view, state: { values: { message: { value: { value: {} } } } } }],
  ])('(%s) is answered', async (_name, sent) => {
    expect((await world.interact({ type: 'view_submission', view: sent })).status).toBe(200);
    expect(world.ports.log.lines).toEqual([]);
  });

  const METADATA = [
    '',
    '{',
    'null',
    '[]',
    '"i1"',
    '{}',
    '{"inviteId":7}',
    '{"inviteId":""}',
    '{"inviteId":null}',
    undefined,
  ];
  const forms = [MODAL.decline, MODAL.refer, MODAL.ask].flatMap((form) =>
    METADATA.map((text) => [form, text] as const),
  );

  test.each(forms)('(%s) and with metadata %j says to open it again, beside what was written', async (form, text) => {
    const state = { values: { reason: { value: { selected_option: null } } } };
    const sent = { id: 'V1', callback_id: form, private_metadata: text, state };
    const { body } = await world.interact({ type: 'view_submission', view: sent });
    expect(body).toEqual({
      response_action: 'errors',
      errors: { reason: expect.stringContaining('close the form and open it again') },
    });
    expect(world.ports.log.lines).toEqual([]);
  });

  test('and with a name that no release has given is answered in words', async () => {
    const { status: code, body } = await world.interact({
      type: 'view_submission',
      view: { ...view, callback_id: 'no-such' },
    });
    expect(code).toBe(200);
    expect(body).toMatchObject({
      response_action: 'update',
      view: { blocks: [{ text: { text: expect.stringContaining('close the form and open it again') } }] },
    });
    expect(world.ports.log.lines).toEqual([]);
  });
});

test.each(['no-such-button', 'constructor'])(
  'a button that no release has shown (%s) is answered all the same',
  async (id) => {
    expect((await world.click('UANA', id, 'i1')).status).toBe(200);
    expect(privately()).toMatchObject([{ text: expect.stringContaining('does not know this button any more') }]);
    expect(world.ports.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  },
);

test('an event that nobody listens to changes nothing', async () => {
  expect((await world.event({ type: 'message', text: 'hello', channel: 'C1', user: 'UANA' })).status).toBe(200);
  expect(world.slack.calls).toEqual([]);
  expect(world.ports.log.lines).toEqual([]);
});

describe('a response_url that shows nothing any more', () => {
  const REFUSED = [
    ['expired', () => new Response('expired_url', { status: 404 })],
    ['used up', () => new Response('used_url', { status: 410 })],
    ['of an archived channel', () => ({ ok: false, error: 'is_archived' })],
    ['broken', () => new Response('', { status: 503 })],
  ] as const;

  test.each(REFUSED)('(%s): the person reads in a modal why their click did nothing', async (_, answer) => {
    world.slack.replies(RESPONSE_URL, answer());
    expect((await world.click('UBEN', ACTION.accept, 'i1')).status).toBe(200);
    await world.made.stop();
    const [open] = world.slack.of('views.open');
    expect(JSON.stringify(open)).toContain('only they can answer');
    expect(world.ports.log.lines.filter(({ event }) => event === 'slack.not-told')).toEqual([]);
  });

  test('nor a modal: the person reads it in a direct message', async () => {
    world.slack.replies(RESPONSE_URL, new Response('expired_url', { status: 404 }));
    world.slack.replies('views.open', { ok: false, error: 'expired_trigger_id' });
    await world.click('UBEN', ACTION.accept, 'i1');
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('chat.postMessage'))).toContain('only they can answer');
  });

  test('nor a modal, nor a direct message: it is in the log, and nothing is tried again', async () => {
    world.slack.replies(RESPONSE_URL, new Response('expired_url', { status: 404 }));
    world.slack.replies('views.open', { ok: false, error: 'expired_trigger_id' });
    world.slack.replies('conversations.open', { ok: false, error: 'restricted_action' });
    await world.click('UBEN', ACTION.accept, 'i1');
    await world.made.stop();
    expect(world.ports.log.lines).toContainEqual(expect.objectContaining({ event: 'slack.not-told' }));
    expect(world.slack.of('conversations.open')).toHaveLength(1);
  });
});

test('stopping waits for work that Slack has its answer to already', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { get } = world.ports.invites;
  world.ports.invites.get = async (ref) => {
    await gate;
    return get(ref);
  };
  expect((await world.click('UANA', ACTION.decline, 'i1')).status).toBe(200);
  expect(await world.made.stop(20)).toBe(false);
  open();
  expect(await world.made.stop(2000)).toBe(true);
});

test('a burst of clicks reads the installation once, and every click knows its own person', async () => {
  await world.ports.invites.insert(
    buildInvite({ id: 'i2', invitee: { person: { id: 'p-ben', name: 'Ben' }, slackUserId: 'UBEN' } }),
  );
  await Promise.all([
    world.click('UANA', ACTION.accept, 'i1'),
    world.click('UBEN', ACTION.accept, 'i2'),
    world.command('UADMIN', ''),
  ]);
  expect(world.installations.loads).toBe(1);
  const decided = await world.ports.invites.get({ tenantId: 'T1', id: 'i2' });
  expect(decided?.decision).toMatchObject({ by: 'UBEN', byName: 'Ben Okoro' });
});

test('each team is called with its own token', async () => {
  await world.installations.save('T2', buildInstallation('T2'));
  const opened = { type: 'app_home_opened', user: 'UNEW', tab: 'home' };
  await world.event(opened, { team_id: 'T1' });
  await world.event(opened, { team_id: 'T2' });
  await world.event(opened, { team_id: 'T1' });
  await world.made.stop();
  expect(world.slack.of('views.publish').map(({ token }) => token)).toEqual(['xoxb-T1', 'xoxb-T2', 'xoxb-T1']);
});
