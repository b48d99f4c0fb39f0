import type { Ref, Work, Workable } from '../model/outbox-work.js';

/** A port whose documents go from status to status. */
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

/** Adds work to a document without a transition: nothing that is shown changes. Null when it has changed since it was read. */
export const addMissingWork = <Status, Doc extends Workable & { readonly status: Status; readonly revision: number }>(
  port: Advancing<Status, Doc>,
  doc: Doc,
  work: readonly Work[],
): Promise<Doc | null> => port.advance(doc, { from: [doc.status], revision: doc.revision, set: {}, work, raise: 0 });
