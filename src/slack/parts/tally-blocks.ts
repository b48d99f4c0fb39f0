import type { KnownBlock } from '@slack/types';
import { type Count, type Counts, SPANS, type Span, type SpanCounts } from '../../domain/model/tally/tally.js';
import { fields, section } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

const SHOWN = ['sent', 'forwarded', 'accepted', 'hired', 'received'] as const satisfies readonly Count[];

/** Renders a member's counts, a column for each period; one line when all are zero. */
export const tallyTable = (tallies: SpanCounts, words: Words): KnownBlock[] =>
  SPANS.some((span) => SHOWN.some((count) => tallies[span][count]))
    ? fields(SPANS.map((period) => column(period, tallies[period], words)))
    : [section(words.mrkdwn('tally.none'))];

function column(period: Span, counts: Counts, { plain, mrkdwn }: Words): string {
  const rows = SHOWN.map((count) => mrkdwn(`tally.${count}`, { count: counts[count] ?? 0 })).join('\n');
  return mrkdwn('tally.block', { period: plain(`tally.${period}`), rows });
}

/** Renders counts as one sentence, for notifications and screen readers. */
export const tallyRow = (counts: Counts, { plain }: Words): string => plain('tally.row', numbers(counts));

/** Renders the team's counts as one sentence. */
export const teamRow = (counts: Counts, { plain }: Words): string => plain('tally.teamRow', numbers(counts));

/** Returns the counts that are shown, zero where absent. */
export const numbers = ({ sent = 0, forwarded = 0, accepted = 0, hired = 0, received = 0 }: Counts) => ({
  sent,
  forwarded,
  accepted,
  hired,
  received,
});
