import type { Week } from '../../../domain/tallies/read-trend.js';
import { header, type MessageView, section } from '../../blocks/blocks.js';
import { dayText, shortDay } from '../../blocks/dates.js';
import type { Words } from '../../words/words.js';
import { type LineChart, lineChart } from './data-visualization.js';

/** Whose weeks they are. */
export type Whose = 'mine' | 'team';

const SHOWN = ['sent', 'accepted', 'hired'] as const;

/** The weeks as lines, by Monday. */
export const trendChart = (weeks: readonly Week[], whose: Whose, { plain, locale }: Words): LineChart => ({
  title: plain(`trend.title.${whose}`),
  labels: weeks.map(({ monday }) => shortDay(monday, locale)),
  series: SHOWN.map((count) => ({
    name: plain(`trend.series.${count}`),
    values: weeks.map(({ counts }) => counts[count] ?? 0),
  })),
  axis: { x: plain('trend.axis.x'), y: plain('trend.axis.y') },
});

/** The weeks as a message: the numbers as text, beneath Slack's own chart, which has a title, or a title alone. */
export function trendView(weeks: readonly Week[], whose: Whose, words: Words, withChart: boolean): MessageView {
  const { plain, mrkdwn } = words;
  const title = plain(`trend.title.${whose}`);
  const rows = weeks.map((week) => plain('trend.weekPlain', numbersOf(week, words))).join('; ');
  const lines = weeks.map((week) => mrkdwn('trend.week', numbersOf(week, words)));
  return {
    text: plain('trend.text', { title, rows }),
    blocks: [withChart ? lineChart(trendChart(weeks, whose, words)) : header(title), section(lines.join('\n'))],
  };
}

const numbersOf = ({ monday, counts: { sent = 0, accepted = 0, hired = 0 } }: Week, { locale }: Words) => ({
  day: dayText(monday, locale),
  sent,
  accepted,
  hired,
});
