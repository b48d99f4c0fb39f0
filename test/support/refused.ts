import { expect } from '@jest/globals';
import type { RefusalCode } from '../../src/domain/model/errors.js';

/** The promise is refused for this reason and, where they are given, with these parameters. */
export const expectRefusal = (promise: Promise<unknown>, code: RefusalCode, params?: Record<string, string>) =>
  expect(promise).rejects.toMatchObject({ name: 'Refusal', code, ...(params && { params }) });

/** Does something twenty times at once. @returns what came of each, sorted by whether it worked. */
export async function twenty<T>(act: (index: number) => Promise<T>): Promise<{ done: T[]; refused: unknown[] }> {
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => act(index)));
  return {
    done: all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    refused: all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])),
  };
}
