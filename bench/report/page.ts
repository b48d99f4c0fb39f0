import type { Breakdown } from '../profile/breakdown.js';
import { breakdownTable } from './breakdown-table.js';
import { costsOf } from './costs.js';
import { type Finding, judged } from './finding.js';
import { type Machine, machineLine } from './machine.js';
import { method } from './method.js';
import { tableOf } from './table.js';

/** Everything that a run has to say. */
export interface Report {
  readonly machine: Machine;
  /** MongoDB and Redis, as they call themselves. */
  readonly servers: readonly string[];
  readonly at: Date;
  readonly seconds: number;
  readonly quick: boolean;
  readonly findings: readonly Finding[];
  readonly breakdowns: readonly Breakdown[];
}

/** How many aims were met, in words. */
export function summary(findings: readonly Finding[]): string {
  const verdicts = findings.map(judged).filter((verdict) => verdict !== null);
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  const parts = [`${count('met')} of ${verdicts.length} aims met`];
  if (count('missed')) parts.push(`${count('missed')} missed`);
  if (count('void')) parts.push(`${count('void')} not to be judged, for the baseline itself was too slow`);
  return parts.join(', ');
}

/** The page as Markdown. */
export function pageOf({ machine, servers, at, seconds, quick, findings, breakdowns }: Report): string {
  const where = [
    `- ${machineLine(machine)}; load average ${machine.load.toFixed(1)} before the run`,
    ...servers.map((server) => `- ${server}`),
    `- ${at.toISOString().slice(0, 10)}, ${Math.round(seconds)} s${quick ? ', a quick run: fewer rounds, 100,000 referrals' : ''}`,
  ];
  return [
    '# Performance',
    'Written by `npm run bench`. Every number stands beside a bare baseline of the same run, so that the ratio says more than the number: the machine is the same, and what slows it down slows both.',
    where.join('\n'),
    `${summary(findings)}. Medians over the rounds, with the lowest and the highest round.`,
    tableOf(findings),
    '## What a request costs',
    'Milliseconds of the processor for one request, in the same rounds. MongoDB, Redis, the server under test and whoever sends the requests share the cores.',
    costsOf(findings),
    ...profiled(breakdowns),
    method,
  ].join('\n\n');
}

const profiled = (breakdowns: readonly Breakdown[]): string[] =>
  breakdowns.length === 0
    ? []
    : [
        '## What the time goes into',
        'Microseconds a request by module, measured with `node --cpu-prof` in rounds of their own. Names in brackets are the engine: `(native)` is mostly the system calls that write to sockets.',
        ...breakdowns.map(breakdownTable),
      ];
