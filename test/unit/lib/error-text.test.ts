import { expect, test } from '@jest/globals';
import { errorFields, errorText } from '../../../src/lib/error-text.js';

class Odd extends Error {
  override readonly name = 'Odd';
  readonly code = 'E1';
}

const odd = new Odd(`Dear client, my token is ${'xoxb'}-1-2`, { cause: new Odd('private') });

test('a dead letter says what was wrong, without tokens, and not for ever', () => {
  expect(errorText(odd)).toBe('Odd: Dear client, my token is xox*-***');
  expect(errorText('plain')).toBe('plain');
  expect(errorText(new Error('x'.repeat(999)))).toHaveLength(500);
});

test('the log says what kind of error it was and where, and none of its words', () => {
  const fields = errorFields(odd);
  expect(fields).toMatchObject({ error: 'Odd', code: 'E1', cause: { error: 'Odd', code: 'E1' } });
  expect(JSON.stringify(fields.where)).toContain('error-text.test');
  expect(JSON.stringify(fields)).not.toMatch(/Dear|private|xoxb/);
  expect(errorFields('some words')).toEqual({ error: 'string' });
});
