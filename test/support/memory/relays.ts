import { Duplicate } from '../../../src/domain/model/errors.js';
import type { Relays } from '../../../src/domain/ports.js';
import { advance, find, insert, newestFirst, withLeases } from './documents.js';
import type { Store, Tables } from './store.js';

const ofInvite = ({ relay }: Tables, tenantId: string, inviteId: string) =>
  newestFirst(
    [...relay.values()].filter((one) => one.tenantId === tenantId && one.inviteId === inviteId),
    (one) => one.createdAt,
  );

export const memoryRelays = ({ run }: Store): Relays => ({
  insert: (relay) =>
    run((tables) => {
      const asking = ofInvite(tables, relay.tenantId, relay.inviteId).some(({ status }) => status === 'asking');
      if (asking && relay.status === 'asking') throw new Duplicate(relay.inviteId);
      insert(tables.relay, relay);
    }),
  get: (ref) => run(({ relay }) => find(relay, ref)),
  ofInvite: (tenantId, inviteId) => run((tables) => ofInvite(tables, tenantId, inviteId)[0] ?? null),
  ofInvites: (tenantId, inviteIds) =>
    run((tables) => [...new Set(inviteIds)].flatMap((id) => ofInvite(tables, tenantId, id).slice(0, 1))),
  advance: (ref, transition) => run((tables) => withLeases(tables, advance(tables.relay, ref, transition))),
});
