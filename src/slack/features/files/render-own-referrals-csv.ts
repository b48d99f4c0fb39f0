import { stringify } from 'csv-stringify/sync';
import type { ExportedFile } from '../../../domain/model/views/exported-file.js';
import type { ListedReferral } from '../../../domain/model/views/listed-referral.js';
import { progressOf } from '../../parts/referral-lines.js';
import { listedName } from '../../words/erased-names.js';
import type { Words } from '../../words/words.js';

type Referrals = Extract<ExportedFile, { kind: 'referrals' }>;

const COLUMNS = ['direction', 'job', 'url', 'from', 'to', 'state', 'created', 'changed'] as const;

/**
 * Renders a member's referrals as CSV (RFC 4180, with the separator of the reader's language), with a byte order mark so
 * that every spreadsheet reads UTF-8. One line for each referral; no cell is a formula. Times are in UTC, in the form
 * that spreadsheets of every language take for a time.
 */
export function renderOwnReferralsCsv({ sent, received }: Referrals, words: Words): string {
  const rows = [
    ...sent.map((referral) => rowOf(referral, 'sent', words)),
    ...received.map((referral) => rowOf(referral, 'received', words)),
  ];
  const columns = COLUMNS.map((key) => ({ key, header: words.plain(`files.column.${key}`) }));
  const delimiter = words.plain('files.delimiter');
  const cast = { string: (text: string) => cell(text, delimiter) };
  return stringify(rows, {
    delimiter,
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    columns,
    cast,
  });
}

/** Line breaks, tabs and other control characters. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Matches the place at which a spreadsheet that separates cells otherwise would start a cell with a formula. */
const FORMULA_AFTER = /([;,])(?=\s*[=+\-@＝＋－＠])/gu;

/** Reduces a text to one line; the CSV writer escapes a formula at its start, and quotes its own separator. */
const cell = (text: string, delimiter: string): string =>
  text
    .replace(BREAKS, ' ')
    .replace(FORMULA_AFTER, (mark) => (mark === delimiter ? mark : `${mark}'`))
    .trim();

/** Writes a time in UTC as `2026-11-25 09:00:00`. With ISO's `T` and `Z` a spreadsheet takes it for a text. */
const timeOf = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');

function rowOf(
  referral: ListedReferral,
  direction: 'sent' | 'received',
  words: Words,
): Record<(typeof COLUMNS)[number], string> {
  const { plain } = words;
  const { job, from, to, createdAt, history } = referral;
  return {
    direction: plain(`files.direction.${direction}`),
    job: job.title,
    url: job.url,
    from: listedName(from, words),
    to: listedName(to, words),
    state: progressOf(referral, words),
    created: timeOf(createdAt),
    changed: timeOf(history.at(-1)?.at ?? createdAt),
  };
}
