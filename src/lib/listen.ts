import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A process that runs. */
export interface Running {
  readonly port: number;
  /**
   * Lets whoever sends requests look for another process first: readiness says no from now on, and everything is still
   * answered. Resolves when that has been long enough.
   */
  drain?(): Promise<void>;
  /** Takes nothing new, finishes what is under way, and closes every connection. */
  close(): Promise<void>;
}

/** How long a stopping process waits for what is under way, in milliseconds. */
export const STOP_MS = { bot: 10_000, worker: 15_000 } as const;

/**
 * How long a request may take to arrive, in milliseconds: its head, and all of it. Node answers 408 after that. An idle
 * connection is kept for longer than load balancers keep theirs (60 s by default): one that is closed first may just be
 * taking a request.
 */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 75_000,
};

/** @throws Error when the port cannot be had. `port` 0 takes a free one. */
export async function listen(app: RequestListener, port: number, host: string) {
  let isDraining = false;
  const unanswered = new Set<ServerResponse>();
  const server = createServer(PATIENCE, (request, response) => {
    if (isDraining) response.setHeader('connection', 'close');
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    return app(request, response);
  });
  const drain = (): void => {
    isDraining = true;
    for (const response of unanswered) if (!response.headersSent) response.setHeader('connection', 'close');
  };
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** From now on every answer ends its connection, so that the next request opens one elsewhere. */
    drain,
    /** Waits for answers that are under way, at most so many milliseconds, then cuts their connections. */
    close: async (deadlineMs: number): Promise<void> => {
      drain();
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
