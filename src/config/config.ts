import { z } from 'zod';
import { SETTING_LIMITS } from '../domain/model/tenant/settings-rules.js';
import { DEFAULT_SETTINGS } from '../domain/model/tenant/tenant.js';
import { WHOLE_NUMBER } from '../lib/whole-number.js';

const [LEAST_UNDO, MOST_UNDO] = SETTING_LIMITS.undoSeconds;

const key = z
  .string()
  .regex(
    /^[\w-]{1,32}:[A-Za-z0-9+/]{43}=$/,
    'write it as <id>:<32 bytes in base64>: k1: and the 44 characters that `openssl rand -base64 32` prints. A .env file runs no commands: paste what it printed',
  );

/** Reads a `WHOLE_NUMBER` within bounds. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(WHOLE_NUMBER, `write a whole number in plain digits, from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const address = z.url({
  protocol: /^https?$/,
  error: 'start it with https:// or http://, such as http://localhost:4010',
});

const idOf = (written: string): string => written.slice(0, written.indexOf(':'));

const list = (of: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(of));

/** The variables that every installation has. */
const Common = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Number of trusted proxies in front of the bot, each of which adds the sender's address to `X-Forwarded-For`. */
  PROXIES: wholeNumber(0, 10).default(0),
  /** Requests per second of one workspace, for Slack and for webhooks each; ten times as many may come at once. */
  TENANT_REQUESTS_PER_SECOND: wholeNumber(1, 1_000_000).default(200),
  /** The port of the worker's health checks and metrics. */
  WORKER_PORT: wholeNumber(0, 65_535).default(3001),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'start it with mongodb:// or mongodb+srv://'),
  /** One address, or several nodes of a Redis Cluster, separated by commas. */
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'start it with redis:// or rediss://'),
  /** True where REDIS_URL names a Redis Cluster. */
  REDIS_CLUSTER: z.stringbool().default(false),
  /** Prefix of the queues: those under another prefix are separate. The braces are those of a cluster's hash tags. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^\{[\w.-]+\}$/, 'write it in braces, such as {baton}')
    .default('{baton}'),
  /** Address of another Slack API, such as the emulator's. */
  SLACK_API_URL: address.optional(),
  /** Encryption keys. The first key seals, all open: put a new one first to rotate. */
  ENCRYPTION_KEYS: list(key)
    .refine((keys) => keys.length > 0, 'name at least one key')
    .refine(
      (keys) => new Set(keys.map(idOf)).size === keys.length,
      'give each key an id of its own: two have the same. The older keeps its id, and the new one, in front of it, gets another',
    ),
  /** Marketplace origins that may be plain http or on a private address, comma-separated. */
  MARKETPLACE_TRUSTED_ORIGINS: list(address).default([]),
  COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'write it as /name')
    .default('/referrals'),
  UNDO_SECONDS: wholeNumber(LEAST_UNDO, MOST_UNDO).default(DEFAULT_SETTINGS.undoSeconds),
  FAQ_URL: address.default('https://support.upwork.com/hc/en-us/articles/4405516172947'),
  /**
   * Seconds for which the bot still answers after SIGTERM, while `/readyz` fails and the load balancer moves requests.
   */
  DRAIN_SECONDS: wholeNumber(0, 300).default(5),
  /**
   * True where a bot runs the jobs that its requests cause, and so calls marketplaces itself; otherwise workers run
   * them.
   */
  BOT_RUNS_JOBS: z.stringbool().default(true),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Bearer token for /metrics; without it /metrics answers only on the loopback address. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Token that opens the operators' page; without it each start of the page makes a token. */
  OPERATORS_TOKEN: z.string().min(16).optional(),
});

/** Several addresses of Redis are those of a cluster. */
const ONE_REDIS = [
  ({ REDIS_URL, REDIS_CLUSTER }: { readonly REDIS_URL: string; readonly REDIS_CLUSTER: boolean }): boolean =>
    REDIS_CLUSTER || !/,\s*rediss?:\/\//.test(REDIS_URL),
  {
    error: 'name one Redis, or set REDIS_CLUSTER=true if these are nodes of a Redis Cluster',
    path: ['REDIS_URL'] as PropertyKey[],
  },
] as const;

