import type { Connection } from '../../src/domain/model/tenant/tenant.js';
import { webhookUrl } from '../../src/lib/webhook-url.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD } from '../../src/slack/features/connect/connect-modal.js';
import { type Driver, slackDriver } from '../slack/driver.js';
import { AGENCY } from './cast.js';
import type { DemoEnvironment } from './environment.js';
import { eventually } from './eventually.js';

/** A demo whose Slack is the embedded one, so that its people can be played. */
export interface InstalledDemo extends DemoEnvironment {
  readonly slack: NonNullable<DemoEnvironment['slack']>;
  readonly driver: Driver;
  readonly tenantId: string;
}

/** A demo on which the whole story can be played: its marketplace is the sandbox. */
export interface PlayableDemo extends InstalledDemo {
  readonly sandbox: NonNullable<DemoEnvironment['sandbox']>;
}

/**
 * Makes the demo ready, as people would: Olga installs Baton and connects the marketplace. What an earlier start did is
 * kept.
 * @returns null with a real Slack, whose people nobody plays
 * @throws Error when the marketplace turns Baton down, or only a part of the data of earlier starts is there
 */
export async function installAndConnect(demo: DemoEnvironment): Promise<InstalledDemo | null> {
  const { slack, config } = demo;
  if (!slack) return null;
  const driver = slackDriver(slack, { appUrl: config.PUBLIC_URL, command: config.COMMAND });
  const installed = { ...demo, slack, driver, tenantId: slack.team.id };
  await install(installed);
  await connect(installed);
  if (isPlayable(installed)) await eventually('the members are matched', () => membersMatched(installed));
  return installed;
}

/** Whether its marketplace is the sandbox. */
export const isPlayable = (demo: InstalledDemo): demo is PlayableDemo => demo.sandbox !== null;

/** As `installAndConnect`. @throws Error when not everything is embedded */
export async function prepare(demo: DemoEnvironment): Promise<PlayableDemo> {
  const installed = await installAndConnect(demo);
  if (!installed || !isPlayable(installed))
    throw new Error('This needs the embedded Slack and the sandbox marketplace.');
  return installed;
}

async function install({ driver, slack, truth, tenantId }: InstalledDemo): Promise<void> {
  const installation = await truth.store.installations.load(tenantId);
  if (installation) return requireKnown(slack, installation);
  const page = await driver.as('olga').install();
  if (page.status !== 200) throw new Error(`Installing ended with ${page.status}: ${page.text.slice(0, 200)}`);
}

/** @throws Error when Slack's part of the data is gone, and MongoDB's is not */
function requireKnown(
  { context }: InstalledDemo['slack'],
  installation: { readonly bot?: { readonly token?: string } },
) {
  if (context.tokens.refusal(installation.bot?.token ?? '')?.error !== 'invalid_auth') return;
  throw new Error('The embedded Slack has lost what Baton was given there (slack.jsonl): start with --fresh.');
}

/** Addresses and tokens are those of this start, so it is done at every start. */
async function connect(demo: InstalledDemo): Promise<void> {
  const { driver, marketplace, truth, tenantId, sandbox } = demo;
  const olga = driver.as('olga');
  await eventually('the directory is known', async () => (await truth.ports.members.get(tenantId, olga.id)) !== null);
  await olga.command('connect');
  await olga.untilModal();
  olga.fill(VALUE, sandbox ? 'Sandbox' : 'Marketplace', { blockId: FIELD.name });
  olga.fill(VALUE, marketplace.url, { blockId: FIELD.url });
  olga.fill(VALUE, marketplace.token, { blockId: FIELD.token });
  const { errors } = (await olga.submit()).json;
  if (errors) throw new Error(`Baton could not connect ${marketplace.url}: ${Object.values(errors).join(' ')}`);
  const connection = await eventually('the marketplace is connected', async () => {
    const saved = await truth.ports.connections.of(tenantId);
    return saved?.baseUrl === marketplace.url && saved.token === marketplace.token ? saved : undefined;
  });
  await olga.dismiss();
  if (isPlayable(demo)) await enterWebhook(demo, connection);
}

/** As an admin does with what Baton shows to whoever connects a marketplace. */
async function enterWebhook(demo: PlayableDemo, { id, webhookSecrets: secrets }: Connection): Promise<void> {
  const url = webhookUrl(demo.config.PUBLIC_URL, id);
  await act(demo, `agencies/${AGENCY.id}/webhook`, { url, secrets });
}

async function membersMatched({ truth, tenantId, driver }: InstalledDemo): Promise<boolean> {
  const members = await Promise.all(
    ['ana', 'ben', 'cara'].map((name) => truth.ports.members.get(tenantId, driver.as(name).id)),
  );
  return members.every((member) => member?.person !== undefined);
}

/**
 * Does something on the marketplace, as its clients and freelancers do.
 * @throws Error when the sandbox says no
 */
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
