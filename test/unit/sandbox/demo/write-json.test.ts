import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { writeJson } from '../../../../sandbox/demo/write-json.js';

const root = mkdtempSync(join(tmpdir(), 'baton-write-'));
afterAll(() => rmSync(root, { recursive: true }));

test('whoever has the old file open still has all of it; the new one is its owner’s alone', () => {
  const folder = join(root, 'new');
  const file = join(folder, 'demo.json');
  writeJson(file, { old: true });
  const before = statSync(file).ino;
  writeFileSync(`${file}.tmp`, 'left by a kill', { mode: 0o644 });
  writeJson(file, { old: false });
  expect(statSync(file).ino).not.toBe(before);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ old: false });
  expect(readdirSync(folder)).toEqual(['demo.json']);
});
