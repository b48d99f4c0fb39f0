import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { JOBS } from '../../../jobs/job-definitions.js';
import { eventually } from '../../../sandbox/demo/eventually.js';
import { Hopeless, Misconfigured, Postponed } from '../../../src/domain/model/errors.js';
import type { MessageContent } from '../../../src/domain/model/views/message-content.js';
import { createSlackClients } from '../../../src/slack/delivery/slack-clients.js';
import { buildInstallation, memoryInstallations, testConfig } from '../../support/app-with-fake-slack.js';
import { buildInvite, buildMember, buildMessage } from '../../support/factories.js';
import { type FakeSlack, fakeSlack, rateLimited, slackError } from '../../support/fake-slack.js';
import { buildHome } from '../../support/home-content.js';
import { type MemoryPorts, memoryPorts, START } from '../../support/memory-ports.js';
import { buildCard, buildNews } from '../../support/slack-content.js';

let slack: FakeSlack;
let ports: MemoryPorts;
let installations: ReturnType<typeof memoryInstallations>;
let messenger: ReturnType<typeof createSlackClients>['messenger'];
let directory: ReturnType<typeof createSlackClients>['directory'];

beforeEach(async () => {
  slack = fakeSlack();
  ports = memoryPorts();
  installations = memoryInstallations();
  for (const team of ['T1', 'T2']) await installations.save(team, buildInstallation(team));
  const { fetch } = slack;
  ({ messenger, directory } = createSlackClients({
    config: testConfig(),
    installations,
    log: ports.log,
    members: ports.members,
    fetch,
  }));
});

const content: MessageContent = buildCard();
const message = buildMessage({ id: 'm1' });
const inChannel = buildMessage({ id: 'm2', to: 'C1' });
const metadata = (id: string) => ({ event_type: 'baton_message', event_payload: { id } });

describe('posting', () => {
  test('goes to the direct message with a person, and can be found again by its id', async () => {
    slack.replies('conversations.open', { ok: true, channel: { id: 'D7' } });
    slack.replies('chat.postMessage', { ok: true, ts: '5.5' });
    expect(await messenger.post('T1', message, content)).toMatchObject({ posted: { channel: 'D7', ts: '5.5' } });
    const [{ args, token } = { args: {}, token: '' }] = slack.of('chat.postMessage');
    expect(token).toBe('xoxb-T1');
    expect(args).toMatchObject({ channel: 'D7', metadata: metadata('m1') });
    expect(args).toHaveProperty('text', expect.stringContaining('New invite'));
  });

  test('opens a direct message once, and goes to a channel directly', async () => {
    await messenger.post('T1', message, content);
    await messenger.post('T1', message, content);
    await messenger.post('T1', inChannel, content);
    expect(slack.of('conversations.open')).toHaveLength(1);
    expect(slack.of('chat.postMessage').at(-1)?.args.channel).toBe('C1');
  });

  test('waits longer for an answer from a channel, where it cannot look for the message later', async () => {
    const limits = jest.spyOn(AbortSignal, 'timeout');
    const longest = async (to: typeof message) => {
      limits.mockClear();
      await messenger.post('T1', to, content);
      return Math.max(...limits.mock.calls.map(([ms]) => ms));
    };
    expect(await longest(message)).toBe(10_000);
    expect(await longest(inChannel)).toBe(18_000);
    expect(await longest(inChannel)).toBeLessThan(JOBS['deliver-message'].limitMs);
  });

  test('goes out with the token of its own tenant, and with a new one after a reinstall', async () => {
    await messenger.post('T1', inChannel, content);
    await messenger.post('T2', { ...inChannel, tenantId: 'T2' }, content);
    const bot = { id: 'B1', userId: 'UBOT', token: ['xoxb', 'new'].join('-'), scopes: [] };
    await installations.save('T1', buildInstallation('T1', { bot }));
    const tokens = () => slack.of('chat.postMessage').map(({ token }) => token);
    expect(tokens()).toEqual(['xoxb-T1', 'xoxb-T2']);
    await eventually('the new token is used', async () => {
      await messenger.post('T1', inChannel, content);
      return tokens().at(-1) === 'xoxb-new';
    });
  });

  test('speaks the reader’s language', async () => {
    await ports.members.save('T1', [buildMember({ locale: 'de-DE' })]);
    await messenger.post('T1', message, content);
    expect(slack.of('chat.postMessage')[0]?.args.text).toContain('Neue Einladung');
  });
});

