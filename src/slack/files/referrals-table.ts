import { stringify } from 'csv-stringify/sync';
import type { FileContent } from '../../domain/member/file.js';
import type { ListedReferral } from '../../domain/referral/listed.js';
import { progressOf } from '../referrals/referral-lines.js';
import { listedName } from '../words/former-name.js';
import type { Words } from '../words/words.js';

type Referrals = Extract<FileContent, { kind: 'referrals' }>;

const COLUMNS = ['direction', 'job', 'url', 'from', 'to', 'state', 'created', 'changed'] as const;

/**
 * A member's referrals as CSV, with a byte order mark so that every spreadsheet reads the letters rightly. What a
 * spreadsheet would take for a formula is escaped. Times are UTC (ISO 8601).
 */
export function referralsTable({ sent, received }: Referrals, words: Words): string {
  const rows = [
    ...sent.map((referral) => rowOf(referral, 'sent', words)),
    ...received.map((referral) => rowOf(referral, 'received', words)),
  ];
  const columns = COLUMNS.map((key) => ({ key, header: words.plain(`files.column.${key}`) }));
  return stringify(rows, { header: true, bom: true, escape_formulas: true, record_delimiter: 'windows', columns });
}

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
    created: createdAt.toISOString(),
    changed: (history.at(-1)?.at ?? createdAt).toISOString(),
  };
}
