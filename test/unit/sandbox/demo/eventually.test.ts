import { describe, expect, test } from '@jest/globals';
import { eventually } from '../../../../sandbox/demo/eventually.js';

describe('eventually', () => {
  test('gives what was found, however many looks it took', async () => {
    let looks = 0;
    expect(await eventually('it is there', async () => (++looks > 2 ? 'found' : undefined))).toBe('found');
    expect(looks).toBe(3);
  });

  test('says what was not seen', async () => {
    const never = eventually('the card is shown', async () => false as const, 30);
    await expect(never).rejects.toThrow('the card is shown');
  });

  test('a look that fails ends it', async () => {
    const broken = eventually('it is there', () => Promise.reject(new Error('MongoDB is away')));
    await expect(broken).rejects.toThrow('MongoDB is away');
  });
});
