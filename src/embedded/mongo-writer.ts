import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MongoServer } from './mongo-candidates.js';

const FILE = 'writer';

/** Which server wrote the data in this folder; undefined when none did, or when nothing lasts. */
export function writerIn(dataDir: string | undefined): MongoServer | undefined {
  const file = dataDir && join(dataDir, FILE);
  return file && existsSync(file) ? (readFileSync(file, 'utf8').trim() as MongoServer) : undefined;
}

/** Remembers it: one that starts in its place would start with nothing. */
export function noteWriter(dataDir: string | undefined, server: MongoServer | undefined): void {
  if (dataDir && server && !writerIn(dataDir)) writeFileSync(join(dataDir, FILE), `${server}\n`);
}
