import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What must be the same at the next start, for the data of this one to be of use. */
export interface Keepsakes {
  readonly signingSecret: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly encryptionKey: string;
  readonly marketplaceToken: string;
  /** Taken again when they are free. */
  readonly ports: { readonly bot: number; readonly worker: number; readonly slack: number; readonly sandbox: number };
}

const FILE = 'keepsakes.json';

/** Reads what an earlier start kept, or makes it up and keeps it. Without a folder nothing is kept. */
export function keepsakesIn(dataDir: string | undefined, newPorts: Keepsakes['ports']): Keepsakes {
  if (!dataDir) return newKeepsakes(newPorts);
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as Keepsakes;
  } catch {
    const keepsakes = newKeepsakes(newPorts);
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, FILE), `${JSON.stringify(keepsakes, null, 2)}\n`, { mode: 0o600 });
    return keepsakes;
  }
}

const newKeepsakes = (ports: Keepsakes['ports']): Keepsakes => ({
  signingSecret: randomBytes(16).toString('hex'),
  clientSecret: randomBytes(16).toString('hex'),
  stateSecret: randomBytes(16).toString('hex'),
  encryptionKey: `demo:${randomBytes(32).toString('base64')}`,
  marketplaceToken: randomBytes(16).toString('hex'),
  ports,
});
