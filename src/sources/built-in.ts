import type { SetUp } from './source.js';

/** Makes the set-up of a source that every tenant has: there is nothing to enter, to try or to copy. */
export const noSetUp = (texts: Pick<SetUp<object>, 'name' | 'about' | 'inShort'>): SetUp<object> => ({
  ...texts,
  steps: [],
  fields: [],
  configure: () => ({}),
  preset: () => ({}),
  probe: async () => ({ facts: [], declineReasons: [] }),
  copy: () => [],
});
