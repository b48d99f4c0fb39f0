import { object, text } from '../emulator/body.js';
import type { Json } from '../emulator/seed.js';

/** An entry of a menu. */
export interface Option {
  readonly text: string;
  readonly value: string;
  /** Of the group that it stands in. */
  readonly group?: string;
  readonly raw: Json;
}

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);

function option(raw: Json, group: string | undefined): Option {
  return { text: text(object(raw.text).text), value: text(raw.value), raw, ...(group ? { group } : {}) };
}

/** The entries of a menu, or of the app's answer to a look-up. */
export function optionsOf({ options, option_groups }: Json, group?: string): Option[] {
  return [
    ...objects(options).map((raw) => option(raw, group)),
    ...objects(option_groups).flatMap((one) => optionsOf({ options: one.options }, text(object(one.label).text))),
  ];
}

/** The one option with this value, else with this in its text. @throws Error when it is not exactly one. */
export function choose(options: readonly Option[], wanted: string): Option {
  const exact = options.filter(({ value }) => value === wanted);
  const found = exact.length > 0 ? exact : options.filter((one) => one.text.includes(wanted));
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(`${found.length} options match ${wanted}; there are: ${options.map((one) => one.text).join(', ')}`);
}
