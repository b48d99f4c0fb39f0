import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Installation } from '@slack/bolt';
import { type Config, readConfig } from '../../src/config/config.js';
import type { Clock } from '../../src/domain/ports.js';
import { KEEP_ALIVE_MS } from '../../src/lib/listen.js';
import type { RequestRateLimits } from '../../src/lib/request-rate-limits.js';
import type { Installations } from '../../src/slack/api/installations.js';
import { createSlackApp } from '../../src/slack/app/app.js';
import { createApp, mountEnd } from '../../src/web/express-app.js';
import { expectAnswerFits } from './block-kit.js';
import { buildConnection, buildProfile, buildTenant } from './factories.js';
import { fakeSlack } from './fake-slack.js';
import { type MemoryPorts, memoryPorts } from './memory-ports.js';

export const RESPONSE_URL = 'https://hooks.slack.invalid/response';

const SIGNING_SECRET = 'signing-secret-of-the-tests';

export const testConfig = (given: Record<string, string> = {}): Config =>
  readConfig({
    PUBLIC_URL: 'https://baton.example',
    MONGODB_URI: 'mongodb://unused.invalid',
    REDIS_URL: 'redis://unused.invalid',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'state-secret-of-the-tests',
    SLACK_API_URL: 'https://slack.invalid/api/',
    SLACK_AUTHORIZE_URL: 'https://slack.invalid/oauth/v2/authorize',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
    ...given,
  });

export const buildInstallation = (teamId = 'T1', given: Partial<Installation> = {}): Installation =>
  ({
    team: { id: teamId, name: 'Agency' },
    enterprise: undefined,
    user: { id: 'UADMIN', token: undefined, scopes: undefined },
    bot: { id: 'B1', userId: 'UBOT', token: ['xoxb', teamId].join('-'), scopes: ['chat:write'] },
    appId: 'A1',
    isEnterpriseInstall: false,
    authVersion: 'v2',
    ...given,
  }) as Installation;

export function memoryInstallations(clock: Pick<Clock, 'now'> = { now: () => new Date() }): Installations & {
  readonly all: Map<string, Installation>;
  loads: number;
} {
  const all = new Map<string, Installation>();
  const savedAt = new Map<string, Date>();
  return {
    all,
    loads: 0,
    async save(tenantId, installation) {
      all.set(tenantId, structuredClone(installation));
      savedAt.set(tenantId, clock.now());
    },
    async load(tenantId) {
      this.loads += 1;
      return structuredClone(all.get(tenantId)) ?? null;
    },
    async remove(tenantId, unlessSince) {
      if (!unlessSince || Number(savedAt.get(tenantId)) < unlessSince.getTime()) all.delete(tenantId);
    },
  };
}

