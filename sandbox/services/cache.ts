import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where downloaded and built servers are kept: `BATON_CACHE`, else `baton` in the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.BATON_CACHE) return resolve(env.BATON_CACHE);
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'baton');
}
