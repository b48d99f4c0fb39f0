import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { SETTING_LIMITS } from '../src/domain/model/tenant/settings-rules.js';
import { openBrowser } from './demo/open-browser.js';
import { runDemo } from './demo/run-demo.js';
import { startPlayground } from './playground/start-playground.js';

const [least, most] = SETTING_LIMITS.undoSeconds;

/** Parses the value of `UNDO_SECONDS`. */
function seconds(text: string): string {
  if (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most) return text;
  throw new InvalidArgumentError(`Say a whole number of seconds from ${least} to ${most}.`);
}

/** Seconds in which a referral can be undone: while people play, while they watch the story, and for programs. */
const UNDO = { people: '20', story: '8', programs: '3' };

const program = new Command('npm run demo --')
  .description('Starts everything that Baton needs, and opens a page on which you play everybody.')
  .option('--story', 'watch one story on the page before you play')
  .option('--stay', 'stay up for other programs: no story, no browser')
  .option('--once', 'play the story without a page and end: 0 only if every step was observed')
  .option('--fresh', 'forget the data of earlier runs')
  .option('--undo <seconds>', 'how long a referral can be undone, unless an admin sets it', seconds)
  .parse();

interface Options {
  readonly story?: boolean;
  readonly stay?: boolean;
  readonly once?: boolean;
  readonly fresh?: boolean;
  readonly undo?: string;
}

const { story = false, stay = false, once = false, fresh = false, undo } = program.opts<Options>();
if (stay && once) program.error('--stay and --once contradict each other: take one of them.');
const undoAfter = stay || once ? UNDO.programs : story ? UNDO.story : UNDO.people;
const undoSeconds = undo ?? (process.env.UNDO_SECONDS || undoAfter);
// the reader of the output may be gone before everything is closed
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
const folder = join(process.cwd(), '.baton');
process.exitCode = await runDemo({
  folder,
  fresh,
  undoSeconds,
  story: story || once,
  stay: !once,
  openPage: startPlayground,
  show: stay ? () => {} : openBrowser,
});
