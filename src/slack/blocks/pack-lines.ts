import type { SectionBlock } from '@slack/types';
import { section } from './blocks.js';

/** Slack's limit for the text of a section, in characters. */
const SECTION = 3000;

/**
 * Packs lines of mrkdwn into as few sections as possible, at most `max`. `left` is the number of lines that did not
 * fit.
 */
export function packLines(lines: readonly string[], max: number): { blocks: SectionBlock[]; left: number } {
  const texts: string[] = [];
  let placed = 0;
  for (const line of lines) {
    const last = texts.at(-1);
    const longer = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && longer.length <= SECTION) texts[texts.length - 1] = longer;
    else if (texts.length < max) texts.push(line);
    else break;
    placed += 1;
  }
  return { blocks: texts.map((text) => section(text)), left: lines.length - placed };
}
