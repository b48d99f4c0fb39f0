import { Duplicate } from '../../../src/domain/model/errors.js';
import type { HistoryLine } from '../../../src/domain/model/history-line.js';
import type { Ref, Work, Workable } from '../../../src/domain/model/outbox-work.js';
import { KEPT } from '../../../src/domain/model/stored-size-limits.js';
import type { Transition } from '../../../src/domain/ports.js';
import { frozen } from './copy.js';
import { keyOf, type Tables } from './store.js';

interface Stateful extends Workable {
  readonly status: string;
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}

/** Adds a copy of the document. @throws Duplicate when its key is taken. */
export function insert<Doc extends { tenantId: string; id: string }>(table: Map<string, Doc>, doc: Doc): void {
  const key = keyOf(doc.tenantId, doc.id);
  if (table.has(key)) throw new Duplicate(key);
  table.set(key, frozen(doc));
}

export const find = <Doc>(table: Map<string, Doc>, ref: Ref): Doc | null =>
  table.get(keyOf(ref.tenantId, ref.id)) ?? null;

/** Replaces the document by what `change` makes of it; null when it is not there. */
export function update<Doc>(table: Map<string, Doc>, ref: Ref, change: (doc: Doc) => Doc): Doc | null {
  const doc = find(table, ref);
  if (!doc) return null;
  const next = frozen(change(doc));
  table.set(keyOf(ref.tenantId, ref.id), next);
  return next;
}

export const withWork = <Doc extends Workable>(doc: Doc, work: readonly Work[]): Doc => ({
  ...doc,
  work: [...doc.work, ...work],
});

/** The history with one more line, of which the latest are kept. */
export const withLine = (history: readonly HistoryLine[], line: HistoryLine): HistoryLine[] =>
  [...history, line].slice(-KEPT.history);

/** The document after the transition, or null when it is not in one of its `from` states or has another revision. */
export function advance<Status extends string, Doc extends Stateful & { status: Status }>(
  table: Map<string, Doc>,
  ref: Ref,
  transition: Transition<Status, Doc>,
  allowed: (doc: Doc) => boolean = () => true,
): Doc | null {
  const doc = find(table, ref);
  if (!doc || !transition.from.includes(doc.status) || !allowed(doc)) return null;
  if (transition.revision !== undefined && transition.revision !== doc.revision) return null;
  return update(table, ref, (found) => {
    const ended = new Set(transition.ends?.map(({ id }) => id));
    const left = { ...found, work: found.work.filter(({ id }) => !ended.has(id)) };
    const next = { ...withWork(left, transition.work), ...transition.set };
    for (const field of transition.unset ?? []) delete next[field];
    const history = transition.line ? withLine(found.history, transition.line) : found.history;
    return { ...next, revision: found.revision + (transition.raise ?? 1), history };
  });
}

/** The document as a write returns it: with the leases of its work. */
export function withLeases<Doc extends Workable>({ hold }: Tables, doc: Doc | null): Doc | null {
  const withLease = ({ leasedUntil: written, ...item }: Work): Work => {
    const leasedUntil = hold.has(item.id) ? hold.get(item.id)?.leased : written;
    return leasedUntil && leasedUntil > item.at ? { ...item, leasedUntil } : item;
  };
  return doc && { ...doc, work: doc.work.map(withLease) };
}

/** The newest first, by the date that `of` names. */
export const newestFirst = <Doc>(docs: Iterable<Doc>, of: (doc: Doc) => Date): Doc[] =>
  [...docs].sort((a, b) => of(b).getTime() - of(a).getTime());
