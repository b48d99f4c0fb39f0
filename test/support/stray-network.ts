import dns from 'node:dns';
import net from 'node:net';

const ORIGINAL = Symbol.for('baton.test.original');
const LOOKUPS = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveSrv', 'resolveTxt'] as const;
const strays: string[] = [];
/** Hosts of the run's servers, which may be elsewhere. */
const given = [process.env.MONGODB_URI, process.env.REDIS_URL].join().split(/[/@,:?]+/);

type Callable = ((this: unknown, ...args: unknown[]) => unknown) & { [ORIGINAL]?: Callable };

/** Counts names under `.invalid` as local: nobody can own one (RFC 2606), so tests use them for hosts that fail. */
function isLocal(host: string): boolean {
  if (given.includes(host)) return true;
  const name = host.replace(/^::ffff:/, '').toLowerCase();
  if (net.isIPv4(name)) return name.startsWith('127.') || name === '0.0.0.0';
  return ['', 'localhost', '::1', '::'].includes(name) || name.endsWith('.localhost') || name.endsWith('.invalid');
}

function hostOf(args: readonly unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) return String((first as { host?: string }).host ?? '');
  return typeof first === 'number' && typeof second === 'string' ? second : '';
}

function check(host: string): void {
  if (isLocal(host)) return;
  strays.push(host);
  throw new Error(`A test may not leave this machine, but asked for ${host}`);
}

/** Wraps a method. All test files of a jest worker share the object, so the original is wrapped, never a wrapper. */
function wrap(owner: object, method: string, host: (args: readonly unknown[]) => string): void {
  const holder = owner as Record<string, Callable>;
  const original = holder[method]?.[ORIGINAL] ?? holder[method];
  if (!original) return;
  const guarded: Callable = function (this: unknown, ...args: unknown[]) {
    check(host(args));
    return original.apply(this, args);
  };
  guarded[ORIGINAL] = original;
  holder[method] = guarded;
}

/** Makes every connection and look-up beyond the loopback address throw, and records it. */
export function guardNetwork(): void {
  wrap(net.Socket.prototype, 'connect', hostOf);
  for (const method of LOOKUPS) {
    for (const owner of [dns, dns.promises]) wrap(owner, method, ([name]) => String(name));
  }
}

/** @throws Error when something tried to leave this machine since the last call, even if it hid the error. */
export function assertNoStrays(): void {
  const hosts = strays.splice(0);
  if (hosts.length > 0) throw new Error(`This test tried to reach ${hosts.join(', ')}`);
}
