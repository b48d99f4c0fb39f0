import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Mongoose } from 'mongoose';
import { deleteEarlierData } from '../../../../sandbox/demo/delete-earlier-data.js';
import { demoDatabaseUri } from '../../../../sandbox/demo/demo-database-uri.js';
import { loadOrCreateSecrets } from '../../../../sandbox/demo/saved-secrets.js';
import { freshUris } from '../../../support/fresh-uris.js';

const PORTS = { bot: 1, worker: 2, slack: 3, sandbox: 4, page: 5 };

test('the folder goes, and on a MongoDB that runs elsewhere the demo’s own database and no other', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-forget-'));
  const { mongo: named } = freshUris();
  const own = demoDatabaseUri(named, loadOrCreateSecrets(dataDir, PORTS).database);
  const [mine, theirs] = await Promise.all([own, named].map((uri) => new Mongoose().createConnection(uri).asPromise()));
  for (const connection of [mine, theirs]) await connection?.collection('things').insertOne({ here: true });
  await deleteEarlierData(dataDir, { MONGODB_URI: named });
  expect(existsSync(dataDir)).toBe(false);
  expect(await mine?.collection('things').countDocuments()).toBe(0);
  expect(await theirs?.collection('things').countDocuments()).toBe(1);
  await theirs?.dropDatabase();
  await Promise.all([mine?.close(), theirs?.close()]);
});

test('what cannot be read is forgotten too', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-forget-'));
  writeFileSync(join(dataDir, 'keepsakes.json'), '{');
  await deleteEarlierData(dataDir, { MONGODB_URI: 'mongodb://127.0.0.1:9' });
  expect(existsSync(dataDir)).toBe(false);
});
