import { type Json, object, text } from '../slack/emulator/json.js';
import { withDates } from './with-dates.js';

/**
 * Changes a block so that the renderer shows it as Slack's clients do: dates, the selected option of a menu, and
 * `*bold*` in `verbatim` texts, in which Slack only does not create links and mentions by itself.
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

/** Returns the initial value of a menu or input as text. */
export function enteredIn(element: Json): string {
  const chosen = listOf(element.initial_options);
  if (element.type === 'checkboxes') {
    const ticked = new Set(chosen.map(({ value }) => value));
    return listOf(element.options)
      .map((option) => `${ticked.has(option.value) ? '☑' : '☐'} ${wordsOf(option)}`)
      .join('\n');
  }
  if (element.type === 'radio_buttons') {
    const { value: ticked } = object(element.initial_option);
    return listOf(element.options)
      .map((option) => `${option.value === ticked ? '◉' : '○'} ${wordsOf(option)}`)
      .join('\n');
  }
  const one = wordsOf(object(element.initial_option)) || text(element.initial_value) || text(element.initial_date);
  return one || chosen.map(wordsOf).join(', ');
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const wordsOf = (option: Json): string => text(object(option.text).text);
