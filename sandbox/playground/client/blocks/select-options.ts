import type { MenuOption } from '../../protocol.js';
import { type Json, list, object, textOf, words } from '../json.js';
import type { Reading } from '../reader-context.js';

/** A line of a menu. */
export interface Choice {
  readonly key: string;
  readonly text: string;
  readonly description: string;
  readonly group: string;
  /** The value that is entered when it is chosen: an option, or an id. */
  readonly value: unknown;
}

/** The kinds of menus: where choices come from, and where the first value is. */
const SOURCES = {
  static_select: 'option',
  external_select: 'option',
  users_select: 'user',
  conversations_select: 'conversation',
  channels_select: 'channel',
} as const;

type Single = keyof typeof SOURCES;

const singleOf = (type: string): string => type.replace(/^multi_/, '');

export const isSelect = (type: string): boolean => singleOf(type) in SOURCES;
export const isMulti = (type: string): boolean => type.startsWith('multi_');
export const isExternal = (type: string): boolean => type.includes('external');

/** Turns an option into a line. */
const choiceOf = (raw: Json, group = ''): Choice => ({
  key: words(raw.value),
  text: textOf(raw.text),
  description: textOf(raw.description),
  group,
  value: raw,
});

/** Lists the lines of a menu that knows them itself. */
export function ownChoices(element: Json, { world }: Reading): readonly Choice[] {
  const type = singleOf(words(element.type));
  const named = (id: string, text: string): Choice => ({ key: id, text, description: '', group: '', value: id });
  if (type === 'users_select') return world.people.map(({ id, realName }) => named(id, realName));
  if (type === 'conversations_select' || type === 'channels_select')
    return world.channels.map(({ id, name }) => named(id, `# ${name}`));
  const groups = list(element.option_groups);
  if (groups.length === 0) return list(element.options).map((raw) => choiceOf(raw));
  return groups.flatMap(({ label, options }) => list(options).map((raw) => choiceOf(raw, textOf(label))));
}

/** Turns what the app offers into lines. */
export const offered = (options: readonly MenuOption[]): readonly Choice[] =>
  options.map(({ raw, group }) => choiceOf(raw, group));

/** Returns what is chosen: what was entered, else what the app has preset. */
export function chosenIn(element: Json, entered: unknown, reading: Reading): readonly Choice[] {
  const type = words(element.type);
  const part = SOURCES[singleOf(type) as Single];
  const preset = element[isMulti(type) ? `initial_${part}s` : `initial_${part}`];
  const values = [entered === undefined ? preset : entered]
    .flat()
    .filter((value) => value !== null && value !== undefined);
  const known = ownChoices(element, reading);
  return values.map((value) => {
    if (typeof value !== 'string') return choiceOf(object(value));
    return known.find(({ key }) => key === value) ?? { key: value, text: value, description: '', group: '', value };
  });
}

/** Keeps the lines in whose text every typed word begins somewhere. */
export function matching(choices: readonly Choice[], query: string): readonly Choice[] {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  return choices.filter(({ text }) => wanted.every((word) => plain(text).includes(word)));
}
