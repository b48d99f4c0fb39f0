import { expect } from '@jest/globals';
import type { RefusalCode } from '../../src/domain/model/errors.js';

/** Expects the promise to be rejected with a Refusal of this code and, where given, with these parameters. */
export const expectRefusal = (promise: Promise<unknown>, code: RefusalCode, params?: Record<string, string>) =>
  expect(promise).rejects.toMatchObject({ name: 'Refusal', code, ...(params && { params }) });

/** Runs `doing` twenty times at once. @returns the outcomes, sorted by whether they succeeded. */
export async function twenty<T>(act: (index: number) => Promise<T>): Promise<{ done: T[]; refused: unknown[] }> {
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => act(index)));
  return {
    done: all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    refused: all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])),
  };
}
