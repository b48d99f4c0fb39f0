import type { Ref, Work, Workable } from '../model/outbox-work.js';

/** A port whose documents have a status that changes by conditional updates. */
export interface Advancing<Status, Doc> {
  advance(
    ref: Ref,
    change: {
      readonly from: readonly Status[];
      readonly revision: number;
      readonly set: Record<never, never>;
      readonly work: readonly Work[];
      readonly raise: 0;
    },
  ): Promise<Doc | null>;
}

/** Adds work to a document without changing its status. Null when the document has changed since it was read. */
export const addMissingWork = <Status, Doc extends Workable & { readonly status: Status; readonly revision: number }>(
  port: Advancing<Status, Doc>,
  doc: Doc,
  work: readonly Work[],
): Promise<Doc | null> => port.advance(doc, { from: [doc.status], revision: doc.revision, set: {}, work, raise: 0 });
