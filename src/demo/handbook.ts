import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { databaseIn } from '../mongo/connect.js';
import { PATHS } from '../slack/paths.js';
import { environmentOf } from './environment-of.js';
import type { PlayableStage } from './prepare.js';

/**
 * Writes every address, id and secret that another program needs to drive the demo as Slack and the marketplace would.
 * All of it belongs to this run of the demo alone.
 * @returns how to remove it again
 */
export async function writeHandbook(stage: PlayableStage, file: string): Promise<() => void> {
  const { slack, sandbox, config, truth, tenantId, mongo, redis, worker, keepsakes } = stage;
  const connection = await truth.ports.connections.of(tenantId);
  const handbook = {
    app: {
      url: config.PUBLIC_URL,
      slackEvents: `${config.PUBLIC_URL}${PATHS.events}`,
      install: `${config.PUBLIC_URL}${PATHS.install}`,
      health: `${config.PUBLIC_URL}/healthz`,
      ready: `${config.PUBLIC_URL}/readyz`,
      metrics: `${config.PUBLIC_URL}/metrics`,
      workerUrl: worker && `http://127.0.0.1:${worker.port}`,
      command: config.COMMAND,
      undoSeconds: config.UNDO_SECONDS,
    },
    slack: {
      url: slack.url,
      apiUrl: slack.apiUrl,
      inspectorUrl: slack.inspectorUrl,
      signingSecret: config.SLACK_SIGNING_SECRET,
      appId: slack.desk.app.appId,
      clientId: config.SLACK_CLIENT_ID,
      botToken: slack.botToken,
      /** Reads everything that Slack has: for observers, never for the app. */
      observerToken: slack.observerToken,
      team: slack.team,
      bot: slack.bot,
      users: Object.fromEntries(Object.entries(slack.users).map(([name, { id }]) => [name, id])),
      channels: slack.channels,
    },
    marketplace: {
      url: sandbox.url,
      token: keepsakes.marketplaceToken,
      webhookUrl: connection && `${config.PUBLIC_URL}/webhooks/${connection.id}`,
      webhookSecret: connection?.webhookSecrets[0],
      agency: Object.keys(sandbox.state.agencies)[0],
      people: Object.keys(sandbox.state.people),
    },
    mongodbUri: mongo.uri,
    mongodbDatabase: databaseIn(mongo.uri) ?? 'baton',
    redisUrl: redis.uri,
    queuePrefix: config.QUEUE_PREFIX,
    /** For further processes on the same data: another worker, or the operators' commands. */
    environment: environmentOf(config),
    pid: process.pid,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(handbook, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
