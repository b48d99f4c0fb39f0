import { readTrend, type Week } from '../../../domain/tallies/read-trend.js';
import { slackErrorFields } from '../../api/slack-errors.js';
import { header, type MessageView, mrkdwnMessage, section } from '../../blocks/blocks.js';
import { dayText, shortDay } from '../../blocks/format-dates.js';
import type { Command } from '../../reply/request-context.js';
import type { Words } from '../../words/words.js';
import { type BarChart, barChart } from './bar-chart.js';

/** The owner of the weeks that are shown: the reader, the team, or a colleague by name. */
export type Whose = 'mine' | 'team' | { readonly name: string };

const titleOf = (whose: Whose, say: Words['plain']): string =>
  typeof whose === 'string' ? say(`trend.title.${whose}`) : say('trend.title.colleague', { name: whose.name });

const SHOWN = ['sent', 'accepted', 'hired'] as const;

/** Maps weeks to a chart, labelled by Monday. */
export const trendChart = (weeks: readonly Week[], whose: Whose, words: Words): BarChart => ({
  title: titleOf(whose, words.plain),
  labels: weeks.map(({ monday }) => shortDay(monday, words.locale)),
  series: SHOWN.map((count) => ({
    name: words.plain(`trend.series.${count}`),
    values: weeks.map(({ counts }) => counts[count] ?? 0),
  })),
  axis: { x: words.plain('trend.axis.x'), y: words.plain('trend.axis.y') },
});

/** Renders the weeks that have counts as text, below Slack's chart or a title. */
export function trendView(weeks: readonly Week[], whose: Whose, words: Words, withChart: boolean): MessageView {
  const { plain, mrkdwn } = words;
  const title = titleOf(whose, plain);
  const counted = weeks.filter(({ counts }) => SHOWN.some((count) => counts[count]));
  const rows = counted.map((week) => plain('trend.weekPlain', numbersOf(week, words))).join('; ');
  const lines = counted.map((week) => mrkdwn('trend.week', numbersOf(week, words)));
  const rest = counted.length < weeks.length ? plain(counted.length ? 'trend.nothingElse' : 'trend.nothing') : '';
  return {
    text: mrkdwn('trend.text', { title, rows: rows || rest }),
    blocks: [
      withChart ? barChart(trendChart(weeks, whose, words)) : header(title),
      section([...lines, ...(rest ? [rest] : [])].join('\n')),
    ],
  };
}

const numbersOf = ({ monday, counts: { sent = 0, accepted = 0, hired = 0 } }: Week, { locale }: Words) => ({
  day: dayText(monday, locale),
  sent,
  accepted,
  hired,
});

/**
 * Replies to the command with the last weeks: Slack's chart, or a picture by direct message where Slack refuses the
 * chart. The numbers are text either way. The command must have been acknowledged.
 * @param member a Slack user id, or `TEAM`
 */
export async function sendTrend(command: Command, member: string, whose: Whose): Promise<void> {
  const { ports, by, say, respond } = command;
  const weeks = await readTrend(ports, by.tenantId, member);
  try {
    await respond(trendView(weeks, whose, say, true));
  } catch (error) {
    ports.log.warn({ tenantId: by.tenantId, ...slackErrorFields(error) }, 'slack.chart-refused');
    await respond(trendView(weeks, whose, say, false));
    await sendPicture(command, trendChart(weeks, whose, say), titleOf(whose, say.mrkdwn)).catch(
      async (refused: unknown) => {
        ports.log.warn({ tenantId: by.tenantId, ...slackErrorFields(refused) }, 'slack.picture-refused');
        await respond(mrkdwnMessage(say.mrkdwn('trend.noPicture')));
      },
    );
  }
}

/** Uploads the picture. Loads the drawing library on demand, because few processes need it. */
async function sendPicture({ by, say, client }: Command, chart: BarChart, comment: string): Promise<void> {
  const { drawChart } = await import('./draw-chart.js');
  const { channel } = await client.conversations.open({ users: by.slackUserId });
  await client.files.uploadV2({
    channel_id: channel?.id ?? '',
    filename: `${say.plain('files.name.trend')}.png`,
    file: drawChart(chart),
    alt_text: say.plain('trend.alt', { title: chart.title }),
    initial_comment: comment,
  });
}
