import { Command, InvalidArgumentError } from 'commander';
import { printDeadLetters, replayAllDeadLetters, replayDeadLetter } from './dead-letters.js';
import { type DoctorDeps, doctor } from './doctor.js';
import { findLostWork } from './find-lost-work.js';
import type { ExitCode, Operator, Print } from './operator-services.js';
import { rebuildTalliesOf } from './rebuild-tallies.js';
import { resealKeys } from './reseal-keys.js';

/** The dependencies of the commands, and where their output and exit codes go. */
export interface ProgramOptions extends DoctorDeps {
  readonly print: Print;
  /** Receives the exit code. */
  readonly exit: (code: ExitCode) => void;
  /**
   * Serves the operators' page until a signal comes.
   * @throws Error when the port is taken or MongoDB does not answer.
   */
  readonly servePage: (at: PageAddress) => Promise<void>;
}

/** The address at which the operators' page is served. */
export interface PageAddress {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
}

type Run = (operator: Operator) => Promise<ExitCode>;

/** Creates the operators' commands. */
export function createCommandLineProgram(options: ProgramOptions): Command {
  const { open, print, exit } = options;
  const run = async (command: Run): Promise<void> => {
    const operator = await open();
    try {
      exit(await command(operator));
    } finally {
      await operator.close();
    }
  };
  const program = new Command('baton').description('Commands for whoever runs Baton').showHelpAfterError();
  addDeadLetters(program, run, print);
  program
    .command('tallies')
    .description('the counts of referrals')
    .command('rebuild')
    .description('compare every workspace’s tallies with its ledger; exits with 1 when they differ')
    .option('--tenant <id>', 'of one workspace')
    .option('--write', 'correct the tallies', false)
    .action((options) => run((operator) => rebuildTalliesOf(operator, print, options)));
  program
    .command('work')
    .description('what is outstanding')
    .command('check')
    .description('look for what no work brings to its end; exits with 1 when something is left')
    .option('--tenant <id>', 'of one workspace')
    .option('--write', 'give it its work again', false)
    .action((options) => run((operator) => findLostWork(operator, print, options)));
  program
    .command('keys')
    .description('the keys that seal secrets')
    .command('reseal')
    .description('seal every secret under the newest key')
    .action(() => run((operator) => resealKeys(operator, print)));
  program
    .command('doctor')
    .description('examine every piece that Baton stands on; exits with 1 when one is not right')
    .option('--tenant <id>', 'of the workspaces only this one')
    .action(async (given) => exit(await doctor(options, print, given)));
  program
    .command('page')
    .description('serve a page that shows what waits, what is held and what was given up, and replays it')
    .option('--port <number>', 'where it listens; 0 takes a free port', portNumber, 3002)
    .option('--host <address>', 'of which network; by default this machine alone sees it', '127.0.0.1')
    .action((at: PageAddress) => options.servePage(at));
  return program;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Name a number from 0 to 65535.');
}

function addDeadLetters(program: Command, run: (command: Run) => Promise<void>, print: Print): void {
  const letters = program.command('dead-letters').description('work that was given up');
  letters
    .command('list')
    .description('print them')
    .option('--tenant <id>', 'of one workspace')
    .action(({ tenant }) => run(({ ports }) => printDeadLetters(ports, print, tenant)));
  letters
    .command('replay')
    .description('make them due again')
    .argument('[work]', 'which one, as `list` prints it')
    .option('--all', 'all of them', false)
    .option('--tenant <id>', 'with --all: of one workspace')
    .action((work: string | undefined, { all, tenant }, command: Command) => {
      if (all === (work !== undefined)) command.error('error: name one dead letter, or say --all');
      return run(({ ports }) =>
        work === undefined ? replayAllDeadLetters(ports, print, tenant) : replayDeadLetter(ports, print, work),
      );
    });
}
