import { z } from 'zod';
import type { SetUp, Source } from './source.js';

/**
 * Makes the configuration and the set-up of a source that every tenant has: the admin enters nothing, and nothing is
 * tried or copied.
 */
export const builtInSetUp = (
  texts: Pick<SetUp<object>, 'name' | 'about' | 'inShort'>,
): Pick<Source<object>, 'readConfig' | 'setUp'> => ({
  readConfig: (stored) => z.object({}).parse(stored),
  setUp: {
    ...texts,
    steps: [],
    fields: [],
    configure: () => ({}),
    preset: () => ({}),
    probe: async () => ({ facts: [], declineReasons: [] }),
    copy: () => [],
  },
});
