import type { SectionBlock } from '@slack/types';
import { section } from './blocks.js';

/** Slack's limit for a section. */
const SECTION = 3000;

/** Lines of mrkdwn in as few sections as they need, at most `max`; `left` says how many lines found no place. */
export function pack(lines: readonly string[], max: number): { blocks: SectionBlock[]; left: number } {
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
