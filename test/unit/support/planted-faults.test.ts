import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { PLANTED_FAULTS as CHAOS } from '../../chaos/planted-faults.js';
import { PLANTED_FAULTS as FUZZ } from '../../fuzz/planted-faults.js';
import type { SourceFault } from '../../support/product/product-process.js';

const all = Object.entries<SourceFault>({ ...CHAOS, ...FUZZ });

test.each(all)('“%s” changes one place of a source that there is', (_, { file, good, faulty }) => {
  const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  expect(source.split(good)).toHaveLength(2);
  expect(faulty).not.toBe(good);
});
