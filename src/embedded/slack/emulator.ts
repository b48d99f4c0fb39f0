import { Server } from 'node:net';
import { createEmulator } from 'emulate';

export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

/** A port that nobody listens on: it marks the emulator's call to listen. */
const MARK = 65_535.5;
let turn: Promise<unknown> = Promise.resolve();

/**
 * The emulator listens on all interfaces, on a port that must be known before, and an error there ends the process.
 * So its call is led to a free port of the loopback address.
 */
async function captureServer(start: () => Promise<unknown>): Promise<Server> {
  const { listen } = Server.prototype;
  let captured: Server | undefined;
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    if (args[0] !== MARK) return Reflect.apply(listen, this, args);
    captured = this;
    return Reflect.apply(listen, this, [{ host: '127.0.0.1', port: 0 }]);
  };
  try {
    await start();
  } finally {
    Server.prototype.listen = listen;
  }
  if (!captured) throw new Error('The Slack emulator did not listen');
  return captured;
}

async function launch(baseUrl: string, slack: object): Promise<Emulator> {
  const options = { service: 'slack', port: MARK, baseUrl, seed: { tokens: {}, slack } } as const;
  const server = await captureServer(() => createEmulator(options));
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    (server as Server & { closeAllConnections(): void }).closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, close };
}

/**
 * Starts npm's `emulate` as Slack on a free port of the loopback address.
 * @param baseUrl under which the outside reaches it; it stands in upload addresses.
 * @param slack the seed.
 */
export async function launchEmulator(baseUrl: string, slack: object): Promise<Emulator> {
  const launched = turn.then(() => launch(baseUrl, slack));
  turn = launched.catch(() => {});
  return await launched;
}
