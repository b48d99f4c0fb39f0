import { type Json, object, text } from '../slack/emulator/json.js';
import { withDates } from './with-dates.js';

/**
 * A block as Slack's own clients would show it, which the renderer does not: dates, what a menu is set to, and `*bold*`
 * in texts that are `verbatim`, which forbids only links and mentions that Slack would find by itself.
 */
export const asShown = (block: Json, locale: string): Json =>
  object(shown(block, (words) => withDates(words, locale, new Date())));

function shown(part: unknown, read: (words: string) => string): unknown {
  if (typeof part === 'string') return read(part);
  if (Array.isArray(part)) return part.map((one) => shown(one, read));
  if (typeof part !== 'object' || part === null) return part;
  const { verbatim, ...rest } = part as Json;
  const all: Json = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, shown(value, read)]));
  return all.initial_option && all.placeholder ? { ...all, placeholder: object(all.initial_option).text } : all;
}

/** What a menu or an input holds before anybody touches it. */
export function enteredIn(element: Json): string {
  const chosen = listOf(element.initial_options);
  if (element.type === 'checkboxes') {
    const ticked = new Set(chosen.map(({ value }) => value));
    return listOf(element.options)
      .map((option) => `${ticked.has(option.value) ? '☑' : '☐'} ${wordsOf(option)}`)
      .join('\n');
  }
  const one = wordsOf(object(element.initial_option)) || text(element.initial_value) || text(element.initial_date);
  return one || chosen.map(wordsOf).join(', ');
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const wordsOf = (option: Json): string => text(object(option.text).text);
