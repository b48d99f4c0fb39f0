import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Marketplace } from '../../../src/domain/ports.js';
import { ACK_DEADLINE_MS } from '../../../src/slack/app/ack-deadline-app.js';
import { listeners } from '../../../src/slack/app/listeners.js';
import { SUBCOMMANDS } from '../../../src/slack/features/command/referrals-command.js';
import { LOOKUP, MODAL } from '../../../src/slack/reply/action-ids.js';
import {
  type Answered,
  buildInstallation,
  RESPONSE_URL,
  type SlackWorld,
  slackWorld,
} from '../../support/app-with-fake-slack.js';
import { buildInvite, buildProfile } from '../../support/factories.js';
import {
  CLICKS,
  COMMANDS,
  EVENTS,
  FORMS,
  INVITE,
  LOOK_UPS,
  metadataOf,
  picked,
  SHORTCUTS,
  settings,
} from '../../support/listener-inputs.js';

/** Longer than Slack waits: a listener that needs an interim reply is not answered in time with it. */
const NEVER_MS = 3_600_000;

/** Calls that are answered when the test says so. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

let world: SlackWorld;
let outside: ReturnType<typeof gate>;

/** The marketplace and Slack do not answer until `outside` opens. */
async function hanging(ackDeadlineMs: number): Promise<void> {
  outside = gate();
  const slow = <Ports extends { readonly marketplace: Marketplace }>(ports: Ports) => {
    const { marketplace } = ports;
    const late = (name: keyof Marketplace): object => {
      const call = marketplace[name] as (...args: unknown[]) => Promise<unknown>;
      return { [name]: (...args: unknown[]) => outside.opened.then(() => call.apply(marketplace, args)) };
    };
    const names = ['accept', 'decline', 'invitation', 'searchPeople', 'candidates', 'members', 'probe'] as const;
    return { marketplace: Object.assign(Object.create(marketplace) as Marketplace, ...names.map(late)) };
  };
  world = await slackWorld(slow, { ackDeadlineMs, before: () => outside.opened });
  await world.ports.members.save('T1', [
    buildProfile({ slackUserId: 'UCLEO', name: 'Cleo', email: 'cem@agency.example' }),
  ]);
  await world.ports.invites.insert(buildInvite({ id: INVITE }));
}

const atHome = { response_url: undefined, view: { type: 'home', id: 'VH', state: { values: {} } } };

const rows = <Value>(table: Readonly<Record<string, readonly Value[]>>) =>
  Object.entries(table).flatMap(([name, values]) => values.map((value): [string, Value] => [name, value]));

const isAnswered = ({ status }: Answered) => expect(status).toBe(200);

/** The tests of a describe, after each of which everything is answered and closed. */
const closing = () =>
  afterEach(async () => {
    outside.open();
    await world.close();
  });

test('everybody who listens has a row here', () => {
  const listed = {
    command: true,
    clicks: CLICKS,
    lookUps: LOOK_UPS,
    submissions: FORMS,
    shortcuts: SHORTCUTS,
    events: EVENTS,
  };
  const names = (table: Readonly<Record<string, object | boolean>>) =>
    Object.entries(table).map(([kind, rows]) => [kind, Object.keys(rows).sort()]);
  expect(names(listed)).toEqual(names({ ...listeners, command: true }));
  const sent = COMMANDS.map((said) => said.split(' ')[0]);
  expect(SUBCOMMANDS.filter((name) => !sent.includes(name))).toEqual([]);
});

test('the patience leaves Slack’s answer half a second for the way', () => {
  expect(ACK_DEADLINE_MS).toBeLessThanOrEqual(2500);
});

