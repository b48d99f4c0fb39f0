import { createProgram } from './commands/program.js';
import { readConfig } from './config/config.js';
import { doctorEnvironmentOf, openOperator } from './operate.js';

const program = createProgram({
  surroundings: () => doctorEnvironmentOf(readConfig(process.env)),
  open: () => openOperator(readConfig(process.env)),
  print: (line) => process.stdout.write(`${line}\n`),
  exit: (code) => {
    process.exitCode = code;
  },
});

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
