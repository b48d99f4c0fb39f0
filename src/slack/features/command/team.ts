import type { KnownBlock } from '@slack/types';
import { type Counts, SPANS, type Span, TEAM } from '../../../domain/model/tally/tally.js';
import { readTeam, type TeamReferrals } from '../../../domain/tallies/read-team.js';
import { fold } from '../../../lib/folding.js';
import { context, header, type MessageView, section } from '../../blocks/blocks.js';
import { packLines } from '../../blocks/pack.js';
import { numbers, teamRow } from '../../parts/tally-blocks.js';
import type { Command } from '../../reply/request-context.js';
import { listedName } from '../../words/erased-names.js';
import { phrases } from '../../words/phrases.js';
import type { Words } from '../../words/words.js';
import { sendTrend } from '../trend/trend.js';
import { help } from './help.js';
import { keyword } from './keyword.js';

/** Shows the team's tallies of a week, a month (the default), a quarter or all time; then the last weeks as a chart. */
export async function team(command: Command, rest: string): Promise<void> {
  const { ports, by, say, ack } = command;
  const span = rest ? spanIn(rest) : 'month';
  if (!span) return ack(help(say, `team ${rest}`));
  await ack(teamReferrals(await readTeam(ports, by, span), span, say));
  await sendTrend(command, TEAM, 'team');
}

/** Reads a span by its name in any language. */
const spanIn = (text: string): Span | undefined =>
  SPANS.find((name) => new RegExp(`^(?:${phrases(name)})$`).test(fold(keyword(text))));

/** The number of sections for members: a message takes 50 blocks. */
const SECTIONS = 40;

/**
 * Renders the team's tallies, and those of members who chose to be shown: by name and without mentions, so that nobody
 * is notified.
 */
export function teamReferrals({ team, members, unshown }: TeamReferrals, span: Span, words: Words): MessageView {
  const { plain, mrkdwn } = words;
  const period = plain(`team.span.${span}`);
  const row = teamRow(team, words);
  const lines = members.map((member) =>
    mrkdwn('tally.member', { name: listedName(member, words), ...numbers(member.counts) }),
  );
  const { blocks, left } = packLines(lines, SECTIONS);
  return {
    text: plain('team.text', { period, row }),
    blocks: [
      header(plain('team.title')),
      section(mrkdwn('team.all', { period, row })),
      ...funnel(team, span, words),
      section(mrkdwn('team.board')),
      ...(blocks.length ? blocks : [section(mrkdwn('team.none'))]),
      ...(left ? [context(mrkdwn('team.more', { count: left }))] : []),
      ...(unshown ? [context(mrkdwn('team.unshown', { count: unshown }))] : []),
    ],
  };
}

/**
 * Renders the funnel. Percentages are of all time alone: most of a week's acceptances were referred before that week.
 */
function funnel({ sent = 0, seen = 0, accepted = 0, hired = 0 }: Counts, span: Span, words: Words): KnownBlock[] {
  const { plain, mrkdwn, locale } = words;
  const title = mrkdwn('funnel.title', { period: plain(`team.span.${span}`) });
  const line = mrkdwn('funnel.line', { sent, seen, accepted, hired });
  const share = (count: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(count / sent);
  const rates = { seenRate: share(seen), acceptedRate: share(accepted), hiredRate: share(hired) };
  return [
    section(`${title}\n${line}`),
    ...(span === 'all' && sent > 0 ? [context(mrkdwn('funnel.rates', rates))] : []),
  ];
}
