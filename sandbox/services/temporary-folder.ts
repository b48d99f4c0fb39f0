import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder in memory on Linux. */
const IN_MEMORY = '/dev/shm';

/** Free bytes that a folder in memory must have: a container's default of 64 MiB is too little. */
const ENOUGH = 2 * 1024 ** 3;

/** Settings of temporary folders. */
export interface TemporaryFolderOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Default: `/dev/shm`. */
  readonly inMemory?: string;
}

/**
 * Makes a folder for data that are deleted with their server: in memory where there is room, so that no write waits for
 * a disk, or else in the system's temporary folder. `TMPDIR` wins.
 */
export function temporaryFolder(prefix: string, { env, inMemory = IN_MEMORY }: TemporaryFolderOptions): string {
  return mkdtempSync(join(!env.TMPDIR && hasRoom(inMemory) ? inMemory : tmpdir(), prefix));
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false;
  }
}
