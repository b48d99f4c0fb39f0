import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { App, ExpressReceiver, type InstallationStore, LogLevel } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { openModal } from '../../../../sandbox/demo/open-modal.js';
import { type Driver, slackDriver } from '../../../../sandbox/slack/driver.js';
import { type EmbeddedSlack, startEmbeddedSlack } from '../../../../sandbox/slack/start-emulator.js';

const seed = {
  appId: 'A0TEST00001',
  clientId: '111.222',
  clientSecret: 'client-secret',
  signingSecret: 'signing-secret',
  scopes: ['chat:write', 'commands', 'im:write', 'users:read', 'users:read.email'],
  redirectUris: [] as string[],
  team: { name: 'Acme', domain: 'acme' },
  users: [
    { name: 'ana', real_name: 'Ana Alves', email: 'ana@acme.test', is_admin: true, tz: 'America/Sao_Paulo' },
    { name: 'ben', real_name: 'Ben Bauer', email: 'ben@acme.test' },
    { name: 'cleo', absent: true },
  ],
  channels: [{ name: 'invites' }],
};

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() });
const modal: ModalView = {
  type: 'modal',
  callback_id: 'refer',
  title: plain('Refer'),
  submit: plain('Send'),
  notify_on_close: true,
  private_metadata: '{"invite":"i1"}',
  blocks: [
    {
      type: 'input',
      block_id: 'note',
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'text', multiline: true },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: {
        type: 'static_select',
        action_id: 'reason',
        initial_option: option('Busy'),
        options: [option('Busy'), option('Far')],
      },
    },
  ],
};
const card = [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'An invite' } },
  {
    type: 'actions' as const,
    block_id: 'decide',
    elements: [
      { type: 'external_select' as const, action_id: 'colleague', min_query_length: 0, placeholder: plain('Who') },
      { type: 'button' as const, action_id: 'refer', value: 'i1', text: plain('Refer') },
    ],
  },
];

/** What the app was sent. */
const heard: Record<string, unknown>[] = [];
const last = () => heard.at(-1) ?? {};
let slack: EmbeddedSlack;
let driver: Driver;
let stop: () => Promise<unknown>;

function memoryStore(): InstallationStore {
  const installed = new Map<string, unknown>();
  return {
    storeInstallation: async (installation) => void installed.set(installation.team?.id ?? '', installation),
    fetchInstallation: async ({ teamId }) => installed.get(teamId ?? '') as never,
  };
}

function listeners(app: App): void {
  app.command('/referrals', async ({ command, ack, respond, client }) => {
    heard.push({ ...command });
    await ack();
    if (command.text === 'card')
      await client.chat.postMessage({ channel: command.user_id, text: 'card', blocks: card });
    else await respond({ text: `You said ${command.text}` });
  });
  app.options('colleague', async ({ body, ack }) => {
    heard.push(body);
    await ack({ option_groups: [{ label: plain('Your team'), options: [option('Ben'), option('Cleo')] }] });
  });
  app.action('colleague', async ({ body, ack }) => {
    heard.push(body as never);
    await ack();
  });
  app.action('refer', async ({ body, ack, client }) => {
    heard.push(body as never);
    await ack();
    await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: modal });
  });
  app.view('refer', async ({ body, ack, view }) => {
    heard.push(body as never);
    const words = view.state.values.note?.text?.value;
    if (words === 'rude') await ack({ response_action: 'errors', errors: { note: 'Be kind' } });
    else if (words === 'more') await ack({ response_action: 'push', view: { ...modal, callback_id: 'second' } });
    else await ack();
  });
  app.view({ callback_id: 'refer', type: 'view_closed' }, async ({ body, ack }) => {
    heard.push(body as never);
    await ack();
  });
  app.view('second', async ({ ack }) => ack({ response_action: 'clear' }));
  app.event('app_home_opened', async ({ event, body, client }) => {
    heard.push(body as never);
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
  });
  for (const type of ['user_change', 'team_join', 'app_uninstalled', 'tokens_revoked'] as const) {
    app.event(type, async ({ body }) => void heard.push(body as never));
  }
}

beforeAll(async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  slack = await startEmbeddedSlack({ ...seed, redirectUris: [`${appUrl}/slack/oauth_redirect`] });
  const receiver = new ExpressReceiver({
    ...{ clientId: seed.clientId, clientSecret: seed.clientSecret, signingSecret: seed.signingSecret },
    ...{ scopes: seed.scopes, stateSecret: 'state-secret', logLevel: LogLevel.ERROR },
    redirectUri: `${appUrl}/slack/oauth_redirect`,
    installationStore: memoryStore(),
    installerOptions: {
      redirectUriPath: '/slack/oauth_redirect',
      authorizationUrl: slack.authorizeUrl,
      clientOptions: { slackApiUrl: slack.apiUrl },
    },
  });
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  app.error(async () => {});
  listeners(app);
  server.on('request', receiver.app);
  driver = slackDriver(slack, { appUrl });
  stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await slack.close();
  };
  expect(await driver.as('ana').install()).toMatchObject({ status: 200 });
});
afterAll(() => stop());
afterEach(() => {
  heard.length = 0;
});

