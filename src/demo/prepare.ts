import type { SandboxMarketplace } from '../embedded/marketplace/start-sandbox.js';
import type { EmbeddedSlack } from '../embedded/slack.js';
import { type Driver, slackDriver } from '../embedded/slack-driver.js';
import { VALUE } from '../slack/blocks/inputs.js';
import { FIELD } from '../slack/connect/connect-modal.js';
import { AGENCY } from './cast.js';
import { eventually } from './eventually.js';
import type { Stage } from './stage.js';

/** A stage on which people can be played: its Slack and its marketplace are the embedded ones. */
export interface PlayableStage extends Stage {
  readonly slack: EmbeddedSlack & NonNullable<Stage['slack']>;
  readonly sandbox: SandboxMarketplace;
  readonly driver: Driver;
  readonly tenantId: string;
}

/**
 * Makes the stage ready to play on, as people would: Olga installs Baton and connects the marketplace, and members
 * are matched. What an earlier start did is kept.
 */
export async function prepare(stage: Stage): Promise<PlayableStage> {
  const { slack, sandbox } = stage;
  if (!slack || !sandbox) throw new Error('The story needs the embedded Slack and the sandbox marketplace.');
  const driver = slackDriver(slack, { appUrl: stage.config.PUBLIC_URL, command: stage.config.COMMAND });
  const playable = { ...stage, slack, sandbox, driver, tenantId: slack.team.id };
  await install(playable);
  await connect(playable);
  await eventually('the members are matched', () => matched(playable));
  return playable;
}

async function install({ driver, truth, tenantId }: PlayableStage): Promise<void> {
  if (await truth.store.installations.load(tenantId)) return;
  const landing = await driver.as('olga').install();
  if (landing.status !== 200) throw new Error(`Installing ended with ${landing.status}: ${landing.text.slice(0, 200)}`);
}

/** Addresses and tokens are those of this start, so it is done at every start. */
async function connect(stage: PlayableStage): Promise<void> {
  const { driver, sandbox, keepsakes, truth, tenantId, config } = stage;
  const olga = driver.as('olga');
  await eventually('the directory is known', async () => (await truth.ports.members.get(tenantId, olga.id)) !== null);
  await olga.command('connect');
  await olga.untilModal();
  olga.fill(VALUE, 'Sandbox', { blockId: FIELD.name });
  olga.fill(VALUE, sandbox.url, { blockId: FIELD.url });
  olga.fill(VALUE, keepsakes.marketplaceToken, { blockId: FIELD.token });
  await olga.submit();
  const connection = await eventually('the marketplace is connected', async () => {
    const saved = await truth.ports.connections.of(tenantId);
    return saved?.baseUrl === sandbox.url.replace(/\/+$/, '') ? saved : undefined;
  });
  await olga.dismiss();
  const url = new URL(`/webhooks/${connection.id}`, config.PUBLIC_URL).href;
  await act(stage, `agencies/${AGENCY.id}/webhook`, { url, secrets: connection.webhookSecrets });
}

async function matched({ truth, tenantId, driver }: PlayableStage): Promise<boolean> {
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
  { sandbox }: PlayableStage,
  what: string,
  wish: object = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(`/sandbox/${what}`, sandbox.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${what}: ${JSON.stringify(body)}`);
  return body;
}
