import { Command } from 'commander';
import type { Size } from './sections/section-types.js';

/** Full run: at most a quarter of an hour on two cores. */
const FULL: Size = {
  seconds: { sections: 660, profiles: 120, loop: 2 },
  warm: 3,
  rounds: 5,
  requests: 1000,
  many: 1_000_000,
  flood: 10_000,
  members: 10_000,
  tenants: 100_000,
};

/** Quick run: fewer and shorter rounds, and a tenth of the data. */
const QUICK: Size = {
  seconds: { sections: 180, profiles: 0, loop: 1 },
  warm: 2,
  rounds: 3,
  requests: 400,
  many: 100_000,
  flood: 1000,
  members: 10_000,
  tenants: 10_000,
};

/** Command-line options. */
export interface Options {
  readonly quick: boolean;
  /** True to profile every measurement, not only those that missed their aim. */
  readonly profile: boolean;
  /** True to count commands and calls only, and to write no page. */
  readonly counts: boolean;
  /** The only section to run, without writing a page; all when absent. */
  readonly only?: string;
  readonly size: Size;
}

/** Parses the command line. @throws Error for an unknown section */
export function readOptions(argv: readonly string[], sections: readonly string[]): Options {
  const { quick, profile, counts, only } = new Command('npm run bench --')
    .description('Measures how fast Baton is beside bare baselines, and writes docs/performance.md.')
    .option('--quick', 'fewer and shorter rounds, a tenth of the data, and no profiles unless asked for', false)
    .option('--profile', 'profile every measurement, and not only those that missed their aim', false)
    .option('--counts', 'count commands and calls alone; writes no page', false)
    .option('--only <section>', `one section alone (${sections.join(', ')}); writes no page`)
    .parse([...argv], { from: 'user' })
    .opts<{ quick: boolean; profile: boolean; counts: boolean; only?: string }>();
  if (only !== undefined && !sections.includes(only))
    throw new Error(`There is no section ${only}: ${sections.join(', ')}`);
  return { quick, profile, counts, size: sizeOf(quick, profile), ...(only !== undefined && { only }) };
}

/** Returns the size of a run. Profiles get their full time in a quick run too. */
const sizeOf = (quick: boolean, profile: boolean): Size =>
  !quick ? FULL : profile ? { ...QUICK, seconds: { ...QUICK.seconds, profiles: FULL.seconds.profiles } } : QUICK;
