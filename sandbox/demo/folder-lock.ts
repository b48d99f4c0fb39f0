import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../services/file-lock.js';

/**
 * Runs `work` while no other demo uses this folder. A demo that was killed does not count.
 * @throws Error that names the other demo's process and what to do
 */
export const withFolderLock = <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  const lock = join(folder, 'lock');
  return withLock(lock, work, () => {
    throw new Error(`${otherIn(folder, lock)}\nIf no demo runs, delete ${lock}.`);
  });
};

function otherIn(folder: string, lock: string): string {
  const [, pid = 'unknown'] = read(lock).split(' ');
  const url = /"url": "([^"]+)"/.exec(read(join(folder, 'demo.json')))?.[1];
  const where = url ? `Baton is at ${url}, and ${join(folder, 'demo.json')} has the rest` : 'it is starting or ending';
  return `A demo runs here already, in process ${pid}: ${where}.
Play on that one, end it with Ctrl-C or \`kill ${pid}\`, or start this one from a copy of the folder.`;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