/** An app that Slack calls at a public address, installed by OAuth in any number of workspaces. */
const OverHttp = Common.extend({
  /** Baton's public address: the base of the webhook and install addresses. */
  PUBLIC_URL: address.default('http://localhost:3000'),
  SLACK_SIGNING_SECRET: z.string().min(8),
  SLACK_CLIENT_ID: z.string().min(1),
  SLACK_CLIENT_SECRET: z.string().min(1),
  /** Signs the `state` of an install link. */
  SLACK_STATE_SECRET: z.string().min(16),
  /** Address of another Slack's consent page, such as the emulator's. */
  SLACK_AUTHORIZE_URL: address.optional(),
  SLACK_APP_TOKEN: z.undefined().optional(),
});

const ONLY_OVER_HTTP = z
  .undefined('take it out: it is for an app that Slack calls over HTTP, and SLACK_APP_TOKEN turns Socket Mode on')
  .optional();

/** An app that calls Slack by itself, in one workspace, without OAuth. Its public address, if any, is for webhooks. */
const OverSocket = Common.extend({
  PUBLIC_URL: address.optional(),
  /** App-level token (`xapp-…`) that opens the sockets. */
  SLACK_APP_TOKEN: z
    .string()
    .startsWith(
      'xapp-',
      'paste the app-level token, which starts with xapp- (“Basic Information”, App-Level Tokens, scope connections:write). What starts with xoxb- is SLACK_BOT_TOKEN',
    ),
  /** Bot token (`xoxb-…`) of the workspace in which the app is installed. */
  SLACK_BOT_TOKEN: z
    .string({ error: ({ input }) => (input === undefined ? BOT_TOKEN_MISSING : undefined) })
    .startsWith(
      'xoxb-',
      'paste the Bot User OAuth Token, which starts with xoxb- (“OAuth & Permissions”). One that starts with xoxe. expires: Socket Mode needs an app without token rotation',
    ),
  SLACK_SIGNING_SECRET: ONLY_OVER_HTTP,
  SLACK_CLIENT_ID: ONLY_OVER_HTTP,
  SLACK_CLIENT_SECRET: ONLY_OVER_HTTP,
  SLACK_STATE_SECRET: ONLY_OVER_HTTP,
  SLACK_AUTHORIZE_URL: ONLY_OVER_HTTP,
});

const BOT_TOKEN_MISSING =
  'It is not set: Socket Mode needs the Bot User OAuth Token too (“OAuth & Permissions”, after “Install to Workspace”).';

/** The configuration of an app that Slack calls. */
export type HttpConfig = Readonly<z.infer<typeof OverHttp>>;

/** The configuration of an app that calls Slack: Socket Mode. */
export type SocketConfig = Readonly<z.infer<typeof OverSocket>>;

/** The configuration of a process. */
export type Config = HttpConfig | SocketConfig;

/** Returns the address of Redis, and whether a cluster is there. */
export const redisOf = ({ REDIS_URL, REDIS_CLUSTER }: Pick<Config, 'REDIS_URL' | 'REDIS_CLUSTER'>) => ({
  redisUrl: REDIS_URL,
  isCluster: REDIS_CLUSTER,
});

/** Tells whether the app runs over Socket Mode. */
export const isOverSocket = (config: Config): config is SocketConfig => config.SLACK_APP_TOKEN !== undefined;

/** The message for a variable that is not set; some have messages of their own. */
const whenMissing = ({ input }: { readonly input?: unknown }): string | undefined =>
  input === undefined ? 'It is not set: .env.example says what it is for.' : undefined;

/**
 * Reads and checks the environment. Either token of Socket Mode turns it on.
 * @throws Error that names every variable that is missing or wrong, and how to write it.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const isSocket = given.SLACK_APP_TOKEN || given.SLACK_BOT_TOKEN;
  const environment = isSocket ? OverSocket.refine(...ONE_REDIS) : OverHttp.refine(...ONE_REDIS);
  const parsed = environment.safeParse(given, { error: whenMissing });
  if (!parsed.success) throw new Error(`The environment is not complete:\n${z.prettifyError(parsed.error)}`);
  return Object.freeze(parsed.data);
}
