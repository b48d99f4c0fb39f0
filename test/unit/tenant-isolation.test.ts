import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { listeners } from '../../src/slack/app/listeners.js';
import { type Answered, buildInstallation, type SlackWorld, slackWorld } from '../support/app-with-fake-slack.js';
import {
  buildClient,
  buildConnection,
  buildInvite,
  buildJob,
  buildProfile,
  buildReferral,
  buildRelay,
  buildTenant,
} from '../support/factories.js';
import {
  CLICKS,
  COMMANDS,
  EVENTS,
  FORMS,
  HANDED_OFF,
  INVITE,
  LOOK_UPS,
  metadataOf,
  REFERRAL,
  RELAY,
  SHORTCUTS,
} from '../support/listener-inputs.js';
import { START } from '../support/memory-ports.js';

/** Stands in everything of the first tenant that only its people may read, and in the names of its people. */
const CANARY = 'Quillwort';

/**
 * Whose an input is: of the addressee of Ana's invites, of the asking Ana, of the asked Ben, of admins, of the team, of
 * Slack, which tells of a workspace; of whoever sends it; or of nobody, where nothing follows from it.
 */
type Owner = 'addressee' | 'asker' | 'asked' | 'admin' | 'team' | 'slack' | 'sender' | 'nobody';

const CLICK_OWNERS: Readonly<Record<keyof typeof listeners.clicks, Owner>> = {
  'open-job': 'nobody',
  'open-card': 'nobody',
  'open-add-invite': 'team',
  'open-handoff-trouble': 'addressee',
  'open-correct-facts': 'addressee',
  'pick-colleague': 'nobody',
  'accept-invite': 'addressee',
  'decline-invite': 'addressee',
  'refer-invite': 'addressee',
  'refer-best-match': 'addressee',
  'read-letter': 'addressee',
  'undo-referral': 'addressee',
  'confirm-handoff': 'addressee',
  'take-back-handoff': 'addressee',
  'ask-colleagues': 'addressee',
  'cancel-relay': 'asker',
  'answer-ask-yes': 'asked',
  'answer-ask-no': 'asked',
  'open-connect': 'admin',
  'add-connection': 'admin',
  'set-up-connection': 'admin',
  'test-connection': 'admin',
  'look-again-at-connection': 'admin',
  'pause-connection': 'admin',
  'resume-connection': 'admin',
  'remove-connection': 'admin',
  'show-connections': 'admin',
  'open-link': 'admin',
  'link-stranger': 'admin',
  'open-settings': 'admin',
  'open-settings-subject': 'admin',
  'list-sent': 'sender',
  'list-received': 'sender',
  'choose-span': 'sender',
  'filter-referrals': 'sender',
  'next-page': 'sender',
  'first-page': 'sender',
  'open-profile': 'sender',
  'open-privacy': 'sender',
  'send-practice': 'sender',
  'export-referrals': 'sender',
  'export-data': 'sender',
  'delete-data': 'sender',
};

const LOOK_UP_OWNERS: Readonly<Record<keyof typeof listeners.lookUps, Owner>> = {
  'pick-colleague': 'addressee',
  'pick-asked': 'addressee',
  'pick-person': 'admin',
  'pick-time-zone': 'nobody',
};

const FORM_OWNERS: Readonly<Record<keyof typeof listeners.submissions, Owner>> = {
  'decline-invite': 'addressee',
  'refer-invite': 'addressee',
  'ask-colleagues': 'addressee',
  'paste-invite': 'team',
  'add-invite': 'team',
  'report-handoff-trouble': 'addressee',
  'correct-facts': 'addressee',
  'link-member': 'admin',
  'connect-marketplace': 'admin',
  'choose-source': 'admin',
  'configure-tenant': 'admin',
  'set-profile': 'sender',
};

const SHORTCUT_OWNERS: Readonly<Record<keyof typeof listeners.shortcuts, Owner>> = {
  'add-invite': 'team',
  'make-invite': 'team',
};

/** By the first word of the command; every other one is the sender's own. */
const COMMAND_OWNERS: Readonly<Record<string, Owner>> = {
  add: 'team',
  team: 'team',
  '<@UBEN|ben>': 'team',
  connect: 'admin',
  link: 'admin',
  rotate: 'admin',
  settings: 'admin',
};

/** Somebody who sends something: the tenant that Slack names, and the workspace that the person belongs to. */
interface Sender {
  readonly user: string;
  readonly tenant: 'T1' | 'T2';
  readonly workspace: string;
}

const at = (user: string): Sender => ({ user, tenant: 'T1', workspace: 'T1' });

/** One way in with one content. */
interface Input {
  readonly title: string;
  readonly owner: Owner;
  send(world: SlackWorld, by: Sender): Promise<Answered>;
}

const naming = ({ user, tenant, workspace }: Sender) => ({
  team: { id: tenant, domain: 'agency' },
  user: { id: user, username: user.toLowerCase(), team_id: workspace },
});

