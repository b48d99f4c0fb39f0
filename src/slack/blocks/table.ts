import type { TableBlock } from '@slack/types';
import { oneLine, truncate } from '../words/truncate-and-escape.js';

/** Slack's limit of rows, the head included. */
export const TABLE_ROWS = 100;

/** The longest cell, in characters, so that a row stays readable. */
const CELL = 80;

const cell = (text: string) => ({ type: 'raw_text', text: truncate(oneLine(text), CELL) || '–' }) as const;

/** Creates a table for messages, of which one message takes one: the first row is the head, the first column text. */
export const table = (rows: readonly (readonly string[])[]): TableBlock => ({
  type: 'table',
  column_settings: (rows[0] ?? []).map((_, at) => ({ align: at === 0 ? 'left' : 'right', is_wrapped: at === 0 })),
  rows: rows.slice(0, TABLE_ROWS).map((row) => row.map(cell)),
});
