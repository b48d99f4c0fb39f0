import type { Trouble } from '../../domain/model/trouble.js';
import { en } from './en.js';
import type { Words } from './words.js';

type KnownTrouble = keyof typeof en.trouble;

const isKnown = (code: string): code is KnownTrouble => Object.hasOwn(en.trouble, code);

/** Why something did not go through, in the reader's language. The marketplace's own words are `trouble.detail`. */
export const reasonOf = (trouble: Trouble | undefined, { plain }: Words): string => {
  const code = trouble?.code ?? 'unreachable';
  return isKnown(code) && code !== 'other' ? plain(`trouble.${code}`) : plain('trouble.other');
};
