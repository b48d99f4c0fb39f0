import { type Finding, judged, type Series, type Unit } from './finding.js';
import { ratiosOf, type Spread, spreadOf } from './statistics.js';

const HEAD = ['measured', 'Baton', 'baseline', 'ratio', 'without a write', 'aim', ''];

const WORDS = { met: 'met', missed: '**missed**', void: 'cannot be judged' } as const;

/** A rate in whole requests, a time with as many digits as it can bear. */
function written(value: number, unit: Unit): string {
  if (value === Number.POSITIVE_INFINITY) return '∞';
  if (unit === '/s') return Math.round(value).toLocaleString('en');
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

const spread = ({ median, lowest, highest }: Spread, write: (value: number) => string, unit: string): string =>
  `${write(median)}${unit} (${write(lowest)} to ${write(highest)})`;

const unitOf = (unit: Unit): string => (unit === 'ms' ? ' ms' : unit);

const cell = ({ name, rounds }: Series, unit: Unit): string =>
  `${name}: ${spread(spreadOf(rounds), (value) => written(value, unit), unitOf(unit))}`;

function rowOf(finding: Finding): string[] {
  const { what, unit, baton, baseline, floor, aim } = finding;
  const ratio = spread(
    spreadOf(ratiosOf(baton.rounds, baseline.rounds)),
    (value) => (Number.isFinite(value) ? value.toFixed(2) : '∞'),
    '',
  );
  const outcome = judged(finding);
  return [
    what,
    spread(spreadOf(baton.rounds), (value) => written(value, unit), unitOf(unit)),
    cell(baseline, unit),
    ratio,
    floor ? cell(floor, unit) : '',
    aim?.text ?? '',
    outcome ? WORDS[outcome] : '',
  ];
}

/** All findings as a Markdown table: medians over the rounds, with the lowest and the highest round. */
export function tableOf(findings: readonly Finding[]): string {
  const lines = [HEAD, HEAD.map(() => '---'), ...findings.map(rowOf)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
