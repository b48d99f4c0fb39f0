import type { Listed } from '../../domain/model/referral/listed.js';
import { isBlank } from './text.js';
import type { Words } from './words.js';

/** The name, or what stands in its place where somebody has deleted their data: whether they are still here or not. */
export const knownName = (name: string | undefined, { plain }: Pick<Words, 'plain'>): string =>
  name === undefined || isBlank(name) ? plain('unnamed') : name.trim();

/** The same in a list, which tells who has left. */
export const listedName = ({ name, hasLeft }: Listed, words: Pick<Words, 'plain'>): string =>
  hasLeft ? words.plain('tally.former') : knownName(name, words);
