import type { KnownBlock } from '@slack/types';
import { type Count, type Counts, SPANS, type Span, type SpanCounts } from '../../domain/model/tally/tally.js';
import { fields, section } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

const SHOWN = ['sent', 'forwarded', 'accepted', 'hired', 'received'] as const satisfies readonly Count[];

/** A member's counts, as a column for each period; one line while there are none. */
export const tallyTable = (tallies: SpanCounts, words: Words): KnownBlock[] =>
  SPANS.some((span) => SHOWN.some((count) => tallies[span][count]))
    ? fields(SPANS.map((period) => column(period, tallies[period], words)))
    : [section(words.mrkdwn('tally.none'))];

function column(period: Span, counts: Counts, { plain, mrkdwn }: Words): string {
  const rows = SHOWN.map((count) => mrkdwn(`tally.${count}`, { count: counts[count] ?? 0 })).join('\n');
  return mrkdwn('tally.block', { period: plain(`tally.${period}`), rows });
}

/** The same in one sentence, for those who hear it. */
export const tallyRow = (counts: Counts, { plain }: Words): string => plain('tally.row', numbers(counts));

/** The team's counts in one sentence. */
export const teamRow = (counts: Counts, { plain }: Words): string => plain('tally.teamRow', numbers(counts));

/** The counts that are shown, with a zero for what was never counted. */
export const numbers = ({ sent = 0, forwarded = 0, accepted = 0, hired = 0, received = 0 }: Counts) => ({
  sent,
  forwarded,
  accepted,
  hired,
  received,
});