describe('while neither the marketplace nor Slack answers, Slack has its answer before either is asked:', () => {
  beforeEach(() => hanging(NEVER_MS));
  closing();

  test.each(rows(CLICKS))('the click %s (%s)', async (name, value) => {
    for (const who of ['UANA', 'UADMIN']) {
      isAnswered(await world.click(who, name, value));
      isAnswered(await world.click(who, name, value, atHome));
    }
  });

  test.each(COMMANDS)('the command “%s”', async (said) => {
    for (const who of ['UANA', 'UADMIN']) isAnswered(await world.command(who, said));
  });

  test.each(Object.entries(SHORTCUTS))('the shortcut %s', async (name, message) => {
    for (const who of ['UANA', 'UADMIN']) isAnswered(await world.shortcut(who, name, message));
  });

  test.each(rows(EVENTS))('the event %s', async (type, event) => {
    isAnswered(await world.event({ type, ...event }));
  });

  test('a command, a click and an event while the token is to be renewed', async () => {
    const bot = { id: 'B1', userId: 'UBOT', token: 'xoxe-old', scopes: [], refreshToken: 'r1' };
    const expiresAt = Math.floor(Date.now() / 1000) + 600;
    await world.installations.save('T1', buildInstallation('T1', { bot: { ...bot, expiresAt } }));
    isAnswered(await world.command('UANA', 'help'));
    isAnswered(await world.click('UANA', 'accept-invite', INVITE));
    isAnswered(await world.event({ type: 'app_home_opened', user: 'UANA' }));
  });
});

describe('what waits for an answer from outside has an interim reply meanwhile:', () => {
  beforeEach(() => hanging(50));
  closing();

  test.each(Object.entries(LOOK_UPS))('the look-up %s', async (name, block) => {
    for (const who of ['UANA', 'UADMIN']) {
      const answer = await world.lookUp(who, name, block, 'ben');
      isAnswered(answer);
      expect(Object.keys(answer.body)[0]).toMatch(/^option/);
    }
  });

  test.each(rows(FORMS))('the form %s', async (name, values) => {
    for (const who of ['UADMIN', 'UANA']) isAnswered(await world.submit(who, name, values, metadataOf(name)));
  });
});

describe('what comes of it is told all the same', () => {
  const shown = () => JSON.stringify(world.slack.of('views.update').map(({ args }) => args.view));
  const refer = (who: string) =>
    world.submit('UANA', MODAL.refer, { [`colleague:${INVITE}`]: picked(who, LOOKUP.colleague) }, { inviteId: INVITE });
  beforeEach(() => hanging(50));
  closing();

  test('a form that worked says so, and one that did not says why', async () => {
    expect(JSON.stringify((await refer('address:nobody@agency.example')).body.view)).toContain('One moment');
    outside.open();
    await world.made.stop();
    expect(shown()).toContain('No marketplace account has this address');
    await hangingAgain();
    await refer('member:UCLEO');
    outside.open();
    await world.made.stop();
    expect(shown()).toContain('Done.');
    expect(await world.ports.referrals.ofInvite('T1', INVITE)).not.toBeNull();
  });

  test('a channel that Baton may not write to is named, and nothing is saved', async () => {
    world.slack.replies('chat.postMessage', { ok: false, error: 'is_archived' });
    await world.submit('UADMIN', MODAL.settings, settings);
    outside.open();
    await world.made.stop();
    expect(shown()).toContain('Baton cannot write to this channel');
    expect((await world.ports.tenants.get('T1'))?.settings).not.toHaveProperty('fallbackChannel', 'C1');
  });

  const hangingAgain = async () => {
    await world.close();
    await hanging(50);
  };
});

