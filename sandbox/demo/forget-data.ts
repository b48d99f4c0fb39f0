import { rmSync } from 'node:fs';
import { dropDatabase } from '../services/mongo-ready.js';
import { withDatabase } from './own-database.js';
import { readSavedSecrets, type SavedSecrets } from './saved-secrets.js';

/**
 * Deletes what earlier runs have left, the demo's own database on the MongoDB that the environment names included.
 * @throws Error when that MongoDB does not answer
 */
export async function forgetData(dataDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const database = kept(dataDir)?.database;
  if (env.MONGODB_URI && database) await dropDatabase(withDatabase(env.MONGODB_URI, database));
  rmSync(dataDir, { recursive: true, force: true });
}

/** Whoever starts afresh does not mind that it cannot be read. */
function kept(dataDir: string): SavedSecrets | null {
  try {
    return readSavedSecrets(dataDir);
  } catch {
    return null;
  }
}
