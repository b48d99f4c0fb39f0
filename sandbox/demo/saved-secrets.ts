import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeJson } from './write-json.js';

/** Secrets and ports that have to stay the same for the data of earlier runs to be usable. */
export interface SavedSecrets {
  readonly signingSecret: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly encryptionKey: string;
  readonly marketplaceToken: string;
  /** Name of the demo's own database on a MongoDB that runs elsewhere. */
  readonly database: string;
  /** Ports to use again if they are free. */
  readonly ports: Readonly<Record<'bot' | 'worker' | 'slack' | 'sandbox' | 'page', number>>;
}

/** Never rename this file: the data of earlier runs cannot be read without it. */
const FILE = 'keepsakes.json';

/** Reads the secrets of an earlier run; null when there are none. @throws Error when the file is not readable */
export function readSavedSecrets(dataDir: string): SavedSecrets | null {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SavedSecrets;
  } catch (cause) {
    throw new Error(`${file} cannot be read; without its keys the data are of no use: start over with --fresh.`, {
      cause,
    });
  }
}

/** Reads the secrets of an earlier run, or creates and saves new ones. Without a folder, nothing is saved. */
export function loadOrCreateSecrets(dataDir: string | undefined, newPorts: SavedSecrets['ports']): SavedSecrets {
  const made = newSecrets(newPorts);
  if (!dataDir) return made;
  const saved = readSavedSecrets(dataDir);
  const secrets = { ...made, ...saved, ports: { ...made.ports, ...saved?.ports } };
  writeJson(join(dataDir, FILE), secrets);
  return secrets;
}

const newSecrets = (ports: SavedSecrets['ports']): SavedSecrets => ({
  signingSecret: randomBytes(16).toString('hex'),
  clientSecret: randomBytes(16).toString('hex'),
  stateSecret: randomBytes(16).toString('hex'),
  encryptionKey: `demo:${randomBytes(32).toString('base64')}`,
  marketplaceToken: randomBytes(16).toString('hex'),
  database: `baton-demo-${randomBytes(4).toString('hex')}`,
  ports,
});
