import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { untilAborted } from '../../../../sandbox/marketplace/http/contract-routes.js';

test('whichever ends first, no listener is left at the other', async () => {
  const [long, short] = [new AbortController(), new AbortController()];
  const subscribers = () => getEventListeners(long.signal, 'abort').length;
  const waiting = untilAborted(short.signal, long.signal);
  expect(subscribers()).toBe(1);
  short.abort();
  await waiting;
  expect(subscribers()).toBe(0);
});

test('what is over already is not waited for', async () => {
  await untilAborted(new AbortController().signal, AbortSignal.abort());
});
