import type { Model } from 'mongoose';
import { DELETIONS, ERASURES, type Erasure, type Named } from '../domain/member/erasure.js';
import { oneOf } from './documents.js';
import type { Erase, Somebody } from './members.js';
import type { Models } from './models.js';

/** Takes somebody's name and words out of what others need to keep, as `ERASURES` says. */
export const eraseFrom =
  (models: Models): Erase =>
  async (tenantId, who) => {
    const ids = await idsOf(models, tenantId, who);
    for (const erasure of ERASURES)
      for (const batch of inBatches(ids[erasure.names])) await change(models[erasure.noun], tenantId, erasure, batch);
    for (const { noun, field, only } of DELETIONS) {
      const { collection } = models[noun];
      await collection.deleteMany({ tenantId, [field]: who.slackUserId, ...only });
    }
  };

/** What names them. What colleagues got from them is told by the referrals that they sent. */
async function idsOf(
  { referral }: Models,
  tenantId: string,
  { slackUserId, personId }: Somebody,
): Promise<Record<Named, readonly string[]>> {
  const sent = await referral
    .find({ tenantId, 'from.slackUserId': slackUserId }, { _id: 0, id: 1, externalInviteId: 1 })
    .lean<{ id: string; externalInviteId: string }[]>();
  return {
    member: [slackUserId],
    person: personId === undefined ? [] : [personId],
    referral: sent.map(({ id }) => id),
    invitation: sent.map(({ externalInviteId }) => externalInviteId),
  };
}

const BATCH = 1_000;

const inBatches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH));

/** `$[one]` is the entry of a list that is theirs. */
async function change(
  // biome-ignore lint/suspicious/noExplicitAny: the filters name fields within documents of several collections
  model: Model<any>,
  tenantId: string,
  { field, each, only, blank, remove = [] }: Erasure,
  ids: readonly string[],
): Promise<void> {
  const theirs = oneOf(ids);
  const changed = (name: string) => [each ? `${each}.$[one].${name}` : name, ''];
  const $unset = Object.fromEntries(remove.map(changed));
  await model.collection.updateMany(
    { tenantId, [each ? `${each}.${field}` : field]: theirs, ...only },
    { $set: Object.fromEntries(blank.map(changed)), ...(remove.length > 0 && { $unset }) },
    each ? { arrayFilters: [{ [`one.${field}`]: theirs }] } : {},
  );
}