describe('what is sent', () => {
  const refuse = () => {
    throw new Error('the lease is over');
  };
  const posted = { ...message, posted: { channel: 'D1', ts: '1.1' } };

  test.each([
    ['a post', () => messenger.post('T1', message, content, refuse)],
    ['an edit', () => messenger.edit('T1', posted, content, refuse)],
  ])('%s asks right before the request that others see, and after all that comes before it', async (_, send) => {
    await expect(send()).rejects.toThrow('the lease is over');
    expect([...slack.of('chat.postMessage'), ...slack.of('chat.update')]).toEqual([]);
  });

  test('a second time is removed, also where it is gone', async () => {
    await messenger.remove('T1', posted);
    slack.replies('chat.delete', slackError('message_not_found'));
    await messenger.remove('T1', posted);
    expect(slack.of('chat.delete').map(({ args }) => args)).toMatchObject([posted.posted, posted.posted]);
  });
});

describe('news', () => {
  const thread = { channel: 'D1', ts: '1.1' };
  const sent = () => slack.of('chat.postMessage').map(({ args }) => [args.thread_ts, args.reply_broadcast]);
  const postNews = (given: object) => messenger.post('T1', message, buildNews({ event: 'hired', ...given }));

  test('stands in the thread of the card, and in the conversation too where its reader wants it', async () => {
    await postNews({ thread, direct: true });
    await postNews({ thread, direct: false });
    await postNews({ direct: true });
    expect(sent()).toEqual([
      ['1.1', 'true'],
      ['1.1', 'false'],
      [undefined, undefined],
    ]);
  });

  test('that a decision did not go through is shown in the conversation too', async () => {
    const about = { kind: 'decision-refused', decision: 'accepted', whose: 'own' } as const;
    await messenger.post('T1', message, { ...about, invite: buildInvite(), thread });
    await messenger.post('T1', message, { ...about, invite: buildInvite() });
    expect(sent()).toEqual([
      ['1.1', 'true'],
      [undefined, undefined],
    ]);
  });

  test('stands by itself where the card was deleted', async () => {
    slack.replies('chat.postMessage', slackError('thread_not_found'));
    await postNews({ thread, direct: true });
    expect(sent()).toEqual([
      ['1.1', 'true'],
      [undefined, undefined],
    ]);
  });

  test('is found in its thread, or else in the conversation', async () => {
    const there = { ok: true, messages: [{ ts: '2.0', metadata: metadata('m1') }] };
    const news = buildNews({ thread, direct: false });
    slack.replies('conversations.replies', there);
    expect(await messenger.find('T1', message, news, START)).toEqual({ channel: 'D1', ts: '2.0' });
    expect(slack.of('conversations.replies')[0]?.args).toMatchObject({ channel: 'D1', ts: '1.1' });
    slack.replies('conversations.replies', { ok: true, messages: [] });
    slack.replies('conversations.history', there);
    expect(await messenger.find('T1', message, news, START)).toEqual({ channel: 'D1', ts: '2.0' });
  });
});

describe('finding', () => {
  const found = { ok: true, messages: [{ ts: '1.0' }, { ts: '2.0', metadata: metadata('m1') }] };

  test('looks for the id since the first attempt, over several pages', async () => {
    const empty = {
      ok: true,
      messages: [{ ts: '3.0', metadata: metadata('other') }],
      response_metadata: { next_cursor: 'n' },
    };
    slack.replies('conversations.history', empty, found);
    expect(await messenger.find('T1', message, content, START)).toEqual({ channel: 'D1', ts: '2.0' });
    const [first, second] = slack.of('conversations.history').map(({ args }) => args);
    expect(first).toMatchObject({
      channel: 'D1',
      include_all_metadata: 'true',
      oldest: String(START.getTime() / 1000 - 60),
    });
    expect(second).toMatchObject({ cursor: 'n' });
  });

  test('finds nothing when it is not there', async () => {
    slack.replies('conversations.history', { ok: true, messages: [{ ts: '1.0', metadata: metadata('m9') }] });
    expect(await messenger.find('T1', message, content, START)).toBeNull();
  });

  test.each(['missing_scope', 'not_in_channel'])(
    'where it may not look (%s) it says so and finds nothing',
    async (code) => {
      slack.replies('conversations.history', slackError(code));
      expect(await messenger.find('T1', inChannel, content, START)).toBeNull();
      expect(ports.log.lines).toMatchObject([{ level: 'warn', fields: { code } }]);
    },
  );
});

