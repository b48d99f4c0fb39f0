import { Command } from 'commander';
import type { Size } from './sections/setting.js';

/** Full run: about eleven minutes on two cores. */
const FULL: Size = { warm: 3, rounds: 5, requests: 1000, seconds: 2, many: 1_000_000, flood: 10_000, floodSeconds: 60 };

/** Quick run: fewer and shorter rounds, and a tenth of the referrals. */
const QUICK: Size = { warm: 1, rounds: 3, requests: 400, seconds: 1, many: 100_000, flood: 1000, floodSeconds: 20 };

/** Command-line options. */
export interface Options {
  readonly quick: boolean;
  /** Profiles every measurement, not only those that missed their aim. */
  readonly profile: boolean;
  /** Counts commands and calls only, and writes no page. */
  readonly counts: boolean;
  /** Runs this section only, and writes no page. */
  readonly only?: string;
  readonly size: Size;
}

/** Parses the command line. @throws Error for an unknown section */
export function readOptions(argv: readonly string[], sections: readonly string[]): Options {
  const { quick, profile, counts, only } = new Command('npm run bench --')
    .description('Measures how fast Baton is beside bare baselines, and writes docs/performance.md.')
    .option('--quick', 'fewer rounds, 100,000 referrals instead of 1,000,000, and no profiles unless asked for', false)
    .option('--profile', 'profile every measurement, and not only those that missed their aim', false)
    .option('--counts', 'count commands and calls alone; writes no page', false)
    .option('--only <section>', `one section alone (${sections.join(', ')}); writes no page`)
    .parse([...argv], { from: 'user' })
    .opts<{ quick: boolean; profile: boolean; counts: boolean; only?: string }>();
  if (only !== undefined && !sections.includes(only))
    throw new Error(`There is no section ${only}: ${sections.join(', ')}`);
  return { quick, profile, counts, size: quick ? QUICK : FULL, ...(only !== undefined && { only }) };
}
