import type { Erasure } from '../domain/model/member/erasure.js';
import { oneOf, pushWork } from './documents.js';
import { inBatches } from './in-batches.js';
import type { Redraw } from './members.js';
import type { Models } from './models.js';

/** Documents that were erased, or some of them. */
interface Erased {
  readonly noun: Erasure['noun'];
  readonly filter: object;
}

/** What a message may be about, as far as it is read here. */
interface Shown {
  readonly id: string;
  readonly inviteId?: string;
  readonly job?: { readonly id: string };
}

const SHOWN = { _id: 0, id: 1, inviteId: 1, 'job.id': 1 } as const;

/** Gives work to every message that was posted and may show what was erased. */
export async function redrawShown(models: Models, tenantId: string, erased: readonly Erased[], redraw: Redraw) {
  const about = await subjectsOf(models, tenantId, erased);
  const messages = new Set<string>();
  for (const [field, ids] of Object.entries(about))
    for (const batch of inBatches([...ids])) {
      const posted = { tenantId, [field]: oneOf(batch), posted: { $exists: true } };
      const found = await models.message.collection.find(posted as never, { projection: { _id: 1 } }).toArray();
      for (const { _id } of found) messages.add(String(_id));
    }
  const changes = [...messages].map((_id, before) => ({
    updateOne: { filter: { _id, tenantId }, update: pushWork([redraw(before)]) },
  }));
  for (const batch of inBatches(changes)) await models.message.collection.bulkWrite(batch as never, { ordered: false });
}

/** What the messages are about: a card also says what became of other invites to a job that was referred. */
async function subjectsOf(models: Models, tenantId: string, erased: readonly Erased[]) {
  const about = { inviteId: new Set<string>(), referralId: new Set<string>(), feedbackId: new Set<string>() };
  const jobs = new Set<string>();
  for (const { noun, filter } of erased)
    for (const { id, inviteId, job } of await shownIn(models, noun, filter)) {
      if (noun === 'invite') about.inviteId.add(id);
      if (noun === 'feedback') about.feedbackId.add(id);
      if (noun === 'relay' && inviteId) about.inviteId.add(inviteId);
      if (noun === 'referral' && job) {
        about.referralId.add(id);
        jobs.add(job.id);
      }
    }
  for (const batch of inBatches([...jobs]))
    for (const { id } of await shownIn(models, 'invite', { tenantId, 'job.id': oneOf(batch) })) about.inviteId.add(id);
  return about;
}

/** No message shows an event. */
const shownIn = async (models: Models, noun: Erasure['noun'], filter: object): Promise<Shown[]> =>
  noun === 'event'
    ? []
    : models[noun].collection.find<Shown>(filter as never, { projection: SHOWN as never }).toArray();
