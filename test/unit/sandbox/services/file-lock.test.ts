import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isStale, withLock } from '../../../../sandbox/services/file-lock.js';

const noSuchProcess = 2 ** 30;
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a lock is stale', () => {
  const now = 1_000_000;
  test.each([
    ['not while its process lives', `${hostname()} ${process.pid} x`, now, false],
    ['when its process is gone', `${hostname()} ${noSuchProcess} x`, now, true],
    ['not when its process is on another machine', `elsewhere ${noSuchProcess} x`, now - 30_000, false],
    ['when another machine has been silent', `elsewhere ${noSuchProcess} x`, now - 61_000, true],
    ['not while it is being written', '', now, false],
  ])('%s', (_name, text, beat, expected) => {
    expect(isStale({ text, beat }, now)).toBe(expected);
  });
});

test('many at once run one after the other, also when they find a dead holder', async () => {
  writeFileSync(path, `${hostname()} ${noSuchProcess} x`);
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside--;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(path, work)));
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('what the work throws is thrown, and the lock is free', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});

test('who has to wait is told once', async () => {
  let told = 0;
  const holder = withLock(path, () => new Promise<void>((resolve) => setTimeout(resolve, 120)));
  await withLock(
    path,
    async () => {},
    () => told++,
  );
  await holder;
  expect(told).toBe(1);
});
