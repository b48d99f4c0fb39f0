import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Shortcut, World } from '../protocol.js';

interface Declared {
  readonly name: string;
  readonly type: 'global' | 'message';
  readonly callback_id: string;
  readonly description: string;
}

const MANIFEST = new URL('../../../slack-manifest.yml', import.meta.url);

/** Reads the app's shortcuts from its manifest, as Slack does. */
export function readShortcuts(): World['shortcuts'] {
  const { features } = parse(readFileSync(MANIFEST, 'utf8')) as { features: { shortcuts: readonly Declared[] } };
  const ofType = (wanted: Declared['type']): Shortcut[] =>
    features.shortcuts
      .filter(({ type }) => type === wanted)
      .map(({ callback_id: id, name, description: about }) => ({ id, name, about }));
  return { global: ofType('global'), message: ofType('message') };
}
