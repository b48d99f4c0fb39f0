import { type AnyModel, driverCollection } from './collection.js';
import type { Secretbox } from './secretbox.js';

/** A collection whose documents have sealed secrets, what it is called, and what its secrets are sealed for. */
export interface Sealing {
  readonly model: AnyModel;
  readonly what: Unopened['what'];
  sealedFor(tenantId: string): string;
}

interface SealedDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly sealed: string;
}

/** A secret that none of the given keys opens. */
export interface Unopened {
  readonly tenantId: string;
  readonly what: 'Slack token' | 'marketplace token';
  /** In words, with the id of the key that sealed it. */
  readonly why: string;
}

/** The result of resealing all secrets. */
export interface Resealed {
  /** How many an older key had sealed. */
  readonly count: number;
  /** Those that stay as they are, for no key opens them. */
  readonly unopened: readonly Unopened[];
}

/**
 * Seals under the newest key whatever an older one sealed. A secret that changes meanwhile is left alone: it was
 * sealed with the newest key. One that does not open is left alone too, and named.
 */
export async function reseal(sealings: readonly Sealing[], box: Secretbox): Promise<Resealed> {
  let count = 0;
  const unopened: Unopened[] = [];
  for await (const { model, sealedFor, what, _id, tenantId, sealed } of allOf(sealings)) {
    const context = sealedFor(tenantId);
    const { text, why } = tryOpen(box, sealed, context);
    if (text === undefined) unopened.push({ tenantId, what, why });
    else if (!box.isCurrent(sealed)) {
      const anew = { $set: { sealed: box.seal(text, context) } };
      count += (await driverCollection(model).updateOne({ _id, tenantId, sealed }, anew)).modifiedCount;
    }
  }
  return { count, unopened };
}

/** The secrets that none of the given keys opens. Changes nothing. */
export async function findUnopened(sealings: readonly Sealing[], box: Secretbox): Promise<Unopened[]> {
  const unopened: Unopened[] = [];
  for await (const { sealedFor, what, tenantId, sealed } of allOf(sealings)) {
    const { text, why } = tryOpen(box, sealed, sealedFor(tenantId));
    if (text === undefined) unopened.push({ tenantId, what, why });
  }
  return unopened;
}

async function* allOf(sealings: readonly Sealing[]) {
  for (const sealing of sealings)
    for await (const doc of driverCollection(sealing.model).find<SealedDocument>({})) yield { ...sealing, ...doc };
}

function tryOpen(box: Secretbox, sealed: string, context: string): { text?: string; why: string } {
  try {
    return { text: box.open(sealed, context), why: '' };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
