import { describe, expect, test } from '@jest/globals';
import { atLeast, within } from '../../../../bench/report/aim.js';
import type { Finding } from '../../../../bench/report/finding.js';
import { breakdownTable, costsOf, tableOf } from '../../../../bench/report/findings-table.js';
import { pageOf, summary } from '../../../../bench/report/report-page.js';

const inTime = { late: 0, of: 3000 };

const spent = { own: 1.234, behind: 0.5 };

const rate: Finding = {
  what: 'Decline',
  unit: '/s',
  baton: { name: 'Baton', ...inTime, rounds: [900, 1800, 810], spent },
  baseline: { name: 'Bolt, one write', ...inTime, rounds: [1000, 1000, 1000], spent: { own: 1, behind: Number.NaN } },
  floor: { name: 'Bolt that acks', ...inTime, rounds: [2000, 2100, 2200], spent },
  aim: atLeast(0.8),
};

const time: Finding = {
  what: 'Decline, p99',
  unit: 'ms',
  baton: { name: 'Baton', ...inTime, rounds: [60, 9.96, 70], spent },
  baseline: { name: 'Bolt, one write', ...inTime, rounds: [6, 4, 5], spent },
  aim: within(50, 25),
};

const rows = (table: string) =>
  table.split('\n').map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );

describe('the table', () => {
  test('has a line a finding, with medians, spreads and what became of the aim', () => {
    expect(rows(tableOf([rate, time])).slice(2)).toEqual([
      [
        'Decline',
        '900/s (810 to 1,800)',
        'Bolt, one write: 1,000/s (1,000 to 1,000)',
        '0.90 (0.81 to 1.80)',
        'Bolt that acks: 2,100/s (2,000 to 2,200)',
        'at least 80%',
        'met',
      ],
      [
        'Decline, p99',
        '60 ms (10.0 to 70)',
        'Bolt, one write: 5.0 ms (4.0 to 6.0)',
        '10.00 (2.49 to 14.00)',
        '',
        'at most 50 ms where the baseline is under 25 ms',
        '**missed**',
      ],
    ]);
  });

  test('shows what was not answered at all', () => {
    const lost = {
      ...time,
      baton: { ...time.baton, rounds: [60, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] },
    };
    expect(
      rows(tableOf([lost]))
        .at(-1)
        ?.slice(1),
    ).toEqual([
      '∞ ms (60 to ∞)',
      'Bolt, one write: 5.0 ms (4.0 to 6.0)',
      '∞ (10.00 to ∞)',
      '',
      'at most 50 ms where the baseline is under 25 ms',
      '**missed**',
    ]);
  });

  test('says how many answers were late', () => {
    const late = { ...rate, baseline: { ...rate.baseline, late: 12 } };
    expect(rows(tableOf([late])).at(-1)?.[2]).toBe('Bolt, one write: 1,000/s (1,000 to 1,000); 12 of 3,000 late');
  });

  test('has as many cells in every line', () => {
    const widths = rows(tableOf([rate, time])).map((cells) => cells.length);
    expect(new Set(widths).size).toBe(1);
  });

  test('says nothing of an aim where there is none', () => {
    const { aim: _, ...aimless } = time;
    expect(
      rows(tableOf([aimless]))
        .at(-1)
        ?.slice(-2),
    ).toEqual(['', '']);
  });
});

test('costs are those of the throughputs', () => {
  expect(rows(costsOf([rate, time])).slice(2)).toEqual([['Decline', '1.23', '0.50', '1.00', 'unknown']]);
});

test('a breakdown sums up what is small, and all of it', () => {
  const modules = [
    { module: 'mongodb', baton: 300.4, baseline: 200 },
    { module: 'bullmq', baton: 9, baseline: 0 },
    { module: 'kareem', baton: 4, baseline: 2 },
    { module: 'bench/baseline', baton: 0, baseline: 40 },
  ];
  const table = breakdownTable({ what: 'Decline', baseline: 'Bolt, one write', modules });
  expect(rows(table).slice(4)).toEqual([
    ['mongodb', '300', '200'],
    ['bench/baseline', '0', '40'],
    ['everything else', '13', '2'],
    ['together', '313', '242'],
  ]);
});

describe('the page', () => {
  const machine = { cores: 2, model: 'A CPU', memoryGb: 24, system: 'Linux 6', node: 'v20.20.2', load: 0.25 };
  const report = { machine, servers: ['A MongoDB', 'A Redis'], at: new Date('2026-11-23T10:00:00Z'), seconds: 61.4 };
  const findings = [rate, time];

  test('says where it was measured, what came of it and how', () => {
    const page = pageOf({ ...report, quick: true, findings, counted: [], breakdowns: [], failures: [] });
    expect(page).toContain('- 2 cores of A CPU, 24 GB, Linux 6, Node v20.20.2; load average 0.3 before the run');
    expect(page).toContain('- A MongoDB\n- A Redis\n- 2026-11-23, 61 s, a quick run');
    expect(page).toContain('1 of 2 aims met, 1 missed');
    expect(page).toContain(tableOf(findings));
    expect(page).toContain('## Method');
    expect(page).not.toContain('## What the time goes into');
  });

  test('says what the time goes into where it was profiled', () => {
    const breakdown = { what: 'Decline, p99', baseline: 'Bolt', modules: [] };
    const page = pageOf({ ...report, quick: false, findings, counted: [], breakdowns: [breakdown], failures: [] });
    expect(page).toContain('## What the time goes into');
    expect(page).toContain(breakdownTable(breakdown));
    expect(page).not.toContain('a quick run:');
  });

  test('says what was not measured, and that the machine was busy', () => {
    const failures = [{ name: 'fairness', why: 'a card did not come' }];
    const busy = { ...report, machine: { ...machine, load: 1.1 } };
    const page = pageOf({ ...busy, quick: false, findings, counted: [], breakdowns: [], failures });
    expect(page).toContain('**Not measured: fairness.** a card did not come');
    expect(page).toContain('**Other processes used the machine before the run**');
    const quiet = pageOf({ ...report, quick: false, findings, counted: [], breakdowns: [], failures: [] });
    expect(quiet).not.toContain('Other processes');
    expect(quiet).not.toContain('Not measured');
  });

  test('counts aims that cannot be judged', () => {
    const slow = { ...time, baseline: { ...time.baseline, rounds: [30, 30, 30] } };
    expect(summary([rate, slow])).toBe('1 of 2 aims met, 1 not to be judged, for the baseline itself was too slow');
  });
});
