import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderExportFile } from '../../../src/slack/features/files/render-export-file.js';
import { buildReferral } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { words, wordsIn } from './words.js';

/**
 * The rows of a CSV file, read as strictly as RFC 4180 is written, with this separator. @throws Error where it is not
 * followed.
 */
function readCsv(text: string, separator = ','): string[][] {
  const FIELD = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n)`, 'y');
  const rows: string[][] = [[]];
  const body = text.replace(/^\uFEFF/, '');
  while (FIELD.lastIndex < body.length) {
    const at = FIELD.lastIndex;
    const [, quoted, bare = '', end] = FIELD.exec(body) ?? [];
    if (!end) throw new Error(`no CSV at ${at}: ${JSON.stringify(body.slice(at, at + 40))}`);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== separator) rows.push([]);
  }
  return rows.slice(0, -1);
}

const read = (file: Buffer) => file.toString('utf8').split('\r\n');

describe('the table of my referrals', () => {
  const sent = [
    buildReferral({ status: 'hired', history: [{ at: START, what: 'hired', who: 'marketplace', through: 'webhook' }] }),
    buildReferral({ job: { id: 'j', title: '=1+1\t"quoted", and\nmore', url: 'https://market.example/j' } }),
  ];
  const left = { slackUserId: 'UGONE', name: '', hasLeft: true } as const;
  const received = [{ ...buildReferral(), from: left }];
  const content = { kind: 'referrals', sent, received } as const;

  test('is a line each, with what happened last', () => {
    const { filename, file } = renderExportFile(content, words);
    const [head, first] = read(file);
    expect(filename).toBe('referrals.csv');
    expect(head).toBe('\uFEFFDirection,Job,Address,Referred by,Referred to,State,Created (UTC),Last change (UTC)');
    const at = '2026-11-25 09:00:00';
    expect(first).toBe(
      `by me,Build a data pipeline,https://market.example/jobs/1,Ana Lopez,Ben Okoro,hired,${at},${at}`,
    );
  });

  test('runs no formulas, and keeps what is quoted in its cell', () => {
    const [, , second] = read(renderExportFile(content, words).file);
    expect(second).toContain(`by me,"'=1+1 ""quoted"", and more",https`);
  });

  const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r\n]/u;
  const titled = (title: string) => {
    const referral = buildReferral({ job: { id: 'j', title, url: 'https://market.example/j' } });
    return { kind: 'referrals', sent: [referral, buildReferral()], received: [] } as const;
  };
  const titleRead = (title: string, [language, separator]: readonly [string, string] = ['en', ',']) => {
    const rows = readCsv(renderExportFile(titled(title), wordsIn(language)).file.toString('utf8'), separator);
    expect(rows.map(({ length }) => length)).toEqual([8, 8, 8]);
    expect(rows[2]?.[1]).toBe('Build a data pipeline');
    return rows[1]?.[1] ?? '';
  };

  test.each([
    ['Senior developer\n=cmd|calc', 'Senior developer =cmd|calc'],
    ['Senior developer\r=cmd|calc', 'Senior developer =cmd|calc'],
    ['Senior developer\r\n=cmd|calc', 'Senior developer =cmd|calc'],
    ['\n=1+1', "'=1+1"],
    ['\r\n\t @SUM(A1)', "'@SUM(A1)"],
    ['\t+1', "'+1"],
    ['-1', "'-1"],
    ['＝1', "'＝1"],
    ['a\u2028=1', 'a =1'],
    ['a; =1', "a;' =1"],
    ['say "hi", then\u0000go', 'say "hi", then go'],
    ['C++; PHP', 'C++; PHP'],
  ])('reads %j back from one line as %j', (title, read) => {
    expect(titleRead(title)).toBe(read);
  });

  test('keeps its lines and cells with any text, none of which is a formula', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', '\r', '\r\n', '\t', '"', ',', ';', '=', '+', '-', '@', ' ', "'", '\u0000', '\uFEFF'),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1 }).map((parts) => parts.join('')),
        fc.constantFrom(['en', ',', ';'] as const, ['de', ';', ','] as const),
        (title, [language, separator, other]) => {
          const read = titleRead(title, [language, separator]);
          expect(read).not.toMatch(FORMULA);
          for (const part of read.split(other)) expect(part).not.toMatch(FORMULA);
          expect(read.replace(/['\s]/g, '')).toBe(title.replace(/['\s\p{Cc}]/gu, ''));
        },
      ),
    );
  });

  test('is written in the reader’s language, with the separator of its spreadsheets, and without the names of those who have left', () => {
    const [head, , , third] = read(renderExportFile(content, wordsIn('de')).file);
    expect(head).toContain('Richtung;Auftrag');
    expect(third).toContain('an mich;Build a data pipeline;https://market.example/jobs/1;Ehemaliges Mitglied;Ben');
  });

  test('has a head even where there is nothing', () => {
    expect(read(renderExportFile({ kind: 'referrals', sent: [], received: [] }, words).file)).toHaveLength(2);
  });
});

test('a file that was cut says so', () => {
  const table = { kind: 'referrals', sent: [], received: [] } as const;
  expect(renderExportFile({ ...table, most: 5000 }, words).text).toContain('the newest 5,000 of each side');
  expect(renderExportFile({ ...table, most: 5000 }, wordsIn('de')).text).toContain('die neuesten 5.000 jeder Seite');
  expect(renderExportFile(table, words).text).not.toContain('newest');
  expect(renderExportFile({ kind: 'my-data', data: {}, isCut: true }, words).text).toContain('what was left out');
});

test('everything that is kept is JSON that machines read', () => {
  const { filename, file } = renderExportFile({ kind: 'my-data', data: { name: 'Ana', at: START } }, words);
  expect(filename).toBe('my-data.json');
  expect(JSON.parse(file.toString())).toEqual({ name: 'Ana', at: START.toISOString() });
});
