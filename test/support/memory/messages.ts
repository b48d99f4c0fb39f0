import type { Message, Place } from '../../../src/domain/model/message/message.js';
import type { Messages, MessageWish } from '../../../src/domain/ports.js';
import { find, insert, update, withLeases, withWork } from './documents.js';
import type { Store, Tables } from './store.js';

const unposted = ({ posted: _, attemptedAt: __, shown: ___, told: ____, ...message }: Message): Message => message;

const standsAt = ({ posted }: Message, { channel, ts }: Place): boolean =>
  posted?.channel === channel && posted.ts === ts;

type Heard = Pick<Message, 'tenantId' | 'referralId' | 'to'>;

const directNews = (all: Iterable<Message>, { tenantId, referralId, to }: Heard): Message | null =>
  [...all].find((one) => one.direct && one.tenantId === tenantId && one.referralId === referralId && one.to === to) ??
  null;

function ensure(tables: Tables, { message, work }: MessageWish): Message | null {
  const found = find(tables.message, message);
  if (found && found.wanted >= message.wanted) return null;
  if (!found) insert(tables.message, { ...message, work: [] });
  const raised = update(tables.message, message, (one) => ({ ...withWork(one, work), wanted: message.wanted }));
  return withLeases(tables, raised);
}

export const memoryMessages = ({ run }: Store): Messages => ({
  ensure: (message, work) => run((tables) => ensure(tables, { message, work })),
  ensureAll: (wishes) => run((tables) => wishes.map((wish) => ensure(tables, wish))),
  get: (ref) => run((tables) => find(tables.message, ref)),
  cardsOf: (tenantId, ...inviteIds) =>
    run(({ message }) => {
      const isTheirs = ({ inviteId }: Message) => inviteId !== undefined && inviteIds.includes(inviteId);
      const mine = [...message.values()].filter((one) => one.tenantId === tenantId && one.kind === 'invite-card');
      return mine.filter(isTheirs);
    }),
  nudgesOf: (tenantId, inviteId, kind) =>
    run(({ message }) =>
      [...message.values()].filter(
        (one) => one.tenantId === tenantId && one.inviteId === inviteId && one.kind === kind,
      ),
    ),
  directNews: ({ tenantId, id }, to) =>
    run(({ message }) => directNews(message.values(), { tenantId, referralId: id, to })),
  claimDirect: (ref) =>
    run((tables) => {
      const found = find(tables.message, ref);
      const holder = found && directNews(tables.message.values(), found);
      if (holder && holder.id !== ref.id) return false;
      return update(tables.message, ref, (one) => ({ ...one, direct: true as const })) !== null;
    }),
  posted: (ref, posted) =>
    run((tables) => update(tables.message, ref, (one) => ({ ...one, posted: one.posted ?? posted }))?.posted ?? null),
  deleted: (ref, place) =>
    run((tables) => void update(tables.message, ref, (one) => (standsAt(one, place) ? unposted(one) : one))),
  locked: (ref, place) =>
    run((tables) => {
      const replaced = (one: Message) => ({ ...unposted(one), replaces: place });
      update(tables.message, ref, (one) => (standsAt(one, place) ? replaced(one) : one));
    }),
});
