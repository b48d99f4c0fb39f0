import type { KnownBlock } from '@slack/types';
import { PERIOD_LENGTHS } from '../../domain/model/period-lengths.js';
import type { Count, Counts, SpanCounts } from '../../domain/model/tally/tally.js';
import { section } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

const SHOWN = ['sent', 'forwarded', 'accepted', 'hired', 'received'] as const satisfies readonly Count[];

/** Tells whether every count of every period is zero. */
export const isNothingCounted = (tallies: SpanCounts): boolean =>
  !PERIOD_LENGTHS.some((span) => SHOWN.some((count) => tallies[span][count]));

/** Renders a member's counts, a line for each period; one line when all are zero. */
export const tallyTable = (tallies: SpanCounts, words: Words): KnownBlock[] =>
  isNothingCounted(tallies)
    ? [section(words.mrkdwn('tally.none'))]
    : [section(PERIOD_LENGTHS.map((span) => periodLine(span, tallies[span], words)).join('\n'))];

const periodLine = (span: (typeof PERIOD_LENGTHS)[number], counts: Counts, words: Words): string =>
  words.mrkdwn('tally.block', { period: words.plain(`tally.${span}`), row: tallyLine(counts, words) });

/** Renders counts as one line of mrkdwn: the way from referral to hire, and what was received. */
export const tallyLine = (counts: Counts, { mrkdwn }: Words): string => mrkdwn('tally.line', numbers(counts));

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
