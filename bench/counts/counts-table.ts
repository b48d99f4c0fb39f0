import type { Step } from './count-steps.js';

const COLUMNS = [
  'commands',
  'reads',
  'writes',
  'inTransactions',
  'commits',
  'redis',
  'http',
  'runs',
  'queued',
  'idle',
] as const;

/** Renders the counts as a Markdown table. */
export function countsTable(steps: readonly Step[]): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    row([
      'step',
      'MongoDB',
      'reads',
      'writes',
      'in transactions',
      'commits',
      'Redis',
      'HTTP',
      'runs',
      'queued',
      'idle',
    ]),
    row(['---', ...COLUMNS.map(() => '---:')]),
    ...steps.map(({ name, counts }) => row([name, ...COLUMNS.map((column) => counts[column])])),
  ].join('\n');
}

/** Lists what a step was made of. */
export const detailOf = ({ name, by }: Step): string =>
  [name, ...[...by].sort(([, a], [, b]) => b - a).map(([what, count]) => `${String(count).padStart(5)}  ${what}`)].join(
    '\n',
  );
