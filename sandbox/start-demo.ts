import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { SETTING_LIMITS } from '../src/domain/model/tenant/settings-rules.js';
import { runDemo } from './demo/run-demo.js';

const [least, most] = SETTING_LIMITS.undoSeconds;

/** Parses the value of `UNDO_SECONDS`. */
function seconds(text: string): string {
  if (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most) return text;
  throw new InvalidArgumentError(`Say a whole number of seconds from ${least} to ${most}.`);
}

const program = new Command('npm run demo --')
  .description('Starts everything that Baton needs and plays one story.')
  .option('--stay', 'skip the story and stay up for playing')
  .option('--once', 'end after the story: 0 only if every step was observed')
  .option('--fresh', 'forget the data of earlier runs')
  .option(
    '--undo <seconds>',
    'how long a referral can be undone, unless an admin sets it',
    seconds,
    process.env.UNDO_SECONDS || '3',
  )
  .parse();

interface Options {
  readonly stay?: boolean;
  readonly once?: boolean;
  readonly fresh?: boolean;
  readonly undo: string;
}

const { stay = false, once = false, fresh = false, undo } = program.opts<Options>();
if (stay && once) program.error('--stay and --once contradict each other: take one of them.');
// the reader of the output may be gone before everything is closed
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
const folder = join(process.cwd(), '.baton');
process.exitCode = await runDemo({ folder, fresh, undoSeconds: undo, story: !stay, stay: !once });
