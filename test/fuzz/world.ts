import { act } from '../../sandbox/demo/install-and-connect.js';
import type { DemoEnvironment } from '../../sandbox/demo/start-demo-environment.js';
import { freePort } from '../../sandbox/services/tcp-ports.js';
import { newTrigger } from '../../sandbox/slack/driver/app-connection.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import type { Answers } from '../../src/domain/model/connection/source.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { connectSource } from '../../src/domain/workspace/connect-source.js';
import { resumeConnection } from '../../src/domain/workspace/pause-connection.js';
import { webhookUrl } from '../../src/lib/webhook-url.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import type { Uris } from '../support/fresh-uris.js';
import { newTenant, settle, type TestTenant } from '../support/new-tenant.js';
import { openStage, type TestStage } from '../support/open-stage.js';
import { type Product, startProduct } from '../support/product/product-process.js';
import { type GoodRequest, named } from './good-request.js';
import { type HostileMarketplace, startHostileMarketplace } from './hostile-marketplace.js';
import { type HostileTenant, openHostileTenant } from './hostile-tenant.js';
import type { Keys } from './mutate-request.js';
import { PAGES, socketsOf } from './page-requests.js';
import type { PlantedFault } from './planted-faults.js';
import { recordSlack } from './record-slack.js';
import { recordWebhooks } from './record-webhooks.js';
import { newInvite } from './wait-for-state.js';

/** Baton in processes of its own, and everything around it that a run of fuzzing needs. */
export interface World {
  readonly stage: TestStage;
  readonly bot: Product;
  readonly worker: Product;
  /** A tenant that nobody attacks: at the end everything of it must work. */
  readonly canary: TestTenant;
  readonly goods: readonly GoodRequest[];
  keys(): Keys;
  /** Mends what the requests did to the tenant, and gives Ana new invites. */
  renew(): Promise<void>;
  /** Returns the values of names for one request. */
  valuesFor(names: readonly string[], number: number): Promise<ReadonlyMap<string, string>>;
  /** A marketplace that answers as it likes, and the tenant that is connected to it. */
  readonly hostile: { readonly marketplace: HostileMarketplace; readonly tenant: HostileTenant };
  /** Starts another bot on the same data, with a fault in it. It is closed with the world. */
  faultyBot(control: PlantedFault): Promise<Product>;
  close(): Promise<void>;
}

interface WorldOptions {
  readonly uris: Uris;
  readonly say: (line: string) => void;
}

/** Starts everything, and records good requests. */
export async function openWorld({ uris, say }: WorldOptions): Promise<World> {
  const products: Product[] = [];
  const start = (name: 'bot' | 'worker') => async (environment: DemoEnvironment) => {
    const port = environment.config[name === 'bot' ? 'PORT' : 'WORKER_PORT'];
    products.push(await startProduct({ name, config: environment.config, port }));
  };
  const place: { stage?: TestStage } = {};
  const marketplace = await startHostileMarketplace(() => place.stage?.sandbox.url ?? '');
  const started = { bot: start('bot'), worker: start('worker') };
  const stage = await openStage({ uris, trusted: marketplace.url, ...started }).catch(async (error: unknown) => {
    await Promise.all([...products, marketplace].map((one) => one.close()));
    throw error;
  });
  place.stage = stage;
  const close = async () => {
    await Promise.all(products.map((product) => product.close()));
    await Promise.all([stage.close(), marketplace.close()]);
  };
  try {
    const [bot, worker] = ['bot', 'worker'].map((name) => products.find((one) => one.name === name)) as [
      Product,
      Product,
    ];
    say('Baton runs; good requests are being recorded.');
    const [canary, losable] = await Promise.all([openCanary(stage), openLosable(stage)]);
    const hostile = { marketplace, tenant: await openHostileTenant(stage, marketplace) };
    const victim = await openVictim(stage);
    const lasting = await lastingNames(stage, canary, losable);
    const slack = await recordSlack(stage);
    const webhooks = await recordWebhooks(stage);
    await victim.renew();
    const values = new Map([...lasting, ...victim.names()]);
    const named = [...slack, ...webhooks, ...PAGES].map((good) => withNames(good, values));
    const goods = [...named, ...socketsOf(named)];
    return {
      ...{ stage, bot, worker, canary, hostile, goods, keys: victim.keys, close },
      faultyBot: async (control) => {
        const faulty = await startProduct({
          name: 'bot',
          config: stage.config,
          port: await freePort(),
          fault: control,
        });
        products.push(faulty);
        return faulty;
      },
      renew: async () => {
        await victim.renew();
        await losable.driver.as('lou').install();
      },
      valuesFor: async (names, number) => {
        const values = new Map([...lasting, ...victim.values(number)]);
        for (const name of names) {
          const value = await MOMENTARY[name]?.({ ...stage, losable, number });
          if (value !== undefined) values.set(name, value);
        }
        return values;
      },
    };
  } catch (error) {
    for (const line of products.flatMap((product) => product.taken())) say(`  logged: ${JSON.stringify(line)}`);
    await close();
    throw error;
  }
}

