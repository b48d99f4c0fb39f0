import { START } from '../support/memory-ports.js';
import { runHistory } from './run-history.js';
import type { Tried } from './try-seeds.js';
import type { Mutant } from './world.js';

const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Names ids by their order, the same in every run. */
function namer(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) =>
    text.replace(IDS, (id) => {
      const name = names.get(id) ?? `#${names.size + 1}`;
      names.set(id, name);
      return name;
    });
}

/** Requests that change nothing, of which a story has too many. */
const READS = /^(\w+\.(get|latest|of\w*|by\w+|cardsOf|forgotten|counted|due|all)|find|open|candidates|invitation)\b/;

/** The most lines of a story: one without end repeats itself. */
const MOST_LINES = 2000;

/** Tells the story of a history line by line: seconds since its beginning, who, what. */
export async function tellStory({ seed, history }: Tried, mutant?: Mutant): Promise<string[]> {
  const name = namer();
  const lines = [
    `Seed ${seed}: ${history.steps.length} steps, requests of up to ${history.wayMs} ms, clocks ahead by ${history.clocks.join(', ')} ms, MongoDB's wobbling by ${history.wobbleMs}`,
    '',
  ];
  const tell = (at: number, who: string, text: string) => {
    if (READS.test(text)) return;
    const seconds = ((at - START.getTime()) / 1000).toFixed(3).padStart(11);
    lines.push(`${seconds}  ${who.padEnd(16)} ${name(text)}`);
  };
  const { violations } = await runHistory(history, mutant, tell);
  const left = lines.length - MOST_LINES;
  const told = left > 0 ? [...lines.slice(0, MOST_LINES), `... and ${left} lines more`] : lines;
  return [...told, '', ...violations.map((one) => `broken: ${name(one)}`)];
}
