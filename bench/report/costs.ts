import type { Finding, Series } from './finding.js';

const HEAD = ['measured', 'Baton', 'its MongoDB and Redis', 'baseline', 'its MongoDB and Redis'];

const ms = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : 'unknown');

const cells = ({ spent }: Series): string[] => [ms(spent.own), ms(spent.behind)];

/** Milliseconds of the processor a request, of each throughput: what limits it when every core is busy. */
export function costsOf(findings: readonly Finding[]): string {
  const rows = findings
    .filter(({ unit }) => unit === '/s')
    .map(({ what, baton, baseline }) => [what, ...cells(baton), ...cells(baseline)]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
