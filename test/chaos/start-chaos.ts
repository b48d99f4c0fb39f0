import { parseArgs } from 'node:util';
import { optionReaders } from '../support/command-line.js';
import { compiledTree } from '../support/jest/compiled-tree.js';
import { type Breach, PROMISES } from './judge.js';
import { isLate, type Recovery } from './measure-recovery.js';
import { PLANTED_FAULTS, type PlantedFault } from './planted-faults.js';
import { type Outcome, type Progress, runChaos } from './run-chaos.js';

const USAGE = `npm run chaos -- --seed S [--invites M]                  kills, stops and disturbs what runs, under M invites
npm run chaos -- --seeds N [--from S] [--invites M]     the same for N seeds, one after the other
npm run chaos -- --seed S --control WORDS               with a fault in the program, which must be found

--patience SECONDS: how long anything is waited for; 180 when absent.
Controls: ${Object.keys(PLANTED_FAULTS).join('; ')}.`;

const { wholeNumber, named } = optionReaders(USAGE);

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    invites: { type: 'string', default: '150' },
    control: { type: 'string' },
    patience: { type: 'string', default: '180' },
    help: { type: 'boolean', default: false },
  },
});

/** Milliseconds between two lines of progress where the output is no terminal. */
const PROGRESS_MS = 5000;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 100_000 ? 1 : 0)} s`;

/** Shows progress in one line that changes, or now and then in a new one. */
function createProgress(): { show(now: Progress): void; say(line: string): void } {
  let shownAt = 0;
  return {
    show: ({ ms, phase, invited, played, of, faults }) => {
      const trouble = faults.length > 0 ? `; ${faults.join(', ')}` : '';
      const line = `${seconds(ms)}: ${phase}, ${invited} of ${of} invited, ${played} played${trouble}`;
      if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line.slice(0, process.stdout.columns - 1)}`);
      else if (performance.now() - shownAt > PROGRESS_MS) {
        console.log(line);
        shownAt = performance.now();
      }
    },
    say: (line) => console.log(`${process.stdout.isTTY ? '\r\u001b[K' : ''}${line}`),
  };
}

const NAMES: Readonly<Record<Breach['promise'], string>> = {
  lost: 'lost',
  doubled: 'doubled',
  cards: 'wrong number of cards',
  stale: 'stale cards',
  tallies: 'wrong tallies',
  rest: 'not at rest',
};

/** Breaches of one promise that are told in full. */
const TOLD = 20;

function tell({ breaches, recoveries, faults, invitations, messages, ms }: Outcome, say: (line: string) => void): void {
  for (const promise of PROMISES) {
    const broken = breaches.filter((breach) => breach.promise === promise);
    for (const { what } of broken.slice(0, TOLD)) say(`  ${NAMES[promise]}: ${what}`);
    if (broken.length > TOLD) say(`  ${NAMES[promise]}: ${broken.length - TOLD} more`);
  }
  const counts = PROMISES.map(
    (promise) => `${NAMES[promise]} ${breaches.filter((one) => one.promise === promise).length}`,
  );
  say(
    `${invitations} invitations, ${messages} messages, ${faults.length} faults, in ${seconds(ms)}: ${counts.join(', ')}.`,
  );
  for (const recovery of recoveries) {
    const limit = `${isLate(recovery) ? 'OVER the limit of' : 'limit'} ${seconds(recovery.mostMs)}`;
    say(`  ${recovery.what}: all was well after ${seconds(recovery.ms)} (${limit})`);
  }
}

/** Tells the longest recovery of each kind. */
function tellLongest(recoveries: readonly Recovery[], say: (line: string) => void): void {
  for (const what of new Set(recoveries.map((one) => one.what))) {
    const all = recoveries.filter((one) => one.what === what).map(({ ms }) => ms);
    all.sort((a, b) => a - b);
    say(`${what}: median ${seconds(all[Math.floor(all.length / 2)] ?? 0)}, longest ${seconds(all.at(-1) ?? 0)}`);
  }
}

async function run(): Promise<boolean> {
  if (values.help || (values.seed === undefined && values.seeds === undefined)) {
    console.log(USAGE);
    return values.help;
  }
  const control = named<PlantedFault>(PLANTED_FAULTS, values.control, 'control');
  const invites = wholeNumber(values.invites, 'invites');
  const patienceMs = 1000 * wholeNumber(values.patience, 'patience');
  const first = wholeNumber(values.seed ?? values.from, values.seed === undefined ? 'from' : 'seed');
  const seeds = Array.from({ length: wholeNumber(values.seeds ?? '1', 'seeds') }, (_, at) => first + at);
  process.env.COMPILED_TREE = await compiledTree();
  const recoveries: Recovery[] = [];
  let failed = 0;
  for (const seed of seeds) {
    const { show, say } = createProgress();
    const outcome = await runChaos({ seed, invites, control, patienceMs, say, progress: show });
    say(`\nSeed ${seed}`);
    tell(outcome, say);
    recoveries.push(...outcome.recoveries);
    if (outcome.log !== undefined) say(`What the processes logged: ${outcome.log}`);
    if (outcome.breaches.length === 0) continue;
    failed += 1;
    const flag = values.control === undefined ? '' : ` --control "${values.control}"`;
    say(`Again: npm run chaos -- --seed ${seed} --invites ${invites}${flag}`);
  }
  if (seeds.length > 1) tellLongest(recoveries, console.log);
  console.log(failed === 0 ? 'Every promise holds.' : `${failed} of ${seeds.length} seeds broke a promise.`);
  return failed === 0;
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
