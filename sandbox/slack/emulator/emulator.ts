import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createEmulator } from 'emulate';

/** The emulator itself, behind our own server. */
export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts npm's `emulate` as Slack on a free port of the loopback address.
 * @param baseUrl under which the outside reaches it; it stands in upload addresses.
 * @param slack the seed.
 */
export async function launchEmulator(baseUrl: string, slack: object): Promise<Emulator> {
  const bound = createServer().listen(0, '127.0.0.1');
  await once(bound, 'listening');
  const { port } = bound.address() as AddressInfo;
  // by itself it would listen on all interfaces; Node's listen() takes a server that is bound already for a port, too
  const options = { service: 'slack', port: bound as never, baseUrl, seed: { tokens: {}, slack } } as const;
  const { close } = await createEmulator(options);
  return { url: `http://127.0.0.1:${port}`, close };
}
