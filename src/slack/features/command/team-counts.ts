import type { KnownBlock } from '@slack/types';
import { PERIOD_LENGTHS, type PeriodLength } from '../../../domain/model/period-lengths.js';
import { type Counts, TEAM } from '../../../domain/model/tally/tally.js';
import { readTeamCounts, type TeamReferrals } from '../../../domain/tallies/read-team-counts.js';
import { fold } from '../../../lib/accent-folding.js';
import { slackErrorFields } from '../../api/slack-errors.js';
import { context, header, type MessageView, section } from '../../blocks/blocks.js';
import { packLines } from '../../blocks/pack-lines.js';
import { TABLE_ROWS, table } from '../../blocks/table.js';
import { distinguish } from '../../parts/distinguish-names.js';
import { numbers, teamRow } from '../../parts/tally-blocks.js';
import type { Command } from '../../reply/request-context.js';
import { listedName } from '../../words/erased-names.js';
import { isBlank } from '../../words/truncate-and-escape.js';
import { phrases } from '../../words/understood-phrases.js';
import type { Words } from '../../words/words.js';
import { sendTrend } from '../trend/trend.js';
import { helpFor } from './help.js';
import { normalizeKeyword } from './normalize-keyword.js';

/** Shows the team's tallies of a week, a month (the default), a quarter or all time; then the last weeks as a chart. */
export async function teamCounts(command: Command, rest: string): Promise<void> {
  const { ports, by, ack } = command;
  const span = rest ? spanIn(rest) : 'month';
  if (!span) return ack(await helpFor(command, `team ${rest}`));
  const found = await readTeamCounts(ports, by, span);
  await ack();
  await showTeam(command, found, span);
  await sendTrend(command, TEAM, 'team');
}

/** Sends the tallies with Slack's table, or with a line for each member where Slack refuses the table. */
async function showTeam({ ports, by, say, respond }: Command, found: TeamReferrals, span: PeriodLength): Promise<void> {
  try {
    await respond(teamReferrals(found, span, say, true));
  } catch (error) {
    ports.log.warn({ tenantId: by.tenantId, ...slackErrorFields(error) }, 'slack.table-refused');
    await respond(teamReferrals(found, span, say, false));
  }
}

/** Reads a span by its name in any language. */
const spanIn = (text: string): PeriodLength | undefined =>
  PERIOD_LENGTHS.find((name) => new RegExp(`^(?:${phrases(name)})$`).test(fold(normalizeKeyword(text))));

/** The number of sections for members: a message takes 50 blocks. */
const SECTIONS = 40;

/**
 * Renders the team's tallies, and those of members who chose to be shown: by name and without mentions, so that nobody
 * is notified.
 */
export function teamReferrals(
  { team, members, unshown }: TeamReferrals,
  span: PeriodLength,
  words: Words,
  withTable: boolean,
): MessageView {
  const { plain, mrkdwn } = words;
  const period = plain(`team.span.${span}`);
  const row = teamRow(team, words);
  const { blocks, left } = withTable ? memberTable(members, words) : memberLines(members, words);
  return {
    text: plain('team.text', { period, row }),
    blocks: [
      header(plain('team.title', { period })),
      ...funnel(team, span, words),
      section(mrkdwn('team.board')),
      ...(blocks.length ? blocks : [section(mrkdwn('team.none'))]),
      ...(left ? [context(mrkdwn('team.more', { count: left }))] : []),
      ...(unshown ? [context(mrkdwn('team.unshown', { count: unshown }))] : []),
    ],
  };
}

type Members = TeamReferrals['members'];

/** The longest name in a list, in characters. */
const LONGEST_NAME = 120;

/** Returns the members' names; those who have the same one are told apart by their handles. */
const namesOf = (members: Members, words: Words): readonly string[] =>
  distinguish(
    members.map((member) => ({
      name: listedName(member, words),
      marks: member.hasLeft || isBlank(member.name) ? [] : [member.handle && `@${member.handle}`, member.slackUserId],
    })),
    LONGEST_NAME,
  );

function memberLines(members: Members, words: Words) {
  const names = namesOf(members, words);
  return packLines(
    members.map(({ counts }, at) => words.mrkdwn('tally.member', { name: names[at] ?? '', ...numbers(counts) })),
    SECTIONS,
  );
}

const COLUMNS = ['name', 'sent', 'forwarded', 'accepted', 'hired', 'received'] as const;

/** Renders members as Slack's table; `left` is the number of those who did not fit. */
function memberTable(members: Members, words: Words): { blocks: KnownBlock[]; left: number } {
  if (!members.length) return { blocks: [], left: 0 };
  const number = new Intl.NumberFormat(words.locale);
  const names = namesOf(members, words);
  const rows = members.map(({ counts }, at) => [
    names[at] ?? '',
    ...Object.values(numbers(counts)).map((count) => number.format(count)),
  ]);
  const shown = table([COLUMNS.map((column) => words.plain(`tally.column.${column}`)), ...rows]);
  return { blocks: [shown], left: Math.max(0, rows.length + 1 - TABLE_ROWS) };
}

/**
 * Renders the funnel. Percentages are of all time alone: most of a week's acceptances were referred before that week.
 */
function funnel(
  { sent = 0, seen = 0, accepted = 0, hired = 0 }: Counts,
  span: PeriodLength,
  words: Words,
): KnownBlock[] {
  const { mrkdwn, locale } = words;
  const line = mrkdwn('funnel.line', { sent, seen, accepted, hired });
  const share = (count: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(count / sent);
  const rates = { seenRate: share(seen), acceptedRate: share(accepted), hiredRate: share(hired) };
  return [section(line), ...(span === 'all' && sent > 0 ? [context(mrkdwn('funnel.rates', rates))] : [])];
}
