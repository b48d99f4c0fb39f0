import { readTrend } from '../../../domain/tallies/read-trend.js';
import { faultFields } from '../../api/slack-errors.js';
import { said } from '../../reply/privately.js';
import type { Command } from '../../reply/request-context.js';
import { trendChart, trendView, type Whose } from './trend.js';

/**
 * Shows the last weeks beneath the command: Slack's own chart, or a picture by direct message where Slack does not
 * take it. The numbers are there as text either way. The command must have been answered.
 * @param member a Slack user id, or `TEAM`
 */
export async function sendTrend(command: Command, member: string, whose: Whose): Promise<void> {
  const { ports, by, say, respond } = command;
  const weeks = await readTrend(ports, by.tenantId, member);
  try {
    await respond(trendView(weeks, whose, say, true));
  } catch (error) {
    ports.log.warn({ tenantId: by.tenantId, ...faultFields(error) }, 'slack.chart-refused');
    await respond(trendView(weeks, whose, say, false));
    await sendPicture(command, trendChart(weeks, whose, say)).catch(async (refused: unknown) => {
      ports.log.warn({ tenantId: by.tenantId, ...faultFields(refused) }, 'slack.picture-refused');
      await respond(said(say.mrkdwn('trend.noPicture')));
    });
  }
}

/** What draws is loaded when it is needed: few processes ever do. */
async function sendPicture({ by, say, client }: Command, chart: ReturnType<typeof trendChart>): Promise<void> {
  const { drawChart } = await import('./draw-chart.js');
  const { channel } = await client.conversations.open({ users: by.slackUserId });
  await client.files.uploadV2({
    channel_id: channel?.id ?? '',
    filename: `${say.plain('files.name.trend')}.png`,
    file: drawChart(chart),
    alt_text: say.plain('trend.alt', { title: chart.title }),
    initial_comment: chart.title,
  });
}
