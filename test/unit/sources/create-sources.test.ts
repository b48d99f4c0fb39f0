import { describe, expect, test } from '@jest/globals';
import { MANUAL_WAY, PRACTICE_WAY } from '../../../src/domain/model/connection/connection.js';
import { createSources } from '../../../src/sources/create-sources.js';
import { SOURCES } from '../../../src/sources/sources.js';

const named = (sources: ReturnType<typeof createSources>) => sources.forms.map(({ source }) => source);
const vollna = (sources: ReturnType<typeof createSources>) => sources.forms.find(({ source }) => source === 'vollna');

describe('where Baton has no public address', () => {
  const deaf = createSources({ hearsWebhooks: false });

  test('sources that send webhooks alone are left out, by name', () => {
    expect(named(createSources())).toEqual(['contract', 'vollna', 'getmany', 'email']);
    expect(createSources().unreachable).toEqual([]);
    expect(named(deaf)).toEqual(['vollna', 'getmany']);
    expect(deaf.unreachable.map(({ en }) => en)).toEqual(['Baton’s contract', 'Email']);
  });

  test('the form of a source that can be asked leaves out how to set up its webhook', () => {
    const said = (form: ReturnType<typeof vollna>) => form?.steps.map(({ en }) => en).join(' ');
    expect(said(vollna(createSources()))).toContain('Add Endpoint');
    expect(said(vollna(deaf))).toContain('API Tokens');
    expect(said(vollna(deaf))).not.toContain('Add Endpoint');
    expect(vollna(deaf)).not.toHaveProperty('sendNow');
  });

  test('a source that would be neither asked nor heard is refused beside its token', () => {
    expect(() => deaf.prepare('vollna', {})).toThrow(
      expect.objectContaining({ code: 'connection.unheard', params: { field: 'apiToken' } }),
    );
    expect(deaf.prepare('vollna', { apiToken: 'token' })).toMatchObject({ polls: true });
    expect(createSources().prepare('vollna', {})).not.toHaveProperty('polls');
  });
});

test.each([MANUAL_WAY, PRACTICE_WAY])('what every tenant has is as the table says: $source', (way) => {
  const { trust, namesInvitations } = SOURCES[way.source as keyof typeof SOURCES];
  expect({ trust, namesInvitations }).toEqual({ trust: way.trust, namesInvitations: way.namesInvitations });
});
