import { expect, test } from '@jest/globals';
import { parseWellFormedJson } from '../../../src/lib/well-formed-json.js';

test.each([
  ['"\\ud83d"', '\uFFFD'],
  ['"a\\uDC00b"', 'a\uFFFDb'],
  ['"\\udc00\\ud800"', '\uFFFD\uFFFD'],
  ['"\\ud83d\\udc4d"', '👍'],
  ['"👍\\ud83d"', '👍\uFFFD'],
  ['{"a":["x","\\uD800"],"b":1}', { a: ['x', '\uFFFD'], b: 1 }],
  ['{"a":"x"}', { a: 'x' }],
])('%s', (text, value) => {
  expect(parseWellFormedJson(text)).toEqual(value);
  expect(encodeURIComponent(JSON.stringify(parseWellFormedJson(text)))).toBeTruthy();
});

test('what is no JSON is an error, with an escape or without', () => {
  for (const text of ['', '{', '"\\ud83d', '\\ud83d']) expect(() => parseWellFormedJson(text)).toThrow(SyntaxError);
});
