import type { Model } from 'mongoose';
import type { MessageKind } from '../domain/message/message.js';
import type { Erase, Somebody } from './members.js';
import type { Models } from './models.js';

type Words = Readonly<Record<string, unknown>>;

/** What is changed where: a filter, and what becomes of the fields. `$[one]` is the entry of `one`'s array that is theirs. */
type Change = readonly [noun: 'invite' | 'referral' | 'relay' | 'event', where: Words, set: Words, unset?: string[]];

const NOTES = ['noteToColleague', 'noteToClient'];
const FACTS = ['email', 'profileUrl', 'title', 'skills'];
const DIGEST: MessageKind = 'digest';

/**
 * Takes somebody's name and words out of what others need to keep: invites, referrals, relays, events and feedback. A
 * message holds ids alone, and tells that its news was posted.
 */
export const eraseFrom =
  (models: Models): Erase =>
  async (tenantId, who) => {
    const theirs = await passedOn(models, tenantId, who);
    for (const [noun, where, set, unset] of [...asMember(who), ...asPerson(who), ...theirs])
      await change(models[noun], { tenantId, ...where }, set, unset ?? [], who);
    await models.feedback.deleteMany({ tenantId, 'from.slackUserId': who.slackUserId });
    await models.message.deleteMany({ tenantId, to: who.slackUserId, kind: DIGEST });
  };

const asMember = ({ slackUserId: id }: Somebody): Change[] => [
  ['referral', { 'from.slackUserId': id }, { 'from.name': '' }, NOTES],
  ['referral', { 'to.slackUserId': id }, { 'to.name': '' }],
  [
    'referral',
    { 'to.slackUserId': id, 'to.target.by': { $ne: 'person' } },
    { 'to.target': { by: 'email', email: '' } },
  ],
  ['referral', { 'actedBy.slackUserId': id }, { 'actedBy.name': '' }],
  ['referral', { 'chain.slackUserId': id }, { 'chain.$[one].name': '' }],
  ['invite', { 'chain.slackUserId': id }, { 'chain.$[one].name': '' }],
  [
    'invite',
    { 'invitee.slackUserId': id },
    { 'invitee.person.name': '' },
    FACTS.map((name) => `invitee.person.${name}`),
  ],
  ['invite', { 'decision.by': id }, { 'decision.byName': '' }, ['decision.messageToClient']],
  ['invite', { 'decision.onBehalfOf.slackUserId': id }, { 'decision.onBehalfOf.name': '' }],
  ['relay', { 'from.slackUserId': id }, { 'from.name': '' }, NOTES],
  ['relay', { 'asks.slackUserId': id }, { 'asks.$[one].name': '' }],
];

const asPerson = ({ personId }: Somebody): Change[] =>
  personId === undefined
    ? []
    : [
        [
          'invite',
          { 'invitee.person.id': personId },
          { 'invitee.person.name': '' },
          FACTS.map((name) => `invitee.person.${name}`),
        ],
        [
          'event',
          { 'data.freelancer.id': personId },
          { 'data.freelancer.name': '' },
          FACTS.map((name) => `data.freelancer.${name}`),
        ],
      ];

/** What colleagues got from them: the invites, and the events that brought those. */
async function passedOn({ referral }: Models, tenantId: string, { slackUserId }: Somebody): Promise<Change[]> {
  const sent = await referral
    .find({ tenantId, 'from.slackUserId': slackUserId }, { _id: 0, id: 1, externalInviteId: 1 })
    .lean<{ id: string; externalInviteId: string }[]>();
  return inBatches(sent).flatMap((batch): Change[] => [
    [
      'invite',
      { 'referredIn.referralId': { $in: batch.map(({ id }) => id) } },
      { 'referredIn.byName': '' },
      ['referredIn.note'],
    ],
    [
      'event',
      { 'data.referral.fromInvitationId': { $in: batch.map(({ externalInviteId }) => externalInviteId) } },
      { 'data.referral.referredBy.name': '' },
      ['data.referral.message'],
    ],
  ]);
}

const BATCH = 1_000;

const inBatches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH));

async function change(
  // biome-ignore lint/suspicious/noExplicitAny: the filters name fields within documents of several collections
  model: Model<any>,
  where: Words,
  $set: Words,
  unset: readonly string[],
  { slackUserId }: Somebody,
): Promise<void> {
  const $unset = Object.fromEntries(unset.map((field) => [field, '']));
  const inArray = Object.keys($set).some((field) => field.includes('$[one]'));
  const update = { $set, ...(unset.length > 0 && { $unset }) };
  const options = inArray ? { arrayFilters: [{ 'one.slackUserId': slackUserId }] } : {};
  await model.collection.updateMany(where, update, options);
}