describe('a click and a command that were slow, and worked, say nothing else', () => {
  closing();

  test('their own database took longer than Slack waits', async () => {
    const slow = gate();
    outside = slow;
    world = await slackWorld(
      (ports) => {
        const { invites, members } = ports;
        const advance: typeof invites.advance = async (...args) => {
          await slow.opened;
          return invites.advance(...args);
        };
        const configure: typeof members.configure = async (...args) => {
          await slow.opened;
          return members.configure(...args);
        };
        return { invites: { ...invites, advance }, members: { ...members, configure } };
      },
      { ackDeadlineMs: 50 },
    );
    await world.ports.invites.insert(buildInvite({ id: INVITE }));
    isAnswered(await world.click('UANA', 'accept-invite', INVITE));
    isAnswered(await world.command('UANA', 'skills Go'));
    slow.open();
    await world.made.stop();
    expect((await world.ports.invites.get({ tenantId: 'T1', id: INVITE }))?.status).toBe('accepted');
    expect(world.slack.of(RESPONSE_URL).map(({ args }) => args.text)).toEqual(['Your skills: Go']);
    expect(world.ports.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a click that was acknowledged before the database had it says so when it failed after all', () => {
  const AGAIN = 'Something went wrong, and it was not your fault. It is safe to try again: nothing happens twice.';
  const late = { ok: false, error: 'expired_trigger_id' };
  let database: ReturnType<typeof gate>;
  closing();
  beforeEach(async () => {
    database = gate();
    outside = database;
    world = await slackWorld(
      ({ invites }) => ({
        invites: {
          ...invites,
          advance: async () => {
            await database.opened;
            throw new Error('connection to the database lost');
          },
        },
      }),
      { ackDeadlineMs: 50 },
    );
    await world.ports.invites.insert(buildInvite({ id: INVITE }));
  });
  const fails = async () => {
    database.open();
    await world.made.stop();
    expect(await world.ports.invites.get({ tenantId: 'T1', id: INVITE })).toMatchObject({ status: 'open', work: [] });
  };
  const directly = () => world.slack.of('chat.postMessage').map(({ args }) => [args.channel, args.text]);

  test('on a card: below it, to the person alone', async () => {
    isAnswered(await world.click('UANA', 'accept-invite', INVITE));
    expect(world.slack.calls).toEqual([]);
    await fails();
    expect(world.slack.of(RESPONSE_URL).map(({ args }) => [args.response_type, args.text])).toEqual([
      ['ephemeral', AGAIN],
    ]);
  });

  test.each([
    ['on the Home tab', atHome],
    ['in a modal', { response_url: undefined, view: { type: 'modal', id: 'VM', state: { values: {} } } }],
  ])('%s, for which Slack opens no modal any more: by direct message', async (_, where) => {
    world.slack.replies('views.open', late);
    world.slack.replies('views.push', late);
    isAnswered(await world.click('UANA', 'accept-invite', INVITE, where));
    await fails();
    expect(directly()).toEqual([['D1', AGAIN]]);
  });

  test('a shortcut whose form comes too late', async () => {
    for (const _ of ['the form', 'the words']) world.slack.replies('views.open', late);
    isAnswered(await world.shortcut('UANA', 'add-invite'));
    await world.made.stop();
    expect(directly()).toEqual([['D1', 'That took too long. Please try again: nothing happens twice.']]);
  });
});

describe('what was done is not called a fault because it could not be shown', () => {
  const late = { ok: false, error: 'expired_trigger_id' };
  const errors = () => world.ports.log.lines.filter(({ level }) => level === 'error');
  closing();
  beforeEach(async () => {
    outside = gate();
    world = await slackWorld();
    await world.ports.invites.insert(buildInvite({ id: INVITE }));
  });

  test('an invite that was accepted on a Home tab that Slack does not show anew', async () => {
    world.ports.messenger.failNext(new Error('down'));
    await world.click('UANA', 'accept-invite', INVITE, atHome);
    await world.made.stop();
    expect((await world.ports.invites.get({ tenantId: 'T1', id: INVITE }))?.status).toBe('accepted');
    expect(world.slack.calls).toEqual([]);
    expect(world.ports.log.lines).toMatchObject([{ level: 'warn', event: 'home.not-shown' }]);
    expect(errors()).toEqual([]);
  });

  test.each(['export-data', 'delete-data'])(
    '%s, where Slack opens no modal any more: the words are sent',
    async (name) => {
      world.slack.replies('views.open', late);
      await world.click('UANA', name, name, atHome);
      await world.made.stop();
      const [{ args } = { args: {} }] = world.slack.of('chat.postMessage');
      expect(args).toMatchObject({
        channel: 'D1',
        text: expect.stringMatching(
          /^(The file with all your data is being made|The table of your referrals is being made|Your data will be deleted)/,
        ),
      });
      expect(errors()).toEqual([]);
    },
  );

  test('a click that came twice says its words once', async () => {
    world.slack.replies('views.open', { ok: false, error: 'exchanged_trigger_id' });
    await world.click('UANA', 'delete-data', 'delete-data', atHome);
    await world.made.stop();
    expect(world.slack.of('chat.postMessage')).toEqual([]);
  });
});
