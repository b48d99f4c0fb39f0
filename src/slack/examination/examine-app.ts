import { createHmac, randomUUID } from 'node:crypto';
import { type FetchFunction, WebClient } from '@slack/web-api';
import { type Config, type HttpConfig, isOverSocket, type SocketConfig } from '../../config/config.js';
import type { ClockReading } from '../../lib/clock-difference.js';
import { type ClientDeps, forJobs } from '../api/client-options.js';
import { codeOf, rootCauseOf } from '../api/slack-errors.js';
import { ENDPOINT_PATHS } from '../app/endpoint-paths.js';
import { appIn } from '../app/socket-mode/create-socket-receiver.js';
import { explainRefusedToken } from '../app/socket-mode/explain-refused-token.js';

/** Checks an app that Slack calls, before any workspace has installed it. */
export interface HttpAppExaminer {
  readonly way: 'http';
  /** Sends a signed `url_verification` to the request URL. @throws Error unless the challenge comes back. */
  challenge(): Promise<void>;
  /**
   * Sends the client id and secret with an invalid code: Slack checks the id and the secret first.
   * @throws Error when Slack does not answer.
   */
  credentials(): Promise<CredentialsReport>;
}

/** Checks an app that calls Slack by itself. */
export interface SocketAppExaminer {
  readonly way: 'socket';
  /** Asks Slack for the address of a socket, and opens none. @throws Misconfigured that names the wrong token. */
  open(): Promise<SocketReport>;
}

/** The workspace of the bot token, the apps of both tokens where Slack tells them, and Slack's clock. */
export interface SocketReport {
  readonly workspace: string;
  readonly appId?: string;
  readonly botAppId?: string;
  readonly clock?: ClockReading;
}

/** Slack's verdict on the client id and secret, and its clock where the answer has a date. */
export interface CredentialsReport {
  /** `unclear`: the answer says nothing about either. */
  readonly verdict: 'right' | 'wrong-id' | 'wrong-secret' | 'unclear';
  /** The error code that Slack answered. */
  readonly said: string;
  readonly clock?: ClockReading;
}

/** The time limit of the challenge, in milliseconds: Slack itself waits three seconds. */
const CHALLENGE_MS = 5_000;

const VERDICTS: Readonly<Record<string, CredentialsReport['verdict']>> = {
  invalid_code: 'right',
  invalid_client_id: 'wrong-id',
  bad_client_secret: 'wrong-secret',
};

/** Creates the checks of the app's address and credentials. */
export function createAppExaminer(deps: ClientDeps & { readonly config: Config }): HttpAppExaminer | SocketAppExaminer {
  const { config } = deps;
  return isOverSocket(config) ? socketExaminer({ ...deps, config }) : httpExaminer({ ...deps, config });
}

function httpExaminer(deps: ClientDeps & { readonly config: HttpConfig }): HttpAppExaminer {
  const { config } = deps;
  return {
    way: 'http',
    challenge: () => askChallenge(config),
    credentials: async () => {
      const { fetch, reading } = clockedFetch(deps);
      const said = await exchange(new WebClient(undefined, { ...forJobs(deps), fetch }), config);
      return { verdict: VERDICTS[said] ?? 'unclear', said, ...reading() };
    },
  };
}

function socketExaminer(deps: ClientDeps & { readonly config: SocketConfig }): SocketAppExaminer {
  const { SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken } = deps.config;
  return {
    way: 'socket',
    open: async () => {
      const { fetch, reading } = clockedFetch(deps);
      const clientOf = (token: string) => new WebClient(token, { ...forJobs(deps), fetch });
      await clientOf(appToken)
        .apps.connections.open({})
        .catch((error: unknown) => {
          throw explainRefusedToken(error, 'SLACK_APP_TOKEN');
        });
      const bot = clientOf(botToken);
      const { team = '', bot_id: id } = await bot.auth.test().catch((error: unknown) => {
        throw explainRefusedToken(error, 'SLACK_BOT_TOKEN');
      });
      const known = id === undefined ? undefined : await bot.bots.info({ bot: id }).catch(() => undefined);
      const [appId, botAppId] = [appIn(appToken), known?.bot?.app_id];
      return { workspace: team, ...(appId && { appId }), ...(botAppId && { botAppId }), ...reading() };
    },
  };
}

/** Reads Slack's clock from the answers. */
function clockedFetch(deps: ClientDeps) {
  let clock: ClockReading | undefined;
  const fetch: FetchFunction = async (...request) => {
    const askedAt = Date.now();
    const response = await (deps.fetch ?? globalThis.fetch)(...request);
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(theirs)) clock = { askedAt, theirs, heardAt: Date.now(), grainMs: 1000 };
    return response;
  };
  return { fetch, reading: () => (clock ? { clock } : {}) };
}

/** @returns the code of Slack's error. */
async function exchange(client: WebClient, config: HttpConfig): Promise<string> {
  const [client_id, client_secret] = [config.SLACK_CLIENT_ID, config.SLACK_CLIENT_SECRET];
  try {
    await client.oauth.v2.access({ client_id, client_secret, code: 'none' });
    return 'ok';
  } catch (error) {
    const code = codeOf(rootCauseOf(error));
    if (code === undefined) throw error;
    return code;
  }
}

async function askChallenge({ PUBLIC_URL, SLACK_SIGNING_SECRET }: HttpConfig): Promise<void> {
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  const response = await globalThis.fetch(new URL(ENDPOINT_PATHS.events, PUBLIC_URL), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(CHALLENGE_MS),
  });
  const text = (await response.text()).slice(0, 500);
  if (response.status === 401) throw new Error('it refuses the signature: the bot runs with another signing secret');
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  if (!text.includes(challenge)) throw new Error('it answers, but without the challenge');
}
