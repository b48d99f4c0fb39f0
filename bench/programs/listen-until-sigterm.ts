import type { Server } from 'node:http';

/**
 * Lets a server of the benchmark listen on `HOST` and `PORT`, and exits on SIGTERM so that Node writes the CPU profile.
 */
export function listenUntilSigterm(server: Server): void {
  server.listen(Number(process.env.PORT), process.env.HOST);
  process.once('SIGTERM', () => process.exit(0));
}
