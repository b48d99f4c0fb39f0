import { createCommandLineProgram, type PageAddress } from './commands/command-line-program.js';
import { readConfig } from './config/config.js';
import { connectOperatorServices, doctorEnvironmentOf } from './connect-operator-services.js';
import { untilSignal } from './run-until-signal.js';
import { serveOperatorsPage } from './serve-operators-page.js';

/** Lets a command finish its work where nobody reads its output any more, as behind `| head`. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const print = (line: string) => void process.stdout.write(`${line}\n`);

async function servePage(at: PageAddress): Promise<void> {
  const page = await serveOperatorsPage(readConfig(process.env), at);
  print(`Open ${page.address}`);
  print('The address lets whoever has it replay work: keep it to yourself. Ctrl-C ends the page.');
  await untilSignal(['SIGINT', 'SIGTERM']);
  await page.close();
}

const program = createCommandLineProgram({
  surroundings: () => doctorEnvironmentOf(readConfig(process.env)),
  open: () => connectOperatorServices(readConfig(process.env)),
  print,
  servePage,
  exit: (code) => {
    process.exitCode = code;
  },
});

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
