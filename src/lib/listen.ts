import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseUnreadableRequest } from './refuse-unreadable-request.js';

/** A running process. */
export interface Running {
  readonly port: number;
  /**
   * Makes the readiness probe fail while requests are still answered, so that load balancers choose another process.
   * Resolves once they have had time for that.
   */
  drain?(): Promise<void>;
  /** Takes no new work, finishes running work, and closes all connections. */
  close(): Promise<void>;
}

/** Milliseconds that a stopping process gives its running work. */
export const STOP_MS = { bot: 10_000, worker: 15_000 } as const;

/**
 * Milliseconds for which an idle connection is kept: longer than load balancers keep theirs (60 s by default).
 * Otherwise the server might close a connection on which a request is arriving. Node's default is 5 s.
 */
export const KEEP_ALIVE_MS = 75_000;

/** Time limits of a request's head and of the whole request, in milliseconds; Node answers 408 after that. */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: KEEP_ALIVE_MS,
};

/** Starts an HTTP server. `port` 0 takes a free port. @throws Error when the port is not available. */
export async function listen(app: RequestListener, port: number, host: string) {
  let isDraining = false;
  const unanswered = new Set<ServerResponse>();
  const server = createServer(PATIENCE, (request, response) => {
    if (isDraining) response.setHeader('connection', 'close');
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    return app(request, response);
  });
  server.on('clientError', refuseUnreadableRequest);
  const drain = (): void => {
    isDraining = true;
    for (const response of unanswered) if (!response.headersSent) response.setHeader('connection', 'close');
  };
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** Makes every answer close its connection, so that the next request opens one elsewhere. */
    drain,
    /** Waits at most so many milliseconds for pending answers, then closes their connections. */
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
