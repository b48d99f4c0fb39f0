import { join } from 'node:path';
import { runLive } from './live/run-live.js';

// the reader of the output may be gone before everything is closed
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.exitCode = await runLive({
  folder: join(process.cwd(), '.baton', 'live'),
  env: process.env,
  say: (line) => void process.stdout.write(`${line}\n`),
});
