import { parseArgs } from 'node:util';
import { optionReaders } from '../support/command-line.js';
import { MUTANTS } from './mutants.js';
import { tellStory } from './tell-story.js';
import { shrink, type Tried, trySeed } from './try-seeds.js';
import type { Mutant } from './world.js';

const USAGE = `npm run simulate -- --seeds N [--from SEED] [--mutant WORDS]   tries N histories
npm run simulate -- --seed SEED [--mutant WORDS] [--whole]      tells one history, cut to what it needs to fail

Mutants: ${Object.keys(MUTANTS).join('; ')}.`;

const { wholeNumber, named } = optionReaders(USAGE);

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    mutant: { type: 'string' },
    whole: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Milliseconds between two lines of progress where the output is no terminal. */
const PROGRESS_MS = 10_000;

async function tell(failure: Tried, mutant?: Mutant): Promise<void> {
  const short = values.whole ? failure : await shrink(failure, mutant);
  console.log((await tellStory(short, mutant)).join('\n'));
}

/** Tries one history after the other until one fails. @returns true when all hold */
async function trySeeds(count: number, mutant?: Mutant): Promise<boolean> {
  const [from, begun] = [wholeNumber(values.from, 'from'), performance.now()];
  let [shown, acts] = [0, 0];
  const progress = (done: number) => {
    const minutes = (performance.now() - begun) / 60_000;
    return `${done} of ${count} histories, ${Math.round(acts / Math.max(1, done))} acts each, ${Math.round(done / minutes)} a minute`;
  };
  for (let done = 0; done < count; done += 1) {
    const tried = await trySeed(from + done, mutant);
    acts += tried.ending.acts;
    if (tried.ending.violations.length > 0) {
      console.log(`\nSeed ${tried.seed} breaks a promise. It is being cut to what it needs for that.\n`);
      await tell(tried, mutant);
      console.log(
        `\nAgain: npm run simulate -- --seed ${tried.seed}${values.mutant ? ` --mutant "${values.mutant}"` : ''}`,
      );
      return false;
    }
    const now = performance.now();
    if (process.stdout.isTTY) process.stdout.write(`\r${progress(done + 1)}`);
    else if (now - shown > PROGRESS_MS) {
      console.log(progress(done + 1));
      shown = now;
    }
  }
  console.log(`${process.stdout.isTTY ? '\r' : ''}${progress(count)}. Every promise holds.`);
  return true;
}

async function run(): Promise<boolean> {
  const mutant = named<Mutant>(MUTANTS, values.mutant, 'mutant');
  if (values.seed !== undefined) {
    const tried = await trySeed(wholeNumber(values.seed, 'seed'), mutant);
    await tell(tried, mutant);
    return tried.ending.violations.length === 0;
  }
  if (values.seeds === undefined || values.help) {
    console.log(USAGE);
    return values.help;
  }
  return trySeeds(wholeNumber(values.seeds, 'seeds'), mutant);
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
