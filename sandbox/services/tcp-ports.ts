import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Finds a free TCP port of the loopback address: `wanted`, or another if it is taken. Another process may still take
 * the port before the caller does. `get-port` is not used: for 15 s it does not return a port twice, and the demo
 * checks its saved ports again right after choosing them.
 */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  return await new Promise((resolve, reject) => {
    server.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort())));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Tells whether a TCP server accepts connections at this address within `ms` milliseconds. */
export async function answers(host: string, port: number, ms: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ms });
    const done = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}

/** Polls `ready` every 10 ms until it returns true. @throws Error after `ms` milliseconds, or the signal's reason */
export async function until(ready: () => Promise<boolean>, ms: number, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await ready())) {
    signal?.throwIfAborted();
    if (Date.now() > deadline) throw new Error(`it was not ready after ${ms / 1000} s`);
    await sleep(10);
  }
}
