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

/** How each server is had. */
const WAYS: Readonly<Record<MongoServer, { readonly name: string; readonly way: string }>> = {
  mongod: { name: 'mongod', way: 'put mongod on PATH, or let its download host be reached' },
  'secantus-rs': { name: 'SecantusDB (Rust)', way: 'build it with `npm run embedded:fast-mongo`' },
  'secantus-py': { name: 'SecantusDB (Python)', way: 'put Python 3.10 or newer with its venv module on PATH' },
};

/** What to do when the one server that can read the data does not start. */
export const helpFor = (writer: MongoServer, dataDir: string): string =>
  `${WAYS[writer].name} wrote the data in ${dataDir}, and no other server reads them: ${WAYS[writer].way}; or forget them with \`npm run demo -- --fresh\`, or set MONGODB_URI.`;