const pairs = <Value>(table: Readonly<Record<string, readonly Value[]>>) =>
  Object.entries(table).flatMap(([name, values]) => values.map((value): [string, Value] => [name, value]));

const ownerIn = (table: Readonly<Record<string, Owner>>, name: string): Owner => table[name] ?? 'sender';

const view = (form: string, values: object) => ({
  id: 'V1',
  callback_id: form,
  private_metadata: JSON.stringify(metadataOf(form)),
  state: { values },
});

const INPUTS: readonly Input[] = [
  ...pairs(CLICKS).map(
    ([name, value]): Input => ({
      title: `the click ${name} (${value})`,
      owner: ownerIn(CLICK_OWNERS, name),
      send: (world, by) => world.click(by.user, name, value, naming(by)),
    }),
  ),
  ...COMMANDS.map(
    (text): Input => ({
      title: `the command “${text}”`,
      owner: ownerIn(COMMAND_OWNERS, text.split(' ')[0] ?? ''),
      send: (world, by) => world.command(by.user, text, { team_id: by.tenant }),
    }),
  ),
  ...Object.entries(LOOK_UPS).map(
    ([name, block]): Input => ({
      title: `the look-up ${name}`,
      owner: ownerIn(LOOK_UP_OWNERS, name),
      send: (world, by) =>
        world.interact({ type: 'block_suggestion', action_id: name, block_id: block, value: 'ben', ...naming(by) }),
    }),
  ),
  ...pairs(FORMS).map(
    ([name, values]): Input => ({
      title: `the form ${name}`,
      owner: ownerIn(FORM_OWNERS, name),
      send: (world, by) => world.interact({ type: 'view_submission', view: view(name, values), ...naming(by) }),
    }),
  ),
  ...pairs(EVENTS).map(
    ([type, event]): Input => ({
      title: `the event ${type}`,
      owner: 'slack',
      send: (world, by) => world.event({ type, ...event }, { team_id: by.tenant }),
    }),
  ),
  ...Object.entries(SHORTCUTS).map(
    ([name, message]): Input => ({
      title: `the shortcut ${name}`,
      owner: ownerIn(SHORTCUT_OWNERS, name),
      send: (world, by) =>
        world.interact({
          type: message ? 'message_action' : 'shortcut',
          callback_id: name,
          ...(message && { message, channel: { id: 'C1', name: 'jobs' } }),
          ...naming(by),
        }),
    }),
  ),
];

const RIGHTFUL: Readonly<Record<Owner, Sender>> = {
  addressee: at('UANA'),
  asker: at('UANA'),
  asked: at('UBEN'),
  admin: at('UADMIN'),
  team: at('UBEN'),
  slack: at('UBEN'),
  sender: at('UBEN'),
  nobody: at('UBEN'),
};

const OF_ONE_PERSON: readonly Owner[] = ['addressee', 'asker', 'asked'];
const OF_PEOPLE: readonly Owner[] = [...OF_ONE_PERSON, 'admin', 'team', 'sender', 'nobody'];
const ALL: readonly Owner[] = [...OF_PEOPLE, 'slack'];

/** Somebody who must not get what an input asks for. */
interface Intruder {
  readonly title: string;
  readonly by: Sender | 'rightful';
  /** The owners of the inputs from which this person is kept. */
  readonly keptFrom: readonly Owner[];
  /** What must stand in nothing that goes out. */
  readonly hidden: RegExp;
  prepare?(world: SlackWorld): Promise<unknown>;
}

const INSIDE = new RegExp(CANARY);
const ANYTHING = /Quillwort|Lopez|Okoro/;

const deactivated = (slackUserId: string) =>
  buildProfile({ slackUserId, name: 'Gone', isAdmin: slackUserId === 'UADMIN', isDeactivated: true });

const INTRUDERS: readonly Intruder[] = [
  {
    title: 'another tenant’s owner, who has the id of the rightful person',
    by: { user: 'UANA', tenant: 'T2', workspace: 'T2' },
    keptFrom: ALL,
    hidden: ANYTHING,
  },
  { title: 'a colleague', by: at('UCARA'), keptFrom: OF_ONE_PERSON, hidden: INSIDE },
  { title: 'a member without a role', by: at('UCARA'), keptFrom: ['admin'], hidden: INSIDE },
  {
    title: 'a manager who is no admin',
    by: at('UMANAGER'),
    keptFrom: ['admin'],
    hidden: INSIDE,
  },
  { title: 'a guest', by: at('UGUS'), keptFrom: [...OF_ONE_PERSON, 'admin', 'team'], hidden: INSIDE },
  {
    title: 'somebody of another workspace in a shared channel',
    by: { user: 'UFAR', tenant: 'T1', workspace: 'T9' },
    keptFrom: OF_PEOPLE,
    hidden: ANYTHING,
  },
  {
    title: 'a person who has left the workspace',
    by: 'rightful',
    keptFrom: OF_PEOPLE,
    hidden: ANYTHING,
    prepare: ({ ports }) => ports.members.save('T1', ['UANA', 'UBEN', 'UADMIN'].map(deactivated)),
  },
  {
    title: 'anybody, once Baton was removed',
    by: 'rightful',
    keptFrom: ALL,
    hidden: ANYTHING,
    prepare: async ({ ports, installations }) => {
      await ports.tenants.uninstall('T1', []);
      await installations.remove('T1');
    },
  },
];

