import { join } from 'node:path';
import { cacheFolder } from './cache.js';

/** Of the crate `secantus-mdb`. */
export const rustVersion = '0.5.3-beta.196';

/** Where `npm run embedded:fast-mongo` puts SecantusDB's Rust server. */
export const rustFolder = (env: NodeJS.ProcessEnv): string => join(cacheFolder(env), `secantus-mdb-${rustVersion}`);

/** The server itself; it may not be there. */
export const rustBinary = (env: NodeJS.ProcessEnv): string => join(rustFolder(env), 'bin', 'secantusd-rs');
