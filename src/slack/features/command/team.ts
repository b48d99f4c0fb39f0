import { SPANS, TEAM } from '../../../domain/model/tally/tally.js';
import { readTeam } from '../../../domain/tallies/read-team.js';
import type { Command } from '../../reply/request-context.js';
import { sendTrend } from '../trend/send-trend.js';
import { help } from './help.js';
import { keyword } from './keyword.js';
import { teamReferrals } from './team-referrals.js';

/** `team`, with a week, a month (the usual), a quarter or all time behind it; then the last weeks as a chart. */
export async function team(command: Command, rest: string): Promise<void> {
  const { ports, by, say, ack } = command;
  const span = rest ? SPANS.find((name) => name === keyword(rest)) : 'month';
  if (!span) return ack(help(say, `team ${rest}`));
  await ack(teamReferrals(await readTeam(ports, by, span), span, say));
  await sendTrend(command, TEAM, 'team');
}