async function cardFor(name: string) {
  const person = driver.as(name);
  await person.command('card');
  return { person, card: await person.untilMessage(({ text }) => text === 'card') };
}

describe('a command', () => {
  test('says who, where and in which workspace, and its answer is ephemeral', async () => {
    const ana = driver.as('ana');
    expect(await ana.command('help me', { channel: 'invites' })).toMatchObject({ status: 200, text: '' });
    expect(last()).toMatchObject({
      ...{ command: '/referrals', text: 'help me', user_id: ana.id, user_name: 'ana', team_id: slack.team.id },
      ...{ channel_id: slack.channels.invites, channel_name: 'invites', team_domain: 'acme', api_app_id: seed.appId },
    });
    expect(await ana.untilEphemeral(({ text }) => text === 'You said help me')).toMatchObject({ ephemeral: true });
  });

  test('with a wrong signature or an old timestamp is refused', async () => {
    expect(await driver.as('ana').command('', { signing: { secret: 'wrong' } })).toMatchObject({ status: 401 });
    const old = Math.floor(Date.now() / 1000) - 301;
    expect(await driver.as('ana').command('', { signing: { at: old } })).toMatchObject({ status: 401 });
    expect(heard).toEqual([]);
  });
});

describe('a message', () => {
  test('is clicked with what it really shows', async () => {
    const { person, card: shown } = await cardFor('ben');
    expect(await person.press(shown, 'refer')).toMatchObject({ status: 200 });
    expect(last()).toMatchObject({
      type: 'block_actions',
      user: { id: person.id, username: 'ben', team_id: slack.team.id },
      container: { type: 'message', message_ts: shown.ts, channel_id: shown.channel.id, is_ephemeral: false },
      message: { ts: shown.ts, blocks: [{ block_id: 'auto0' }, { block_id: 'decide' }] },
      actions: [{ type: 'button', action_id: 'refer', block_id: 'decide', value: 'i1' }],
      state: { values: { decide: { colleague: { type: 'external_select', selected_option: null } } } },
    });
    await person.untilModal();
    await person.dismiss();
    await expect(person.press(shown, 'accept')).rejects.toThrow(
      '0 elements accept are shown; there is: colleague, refer',
    );
  });

  test('has a menu that the app fills; what is picked stays picked', async () => {
    const { person, card: shown } = await cardFor('ben');
    const options = await person.lookUp(shown, 'colleague', 'b');
    expect(last()).toMatchObject({ type: 'block_suggestion', action_id: 'colleague', block_id: 'decide', value: 'b' });
    expect(options).toMatchObject([{ text: 'Ben', value: 'ben', group: 'Your team' }, { text: 'Cleo' }]);
    await person.pick(shown, 'colleague', 'Cleo');
    expect(last()).toMatchObject({ actions: [{ action_id: 'colleague', selected_option: { value: 'cleo' } }] });
    await person.press(shown, 'refer');
    expect(last()).toMatchObject({
      state: { values: { decide: { colleague: { selected_option: { value: 'cleo' } } } } },
    });
    await person.untilModal();
    await person.dismiss();
    await expect(person.pick(shown, 'colleague', 'Dora')).rejects.toThrow(
      '0 options match Dora; there are: Your team: Ben, Your team: Cleo',
    );
  });
});

