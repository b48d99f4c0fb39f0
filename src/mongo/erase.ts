import type { Model } from 'mongoose';
import { DELETIONS, ERASURES, type Erasure, type Named } from '../domain/model/member/erasure.js';
import { oneOf } from './documents.js';
import { inBatches } from './in-batches.js';
import type { Erase, Somebody } from './members.js';
import type { Models } from './models.js';
import { redrawShown } from './redraw.js';

/** Takes somebody's name and words out of what others need to keep, as `ERASURES` says, and out of what shows it. */
export const eraseFrom =
  (models: Models): Erase =>
  async (tenantId, who, redraw) => {
    const ids = await idsOf(models, tenantId, who);
    const theirs = ERASURES.flatMap((erasure) =>
      inBatches(ids[erasure.names]).map((batch) => ({ erasure, filter: filterOf(tenantId, erasure, batch), batch })),
    );
    for (const { erasure, filter, batch } of theirs) await change(models[erasure.noun], filter, erasure, batch);
    for (const { noun, field, only } of DELETIONS) {
      const { collection } = models[noun];
      await collection.deleteMany({ tenantId, [field]: who.slackUserId, ...only });
    }
    const erased = theirs.map(({ erasure: { noun }, filter }) => ({ noun, filter }));
    await redrawShown(models, tenantId, erased, redraw);
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

/** The documents that are theirs: they stay so when they are erased. */
const filterOf = (tenantId: string, { field, each, only }: Erasure, ids: readonly string[]) => ({
  tenantId,
  [each ? `${each}.${field}` : field]: oneOf(ids),
  ...only,
});

/** `$[one]` is the entry of a list that is theirs. */
async function change(
  // biome-ignore lint/suspicious/noExplicitAny: the filters name fields within documents of several collections
  model: Model<any>,
  filter: object,
  { field, each, blank, remove = [] }: Erasure,
  ids: readonly string[],
): Promise<void> {
  const changed = (name: string) => [each ? `${each}.$[one].${name}` : name, ''];
  const $unset = Object.fromEntries(remove.map(changed));
  await model.collection.updateMany(
    filter,
    { $set: Object.fromEntries(blank.map(changed)), ...(remove.length > 0 && { $unset }) },
    each ? { arrayFilters: [{ [`one.${field}`]: oneOf(ids) }] } : {},
  );
}
