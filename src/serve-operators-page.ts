import { randomBytes } from 'node:crypto';
import { readHeld } from '../jobs/bullmq/inspect-redis.js';
import type { PageAddress } from './commands/command-line-program.js';
import { type Config, redisOf } from './config/config.js';
import { listen, type Running, STOP_MS } from './lib/listen.js';
import { createApp, mountDefaults, mountEnd } from './web/express-app.js';
import { mountOperators } from './web/operators/mount-operators.js';
import { wire } from './wiring.js';

/** A running operators' page, and the address that contains the token. */
export interface RunningPage extends Running {
  readonly address: string;
}

/**
 * Serves the operators' page on a port of its own, to everybody who has the token.
 * @throws Error when the port is taken or MongoDB does not answer
 */
export async function serveOperatorsPage(config: Config, { port, host }: PageAddress): Promise<RunningPage> {
  const { ports, close } = await wire({ ...config, LOG_LEVEL: 'silent' }, 'command');
  const token = config.OPERATORS_TOKEN ?? randomBytes(24).toString('base64url');
  const app = createApp();
  mountDefaults(app, undefined);
  mountOperators(app, { ports, held: () => readHeld(redisOf(config), config.QUEUE_PREFIX), token });
  mountEnd(app, ports.log);
  const server = await listen(app, port, host).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { href } = new URL(`/?${new URLSearchParams({ token })}`, `http://${host}:${server.port}`);
  return {
    port: server.port,
    address: href,
    close: async () => {
      await server.close(STOP_MS.bot);
      await close();
    },
  };
}
