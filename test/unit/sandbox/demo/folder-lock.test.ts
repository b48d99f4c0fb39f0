import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withFolderLock } from '../../../../sandbox/demo/folder-lock.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-alone-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a second one is told where the first is, at once, and does nothing', async () => {
  let did = false;
  const first = withFolderLock(folder, async () => {
    writeFileSync(join(folder, 'demo.json'), '{\n  "app": {\n    "url": "http://127.0.0.1:4000",');
    const second = withFolderLock(folder, async () => {
      did = true;
    });
    await expect(second).rejects.toThrow(`in process ${process.pid}: Baton is at http://127.0.0.1:4000`);
    return 'done';
  });
  expect(await first).toBe('done');
  expect(did).toBe(false);
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

test('one that is not up yet is known too, and one after another is fine', async () => {
  await withFolderLock(folder, async () => {
    await expect(withFolderLock(folder, async () => {})).rejects.toThrow('starting or ending');
  });
  expect(await withFolderLock(folder, async () => 1)).toBe(1);
});
