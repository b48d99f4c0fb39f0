import { describe, expect, test } from '@jest/globals';
import { pastedToken } from '../../../src/sources/credentials.js';

describe('a token as it is pasted', () => {
  test.each([
    'abc123',
    ' abc123\u00A0\n',
    '\u200Babc123\uFEFF',
    '"abc123"',
    '\u201C abc123 \u201D',
    '\u2018abc123\u2019',
    '\u00ABabc123\u00BB',
    '\u00BBabc123\u00AB',
    'Bearer abc123',
    'bearer: abc123',
    '`Bearer abc123`',
    'Bearer "abc123"',
    'Authorization: Bearer abc123',
    'X-API-TOKEN: abc123',
  ])('%j is abc123', (given) => {
    expect(pastedToken({ token: given }, 'token')).toBe('abc123');
  });

  test.each(['abc:123', 'bearer123', "abc'123", 'abc123=='])('%s stays as it is', (given) => {
    expect(pastedToken({ token: given }, 'token')).toBe(given);
  });

  test.each(['', ' ', '""', '\u201C \u201D'])('%j is no token', (given) => {
    expect(pastedToken({ token: given }, 'token')).toBeUndefined();
  });

  test.each(['abc 123', 'abc\n123', 'token für Ana'])('%j is refused', (given) => {
    expect(() => pastedToken({ token: given }, 'token')).toThrow('connection.badToken');
  });
});
