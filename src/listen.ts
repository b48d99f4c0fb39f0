import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A process that runs. */
export interface Running {
  readonly port: number;
  /** Takes nothing new, finishes what is under way, and closes every connection. */
  close(): Promise<void>;
}

/** @throws Error when the port cannot be had. `port` 0 takes a free one. */
export async function listen(app: RequestListener, port: number, host: string) {
  const server = createServer(app);
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** Waits for answers that are under way, at most so many milliseconds, then cuts their connections. */
    close: async (deadlineMs: number): Promise<void> => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
