import { expect, test } from '@jest/globals';
import { onceForEach } from '../../../src/lib/once-for-each.js';

test('computes once for each argument, also where the value is undefined', () => {
  const asked: (string | undefined)[] = [];
  const lengthOf = onceForEach((text: string | undefined) => {
    asked.push(text);
    return text?.length;
  });
  expect(['a', undefined, 'a', undefined, 'bc'].map(lengthOf)).toEqual([1, undefined, 1, undefined, 2]);
  expect(asked).toEqual(['a', undefined, 'bc']);
});
