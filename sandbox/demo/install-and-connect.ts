import { isOverSocket } from '../../src/config/config.js';
import { webhookUrl } from '../../src/lib/webhook-url.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import type { SentRequest } from '../slack/driver/app-connection.js';
import { type Driver, slackDriver } from '../slack/driver.js';
import { type ContractConnection, contractConnectionsOf } from './contract-connections.js';
import { AGENCY } from './demo-people.js';
import { eventually, START_PATIENCE_MS } from './eventually.js';
import { openSetUp } from './open-set-up-form.js';
import type { DemoEnvironment } from './start-demo-environment.js';

/** A demo environment with the embedded Slack, so that a driver can act as its users. */
export interface InstalledDemo extends DemoEnvironment {
  readonly slack: NonNullable<DemoEnvironment['slack']>;
  readonly driver: Driver;
  /** Requests that Slack has sent to Baton, for a listener to follow. */
  readonly requests: SentRequests;
  readonly tenantId: string;
}

/** The requests of the embedded Slack to Baton, from now on. */
export interface SentRequests {
  on(listener: (request: SentRequest) => void): void;
}

/** A demo environment with the sandbox marketplace too: the whole story can be run. */
export interface PlayableDemo extends InstalledDemo {
  readonly sandbox: NonNullable<DemoEnvironment['sandbox']>;
}

/**
 * Installs Baton and connects the marketplace, as an admin (Olga) would. Installations of earlier runs are kept.
 * @returns null with a real Slack, whose users no driver can act for
 * @throws Error when the marketplace refuses Baton, or the data of earlier runs are incomplete
 */
export async function installAndConnect(demo: DemoEnvironment): Promise<InstalledDemo | null> {
  const { slack, config } = demo;
  if (!slack) return null;
  const listeners: ((request: SentRequest) => void)[] = [];
  const onRequest = (request: SentRequest) => listeners.forEach((listener) => void listener(request));
  const requests: SentRequests = { on: (listener) => void listeners.push(listener) };
  const overSockets = isOverSocket(config);
  const driver = slackDriver(slack, { appUrl: config.PUBLIC_URL, command: config.COMMAND, overSockets, onRequest });
  const installed = { ...demo, slack, driver, requests, tenantId: slack.team.id };
  await install(installed);
  await connect(installed);
  if (isPlayable(installed))
    await eventually('the members are matched', () => membersMatched(installed), START_PATIENCE_MS);
  return installed;
}

/** Tells whether the marketplace is the sandbox. */
export const isPlayable = (demo: InstalledDemo): demo is PlayableDemo => demo.sandbox !== null;

/** Does the same as `installAndConnect`. @throws Error when Slack or the marketplace is not embedded */
export async function prepare(demo: DemoEnvironment): Promise<PlayableDemo> {
  const installed = await installAndConnect(demo);
  if (!installed || !isPlayable(installed))
    throw new Error('This needs the embedded Slack and the sandbox marketplace.');
  return installed;
}

async function install({ driver, slack, truth, tenantId, config }: InstalledDemo): Promise<void> {
  if (isOverSocket(config)) return;
  const installation = await truth.store.installations.load(tenantId);
  if (installation) return requireKnown(slack, installation);
  const page = await driver.as('olga').install();
  if (page.status !== 200) throw new Error(`Installing ended with ${page.status}: ${page.text.slice(0, 200)}`);
}

/**
 * Checks that the embedded Slack still knows Baton's token.
 * @throws Error when Slack's data are gone and MongoDB's are not
 */
function requireKnown(
  { context }: InstalledDemo['slack'],
  installation: { readonly bot?: { readonly token?: string } },
) {
  if (context.tokens.refusal(installation.bot?.token ?? '')?.error !== 'invalid_auth') return;
  throw new Error('The embedded Slack has lost what Baton was given there (slack.jsonl): start with --fresh.');
}

/** Connects the marketplace. Addresses and tokens may differ from the last run, so every start does this. */
async function connect(demo: InstalledDemo): Promise<void> {
  const { driver, marketplace, truth, tenantId, sandbox } = demo;
  const olga = driver.as('olga');
  const isKnown = async () => (await truth.ports.members.get(tenantId, olga.id)) !== null;
  await eventually('the directory is known', isKnown, START_PATIENCE_MS);
  await openSetUp(olga);
  olga.fill(VALUE, sandbox ? 'Sandbox' : 'Marketplace', { blockId: 'name' });
  olga.fill(VALUE, marketplace.url, { blockId: 'url' });
  olga.fill(VALUE, marketplace.token, { blockId: 'token' });
  const { errors } = (await olga.submit()).json;
  if (errors) throw new Error(`Baton could not connect ${marketplace.url}: ${Object.values(errors).join(' ')}`);
  const connected = async () => {
    const { url, token } = marketplace;
    return (await contractConnectionsOf(truth, tenantId)).find(
      ({ config }) => config.baseUrl === url && config.token === token,
    );
  };
  const connection = await eventually('the marketplace is connected', connected, START_PATIENCE_MS);
  await olga.dismiss();
  if (isPlayable(demo)) await enterWebhook(demo, connection);
}

/** Registers Baton's webhook address and secrets at the sandbox, as an admin would. */
async function enterWebhook(
  demo: PlayableDemo,
  { id, config: { webhookSecrets: secrets } }: ContractConnection,
): Promise<void> {
  const url = webhookUrl(demo.config.PUBLIC_URL, id);
  await act(demo, `agencies/${AGENCY.id}/webhook`, { url, secrets });
}

async function membersMatched({ truth, tenantId, driver }: InstalledDemo): Promise<boolean> {
  const members = await Promise.all(
    ['ana', 'ben', 'cara'].map((name) => truth.ports.members.get(tenantId, driver.as(name).id)),
  );
  return members.every((member) => member !== null && member.accounts.length > 0);
}

/** Calls a control of the sandbox marketplace, such as `invitations`. @throws Error when the sandbox refuses */
export async function act(
  { sandbox }: Pick<PlayableDemo, 'sandbox'>,
  what: string,
  input: object = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(`/sandbox/${what}`, sandbox.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${what}: ${JSON.stringify(body)}`);
  return body;
}
