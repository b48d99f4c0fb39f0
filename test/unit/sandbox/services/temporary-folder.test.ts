import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../../../sandbox/services/temporary-folder.js';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});
const keep = (folder: string) => {
  made.push(folder);
  return folder;
};

test('temporary data are in memory where there is room', () => {
  const inMemory = keep(mkdtempSync(join(tmpdir(), 'memory-')));
  const folder = temporaryFolder('server-', { env: {}, inMemory });
  expect(dirname(folder)).toBe(inMemory);
});

test.each([
  ['the system has no such folder', { env: {}, inMemory: '/nowhere' }],
  ['it is full', { env: {}, inMemory: '/proc' }],
  ['another folder is named', { env: { TMPDIR: tmpdir() } }],
])('temporary data are in the system’s folder where %s', (_why, options) => {
  expect(dirname(keep(temporaryFolder('server-', options)))).toBe(tmpdir());
});