test('a message that is posted anew is not taken for the one that it replaces', async () => {
  const both = ['2.0', '1.0'].map((ts) => ({ ts, metadata: metadata('m1') }));
  slack.replies('conversations.history', { ok: true, messages: both.toReversed() });
  const anew = { ...message, replaces: { channel: 'D1', ts: '1.0' } };
  expect(await messenger.find('T1', anew, content, START)).toEqual({ channel: 'D1', ts: '2.0' });
});

describe('editing', () => {
  const posted = { ...message, posted: { channel: 'D1', ts: '1.1' } };

  test('changes the message in place', async () => {
    expect(await messenger.edit('T1', posted, content)).toEqual({ shown: expect.any(String) });
    expect(slack.of('chat.update')[0]?.args).toMatchObject({ channel: 'D1', ts: '1.1', metadata: metadata('m1') });
  });

  test('makes no call for what the message shows already', async () => {
    const edited = await messenger.edit('T1', posted, content);
    const shown = edited === 'gone' || edited === 'locked' ? '' : edited.shown;
    expect(await messenger.edit('T1', { ...posted, shown }, content)).toEqual({ shown });
    expect(slack.of('chat.update')).toHaveLength(1);
    expect(await messenger.edit('T1', { ...posted, shown: 'something else' }, content)).toEqual({ shown });
    expect(slack.of('chat.update')).toHaveLength(2);
  });

  test('says when the message is gone, or was never there', async () => {
    slack.replies('chat.update', slackError('message_not_found'));
    expect(await messenger.edit('T1', posted, content)).toBe('gone');
    expect(await messenger.edit('T1', message, content)).toBe('gone');
  });

  test.each([
    ...['cant_update_message', 'edit_window_closed', 'is_inactive', 'block_mismatch'],
    ...['channel_not_found', 'is_archived', 'not_in_channel'],
  ])('says when the message can be edited no more (%s), in the log too', async (code) => {
    slack.replies('chat.update', slackError(code));
    expect(await messenger.edit('T1', posted, content)).toBe('locked');
    expect(ports.log.lines).toMatchObject([{ level: 'warn', fields: { messageId: 'm1', code } }]);
  });

  test.each([
    ['cant_update_message', 'locked'],
    ['is_archived', 'archived'],
    ['is_inactive', 'archived'],
    ['not_in_channel', 'not-allowed'],
  ])('a message in a channel of which Slack says %s is %s', async (code, what) => {
    slack.replies('chat.update', slackError(code));
    const edited = messenger.edit('T1', { ...inChannel, posted: posted.posted }, content).catch(({ why }) => why);
    expect(await edited).toBe(what);
  });

  test('in brief shows the text alone, without buttons', async () => {
    const edited = await messenger.edit('T1', posted, content);
    const { text } = slack.of('chat.update')[0]?.args ?? {};
    expect(await messenger.edit('T1', posted, { ...content, brief: true })).not.toEqual(edited);
    const brief = slack.of('chat.update')[1]?.args;
    expect(brief).toMatchObject({ text, metadata: metadata('m1'), blocks: [{ type: 'section', text: { text } }] });
  });

  test.each(['invalid_blocks', 'msg_too_long', 'invalid_arguments'])(
    'content that is refused (%s) is final',
    async (code) => {
      slack.replies('chat.update', slackError(code));
      await expect(messenger.edit('T1', posted, content)).rejects.toMatchObject({
        name: 'Unreachable',
        why: 'refused',
      });
    },
  );
});

