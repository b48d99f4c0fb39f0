import { rmSync } from 'node:fs';
import { dropDatabase } from '../services/mongo-ready.js';
import { demoDatabaseUri } from './demo-database-uri.js';
import { readSavedSecrets, type SavedSecrets } from './saved-secrets.js';

/**
 * Deletes the data of earlier runs, including the demo's own database on a MongoDB that the environment names.
 * @throws Error when that MongoDB does not answer
 */
export async function deleteEarlierData(dataDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const database = kept(dataDir)?.database;
  if (env.MONGODB_URI && database) await dropDatabase(demoDatabaseUri(env.MONGODB_URI, database));
  rmSync(dataDir, { recursive: true, force: true });
}

/** Reads the saved secrets; null when they are missing or unreadable. */
function kept(dataDir: string): SavedSecrets | null {
  try {
    return readSavedSecrets(dataDir);
  } catch {
    return null;
  }
}
