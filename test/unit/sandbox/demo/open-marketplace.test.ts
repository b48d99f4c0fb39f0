import { expect, test } from '@jest/globals';
import { marketplaceIn } from '../../../../sandbox/demo/open-marketplace.js';

test('the environment may name another marketplace', () => {
  expect(marketplaceIn({ MARKETPLACE_TOKEN: 'left over' })).toBeNull();
  expect(marketplaceIn({ MARKETPLACE_URL: 'http://127.0.0.1:1/api/', MARKETPLACE_TOKEN: 't' })).toEqual({
    url: 'http://127.0.0.1:1/api',
    token: 't',
  });
});

test.each([
  [{ MARKETPLACE_URL: 'http://127.0.0.1:1' }, 'MARKETPLACE_TOKEN'],
  [{ MARKETPLACE_URL: 'http://127.0.0.1:1', MARKETPLACE_TOKEN: '' }, 'MARKETPLACE_TOKEN'],
  [{ MARKETPLACE_URL: '127.0.0.1:1', MARKETPLACE_TOKEN: 't' }, 'MARKETPLACE_URL'],
])('%j is told what is missing', (env, name) => {
  expect(() => marketplaceIn(env)).toThrow(name);
});
