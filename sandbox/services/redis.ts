import { connect as dial } from 'node:net';
import { connect as dialSecurely } from 'node:tls';
import { pythonServer, VALKEY } from './install-python-server.js';
import { which } from './run-command.js';
import { existing, firstThatStarts, type Service, type ServiceOptions } from './service.js';
import { type ServerDefinition, startServer } from './start-server.js';
import { until } from './tcp-ports.js';

const help =
  'set REDIS_URL, or put valkey-server or redis-server on PATH, or have Python 3.10 or newer with its venv module, and the network once.';

/**
 * Sends PING and returns the first line of the answer. A server that requires a password answers with an error line.
 */
async function ping(url: string): Promise<string> {
  const { protocol, hostname: host, port } = new URL(url);
  const where = { host, port: Number(port) || 6379, timeout: 3000 };
  return await new Promise((resolve, reject) => {
    const socket = protocol === 'rediss:' ? dialSecurely({ ...where, servername: host }) : dial(where);
    socket.once('timeout', () => socket.destroy(new Error('no answer within 3 s')));
    socket.once('close', () => reject(new Error('it closed the connection')));
    socket.once('error', reject);
    socket.once('data', (data) => {
      resolve(String(data).split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.write('PING\r\n');
  });
}

const isUp = async (url: string): Promise<boolean> => (await ping(url)) === '+PONG';

const ready: ServerDefinition['ready'] = (port, signal) =>
  until(() => isUp(`redis://127.0.0.1:${port}`).catch(() => false), 30_000, signal);

async function startBinary(
  command: string,
  what: string,
  why: string,
  { more = [], ...options }: ServiceOptions & { readonly more?: readonly string[] },
): Promise<Service> {
  const { dataDir } = options;
  const args = (port: number, folder: string) => [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
    ...['--save', '', '--appendonly', dataDir ? 'yes' : 'no', ...more],
  ];
  const { port, pid, close } = await startServer({ command, name: 'redis', args, ready }, options);
  return { uri: `redis://127.0.0.1:${port}`, what, why, pid, close };
}

async function start(
  candidate: RedisCandidate,
  options: ServiceOptions & { readonly more?: readonly string[] },
): Promise<Service> {
  const { why } = candidate;
  switch (candidate.kind) {
    case 'existing':
      await ping(candidate.uri);
      return existing(candidate.uri, 'a Redis that runs elsewhere', why);
    case 'server':
      return await startBinary(candidate.binary, candidate.binary, why, options);
    case 'valkey-py': {
      const valkey = await pythonServer('valkey', options.env ?? process.env, options.say ?? (() => {}));
      return await startBinary(valkey, `Valkey ${VALKEY} (Python package)`, why, options);
    }
  }
}

/**
 * Connects to `REDIS_URL` if it is set. Otherwise starts the server on PATH, or else Valkey from its Python package.
 * @throws Error that lists the attempts and what to do
 */
export async function startRedis(options: ServiceOptions = {}): Promise<Service> {
  const { env = process.env, say = () => {} } = options;
  const candidates = redisCandidates({ url: env.REDIS_URL, onPath: which(env, 'valkey-server', 'redis-server') });
  return await firstThatStarts('Redis', candidates, (candidate) => start(candidate, options), help, say);
}

/**
 * Starts a server of its own with more arguments, whatever `REDIS_URL` says.
 * @throws Error that lists the attempts and what to do
 */
export async function startOwnRedis(more: readonly string[], options: ServiceOptions = {}): Promise<Service> {
  const { env = process.env, say = () => {} } = options;
  const candidates = redisCandidates({ onPath: which(env, 'valkey-server', 'redis-server') });
  return await firstThatStarts('Redis', candidates, (candidate) => start(candidate, { ...options, more }), help, say);
}

/** The Redis servers found on this machine. */
export interface RedisFacts {
  /** `REDIS_URL`. */
  readonly url?: string | undefined;
  /** A `valkey-server` or `redis-server` on PATH. */
  readonly onPath?: string | undefined;
}

/** One way to get a Redis or Valkey, with the reason shown to the user. */
export type RedisCandidate =
  | { readonly kind: 'existing'; readonly uri: string; readonly why: string }
  | { readonly kind: 'server'; readonly binary: string; readonly why: string }
  | { readonly kind: 'valkey-py'; readonly why: string };

/** Lists what to try, in order. A URL from the environment is the only candidate if there is one. */
export function redisCandidates({ url, onPath }: RedisFacts): readonly RedisCandidate[] {
  if (url) return [{ kind: 'existing', uri: url, why: 'REDIS_URL says so' }];
  if (!onPath) return [{ kind: 'valkey-py', why: 'there is no valkey-server or redis-server on PATH' }];
  return [
    { kind: 'server', binary: onPath, why: `${onPath} is on PATH` },
    { kind: 'valkey-py', why: `${onPath} could not be started` },
  ];
}
