import type { Model } from 'mongoose';
import type { Erase } from './members.js';
import type { Models } from './models.js';

/** Takes a member's name and words out of what others need to keep: invites, referrals, relays and feedback. */
export const eraseFrom =
  ({ invite, referral, relay, feedback, message }: Models): Erase =>
  async (tenantId, slackUserId) => {
    const words = { noteToColleague: '', noteToClient: '' };
    await change(referral, { tenantId, 'from.slackUserId': slackUserId }, { 'from.name': '' }, words);
    await change(referral, { tenantId, 'to.slackUserId': slackUserId }, { 'to.name': '' });
    await change(
      invite,
      { tenantId, 'invitee.slackUserId': slackUserId },
      { 'invitee.person.name': '' },
      {
        'invitee.person.email': '',
        'invitee.person.profileUrl': '',
      },
    );
    await change(
      invite,
      { tenantId, 'decision.by': slackUserId },
      { 'decision.byName': '' },
      { 'decision.messageToClient': '' },
    );
    await change(relay, { tenantId, 'from.slackUserId': slackUserId }, { 'from.name': '' }, words);
    await feedback.deleteMany({ tenantId, 'from.slackUserId': slackUserId });
    await message.deleteMany({ tenantId, to: slackUserId, kind: { $in: ['digest', 'referral-news', 'relay-news'] } });
  };

// biome-ignore lint/suspicious/noExplicitAny: the filters name fields within documents of several collections
async function change(model: Model<any>, filter: object, set: object, unset: object = {}): Promise<void> {
  await model.collection.updateMany(filter, {
    $set: set,
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
  });
}