const withNames = (good: GoodRequest, values: ReadonlyMap<string, string>): GoodRequest => ({
  ...good,
  content: named(good.content, values),
});

async function openCanary(stage: TestStage): Promise<TestTenant> {
  const wish = {
    domain: 'canary',
    users: [
      { name: 'kai', real_name: 'Kai Canary', email: 'kai@canary.example', is_owner: true },
      { name: 'mia', real_name: 'Mia Canary', email: 'mia@canary.example' },
    ],
    freelancers: [
      { name: 'Kai Canary', email: 'kai@canary.example' },
      { name: 'Mia Canary', email: 'mia@canary.example' },
    ],
  };
  return settle(await newTenant(stage, wish), wish);
}

/** A tenant whose uninstallation Slack may tell of at any time. */
async function openLosable(stage: TestStage): Promise<TestTenant> {
  const users = [{ name: 'lou', real_name: 'Lou Losable', email: 'lou@losable.example', is_owner: true }];
  const tenant = await newTenant(stage, { domain: 'losable', users });
  await tenant.driver.as('lou').install();
  return tenant;
}

async function lastingNames(stage: TestStage, canary: TestTenant, losable: TestTenant): Promise<Map<string, string>> {
  const invite = await newInvite(canary, 'canary-kai-canary');
  const connections = await stage.truth.ports.connections.latestOf(canary.tenantId);
  const { users, team, bot } = stage.slack;
  const people = Object.entries(users).map(([name, { id }]) => [name, id] as const);
  return new Map([
    ...people,
    ['team', team.id],
    ['bot', bot.userId],
    ['losable-team', losable.tenantId],
    ['losable-bot', losable.workspace.bot.userId],
    ['their-team', canary.tenantId],
    ['their-invite', invite.id],
    ['their-member', canary.driver.as('mia').id],
    ['their-connection', connections[0]?.id ?? ''],
  ]);
}

/** The sources of the tenant that is attacked, each with the answers of its form. */
const SOURCES = ['contract', 'vollna', 'getmany', 'postmark', 'mailgun', 'sendgrid', 'raw-mail', 'spare'] as const;

type SourceKey = (typeof SOURCES)[number];

/** How many invites Ana gets in each round. */
const INVITES = 12;

