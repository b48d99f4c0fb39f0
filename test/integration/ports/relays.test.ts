import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import type { Relay } from '../../../src/domain/model/relay/relay.js';
import { buildRelay, nextId } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const line = { at: START, who: 'UBEN', what: 'yes', through: 'slack' } as const;
const end = { from: ['asking'], set: { status: 'exhausted' }, line, work: [] } as const;

portSuite('relays', (open) => {
  const stored = async (given: Partial<Relay> = {}) => {
    const relay = buildRelay({ tenantId: nextId('T'), ...given });
    await open().relays.insert(relay);
    return relay;
  };

  test('come back as they were inserted', async () => {
    const relay = await stored({ noteToColleague: 'שלום 👋', work: [todo('advance-relay', START)] });
    expect(await open().relays.get(relay)).toStrictEqual(relay);
    expect(await open().relays.get({ ...relay, id: 'another' })).toBeNull();
    expect(await open().relays.get({ ...relay, tenantId: nextId('T') })).toBeNull();
  });

  test('of one invite: one asks at a time', async () => {
    const first = await stored();
    const again = buildRelay({ tenantId: first.tenantId, inviteId: first.inviteId, createdAt: later(1) });
    await expect(open().relays.insert(again)).rejects.toThrow(Duplicate);
    await stored({ inviteId: first.inviteId });
    await open().relays.advance(first, end);
    await open().relays.insert(again);
    expect(await open().relays.ofInvite(first.tenantId, first.inviteId)).toStrictEqual(again);
    expect(await open().relays.ofInvite(first.tenantId, 'another')).toBeNull();
    const other = await stored({ tenantId: first.tenantId });
    const latest = await open().relays.ofInvites(first.tenantId, [first.inviteId, other.inviteId, 'another']);
    expect(latest.map(({ id }) => id).sort()).toEqual([again.id, other.id].sort());
    expect(await open().relays.ofInvites(first.tenantId, [])).toEqual([]);
    expect(await open().relays.ofInvites(nextId('T'), [first.inviteId])).toEqual([]);
  });

  test('of one invite, ten at once: one is kept', async () => {
    const [tenantId, inviteId] = [nextId('T'), nextId('invite-')];
    const all = Array.from({ length: 10 }, () => open().relays.insert(buildRelay({ tenantId, inviteId })));
    const results = await Promise.allSettled(all);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Duplicate);
  });

  test('advance from what was read alone', async () => {
    const relay = await stored();
    const asks = relay.asks.map((ask) => ({ ...ask, answer: 'no' as const }));
    const work = [todo('announce-relay', START)];
    const answer = { from: ['asking'], revision: 1, set: { asks }, line, work } as const;
    const all = await Promise.all(Array.from({ length: 10 }, () => open().relays.advance(relay, answer)));
    expect(all.filter(Boolean)).toEqual([{ ...relay, asks, work, revision: 2, history: [line] }]);
    expect(await open().relays.advance(relay, { ...answer, revision: 3 })).toBeNull();
    expect(await open().relays.advance(relay, { ...answer, revision: 2 })).toMatchObject({ revision: 3 });
    expect(await open().relays.advance(relay, end)).toMatchObject({ status: 'exhausted', revision: 4 });
    expect(await open().relays.advance(relay, end)).toBeNull();
  });
});
