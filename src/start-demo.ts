import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runDemo } from './demo/run-demo.js';

const folder = join(process.cwd(), '.baton');

/** As `UNDO_SECONDS`. */
function seconds(text: string): string {
  if (/^\d+$/.test(text) && Number(text) <= 3600) return text;
  throw new InvalidArgumentError('Say a whole number of seconds from 0 to 3600.');
}

const program = new Command('npm run demo --')
  .description('Starts everything that Baton needs and plays one story.')
  .option('--stay', 'skip the story and stay up for playing')
  .option('--once', 'end after the story: 0 only if every step was observed')
  .option('--fresh', 'forget the data of earlier runs')
  .option('--undo <seconds>', 'how long a referral can be undone', seconds, '3')
  .parse();

const { stay, once, fresh, undo } = program.opts<{ stay?: boolean; once?: boolean; fresh?: boolean; undo: string }>();
if (stay && once) program.error('--stay and --once contradict each other: take one of them.');
if (fresh) rmSync(folder, { recursive: true, force: true });
process.exitCode = await runDemo({ folder, undoSeconds: undo, story: !stay, stay: !once });
