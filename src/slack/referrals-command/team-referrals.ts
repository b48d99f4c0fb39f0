import type { TeamReferrals } from '../../domain/tally/read-team.js';
import { context, header, type MessageView, section } from '../blocks/blocks.js';
import { pack } from '../blocks/pack.js';
import type { Words } from '../words/words.js';
import { numbers, tallyRow } from './tallies.js';

/** What may follow `team`. */
export const SPANS = ['week', 'month', 'all'] as const;
/** One of them. */
export type TeamSpan = (typeof SPANS)[number];

/** A message takes 50 blocks; some are ours. */
const SECTIONS = 40;

/** The team's tallies, by name and without mentions: a list never pings. */
export function teamReferrals({ team, members }: TeamReferrals, span: TeamSpan, words: Words): MessageView {
  const { plain, mrkdwn } = words;
  const period = plain(`team.span.${span}`);
  const row = tallyRow(team, words);
  const lines = members.map(({ name, counts }) =>
    mrkdwn('tally.member', { name: name || plain('tally.former'), ...numbers(counts) }),
  );
  const { blocks, left } = pack(lines, SECTIONS);
  return {
    text: plain('team.text', { period, row }),
    blocks: [
      header(plain('team.title')),
      section(mrkdwn('team.all', { period, row })),
      ...(blocks.length ? blocks : [section(mrkdwn('team.none'))]),
      ...(left ? [context(mrkdwn('team.more', { count: left }))] : []),
    ],
  };
}
