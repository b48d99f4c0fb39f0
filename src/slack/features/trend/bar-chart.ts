import type { KnownBlock } from '@slack/types';
import { plain } from '../../blocks/blocks.js';

/** A bar chart: a bar for each series over every label. */
export interface BarChart {
  readonly title: string;
  /** The labels; each must be unique. */
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly axis: { readonly x: string; readonly y: string };
}

/** Slack's limits: characters of the title and of an axis, characters of a label, points of a series, series. */
const TITLE = 50;
const LABEL = 20;
const POINTS = 20;
const SERIES = 6;

const text = (given: string, max: number): string => plain(given, max).text;

/**
 * Creates Slack's chart block (`data_visualization`), which Slack's types lack. For messages alone, which must also
 * have the numbers as text.
 */
export function barChart({ title, labels, series, axis }: BarChart): KnownBlock {
  const categories = labels.slice(0, POINTS).map((label) => text(label, LABEL));
  const block = {
    type: 'data_visualization',
    title: text(title, TITLE),
    chart: {
      type: 'bar',
      series: series.slice(0, SERIES).map(({ name, values }) => ({
        name: text(name, LABEL),
        data: categories.map((label, index) => ({ label, value: values[index] ?? 0 })),
      })),
      axis_config: { categories, x_label: text(axis.x, TITLE), y_label: text(axis.y, TITLE) },
    },
  };
  return block as unknown as KnownBlock;
}
