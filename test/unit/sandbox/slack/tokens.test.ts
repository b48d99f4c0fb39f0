import { expect, test } from '@jest/globals';
import { CALLS_PER_TOKEN, createTokenPool } from '../../../../sandbox/slack/emulator/tokens.js';

test('a pool gives each token for so many calls, and begins again after the last', () => {
  const { tokens, next } = createTokenPool('xoxb-1');
  expect(new Set(tokens).size).toBe(tokens.length);
  const given = Array.from({ length: CALLS_PER_TOKEN * (tokens.length + 1) }, next);
  for (const [at, token] of [...tokens, tokens[0]].entries())
    expect(new Set(given.slice(at * CALLS_PER_TOKEN, (at + 1) * CALLS_PER_TOKEN))).toEqual(new Set([token]));
});
