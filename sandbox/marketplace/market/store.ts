import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyState, type State } from './state.js';

/** The state and its persistence. */
export interface Store {
  readonly state: State;
  /** Saves the state. Once it resolves, all earlier changes survive a kill. */
  save(): Promise<void>;
}

/** Opens the state in `marketplace.json` in `dataDir`; without `dataDir`, in memory only. */
export function openStore(dataDir?: string): Store {
  if (!dataDir) return { state: emptyState(), save: async () => {} };
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'marketplace.json');
  const state = load(file);
  return { state, save: grouped(() => write(dataDir, file, JSON.stringify(state))) };
}

function load(file: string): State {
  try {
    return { ...emptyState(), ...(JSON.parse(readFileSync(file, 'utf8')) as State) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
}

/** Combines all saves requested during a write into one. */
function grouped(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        running = write();
        return running;
      });
    return next;
  };
}

async function write(dir: string, file: string, text: string) {
  const temporary = await open(`${file}.tmp`, 'w');
  try {
    await temporary.writeFile(text);
    await temporary.sync();
  } finally {
    await temporary.close();
  }
  await rename(`${file}.tmp`, file);
  await syncDirectory(dir);
}

async function syncDirectory(dir: string) {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
