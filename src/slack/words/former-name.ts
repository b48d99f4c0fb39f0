import type { Words } from './words.js';

/** The name, or what stands in its place where somebody has left or deleted their data. */
export const formerName = (name: string | undefined, { plain }: Pick<Words, 'plain'>): string =>
  name?.trim() || plain('tally.former');
