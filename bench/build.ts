import { run } from '../sandbox/services/commands.js';

/** Compiles the product and the baselines into `dist`, without checking types. */
export async function build(): Promise<void> {
  await run(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.build.json'],
    process.env,
    120_000,
  );
}