/** The tenant that is attacked: its connections, their keys, and its open invites. */
async function openVictim(stage: TestStage) {
  const { ports } = stage.truth;
  const { tenantId, config, driver, sandbox } = stage;
  const by = { tenantId, slackUserId: driver.as('olga').id, name: 'Olga Lind' };
  const connections = new Map<SourceKey, Connection>();
  const agency = 'agencies/studio-north';
  const sendgrid = { key: '' };
  let invites: Invite[] = [];

  const answersFor = async (key: SourceKey): Promise<{ source: string; answers: Answers }> => {
    const address = `upwork+${key}@in.studio-north.example`;
    switch (key) {
      case 'contract':
        return { source: 'contract', answers: { url: sandbox.url, token: stage.marketplace.token } };
      case 'vollna':
        return { source: 'vollna', answers: {} };
      case 'getmany':
        return { source: 'getmany', answers: (await act(stage, `${agency}/getmany`)) as Answers };
      case 'spare':
        return { source: 'vollna', answers: {} };
      case 'raw-mail':
        return { source: 'email', answers: { provider: 'signed', address } };
      case 'sendgrid': {
        const opened = await act(stage, `${agency}/email`, { provider: 'sendgrid', address });
        sendgrid.key = sandbox.state.agencies['studio-north']?.vendors?.email?.key ?? '';
        return { source: 'email', answers: { provider: 'sendgrid', address, key: String(opened.key) } };
      }
      default:
        return { source: 'email', answers: { provider: key, address, key: 'the-signing-key' } };
    }
  };
  const connect = async (key: SourceKey): Promise<void> => {
    const { source, answers } = await answersFor(key);
    const there = (await ports.connections.latestOf(tenantId)).find((one) => key === 'contract' && one.source === key);
    const again = there && { connectionId: there.id };
    const { connection } = await connectSource(ports, by, { source, name: key, answers, ...again });
    connections.set(key, connection);
    await tellSandbox(key, connection);
  };
  /** The sandbox sends what its clients do to the connections, as vendors would. */
  const tellSandbox = async (key: SourceKey, connection: Connection): Promise<void> => {
    const url = webhookUrl(config.PUBLIC_URL, connection.id);
    const [address = '', token = ''] = ports.sources.copy(connection, url).map(({ value }) => value);
    if (key === 'contract')
      await act(stage, `${agency}/webhook`, { url, secrets: configOf(connection).webhookSecrets ?? [] });
    if (key === 'vollna') await act(stage, `${agency}/vollna`, { url: address, token });
    if (key === 'getmany') await act(stage, `${agency}/getmany`, { url });
    if (key === 'sendgrid') await act(stage, `${agency}/email`, { url: address });
  };
  const configOf = (connection: Connection | undefined) =>
    (connection?.config ?? {}) as Readonly<Record<string, string[]>>;
  const renew = async (): Promise<void> => {
    const stored = new Map((await ports.connections.latestOf(tenantId)).map((one) => [one.id, one]));
    for (const key of SOURCES) {
      const now = stored.get(connections.get(key)?.id ?? '');
      if (!now) await connect(key);
      else {
        connections.set(key, now);
        if (now.pausedAt) await resumeConnection(ports, by, now.id);
      }
    }
    invites = await Promise.all(Array.from({ length: INVITES }, () => newInvite(stage, 'f-ana')));
  };
  for (const key of SOURCES) await connect(key);

  const names = () =>
    new Map<string, string>([
      ...SOURCES.map((key) => [`connection:${key}`, connections.get(key)?.id ?? ''] as const),
      ['mailgun-token', configOf(connections.get('mailgun')).tokens?.[0] ?? ''],
    ]);
  return {
    renew,
    names,
    values: (number: number) => {
      const invite = invites[number % invites.length];
      return new Map([...names(), ['invite', invite?.id ?? ''], ['external', invite?.externalId ?? '']]);
    },
    keys: (): Keys => {
      const first = (key: SourceKey, field: string) => configOf(connections.get(key))[field]?.[0] ?? '';
      return {
        slack: stage.slack.context.app.signingSecret,
        contract: first('contract', 'webhookSecrets'),
        vollna: first('vollna', 'webhookTokens'),
        getmany: String(configOf(connections.get('getmany')).webhookSecret ?? ''),
        postmark: `baton:${first('postmark', 'tokens')}`,
        mailgun: 'the-signing-key',
        sendgrid: sendgrid.key,
        'raw-mail': first('raw-mail', 'secrets'),
      };
    },
  };
}

type Sending = TestStage & { readonly losable: TestTenant; readonly number: number };

/** Values that hold for one sending. */
const MOMENTARY: Readonly<Record<string, (sending: Sending) => string | Promise<string>>> = {
  fresh: ({ number }) => `${process.pid}x${number}`,
  'fresh-digits': ({ number }) => String(number).padStart(18, '0'),
  trigger: async ({ slack }) => {
    const issue = () => newTrigger({ context: slack.context }, { workspace: slack, user: userOf(slack, 'ana') });
    return issue().catch(issue); // the emulator may just have closed an idle connection
  },
  'response-url': ({ slack, number }) =>
    slack.context.responseUrls.issue({
      workspace: slack,
      user: userOf(slack, number % 2 ? 'ana' : 'ben').id,
      channel: slack.channels.general ?? '',
    }),
  referral: async ({ stored, tenantId }) =>
    String((await stored.collection('referrals').findOne({ tenantId }, { sort: { _id: -1 } }))?.id ?? ''),
  state: async ({ config }) => (await begin(config.PUBLIC_URL)).searchParams.get('state') ?? '',
  code: ({ config, slack, losable }) => codeFor(config.PUBLIC_URL, slack.url, losable),
};

function userOf({ users }: TestStage['slack'], name: string) {
  const user = users[name];
  if (!user) throw new Error(`there is no ${name}`);
  return user;
}

/** Begins an installation; returns Slack's page of consent. */
async function begin(publicUrl: string): Promise<URL> {
  const answer = await fetch(`${publicUrl}${ENDPOINT_PATHS.install}`, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

/** Consents for the tenant that may be lost, and returns the code that Slack then gives. */
async function codeFor(publicUrl: string, slackUrl: string, { workspace, driver }: TestTenant): Promise<string> {
  const form = new URLSearchParams((await begin(publicUrl)).searchParams);
  form.set('team', workspace.team.id);
  form.set('user_id', driver.as('lou').id);
  const agreed = await fetch(`${slackUrl}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(agreed.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
