import type { Breakdown } from '../profile/cpu-breakdown.js';
import { type Finding, type Series, type Unit, verdictOf } from './finding.js';
import { ratiosOf, type Spread, spreadOf } from './statistics.js';

const HEAD = ['measured', 'Baton', 'baseline', 'ratio', 'without a write', 'aim', ''];

const WORDS = { met: 'met', missed: '**missed**', void: 'cannot be judged' } as const;

/** Formats a rate as an integer, and a time with a sensible number of digits. */
function written(value: number, unit: Unit): string {
  if (value === Number.POSITIVE_INFINITY) return '∞';
  if (unit !== 'ms') return Math.round(value).toLocaleString('en');
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

const spread = ({ median, lowest, highest }: Spread, write: (value: number) => string, unit: string): string =>
  `${write(median)}${unit} (${write(lowest)} to ${write(highest)})`;

const unitOf = (unit: Unit): string => (unit === '/s' ? unit : ` ${unit}`);

const count = (value: number): string => value.toLocaleString('en');

const valuesIn = ({ rounds, late, of }: Series, unit: Unit): string =>
  spread(spreadOf(rounds), (value) => written(value, unit), unitOf(unit)) +
  (late > 0 ? `; ${count(late)} of ${count(of)} late` : '');

const cell = (series: Series, unit: Unit): string => `${series.name}: ${valuesIn(series, unit)}`;

function rowOf(finding: Finding): string[] {
  const { what, load, unit, baton, baseline, floor, aim } = finding;
  const ratio = spread(
    spreadOf(ratiosOf(baton.rounds, baseline.rounds)),
    (value) => (Number.isFinite(value) ? value.toFixed(2) : '∞'),
    '',
  );
  const outcome = verdictOf(finding);
  return [
    load === undefined ? what : `${what}, ${load}`,
    valuesIn(baton, unit),
    cell(baseline, unit),
    ratio,
    floor ? cell(floor, unit) : '',
    aim?.text ?? '',
    outcome ? WORDS[outcome] : '',
  ];
}

/** Renders all findings as a Markdown table: medians over the rounds, with the lowest and the highest round. */
export function tableOf(findings: readonly Finding[]): string {
  const lines = [HEAD, HEAD.map(() => '---'), ...findings.map(rowOf)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const COST_HEAD = ['measured', 'Baton', 'its MongoDB and Redis', 'baseline', 'its MongoDB and Redis'];

const ms = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : 'unknown');

const cells = ({ spent }: Series): string[] => [ms(spent.own), ms(spent.behind)];

/** Renders the CPU milliseconds per request of each throughput, which limit it when every core is busy. */
export function costsOf(findings: readonly Finding[]): string {
  const rows = findings
    .filter(({ unit }) => unit === '/s')
    .map(({ what, baton, baseline }) => [what, ...cells(baton), ...cells(baseline)]);
  return [COST_HEAD, COST_HEAD.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Modules below this many microseconds per request are combined. */
const SMALLEST = 10;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Renders a breakdown as a Markdown table with a heading. */
export function breakdownTable({ what, baseline, modules }: Breakdown): string {
  const matters = ({ baton, baseline: other }: Breakdown['modules'][number]) => Math.max(baton, other) >= SMALLEST;
  const rest = modules.filter((each) => !matters(each));
  const sum = (whose: 'baton' | 'baseline', of = modules) => of.reduce((total, each) => total + each[whose], 0);
  const lines = [
    ...modules.filter(matters),
    { module: 'everything else', baton: sum('baton', rest), baseline: sum('baseline', rest) },
    { module: 'together', baton: sum('baton'), baseline: sum('baseline') },
  ].map((each) => row([each.module, each.baton.toFixed(0), each.baseline.toFixed(0)]));
  return [`### ${what}`, '', row(['module', 'Baton', baseline]), row(['---', '---:', '---:']), ...lines].join('\n');
}
