import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CALLS_PER_TOKEN } from '../../../../sandbox/slack/emulator/tokens.js';
import { type EmbeddedSlack, type SlackOptions, startEmbeddedSlack } from '../../../../sandbox/slack/start-emulator.js';

const options: SlackOptions = {
  appId: 'A0TEST00001',
  clientId: '111.222',
  clientSecret: 'client-secret',
  signingSecret: 'signing-secret',
  scopes: ['chat:write', 'files:write', 'im:write', 'users:read', 'users:read.email'],
  redirectUris: ['http://127.0.0.1:1/slack/oauth_redirect'],
  team: { name: 'Acme', domain: 'acme' },
  users: [
    { name: 'ana', real_name: 'Ana', email: 'ana@acme.test', tz: 'Asia/Kolkata', locale: 'de-DE', is_owner: true },
    { name: 'gus', is_restricted: true },
    { name: 'gone', deleted: true },
  ],
  channels: [{ name: 'invites' }, { name: 'closed', bot_invited: false }, { name: 'secret', is_private: true }],
};

type Answer = Record<string, unknown> & { ok: boolean; channel: string; ts: string; error?: string };
let slack: EmbeddedSlack;

async function post(method: string, args: Record<string, string> = {}, token = slack.botToken): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body: new URLSearchParams(args) });
}
const call = async (method: string, args?: Record<string, string>, token?: string) =>
  (await (await post(method, args, token)).json()) as Answer;
const id = (name: string) => slack.users[name]?.id ?? '';

beforeAll(async () => {
  slack = await startEmbeddedSlack(options);
});
afterAll(() => slack.close());
afterEach(() => {
  slack.faults.clear();
  slack.calls.clear();
});