describe('trouble', () => {
  const post = (to = message) => messenger.post('T1', to, content);

  test('a rate limit puts the work off, and names what is limited', async () => {
    slack.replies('chat.postMessage', rateLimited(7));
    await expect(post()).rejects.toMatchObject({ name: 'Postponed', retryAfterMs: 7000, limitKey: 'slack:T1:UANA' });
    slack.replies('chat.postMessage', slackError('ratelimited'));
    await expect(post(inChannel)).rejects.toBeInstanceOf(Postponed);
  });

  test('a rate limit of edits puts off all edits of the workspace', async () => {
    slack.replies('chat.update', rateLimited(7));
    const edited = messenger.edit('T1', { ...message, posted: { channel: 'D1', ts: '1.1' } }, content);
    await expect(edited).rejects.toEqual(new Postponed(7000, 'slack:T1:edits'));
  });

  const posted = { ...message, posted: { channel: 'D1', ts: '1.1' } };
  const data = { kind: 'my-data', data: {} } as const;
  const upload = { ok: true, upload_url: 'https://files.slack.invalid/upload/1', file_id: 'F1' };

  /** Every effect with the methods that it calls. */
  const effects: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ['a post', 'chat.postMessage', () => post()],
    ['a post', 'conversations.open', () => post()],
    ['an edit', 'chat.update', () => messenger.edit('T1', posted, content)],
    ['a removal', 'chat.delete', () => messenger.remove('T1', posted)],
    ['a search', 'conversations.history', () => messenger.find('T1', message, content, START)],
    ['a Home tab', 'views.publish', () => messenger.publishHome('T1', 'UANA', buildHome())],
    ['a file', 'files.getUploadURLExternal', () => messenger.sendFile('T1', 'UANA', data)],
    ['a file', 'files.completeUploadExternal', () => messenger.sendFile('T1', 'UANA', data)],
    ['the directory', 'users.list', async () => directory.list('T1')[Symbol.asyncIterator]().next()],
  ];
  const failing = async (method: string, call: () => Promise<unknown>, reply: object) => {
    if (method !== 'files.getUploadURLExternal') slack.replies('files.getUploadURLExternal', upload);
    slack.replies(method, reply, reply, reply);
    return call().catch((caught: unknown) => caught);
  };

  test.each(effects)(
    '%s (%s) that is refused for now, or for a reason nobody knows, is tried again',
    async (_, method, call) => {
      for (const code of [
        'message_limit_exceeded',
        'org_login_required',
        'ekm_access_denied',
        'update_failed',
        'team_access_not_granted',
        'invalid_refresh_token',
        'internal_error',
        'something_new',
        'constructor',
      ]) {
        const error = await failing(method, call, slackError(code));
        expect([code, error]).toEqual([code, expect.any(Error)]);
        expect([code, error]).not.toEqual([code, expect.any(Hopeless)]);
        expect([code, error]).not.toEqual([code, expect.any(Postponed)]);
      }
    },
  );

  test.each(effects)('%s (%s) that is limited waits', async (_, method, call) => {
    for (const code of ['rate_limited', 'ratelimited'])
      if (method !== 'users.list') expect(await failing(method, call, slackError(code))).toBeInstanceOf(Postponed);
  });

  test.each(effects.filter(([, method]) => method !== 'conversations.history'))(
    '%s (%s) without the right waits until Baton is installed again',
    async (_, method, call) => {
      expect(await failing(method, call, slackError('missing_scope'))).toBeInstanceOf(Misconfigured);
    },
  );

  test.each([
    ['messages_tab_disabled', 'messages-off'],
    ['channel_not_found', 'not-found'],
    ['user_not_found', 'not-found'],
    ['is_archived', 'archived'],
    ['restricted_action', 'not-allowed'],
    ['restricted_action_read_only_channel', 'not-allowed'],
    ['invalid_blocks', 'refused'],
    ['cannot_dm_bot', 'bot'],
    ['user_disabled', 'left'],
  ])('%s is final, and says why: %s', async (code, why) => {
    slack.replies('chat.postMessage', slackError(code));
    await expect(post()).rejects.toMatchObject({ name: 'Unreachable', why, message: expect.stringContaining(code) });
    await expect(post()).resolves.toBeDefined();
  });

  test('a message that Baton may not delete is final, and says what to do', async () => {
    slack.replies('chat.delete', slackError('cant_delete_message'));
    const refused = expect.stringContaining('an admin can');
    await expect(messenger.remove('T1', posted)).rejects.toMatchObject({ name: 'Hopeless', message: refused });
  });

  test('what is final for one effect is not for another', async () => {
    const refused = slackError('file_uploads_disabled');
    expect(
      await failing('files.getUploadURLExternal', () => messenger.sendFile('T1', 'UANA', data), refused),
    ).toBeInstanceOf(Hopeless);
    expect(await failing('chat.postMessage', () => post(), refused)).not.toBeInstanceOf(Hopeless);
  });

  test.each([
    ['-5', 30_000],
    ['86400', 3_600_000],
    ['99999999999', 3_600_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
    ['Sun, 01 Mar 2015 09:00:00 GMT', 1000],
    ['soon', 30_000],
  ])('a rate limit that asks to wait for %s puts it off for %d ms', async (seconds, ms) => {
    slack.replies('chat.postMessage', rateLimited(seconds));
    await expect(post()).rejects.toMatchObject({ name: 'Postponed', retryAfterMs: ms });
  });

  test('a tenant that is not installed is reached once it is again', async () => {
    await installations.remove('T1');
    await expect(post()).rejects.toMatchObject({
      name: 'Misconfigured',
      message: expect.stringContaining('not installed'),
    });
  });

  test.each([
    ...['account_inactive', 'invalid_auth', 'token_expired', 'token_revoked'],
    ...['missing_scope', 'not_allowed_token_type'],
  ])('%s is mended by installing again: it is tried again, and the reason says what to do', async (code) => {
    slack.replies('chat.postMessage', slackError(code));
    const error = await post().catch((caught: unknown) => caught);
    expect(error).not.toBeInstanceOf(Hopeless);
    expect(error).toMatchObject({ message: expect.stringMatching(`${code}: .*installed again`) });
  });

  test.each([slackError('internal_error'), new Response('', { status: 503 }), new Error('socket hang up')])(
    'what passes by itself is tried again later: %p',
    async (reply) => {
      slack.replies('chat.postMessage', reply as Error);
      const error = await post().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(Hopeless);
      expect(slack.of('chat.postMessage')).toHaveLength(1);
    },
  );
});

