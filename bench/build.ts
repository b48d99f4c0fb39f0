import { run } from '../sandbox/services/run-command.js';

const node = (...args: string[]) => run(process.execPath, args, process.env, 120_000);

/** Compiles the product and the baselines into `dist`, without checking types, and draws the icon beside them. */
export async function build(): Promise<void> {
  await node('node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.build.json');
  await node('dist/src/start-build-icon.js');
}