describe('what the emulator lacks', () => {
  test('users have a zone, a locale, flags, and no address that the seed does not give', async () => {
    const { user } = await call('users.info', { user: id('ana'), include_locale: 'true' });
    expect(user).toMatchObject({
      tz: 'Asia/Kolkata',
      tz_offset: 19_800,
      locale: 'de-DE',
      is_owner: true,
      is_restricted: false,
    });
    expect(user).toMatchObject({ profile: { email: 'ana@acme.test', real_name: 'Ana' } });
    const { members } = (await call('users.list')) as unknown as { members: Record<string, unknown>[] };
    expect(members.map(({ name }) => name)).toEqual(['slackbot', 'ana', 'gus', 'gone', 'baton']);
    expect(members[0]).toMatchObject({ id: 'USLACKBOT', is_bot: false });
    expect(members[2]).toMatchObject({ is_restricted: true, profile: { real_name: 'gus' } });
    expect(members[2]).not.toMatchObject({ profile: { email: expect.anything() } });
    expect(members[3]).toMatchObject({ deleted: true });
    expect(members[3]).not.toHaveProperty('tz');
    expect(members[1]).not.toHaveProperty('locale');
  });

  test('a token that nobody gave out is refused, and a scope beyond the manifest', async () => {
    expect(await call('auth.test', {}, ['xoxb', 'made', 'up'].join('-'))).toEqual({ ok: false, error: 'invalid_auth' });
    expect(await call('auth.test', {}, '')).toEqual({ ok: false, error: 'not_authed' });
    expect(await call('conversations.history', { channel: slack.channels.invites ?? '' })).toMatchObject({
      ...{ error: 'missing_scope', needed: 'channels:history' },
    });
    const url = `${slack.authorizeUrl}?client_id=111.222&scope=chat:write,channels:history`;
    expect(await (await fetch(url)).text()).toBe('invalid_scope: channels:history');
  });

  test('the bot may not post where it was not invited, nor to those who have left', async () => {
    expect(await call('chat.postMessage', { channel: slack.channels.closed ?? '', text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
    for (const name of ['invites', 'secret']) {
      expect(await call('chat.postMessage', { channel: slack.channels[name] ?? '', text: 'x' })).toMatchObject({
        ok: true,
      });
    }
    expect(await call('conversations.open', { users: id('gone') })).toEqual({ ok: false, error: 'user_disabled' });
    expect(await call('chat.postMessage', { channel: id('gone'), text: 'x' })).toEqual({
      ok: false,
      error: 'channel_not_found',
    });
  });

  test('a method that is not there is answered as Slack does', async () => {
    expect(await call('blocks.nothing')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await call('api.test', { a: '1' })).toMatchObject({ ok: true });
  });

  test('one token is used for fewer calls than the emulator takes of it in an hour', async () => {
    const headers = { authorization: `Bearer ${slack.botToken}` };
    const answer = await fetch(`${slack.emulator.url}/api/auth.test`, { method: 'POST', headers });
    expect(Number(answer.headers.get('x-ratelimit-limit'))).toBeGreaterThan(CALLS_PER_TOKEN);
    const before = Number(answer.headers.get('x-ratelimit-remaining'));
    expect(await slack.ask('users.info', { user: id('ana') }, slack.botToken)).toMatchObject({ ok: true });
    const again = await fetch(`${slack.emulator.url}/api/auth.test`, { method: 'POST', headers });
    expect(Number(again.headers.get('x-ratelimit-remaining'))).toBe(before - 1);
  });
});

describe('faults', () => {
  test('the next calls of a method are put off, then it works again', async () => {
    slack.faults.add({ method: 'chat.postMessage', times: 2, fault: { kind: 'rate-limited', retryAfterSeconds: 7 } });
    const [one, two, three] = [
      await post('chat.postMessage', { channel: id('ana'), text: '1' }),
      await post('chat.postMessage', { channel: id('ana'), text: '2' }),
      await post('chat.postMessage', { channel: id('ana'), text: '3' }),
    ];
    expect([one.status, one.headers.get('retry-after'), two.status, three.status]).toEqual([429, '7', 429, 200]);
    expect(slack.calls.all.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  test('an answer is lost after it was done', async () => {
    slack.faults.add({ fault: { kind: 'lost-answer' }, when: ({ text }) => text === 'lost' });
    await expect(post('chat.postMessage', { channel: id('ana'), text: 'lost' })).rejects.toThrow();
    const recorded = slack.calls.all.at(-1);
    expect(recorded).toMatchObject({ status: 0, args: { text: 'lost' }, response: { ok: true } });
    const { messages } = await slack.ask('conversations.history', { channel: recorded?.response.channel });
    expect(messages).toMatchObject([{ text: 'lost' }, { text: '3' }]);
  });

  test('a call hangs, fails, is refused or takes its time', async () => {
    slack.faults.add({ method: 'auth.test', fault: { kind: 'hang' } });
    slack.faults.add({ method: 'auth.test', fault: { kind: 'status', status: 503 } });
    slack.faults.add({ method: 'auth.test', fault: { kind: 'refused', error: 'fatal_error' } });
    slack.faults.add({ method: 'auth.test', fault: { kind: 'slow', ms: 50 } });
    const hung = fetch(`${slack.apiUrl}auth.test`, { method: 'POST', signal: AbortSignal.timeout(200) });
    await expect(hung).rejects.toThrow('timeout');
    expect((await post('auth.test')).status).toBe(503);
    expect(await call('auth.test')).toEqual({ ok: false, error: 'fatal_error' });
    const start = performance.now();
    expect(await call('auth.test')).toMatchObject({ ok: true });
    expect(performance.now() - start).toBeGreaterThan(45);
  });
});

test('calls are recorded with their blocks, and can be awaited', async () => {
  const waiting = slack.calls.until(({ method }) => method === 'chat.postMessage');
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: `\n<@${id('ana')}>` } }];
  await call('chat.postMessage', { channel: id('ana'), text: '[not JSON]', blocks: JSON.stringify(blocks) });
  expect(await waiting).toMatchObject({ team: slack.team.id, status: 200, args: { text: '[not JSON]', blocks } });
  await expect(slack.calls.until(({ method }) => method === 'nothing', 20)).rejects.toThrow(
    'there were: chat.postMessage',
  );
});

test('a file is uploaded, shared and read back', async () => {
  const { channel } = (await slack.ask('conversations.open', { users: id('ana') })) as { channel: { id: string } };
  const { upload_url, file_id } = await call('files.getUploadURLExternal', { filename: 'a.csv', length: '3' });
  await fetch(String(upload_url), { method: 'POST', body: 'a,b' });
  const files = JSON.stringify([{ id: file_id, title: 'Export' }]);
  expect(await call('files.completeUploadExternal', { channel_id: channel.id, files })).toMatchObject({ ok: true });
  const { messages } = await slack.ask('conversations.history', { channel: channel.id, limit: 1 });
  const [message] = messages as { files: { title: string; url_private: string }[] }[];
  expect(message?.files).toMatchObject([{ title: 'Export' }]);
  const headers = { authorization: `Bearer ${slack.observerToken}` };
  expect(await (await fetch(message?.files[0]?.url_private ?? '', { headers })).text()).toBe('a,b');
});

test('another process can read what only the screen shows', async () => {
  const { channel } = await call('chat.postMessage', { channel: id('ana'), text: 'x' });
  await call('chat.postEphemeral', { channel, user: id('ana'), text: 'psst' });
  const read = async (what: string) => (await fetch(`${slack.url}/control/${what}`)).json();
  expect(await read(`screen?user=${id('ana')}`)).toMatchObject({
    modals: [],
    home: null,
    ephemerals: [{ text: 'psst' }],
  });
  const { calls } = (await read('calls?since=0')) as { calls: { n: number }[] };
  expect(calls).toMatchObject([{ method: 'chat.postMessage' }, { method: 'chat.postEphemeral' }]);
  expect(await read(`calls?since=${calls.at(-1)?.n}`)).toEqual({ calls: [] });
});

test('a page of another site can neither read the screen nor play anybody', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  for (const method of ['GET', 'POST'])
    expect((await fetch(`${slack.url}/control/screen?user=${id('ana')}`, { method, headers })).status).toBe(403);
});

describe('another process can do what Slack’s API does not let one do', () => {
  const control = async (what: string, wish: unknown) => {
    const answer = await fetch(`${slack.url}/control/${what}`, { method: 'POST', body: JSON.stringify(wish) });
    const result = (await answer.json()) as Record<string, unknown>;
    return { ...result, status: answer.status } as Record<string, unknown>;
  };
  const ana = () => ({ user: id('ana') });
  const view = (title: string) => ({
    ...{ type: 'modal', title: { type: 'plain_text', text: title } },
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
  });
  const titles = () => slack.screen.modals(id('ana')).map(({ title }) => (title as { text: string }).text);
  const open = async (title: string) => {
    const { trigger_id } = await control('trigger', ana());
    const opened = await call('views.open', { trigger_id: String(trigger_id), view: JSON.stringify(view(title)) });
    return (opened.view as { id: string }).id;
  };

  test.each([
    [undefined, ['expired_trigger_id', 'expired_trigger_id']],
    [true, [undefined, 'exchanged_trigger_id']],
  ])('a trigger ten seconds old, where lasting ones are wished: %s', async (lastingTriggers, errors) => {
    const usual = slack;
    slack = await startEmbeddedSlack({ ...options, ...(lastingTriggers && { lastingTriggers }) });
    const { trigger_id } = await control('trigger', ana());
    const later = Date.now() + 10_000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    const use = () => call('views.open', { trigger_id: String(trigger_id), view: JSON.stringify(view('Late')) });
    expect([(await use()).error, (await use()).error]).toEqual(errors);
    await slack.close();
    slack = usual;
  });

  test('modals are opened by a trigger, and do what the app answers', async () => {
    const first = await open('First');
    expect(titles()).toEqual(['First']);
    await control('answer', { ...ana(), view: first, answer: { response_action: 'push', view: view('Second') } });
    expect(titles()).toEqual(['First', 'Second']);
    await control('close', ana());
    await control('answer', { ...ana(), view: first, answer: { response_action: 'errors', errors: {} } });
    expect(titles()).toEqual(['First']);
    expect(await control('answer', { ...ana(), view: first })).toMatchObject({ ok: true, modals: [] });
    await open('Third');
    await control('close', { ...ana(), all: true });
    expect(titles()).toEqual([]);
  });

  test('answers that come later have an address', async () => {
    const { channel } = await call('chat.postMessage', { channel: id('ana'), text: 'x' });
    const { response_url } = await control('response-url', { ...ana(), channel });
    const body = JSON.stringify({ text: 'later' });
    await fetch(String(response_url), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(slack.screen.ephemerals(id('ana')).at(-1)).toMatchObject({ text: 'later' });
  });

  test('calls of the app fail as often as wished', async () => {
    const fault = { kind: 'refused', error: 'is_archived' };
    await control('faults', { method: 'chat.postMessage', fault, times: 2 });
    const send = async () => (await call('chat.postMessage', { channel: id('ana'), text: 'x' })).ok;
    expect([await send(), await send(), await send()]).toEqual([false, false, true]);
    await control('faults', { fault: { kind: 'status', status: 503 } });
    await control('clear-faults', {});
    expect(await send()).toBe(true);
  });

  test('users change', async () => {
    const { user } = await control('users', { user: id('gus'), changes: { deleted: true } });
    expect(user).toMatchObject({ id: id('gus'), deleted: true });
    expect((await call('users.info', { user: id('gus') })).user).toMatchObject({ deleted: true });
    await control('users', { user: id('gus'), changes: { deleted: false } });
  });

  test('a further workspace is there, and loses the app', async () => {
    const seed = { team: { name: 'Other', domain: 'other' }, users: [{ name: 'zoe' }] };
    const { team, users, observerToken } = await control('workspaces', seed);
    const zoe = (users as Record<string, { id: string }>).zoe?.id ?? '';
    expect(await call('users.info', { user: zoe }, String(observerToken))).toMatchObject({ user: { name: 'zoe' } });
    const other = slack.workspaces.at(-1)?.botToken;
    expect((await call('auth.test', {}, other)).ok).toBe(true);
    await control('uninstall', { team: (team as { id: string }).id });
    expect((await call('auth.test', {}, other)).error).toBe('account_inactive');
    expect((await call('auth.test')).ok).toBe(true);
  });

  test.each([
    ['magic', {}, 404, 'response-url'],
    ['trigger', {}, 400, 'user'],
    ['trigger', { user: 'UNOBODY' }, 404, 'UNOBODY'],
    ['uninstall', { team: 'TNONE' }, 404, 'TNONE'],
    ['faults', { fault: { kind: 'gremlins' } }, 400, 'kind'],
  ])('%s with %j is refused', async (what, wish, status, word) => {
    expect(await control(what, wish)).toMatchObject({ status, ok: false, error: expect.stringContaining(word) });
  });
});

test('the emulator listens on one address alone', async () => {
  const { port, hostname } = new URL(slack.emulator.url);
  expect(hostname).toBe('127.0.0.1');
  const elsewhere = process.platform === 'linux' ? '127.0.0.2' : '::1';
  const second = createServer();
  await new Promise<void>((resolve, reject) => {
    second.once('error', reject);
    second.listen(Number(port), elsewhere, resolve);
  });
  second.close();
});

describe('with a folder for its data', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-slack-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  test('ids, messages, tokens and the Home outlive a restart', async () => {
    const before = slack;
    slack = await startEmbeddedSlack({ ...options, dataDir });
    const posted = await call('chat.postMessage', { channel: id('ana'), text: 'first' });
    await call('chat.update', { channel: posted.channel, ts: posted.ts, text: 'second' });
    const doomed = await call('chat.postMessage', { channel: id('ana'), text: 'doomed' });
    await call('chat.delete', { channel: doomed.channel, ts: doomed.ts });
    await call('views.publish', { user_id: id('ana'), view: '{"type":"home","blocks":[{"type":"divider"}]}' });
    await call('auth.revoke');
    const { users, channels, team, bot } = slack;
    await slack.close();

    slack = await startEmbeddedSlack({ ...options, dataDir });
    expect({ users: slack.users, channels: slack.channels, team: slack.team, bot: slack.bot }).toEqual({
      users,
      channels,
      team,
      bot,
    });
    const { messages } = await slack.ask('conversations.history', { channel: posted.channel });
    expect(messages).toMatchObject([{ text: 'second', ts: posted.ts }]);
    expect(slack.screen.home(id('ana'))).toMatchObject({ type: 'home', blocks: [{ type: 'divider' }] });
    expect(await call('auth.test')).toEqual({ ok: false, error: 'token_revoked' });
    expect(await slack.ask('chat.update', { channel: posted.channel, ts: posted.ts, text: 'third' })).toMatchObject({
      ...{ ok: true, ts: posted.ts, channel: posted.channel },
    });
    await slack.close();
    slack = before;
  });

  test('a message that cannot be shown again keeps Slack from starting, and says what to do', async () => {
    const folder = join(dataDir, 'broken');
    mkdirSync(folder);
    const line = { team: slack.team.id, method: 'chat.postMessage', args: { channel: 'C0NOWHERE', text: 'x' } };
    writeFileSync(join(folder, 'slack.jsonl'), `${JSON.stringify({ ...line, token: '', response: { ok: true } })}\n`);
    await expect(startEmbeddedSlack({ ...options, dataDir: folder })).rejects.toThrow(
      /chat\.postMessage in slack\.jsonl is refused now, channel_not_found\. Start with --fresh/,
    );
  });
});

test('uninstalling takes every token, and needs the app secret', async () => {
  expect(await call('apps.uninstall', { client_id: '111.222', client_secret: 'guess' })).toMatchObject({
    error: 'invalid_client_id',
  });
  expect(await call('apps.uninstall', { client_id: '111.222', client_secret: 'client-secret' })).toEqual({ ok: true });
  expect(await call('auth.test')).toEqual({ ok: false, error: 'account_inactive' });
});
