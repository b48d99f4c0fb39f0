import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Json, object, text } from './json.js';

/** A call that changed what Slack shows, with its response. */
export interface JournalEntry {
  readonly team: string;
  readonly method: string;
  readonly args: Json;
  readonly token: string;
  readonly response: Json;
}

/** Persistent log of the calls that the emulator replays after a restart. */
export interface Journal {
  readonly lines: readonly JournalEntry[];
  write(line: JournalEntry): void;
}

const KEPT = new Set([
  'chat.postMessage',
  'chat.update',
  'chat.delete',
  'conversations.open',
  'views.publish',
  'oauth.v2.access',
  'auth.revoke',
  'apps.uninstall',
]);

/**
 * Identifies what an entry changes. Of several updates of a message the last is kept, of several openings of a direct
 * message the first.
 */
function subject({ team, method, args, response }: JournalEntry, index: number): string {
  if (method === 'chat.update') return `${team} ${method} ${text(args.channel)} ${text(args.ts)}`;
  if (method === 'views.publish') return `${team} ${method} ${text(args.user_id)}`;
  if (method === 'conversations.open') return `${team} ${method} ${text(object(response.channel).id)}`;
  return String(index);
}

/** Drops entries that later ones make redundant. */
export function compact(lines: readonly JournalEntry[]): JournalEntry[] {
  const kept = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const about = subject(line, index);
    if (line.method !== 'conversations.open' || !kept.has(about)) kept.set(about, index);
  }
  const place = (line: JournalEntry) => `${line.team} ${text(line.response.channel)} ${text(line.response.ts)}`;
  const deleted = new Set(lines.filter(({ method }) => method === 'chat.delete').map(place));
  return lines.filter(
    (line, index) =>
      kept.get(subject(line, index)) === index && !(line.method.startsWith('chat.') && deleted.has(place(line))),
  );
}

function load(path: string): JournalEntry[] {
  if (!existsSync(path)) return [];
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const lines = compact(whole.map((line) => JSON.parse(line)));
  writeFileSync(`${path}.new`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  renameSync(`${path}.new`, path);
  return lines;
}

/** Opens the journal in a file. Without a path, nothing is persisted. */
export function openJournal(path: string | undefined): Journal {
  if (!path) return { lines: [], write: () => {} };
  mkdirSync(dirname(path), { recursive: true });
  return {
    lines: load(path),
    write: (line) => {
      if (KEPT.has(line.method) && line.response.ok) appendFileSync(path, `${JSON.stringify(line)}\n`);
    },
  };
}
