import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openStore } from '../../../../sandbox/marketplace/market/store.js';
import { accept, receiveWebhooks, sandboxFor } from '../../../support/start-test-sandbox.js';

let dataDir: string;
let hooks: Awaited<ReturnType<typeof receiveWebhooks>>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'baton-sandbox-'));
  hooks = await receiveWebhooks();
});

afterEach(async () => {
  await hooks.close();
  rmSync(dataDir, { recursive: true });
});

describe('the state', () => {
  test('is there after a restart, with the answers to repeats', async () => {
    const first = await sandboxFor(hooks.url, { dataDir });
    const { id } = await first.control('/invitations', { freelancer: 'p_ana' });
    const answer = await (await accept(first.url, id)).json();
    const before = structuredClone(first.state);
    await first.close();
    const second = await sandboxFor(hooks.url, { dataDir });
    expect(second.state.invitations).toEqual(before.invitations);
    const again = await accept(second.url, id);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await again.json()).toEqual(answer);
    expect(second.state.effects).toHaveLength(1);
    await second.close();
  });

  test('takes the agency’s new webhook address after a restart, and keeps the old one without', async () => {
    const first = await sandboxFor(hooks.url, { dataDir });
    await first.close();
    const second = await sandboxFor(undefined, { dataDir });
    expect(second.state.agencies.agency?.webhook?.url).toBe(hooks.url);
    await second.close();
    const third = await sandboxFor('http://127.0.0.1:9/new', { dataDir });
    expect(third.state.agencies.agency?.webhook?.url).toBe('http://127.0.0.1:9/new');
    await third.close();
  });
});

describe('the store', () => {
  test('shares one write among those who ask at once, and leaves no temporary file', async () => {
    const store = openStore(dataDir);
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => {
        store.state.effects.push({ at: '', kind: 'accept', invitationId: String(n), key: '' });
        return store.save();
      }),
    );
    expect(openStore(dataDir).state.effects).toHaveLength(50);
    expect(readdirSync(dataDir)).toEqual(['marketplace.json']);
  });

  test('resolves a save only when what was there before it is on the disk', async () => {
    const store = openStore(dataDir);
    void store.save();
    store.state.holding = true;
    await store.save();
    expect(openStore(dataDir).state.holding).toBe(true);
  });

  test('says when its disk is gone, and goes on when it is back', async () => {
    const store = openStore(join(dataDir, 'gone'));
    rmSync(join(dataDir, 'gone'), { recursive: true });
    await expect(store.save()).rejects.toThrow('ENOENT');
    openStore(join(dataDir, 'gone'));
    await expect(store.save()).resolves.toBeUndefined();
  });
});
