import { expect, test } from '@jest/globals';
import { redactSecrets } from '../../../src/lib/redact-secrets.js';

const slack = (kind: string) => `${kind}-1-2-AbC.d_e`;

test.each([
  ['names with dots', 'a.'],
  ['schemes', 'a://'],
  ['schemes with names', 'a://b:c'],
  ['bearers', 'Bearer '],
  ['bearers of words', 'Bearer plainword '],
  ['tokens', 'xoxb-'],
  ['halves of tokens', 'xoxe.'],
  ['webhook secrets', 'whsec_'],
  ['white space', ' '],
  ['small and capital letters', 'aA'],
  ['ats', '@'],
])('a text of nothing but %s is read at once', (_, piece) => {
  // were it quadratic, 2 MB would take hours
  const text = `Bearer ${piece.repeat(2_000_000 / piece.length)}`;
  expect(redactSecrets(text).length).toBeGreaterThan(0);
});

test.each([
  ['a bot token', `Bad token ${slack('xoxb')}!`, 'Bad token xox*-***!'],
  ['a rotated token', slack('xoxe.xoxb'), 'xox*-***'],
  ['a user token', slack('xoxp'), 'xox*-***'],
  ['an app token', slack('xapp'), 'xox*-***'],
  ['a webhook secret', `"whsec_${'aGVsbG8='}"`, '"whsec_***"'],
  ['a bearer token', 'authorization: Bearer abc.DEF-1_2~3+/=', 'authorization: Bearer ***'],
  ['a basic login', 'Basic dXNlcjpwYXNz, next', 'Basic ***, next'],
  ['a password in an address', 'mongodb://ben:pw@db.example/baton', 'mongodb://***@db.example/baton'],
  ['a plain address', 'redis://db.example:6379', 'redis://db.example:6379'],
  ['plain words', 'The bearer of this basic letter', 'The bearer of this basic letter'],
])('%s', (_, text, clean) => {
  expect(redactSecrets(text)).toBe(clean);
});
