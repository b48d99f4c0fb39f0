import { createHmac, randomUUID } from 'node:crypto';
import { type FetchFunction, WebClient } from '@slack/web-api';
import type { Config } from '../../config/config.js';
import type { ClockReading } from '../../lib/clock-reading.js';
import { type ClientDeps, forJobs } from '../api/client-options.js';
import { codeOf, rootCauseOf } from '../api/slack-errors.js';
import { PATHS } from '../app/paths.js';

/** Checks a Slack app before any workspace has installed it. */
export interface AppExaminer {
  /** Sends a signed `url_verification` to the request URL. @throws Error unless the challenge comes back. */
  challenge(): Promise<void>;
  /**
   * Sends the client id and secret with an invalid code: Slack checks the id and the secret first.
   * @throws Error when Slack does not answer.
   */
  credentials(): Promise<CredentialsReport>;
}

/** Slack's verdict on the client id and secret, and its clock where the answer has a date. */
export interface CredentialsReport {
  /** `unclear`: the answer says nothing about either. */
  readonly verdict: 'right' | 'wrong-id' | 'wrong-secret' | 'unclear';
  /** The error code that Slack answered. */
  readonly said: string;
  readonly clock?: ClockReading;
}

type AppConfig = Pick<
  Config,
  'PUBLIC_URL' | 'SLACK_SIGNING_SECRET' | 'SLACK_CLIENT_ID' | 'SLACK_CLIENT_SECRET' | 'SLACK_API_URL'
>;

/** The time limit of the challenge, in milliseconds: Slack itself waits three seconds. */
const CHALLENGE_MS = 5_000;

const VERDICTS: Readonly<Record<string, CredentialsReport['verdict']>> = {
  invalid_code: 'right',
  invalid_client_id: 'wrong-id',
  bad_client_secret: 'wrong-secret',
};

/** Creates the checks of the app's address and credentials. */
export function createAppExaminer(deps: ClientDeps & { readonly config: AppConfig }): AppExaminer {
  const { config } = deps;
  return {
    challenge: () => askChallenge(config),
    credentials: async () => {
      let clock: ClockReading | undefined;
      const fetch: FetchFunction = async (...request) => {
        const askedAt = Date.now();
        const response = await (deps.fetch ?? globalThis.fetch)(...request);
        const theirs = Date.parse(response.headers.get('date') ?? '');
        if (!Number.isNaN(theirs)) clock = { askedAt, theirs, heardAt: Date.now(), grainMs: 1000 };
        return response;
      };
      const said = await exchange(new WebClient(undefined, { ...forJobs(deps), fetch }), config);
      return { verdict: VERDICTS[said] ?? 'unclear', said, ...(clock && { clock }) };
    },
  };
}

/** @returns the code of Slack's error. */
async function exchange(client: WebClient, config: AppConfig): Promise<string> {
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

async function askChallenge({ PUBLIC_URL, SLACK_SIGNING_SECRET }: AppConfig): Promise<void> {
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  const response = await globalThis.fetch(new URL(PATHS.events, PUBLIC_URL), {
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
