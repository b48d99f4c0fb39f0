import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that its owner alone may read. Whoever reads it finds all of it, or what was there before. */
export function writeJson(file: string, content: unknown): void {
  const temporary = `${file}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(temporary, { force: true });
  writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}