describe('a token that expires', () => {
  const soon = () => Math.floor(Date.now() / 1000) + 60;
  const old = () => ({
    id: 'B1',
    userId: 'U',
    scopes: [],
    token: ['xoxe', 'old'].join('-'),
    refreshToken: 'r1',
    expiresAt: soon(),
  });

  test('is renewed once for all that ask at the same time, and kept', async () => {
    await installations.save('T1', buildInstallation('T1', { bot: old() }));
    slack.replies('oauth.v2.access', {
      ok: true,
      token_type: 'bot',
      access_token: ['xoxe', 'new'].join('-'),
      refresh_token: 'r2',
      expires_in: 43_200,
    });
    await Promise.all([messenger.post('T1', inChannel, content), messenger.post('T1', inChannel, content)]);
    expect(slack.of('oauth.v2.access')).toHaveLength(1);
    expect(slack.of('chat.postMessage').map(({ token }) => token)).toEqual(['xoxe-new', 'xoxe-new']);
    expect(installations.all.get('T1')?.bot).toMatchObject({ token: 'xoxe-new', refreshToken: 'r2' });
  });
});

describe('a token that cannot be renewed now', () => {
  const bot = (expiresAt: number) => ({
    ...{ id: 'B1', userId: 'U', scopes: [], token: ['xoxe', 'old'].join('-'), refreshToken: 'r1' },
    expiresAt: Math.floor(Date.now() / 1000) + expiresAt,
  });

  test.each([slackError('invalid_refresh_token'), slackError('internal_error'), new Error('socket hang up')])(
    'serves as long as it is valid: %p',
    async (reply) => {
      await installations.save('T1', buildInstallation('T1', { bot: bot(600) }));
      slack.replies('oauth.v2.access', reply);
      await messenger.post('T1', inChannel, content);
      expect(slack.of('chat.postMessage').map(({ token }) => token)).toEqual(['xoxe-old']);
    },
  );
});

