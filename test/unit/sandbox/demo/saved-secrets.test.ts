import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadOrCreateSecrets } from '../../../../sandbox/demo/saved-secrets.js';

const PORTS = { bot: 1, worker: 2, slack: 3, sandbox: 4, page: 5 };
const root = await mkdtemp(join(tmpdir(), 'baton-secrets-'));
afterAll(() => rm(root, { recursive: true }));

describe('secrets', () => {
  test('are the same at the next start, ports too', () => {
    const folder = join(root, 'kept');
    const first = loadOrCreateSecrets(folder, PORTS);
    expect(loadOrCreateSecrets(folder, { ...PORTS, bot: 9 })).toEqual(first);
  });

  test('that an older demo kept are completed, for good', async () => {
    const folder = join(root, 'older');
    const { database, ...older } = loadOrCreateSecrets(folder, PORTS);
    await writeFile(join(folder, 'keepsakes.json'), JSON.stringify(older));
    const completed = loadOrCreateSecrets(folder, PORTS);
    expect(completed).toEqual({ ...older, database: expect.stringMatching(/^baton-demo-[0-9a-f]{8}$/) });
    expect(completed.database).not.toBe(database);
    expect(loadOrCreateSecrets(folder, PORTS)).toEqual(completed);
  });

  test('that cannot be read are not replaced: the data need them', async () => {
    const folder = join(root, 'torn');
    loadOrCreateSecrets(folder, PORTS);
    await writeFile(join(folder, 'keepsakes.json'), '{');
    expect(() => loadOrCreateSecrets(folder, PORTS)).toThrow('--fresh');
    expect(await readFile(join(folder, 'keepsakes.json'), 'utf8')).toBe('{');
  });

  test('are readable by their owner alone, for they hold secrets', async () => {
    const folder = join(root, 'private');
    loadOrCreateSecrets(folder, PORTS);
    expect((await stat(join(folder, 'keepsakes.json'))).mode & 0o777).toBe(0o600);
  });

  test('without a folder every start has its own', () => {
    expect(loadOrCreateSecrets(undefined, PORTS).signingSecret).not.toBe(
      loadOrCreateSecrets(undefined, PORTS).signingSecret,
    );
  });
});