export interface Answered {
  readonly status: number;
  /** The body, parsed when it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a payload may hold anything
  readonly body: any;
  readonly headers: Headers;
}

/**
 * The timing of answers: Baton's interim reply is sent after `ackDeadlineMs` milliseconds, Slack answers once `before`
 * resolves.
 */
export interface AnswerTiming {
  readonly ackDeadlineMs?: number;
  readonly before?: () => Promise<void>;
  /** The rate limits of requests; those of production when absent. */
  readonly limits?: RequestRateLimits;
}

/** Baton's Slack app behind HTTP on the loopback address, with ports in memory, and Slack as a recording function. */
export async function slackWorld(
  change: (ports: MemoryPorts) => Partial<MemoryPorts> = () => ({}),
  { ackDeadlineMs, before, limits }: AnswerTiming = {},
) {
  const own = memoryPorts();
  const ports = { ...own, ...change(own) };
  await own.tenants.install(buildTenant());
  await own.connections.save(buildConnection());
  await own.members.save('T1', [
    buildProfile({ slackUserId: 'UANA', name: 'Ana Lopez', email: 'ana@agency.example' }),
    buildProfile({ slackUserId: 'UBEN', name: 'Ben Okoro', email: 'ben@agency.example' }),
    buildProfile({ slackUserId: 'UADMIN', name: 'Ada Admin', isAdmin: true }),
  ]);
  for (const one of ['ana', 'ben', 'cem'])
    own.marketplace.people.push({ id: `a-${one}`, name: 'An account', email: `${one}@agency.example` });
  const installations = memoryInstallations(own.clock);
  await installations.save('T1', buildInstallation());
  const slack = fakeSlack(before);
  const config = testConfig();
  const app = createApp();
  const made = createSlackApp({
    ports,
    config,
    installations,
    express: app,
    fetch: slack.fetch,
    ...(ackDeadlineMs !== undefined && { ackDeadlineMs }),
    ...(limits && { limits }),
  });
  mountEnd(app, ports.log);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (body: string, more: Sending = {}) => post(`${url}/slack/events`, body, config, more);
  const person = (user: string) => ({ id: user, username: user.toLowerCase(), team_id: 'T1' });
  const interact = (payload: object, more: Sending = {}) => {
    const usual = { team: { id: 'T1', domain: 'agency' }, user: person('UANA'), trigger_id: 'trigger', token: 't' };
    return send(new URLSearchParams({ payload: JSON.stringify({ ...usual, ...payload }) }).toString(), more);
  };

  return {
    ports: own,
    installations,
    slack,
    config,
    url,
    made,
    send,
    interact,
    /** Sends a click on a button of a message, or of what `more` names. */
    click: (user: string, actionId: string, value: string, more: object = {}) =>
      interact({
        type: 'block_actions',
        user: person(user),
        actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }],
        channel: { id: 'D1', name: 'direct' },
        response_url: RESPONSE_URL,
        ...more,
      }),
    /** Uses a shortcut, on a message where one is given. */
    shortcut: (user: string, callbackId: string, message?: object) =>
      interact({
        type: message ? 'message_action' : 'shortcut',
        user: person(user),
        callback_id: callbackId,
        ...(message && { message, channel: { id: 'C1', name: 'jobs' }, response_url: RESPONSE_URL }),
      }),
    lookUp: (user: string, actionId: string, blockId: string, value = '') =>
      interact({ type: 'block_suggestion', user: person(user), action_id: actionId, block_id: blockId, value }),
    submit: (user: string, callbackId: string, values: object, metadata: object = {}) =>
      interact({
        type: 'view_submission',
        user: person(user),
        view: { id: 'V1', callback_id: callbackId, private_metadata: JSON.stringify(metadata), state: { values } },
      }),
    command: (user: string, text: string, more: Record<string, string> = {}) =>
      send(
        new URLSearchParams({
          command: '/referrals',
          text,
          user_id: user,
          user_name: user.toLowerCase(),
          team_id: 'T1',
          team_domain: 'agency',
          channel_id: 'C1',
          channel_name: 'general',
          trigger_id: 'trigger',
          response_url: RESPONSE_URL,
          ...more,
        }).toString(),
      ),
    event: (event: object, more: object = {}) => {
      const body = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', ...more, event };
      return send(JSON.stringify(body), { type: 'application/json' });
    },
    close: async () => {
      await made.stop(1000);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type SlackWorld = Awaited<ReturnType<typeof slackWorld>>;

export interface Sending {
  readonly type?: string;
  /** The age of the signature, in seconds. */
  readonly age?: number;
  readonly signature?: string;
}

async function post(url: string, body: string, config: Config, sending: Sending): Promise<Answered> {
  const { type = 'application/x-www-form-urlencoded', age = 0 } = sending;
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const hmac = createHmac('sha256', config.SLACK_SIGNING_SECRET ?? SIGNING_SECRET)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sending.signature ?? `v0=${hmac}`,
    },
  });
  const text = await response.text();
  const read = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
  expectAnswerFits(read);
  return { status: response.status, body: read, headers: response.headers };
}
