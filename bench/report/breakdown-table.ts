import type { Breakdown } from '../profile/breakdown.js';

/** Modules that cost less than this many microseconds a request are summed up. */
const SMALLEST = 10;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A breakdown as a Markdown table with a heading. */
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
