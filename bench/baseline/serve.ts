import type { Server } from 'node:http';

/** Listens on `HOST` and `PORT`, and exits on SIGTERM so that Node writes the CPU profile. */
export function serve(server: Server): void {
  server.listen(Number(process.env.PORT), process.env.HOST);
  process.once('SIGTERM', () => process.exit(0));
}