describe('a modal', () => {
  async function opened() {
    const { person, card: shown } = await cardFor('ana');
    await person.press(shown, 'refer');
    return { person, view: await person.untilModal(({ callbackId }) => callbackId === 'refer') };
  }

  test('that Slack refused, since the app was too late for it, is opened by another click', async () => {
    const { person, card: shown } = await cardFor('ben');
    const late = { method: 'views.open', fault: { kind: 'refused', error: 'expired_trigger_id' } } as const;
    slack.faults.add(late);
    await person.press(shown, 'refer');
    await expect(person.untilModal()).rejects.toThrow('more than 3 s after the click');
    slack.faults.add(late);
    const what = 'the form is shown';
    expect(await openModal(person, () => person.press(shown, 'refer'), { what })).toMatchObject({
      callbackId: 'refer',
    });
    await person.dismiss();
    await expect(openModal(person, async () => {}, { what, ms: 0 })).rejects.toThrow(
      'It was not seen that the form is shown. No such modal was shown within 0 s; there is: nothing.',
    );
  });

  test('is filled and sent, and closes', async () => {
    const { person, view } = await opened();
    await expect(person.submit()).rejects.toThrow('text is empty');
    person.fill('text', 'Good one');
    await person.pick(view, 'reason', 'Far');
    expect(await person.submit()).toMatchObject({ status: 200 });
    expect(last()).toMatchObject({
      type: 'view_submission',
      view: {
        id: view.id,
        callback_id: 'refer',
        private_metadata: '{"invite":"i1"}',
        state: {
          values: {
            note: { text: { type: 'plain_text_input', value: 'Good one' } },
            reason: { reason: { type: 'static_select', selected_option: { value: 'far' } } },
          },
        },
      },
    });
    expect(() => person.modal()).toThrow('No modal is shown');
  });

  test('stays open with errors, what the app filled in counts, and a pushed one lies on top', async () => {
    const { person } = await opened();
    person.fill('text', 'rude');
    expect((await person.submit()).json).toEqual({ response_action: 'errors', errors: { note: 'Be kind' } });
    expect(last()).toMatchObject({
      view: { state: { values: { reason: { reason: { selected_option: { value: 'busy' } } } } } },
    });
    person.fill('text', 'more');
    await person.submit();
    expect(person.modal().callbackId).toBe('second');
    person.fill('text', 'done');
    await person.submit();
    expect(() => person.modal()).toThrow('No modal is shown');
  });

  test('that is closed is told of', async () => {
    const { person, view } = await opened();
    await person.dismiss();
    expect(last()).toMatchObject({ type: 'view_closed', is_cleared: false, view: { id: view.id } });
  });
});

describe('an event', () => {
  test('proves the address', async () => {
    expect((await driver.verifyUrl('c1')).json).toEqual({ challenge: 'c1' });
  });

  test('opens the Home', async () => {
    const ana = driver.as('ana');
    await ana.openHome();
    expect(await ana.untilHome(() => true)).toMatchObject({ blocks: [{ type: 'divider' }] });
    expect(last()).toMatchObject({
      ...{
        type: 'event_callback',
        team_id: slack.team.id,
        api_app_id: seed.appId,
        event_id: expect.stringMatching(/^Ev/),
      },
      event: { type: 'app_home_opened', user: ana.id, tab: 'home', channel: expect.stringMatching(/^D/) },
      authorizations: [{ team_id: slack.team.id, user_id: slack.bot.userId, is_bot: true }],
    });
  });

  test('tells of people who change and join, and Slack then says the same', async () => {
    await driver.userChange('ben', { real_name: 'Ben B.', deleted: true });
    expect(last()).toMatchObject({ event: { type: 'user_change', user: { id: driver.as('ben').id, deleted: true } } });
    await driver.teamJoin('cleo');
    expect(last()).toMatchObject({ event: { type: 'team_join', user: { name: 'cleo', real_name: 'cleo' } } });
    const { context, botToken, apiUrl } = slack;
    const headers = { authorization: `Bearer ${botToken}` };
    const { members } = (await (await fetch(`${apiUrl}users.list`, { method: 'POST', headers })).json()) as {
      members: object[];
    };
    expect(members).toMatchObject([
      { name: 'slackbot' },
      { name: 'ana' },
      { deleted: true },
      { name: 'cleo' },
      { is_bot: true },
    ]);
    expect(context.calls.of('users.list')).toHaveLength(1);
  });
});

test('another workspace installs the same app, and its people are its own', async () => {
  const other = await slack.addWorkspace({ team: { name: 'Other', domain: 'other' }, users: [{ name: 'ana' }] });
  const ana = driver.as('ana', other);
  expect(ana.id).not.toBe(driver.as('ana').id);
  expect(await ana.install()).toMatchObject({ status: 200 });
  await ana.command('card');
  await ana.untilMessage(({ text }) => text === 'card');
  expect(last()).toMatchObject({ team_id: other.team.id, user_id: ana.id });
  expect(slack.calls.all.at(-1)).toMatchObject({ team: other.team.id, method: 'chat.postMessage' });

  await driver.appUninstalled(other);
  expect(last()).toMatchObject({ team_id: other.team.id, event: { type: 'app_uninstalled' } });
  await driver.tokensRevoked(other);
  expect(last()).toMatchObject({ event: { type: 'tokens_revoked', tokens: { bot: [other.bot.userId] } } });
  await ana.command('card');
  expect((await slack.calls.until(({ response }) => response.error === 'account_inactive')).team).toBe(other.team.id);
});
