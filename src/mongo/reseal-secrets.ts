import { type AnyModel, driverCollection } from './collection.js';
import type { Secretbox } from './secretbox.js';

/** A collection with sealed secrets, the name of their kind, and the context for which they are sealed. */
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
  /** The reason in words, with the id of the key that sealed it. */
  readonly why: string;
}

/** The result of resealing all secrets. */
export interface Resealed {
  /** Number of secrets that an older key had sealed. */
  readonly count: number;
  /** The secrets that no key opens; they stay unchanged. */
  readonly unopened: readonly Unopened[];
}

/**
 * Seals all secrets of older keys under the newest key. Skips a secret that changes meanwhile, since it was sealed with
 * the newest key. Skips and reports one that no key opens.
 */
export async function resealSecrets(sealings: readonly Sealing[], box: Secretbox): Promise<Resealed> {
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

/** Lists the secrets that none of the given keys opens. Changes nothing. */
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
