import { inspectRedis, readHeld } from '../jobs/inspect-redis.js';
import { createProgram } from './commands/program.js';
import { readConfig } from './config.js';
import { wire } from './wiring.js';

const program = createProgram({
  surroundings: () => {
    const { PUBLIC_URL, REDIS_URL, QUEUE_PREFIX } = readConfig(process.env);
    return {
      publicUrl: PUBLIC_URL,
      inspectRedis: () => inspectRedis(REDIS_URL),
      held: () => readHeld(REDIS_URL, QUEUE_PREFIX),
    };
  },
  open: async () => {
    const { ports, store, close } = await wire({ ...readConfig(process.env), LOG_LEVEL: 'silent' }, 'command');
    return { ports, reseal: store.reseal, activeTenants: store.activeTenants, close };
  },
  print: (line) => process.stdout.write(`${line}\n`),
  exit: (code) => {
    process.exitCode = code;
  },
});

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
