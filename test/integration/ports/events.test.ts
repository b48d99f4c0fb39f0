import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import type { StoredEvent } from '../../../src/domain/model/event/event.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { buildEvent, buildInvitation, nextId } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { openStore, portSuite } from './port-suite.js';

portSuite('events', (open) => {
  test('come back as they were inserted, once', async () => {
    const event = buildEvent({ tenantId: nextId('T'), id: 'msg_1', work: [todo('receive-event', START)] });
    await open().events.insert(event);
    await expect(open().events.insert(event)).rejects.toThrow(Duplicate);
    expect(await open().events.get(event)).toStrictEqual(event);
    expect(await open().events.get({ ...event, id: 'msg_2' })).toBeNull();
  });

  test('that arrive five times at once are one', async () => {
    const event = buildEvent({ tenantId: nextId('T') });
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => open().events.insert(event)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('of two tenants never meet', async () => {
    const mine = buildEvent({ tenantId: nextId('T'), id: 'msg_3' });
    const theirs = buildEvent({ tenantId: nextId('T'), id: 'msg_3' });
    await open().events.insert(mine);
    await open().events.insert(theirs);
    expect(await open().events.get(theirs)).toStrictEqual(theirs);
  });

  test('say when they were done, and not before', async () => {
    const work = [todo('receive-event', START), todo('receive-event', START)];
    const event = buildEvent({ tenantId: nextId('T'), work });
    const { events, worklist } = open();
    await events.insert(event);
    await worklist.postpone('receive-event', event, work.slice(0, 1), START, 'down');
    await worklist.deadLetter('receive-event', event, work.slice(0, 1), 'gone');
    expect(await events.get(event)).not.toHaveProperty('doneAt');
    await worklist.finish('receive-event', event, work, START);
    expect(await events.get(event)).toEqual({ ...event, work: [], doneAt: START });
  });

  test('are tried again when what they wait for comes: those that failed start afresh, the dead among them', async () => {
    const { events, worklist } = open();
    const tenantId = nextId('T');
    const later = new Date(START.getTime() + 60_000);
    const about = (id: string, given: Partial<StoredEvent> = {}) =>
      buildEvent({ tenantId, id, invitationId: 'inv-1', work: [todo('receive-event', START)], ...given });
    const [failed, dead, fresh, done] = [about('failed'), about('dead'), about('fresh'), about('done', { work: [] })];
    const [other, stranger] = [about('other', { invitationId: 'inv-2' }), about('failed', { tenantId: nextId('T') })];
    for (const event of [failed, dead, fresh, done, other, stranger]) await events.insert(event);
    for (const event of [failed, other, stranger])
      await worklist.postpone('receive-event', event, event.work, later, 'unknown');
    await worklist.begin('receive-event', dead, START, 60_000);
    await worklist.deadLetter('receive-event', dead, dead.work, 'unknown');
    const retry = (which: 'failed' | 'all') =>
      events.retry(tenantId, 'inv-1', which, () => todo('receive-event', START));
    const again = await retry('failed');
    const work = [{ id: expect.any(String), job: 'receive-event', at: START, attempts: 0 }];
    expect(again.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { ...dead, work },
      { ...failed, work },
    ]);
    for (const { id } of again) expect(await events.get({ tenantId, id })).toEqual(again.find((one) => one.id === id));
    expect((await worklist.begin('receive-event', dead, START, 60_000)).items).toEqual(again[0]?.work);
    expect((await events.get(fresh))?.work).toEqual(fresh.work);
    for (const event of [other, stranger]) expect((await events.get(event))?.work).toMatchObject([{ attempts: 1 }]);
    expect(await retry('failed')).toEqual([]);
    const all = await retry('all');
    const many = Object.fromEntries(all.map((event) => [event.id, event.work.length]));
    expect(many).toEqual({ dead: 2, failed: 2, fresh: 2, done: 1 });
    expect(await events.get(done)).toMatchObject({ work });
    await worklist.finish('receive-event', failed, failed.work, START);
    expect((await events.get(failed))?.work).toHaveLength(2);
  });

  test('may be large, and keep their letter to the last character', async () => {
    const letter = `${'🙂 длинное письмо '.repeat(60_000)}end`;
    const event = buildEvent({ tenantId: nextId('T'), data: buildInvitation({ letter }) });
    await open().events.insert(event);
    expect(await open().events.get(event)).toMatchObject({ data: { letter } });
  });
});

test('the server deletes events thirty days after they were done', async () => {
  const store = await openStore();
  const indexes = await store.raw.collection('events').indexes();
  await store.close();
  const [index] = indexes.filter(({ key }) => 'doneAt' in key);
  expect(index).toMatchObject({ key: { doneAt: 1 }, expireAfterSeconds: 30 * 24 * 60 * 60 });
});