describe('the Home tab', () => {
  test('is shown in the language of whoever opens it', async () => {
    await messenger.publishHome('T1', 'UANA', buildHome({ member: buildMember({ locale: 'de-DE' }) }));
    const [{ args, token } = { args: { user_id: '', view: {} }, token: '' }] = slack.of('views.publish');
    expect([token, args.user_id]).toEqual(['xoxb-T1', 'UANA']);
    expect(JSON.stringify(args.view)).toContain('Meine Zahlen');
  });

  test('waits when Slack says so', async () => {
    slack.replies('views.publish', rateLimited(7));
    const shown = messenger.publishHome('T1', 'UANA', buildHome());
    await expect(shown).rejects.toEqual(new Postponed(7000, 'slack:T1:homes'));
  });

  test('belongs to the organization where that installed Baton', async () => {
    const enterprise = { isEnterpriseInstall: true, team: undefined, enterprise: { id: 'E1', name: 'Org' } } as const;
    await installations.save('E1', buildInstallation('E1', enterprise as never));
    await messenger.publishHome('E1', 'UANA', buildHome());
    expect(slack.of('views.publish')[0]?.token).toBe('xoxb-E1');
  });
});

describe('a file', () => {
  const upload = 'https://files.slack.invalid/upload/1';
  beforeEach(() => slack.replies('files.getUploadURLExternal', { ok: true, upload_url: upload, file_id: 'F1' }));

  test.each([
    ['files.getUploadURLExternal', 'storage_limit_reached', 'no-room'],
    ['files.completeUploadExternal', 'storage_limit_reached', 'no-room'],
    ['files.getUploadURLExternal', 'file_uploads_disabled', 'not-allowed'],
    ['files.getUploadURLExternal', 'file_upload_size_restricted', 'kind'],
    ['files.completeUploadExternal', 'blocked_file_type', 'kind'],
  ])('that %s refuses with %s is refused for good, and why is told: %s', async (method, code, why) => {
    const refused = slackError(code);
    const fresh = fakeSlack();
    if (method !== 'files.getUploadURLExternal')
      fresh.replies('files.getUploadURLExternal', { ok: true, upload_url: upload, file_id: 'F1' });
    fresh.replies(method, refused);
    const clients = createSlackClients({
      ...{ config: testConfig(), installations, log: ports.log },
      fetch: fresh.fetch,
    });
    const sent = clients.messenger.sendFile('T1', 'UANA', { kind: 'my-data', data: {} });
    await expect(sent).rejects.toMatchObject({ name: 'FileRefused', why, message: expect.stringContaining(code) });
  });

  test('goes to the direct message with a person, with words in their language', async () => {
    await ports.members.save('T1', [buildMember({ locale: 'de' })]);
    await messenger.sendFile('T1', 'UANA', { kind: 'my-data', data: { name: 'Ana' } });
    expect(slack.of('files.getUploadURLExternal')[0]?.args).toMatchObject({ filename: 'meine-daten.json' });
    expect(slack.of(upload)).toHaveLength(1);
    expect(slack.of('files.completeUploadExternal')[0]?.args).toMatchObject({
      channel_id: 'D1',
      initial_comment: expect.stringContaining('Alles, was Baton'),
      files: [{ id: 'F1' }],
    });
  });

  test('is put off by a rate limit, and given up without the scope', async () => {
    slack.replies('conversations.open', rateLimited(3));
    const data = { kind: 'my-data', data: {} } as const;
    await expect(messenger.sendFile('T1', 'UANA', data)).rejects.toEqual(new Postponed(3000, 'slack:T1:files'));
    slack.replies('files.completeUploadExternal', slackError('missing_scope'));
    await expect(messenger.sendFile('T1', 'UANA', data)).rejects.toThrow(/missing_scope/);
  });
});
