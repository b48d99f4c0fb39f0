import { expect, test } from '@jest/globals';
import { connectionIn, webhookUrl } from '../../../src/lib/webhook-url.js';

test.each(['https://baton.example', 'https://baton.example/', 'http://localhost:3000'])(
  'the address below %s leads back to its connection',
  (publicUrl) => {
    const { pathname } = new URL(webhookUrl(publicUrl, 'c-1_A'));
    expect(connectionIn(pathname)).toBe('c-1_A');
    expect(connectionIn(`${pathname}?again=1`)).toBe('c-1_A');
  },
);

test.each([
  '',
  '/',
  '/webhooks',
  '/webhooks/',
  '/webhooks/a/b',
  '/webhooks/%2e',
  `/webhooks/${'a'.repeat(65)}`,
  '/x/webhooks/a',
])('%j is no webhook’s path', (path) => expect(connectionIn(path)).toBeUndefined());