let world: SlackWorld;

async function furnish(): Promise<void> {
  world = await slackWorld();
  const { ports, installations } = world;
  await ports.tenants.configure('T1', { managers: ['UMANAGER'] });
  await ports.members.save('T1', [
    buildProfile({ slackUserId: 'UCARA', name: 'Cara' }),
    buildProfile({ slackUserId: 'UMANAGER', name: 'Mia' }),
    buildProfile({ slackUserId: 'UGUS', name: 'Gus', isGuest: true }),
  ]);
  await ports.connections.save(buildConnection({ name: CANARY }));
  const secret = { job: buildJob({ title: CANARY }), client: buildClient({ name: CANARY }), letter: CANARY };
  const byHand = { id: 'd1', kind: 'accepted', by: 'UANA', byName: 'Ana Lopez', at: START, byHand: true } as const;
  await ports.invites.insert(buildInvite({ id: INVITE, ...secret, uncertain: ['title'] }));
  await ports.invites.insert(buildInvite({ id: HANDED_OFF, ...secret, status: 'accepted', decision: byHand }));
  const referred = buildInvite({ id: 'referred-by-ana', ...secret, status: 'referred' });
  await ports.invites.insert(referred);
  const job = { id: referred.job.id, title: CANARY, url: referred.job.url };
  await ports.referrals.insert(buildReferral({ id: REFERRAL, inviteId: referred.id, job }));
  const asked = buildInvite({ id: 'asked-by-ana', ...secret });
  await ports.invites.insert(asked);
  const asks = [{ slackUserId: 'UBEN', name: 'Ben Okoro', until: new Date(START.getTime() + 60_000) }];
  await ports.relays.insert(buildRelay({ id: RELAY, inviteId: asked.id, asks, noteToColleague: CANARY }));
  await ports.tenants.install(buildTenant({ id: 'T2', installedBy: 'UANA' }));
  await ports.members.save('T2', [buildProfile({ slackUserId: 'UANA', name: 'Anna of Two', isOwner: true })]);
  await installations.save('T2', buildInstallation('T2'));
}

/** Everything that left Baton so far, as text. */
const sentOut = ({ slack, ports }: SlackWorld): string =>
  JSON.stringify([slack.calls.map(({ args }) => args), ports.messenger.homes, ports.messenger.files]);

const close = () => world.close();

const errorLines = () => world.ports.log.lines.filter(({ level }) => level === 'error');

const keptFrom = ({ keptFrom: kept }: Intruder) => INPUTS.filter(({ owner }) => kept.includes(owner));

describe.each(INTRUDERS)('nothing is read, and nothing written, by $title:', (intruder) => {
  beforeAll(async () => {
    await furnish();
    await intruder.prepare?.(world);
  });
  afterAll(close);

  test.each(keptFrom(intruder))('$title', async ({ owner, send }) => {
    const before = await world.ports.documentsOf('T1');
    const answer = await send(world, intruder.by === 'rightful' ? RIGHTFUL[owner] : intruder.by);
    await world.made.stop();
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toMatch(intruder.hidden);
    expect(sentOut(world)).not.toMatch(intruder.hidden);
    expect(await world.ports.documentsOf('T1')).toEqual(before);
    expect(world.ports.marketplace.calls).toEqual([]);
    expect(errorLines()).toEqual([]);
  });
});

describe('what is refused to others is done for its owner:', () => {
  const owned = INPUTS.filter(({ owner }) => owner !== 'nobody');
  beforeEach(furnish);
  afterEach(close);

  test.each(owned)('$title', async ({ owner, send }) => {
    const before = await world.ports.documentsOf('T1');
    const answer = await send(world, RIGHTFUL[owner]);
    await world.made.stop();
    const shown = `${JSON.stringify(answer.body)}${sentOut(world)}`;
    const isChanged = JSON.stringify(await world.ports.documentsOf('T1')) !== JSON.stringify(before);
    expect({ isChanged, shown }).not.toEqual({ isChanged: false, shown: '""[[],[],[]]' });
    expect(shown).not.toMatch(/Only a workspace admin|is addressed to|is not here any more|belong to the team/);
    expect(errorLines()).toEqual([]);
  });
});

test('the documentation of security counts the attempts', () => {
  const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  expect(page).toContain(`${INTRUDERS.flatMap(keptFrom).length} attempts`);
});
