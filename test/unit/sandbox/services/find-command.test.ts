import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cacheFolder } from '../../../../sandbox/services/install-python-server.js';
import { which } from '../../../../sandbox/services/run-command.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-find-'));
  for (const name of ['program', 'text']) writeFileSync(join(folder, name), '');
  chmodSync(join(folder, 'program'), 0o755);
  mkdirSync(join(folder, 'directory'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('which', () => {
  test.each([
    ['a program', ['program'], true],
    ['the second choice', ['absent', 'program'], true],
    ['nothing', ['absent'], false],
    ['not a file that is no program', ['text'], false],
    ['not a folder', ['directory'], false],
  ])('finds %s', (_name, commands, found) => {
    expect(which({ PATH: `/nowhere:${folder}` }, ...commands)).toBe(found ? join(folder, 'program') : undefined);
  });

  test('finds nothing without a PATH', () => expect(which({}, 'program')).toBeUndefined());
});

test.each([
  [{ BATON_CACHE: '/b', XDG_CACHE_HOME: '/x', HOME: '/h' }, '/b'],
  [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/baton'],
  [{ HOME: '/h' }, '/h/.cache/baton'],
])('the cache of %j is %s', (env, expected) => {
  expect(cacheFolder(env)).toBe(expected);
});
