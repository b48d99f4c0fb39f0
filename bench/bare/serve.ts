import type { Server } from 'node:http';

/** Listens where the benchmark says, and ends when it says so: a CPU profile is written on the way out. */
export function serve(server: Server): void {
  server.listen(Number(process.env.PORT), process.env.HOST);
  process.once('SIGTERM', () => process.exit(0));
}
