import { createHash } from 'node:crypto';

/** An id in Slack's shape that is the same on every start. */
export function stableId(prefix: string, ...of: readonly string[]): string {
  const hash = createHash('sha256').update(of.join('\n')).digest('hex');
  return `${prefix}0${hash.slice(0, 9).toUpperCase()}`;
}

/** Ids that the emulator draws at random, under the names that the outside knows. */
export interface Aliases {
  add(inside: string | undefined, outside: string | undefined): void;
  toEmulatorIds(text: string): string;
  toPublicIds(text: string): string;
}

/** A user, channel, team, bot or view, or a message's ts. */
const IDS = /(?<![0-9A-Z])[A-Z][0-9A-Z]{8,11}(?![0-9A-Z])|(?<!\d)\d{10}\.\d{6}(?!\d)/g;

const translate = (text: string, names: ReadonlyMap<string, string>) => text.replace(IDS, (id) => names.get(id) ?? id);

/** No aliases yet. */
export function createAliases(): Aliases {
  const inside = new Map<string, string>();
  const outside = new Map<string, string>();
  return {
    add: (there, here) => {
      if (!there || !here || there === here) return;
      inside.set(here, there);
      outside.set(there, here);
    },
    toEmulatorIds: (text) => translate(text, inside),
    toPublicIds: (text) => translate(text, outside),
  };
}
