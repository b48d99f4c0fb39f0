import { type Json, object, text } from '../emulator/json.js';

/** An interactive element and the block that contains it. */
export interface FoundElement {
  readonly block: Json;
  readonly blockId: string;
  readonly element: Json;
}

/** Adds block ids where they are missing, as Slack does. */
export function withBlockIds(blocks: unknown): Json[] {
  return Array.isArray(blocks) ? blocks.map((block, at) => ({ block_id: `auto${at}`, ...object(block) })) : [];
}

/** Parts of a block that are not shown: a layout's `fallback` is for clients that cannot draw it. */
const NOT_SHOWN = new Set(['fallback', 'confirm']);

/** Finds the interactive elements in a part of a block, with the innermost block that has an id. */
function inside(part: unknown, block: Json): FoundElement[] {
  if (Array.isArray(part)) return part.flatMap((one) => inside(one, block));
  if (typeof part !== 'object' || part === null) return [];
  const it = object(part);
  if (it.action_id) return [{ block, blockId: text(block.block_id), element: it }];
  const shown = Object.entries(it).filter(([name]) => !NOT_SHOWN.has(name));
  return shown.flatMap(([, value]) => inside(value, it.block_id ? it : block));
}

/** Lists all interactive elements of these blocks, also of blocks within blocks. */
export const elementsOf = (blocks: unknown): FoundElement[] =>
  withBlockIds(blocks).flatMap((block) => inside(block, block));

/** Filters elements with the same action id. */
export interface ElementFilter {
  readonly value?: string;
  readonly blockId?: string;
}

/**
 * Finds the only element with this action id.
 * @throws Error when there is none or more than one: a user could not tell them apart either
 */
export function findElement(blocks: unknown, actionId: string, { value, blockId }: ElementFilter = {}): FoundElement {
  const all = elementsOf(blocks);
  const found = all.filter(
    ({ element, blockId: id }) =>
      element.action_id === actionId &&
      (value === undefined || element.value === value) &&
      (blockId === undefined || id === blockId),
  );
  if (found.length === 1 && found[0]) return found[0];
  const shown = all.map(({ element }) => element.action_id).join(', ') || 'nothing';
  throw new Error(`${found.length} elements ${actionId} are shown; there is: ${shown}`);
}

/** An option of a menu. */
export interface Option {
  readonly text: string;
  readonly value: string;
  /** Label of the option's group. */
  readonly group?: string;
  readonly raw: Json;
}

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);

function option(raw: Json, group: string | undefined): Option {
  return { text: text(object(raw.text).text), value: text(raw.value), raw, ...(group ? { group } : {}) };
}

/** Lists the options of a menu, or of the app's answer to a `block_suggestion`. */
export function optionsOf({ options, option_groups }: Json, group?: string): Option[] {
  return [
    ...objects(options).map((raw) => option(raw, group)),
    ...objects(option_groups).flatMap((one) => optionsOf({ options: one.options }, text(object(one.label).text))),
  ];
}

/**
 * Finds the only option with this value, else the only one whose text contains it.
 * @throws Error when there is not exactly one
 */
export function choose(options: readonly Option[], wanted: string): Option {
  const exact = options.filter(({ value }) => value === wanted);
  const found = exact.length > 0 ? exact : options.filter((one) => one.text.includes(wanted));
  if (found.length === 1 && found[0]) return found[0];
  const offered = options.map(({ group, text }) => (group ? `${group}: ${text}` : text)).join(', ');
  throw new Error(`${found.length} options match ${wanted}; there are: ${offered}`);
}
