// Plain JS without dependencies: the bootstrap needs it before anything is installed.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

function nearest(folder) {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

/**
 * Makes sure that a folder exists and is writable.
 * @param {string} folder
 * @param {string} use what the folder is for, as the start of a sentence, such as `Packages go`
 * @param {string} advice what to do when the folder is not writable
 * @throws Error made of `use`, the folder and `advice`
 */
export function requireWritable(folder, use, advice) {
  try {
    accessSync(nearest(folder), constants.W_OK);
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Error(`${use} into ${folder}, which cannot be written (${error.code}): ${advice}`, { cause: error });
  }
}
