import { createHash } from 'node:crypto';

/** Derives an id in Slack's format that is the same on every start. */
export function stableId(prefix: string, ...of: readonly string[]): string {
  const hash = createHash('sha256').update(of.join('\n')).digest('hex');
  return `${prefix}0${hash.slice(0, 9).toUpperCase()}`;
}

/** Maps the random ids of the emulator to stable ids, which everything outside the emulator uses. */
export interface Aliases {
  add(inside: string | undefined, outside: string | undefined): void;
  toEmulatorIds(text: string): string;
  toPublicIds(text: string): string;
}

/** Matches ids of users, channels, teams, bots and views, and message timestamps. */
const IDS = /(?<![0-9A-Z])[A-Z][0-9A-Z]{8,11}(?![0-9A-Z])|(?<!\d)\d{10}\.\d{6}(?!\d)/g;

const translate = (text: string, names: ReadonlyMap<string, string>) => text.replace(IDS, (id) => names.get(id) ?? id);

/** Creates an empty mapping. */
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
