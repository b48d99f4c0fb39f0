import { expect, test } from '@jest/globals';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { buildMessage, nextId } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

const deliver = () => [todo('deliver-message', START)];
const place = { channel: 'D1', ts: '1700000000.1' };

portSuite('messages', (open) => {
  const card = (given: Partial<ReturnType<typeof buildMessage>> = {}) => {
    const { work: _, ...message } = buildMessage({ tenantId: nextId('T'), inviteId: '$i1', ...given });
    return message;
  };

  test('are inserted when they are wanted first', async () => {
    const [message, work] = [card(), deliver()];
    expect(await open().messages.ensure(message, work)).toEqual({ ...message, work });
    expect(await open().messages.get(message)).toEqual({ ...message, work });
    expect(await open().messages.get({ ...message, id: 'another' })).toBeNull();
  });

  test('are wanted again only in a newer revision', async () => {
    const [message, first, second] = [card({ wanted: 2 }), deliver(), deliver()];
    await open().messages.ensure(message, first);
    expect(await open().messages.ensure(message, deliver())).toBeNull();
    expect(await open().messages.ensure({ ...message, wanted: 1 }, deliver())).toBeNull();
    const newer = await open().messages.ensure({ ...message, to: 'UBEN', wanted: 3 }, second);
    expect(newer).toEqual({ ...message, wanted: 3, work: [...first, ...second] });
    expect(await open().messages.get(message)).toEqual(newer);
  });

  test('wanted twenty times at once are one message with one piece of work', async () => {
    const message = card();
    const wants = await Promise.all(Array.from({ length: 20 }, () => open().messages.ensure(message, deliver())));
    expect(wants.filter(Boolean)).toHaveLength(1);
    expect((await open().messages.get(message))?.work).toHaveLength(1);
  });

  test('are wanted together, as one by one', async () => {
    const [known, another, fresh] = [card(), card(), card()];
    const [first, work, late] = [deliver(), deliver(), deliver()];
    const posted = { ...known, posted: place, shown: 'what Slack shows' };
    await open().messages.ensure(known, first);
    const set = { posted: place, shown: posted.shown };
    await open().worklist.finish('deliver-message', known, first, START, { set });
    await open().messages.ensure(another, late);
    const ensured = await open().messages.ensureAll([
      { message: { ...known, wanted: 2 }, work, known: { ...posted, work: [] } },
      { message: fresh, work },
      { message: another, work },
    ]);
    expect(ensured).toEqual([{ ...posted, wanted: 2, work }, { ...fresh, work }, null]);
    expect(await open().messages.get(known)).toEqual({ ...posted, wanted: 2, work });
    expect(await open().messages.get(fresh)).toEqual({ ...fresh, work });
    expect(await open().messages.get(another)).toEqual({ ...another, work: late });
    expect(await open().messages.ensureAll([])).toEqual([]);
  });

  test('wanted together are written as they are, and not as they were read', async () => {
    const [changed, wantedMore, same] = [card(), card(), card()];
    for (const message of [changed, wantedMore, same]) {
      const work = deliver();
      await open().messages.ensure(message, work);
      await open().worklist.finish('deliver-message', message, work, START, {});
    }
    await open().messages.posted(changed, place);
    const others = deliver();
    await open().messages.ensure({ ...wantedMore, wanted: 3 }, others);
    const work = deliver();
    const wishes = [changed, wantedMore, same].map((message) => ({
      message: { ...message, wanted: 2 },
      work,
      known: { ...message, work: [] },
    }));
    expect(await open().messages.ensureAll(wishes)).toEqual([
      { ...changed, wanted: 2, posted: place, work },
      null,
      { ...same, wanted: 2, work },
    ]);
    expect(await open().messages.get(wantedMore)).toEqual({ ...wantedMore, wanted: 3, work: others });
    expect((await open().messages.get(same))?.work).toEqual(work);
  });

  test('can be wanted within a transaction, also a second time', async () => {
    const message = card();
    const wants = await open().atomically(async () => [
      await open().messages.ensure(message, deliver()),
      await open().messages.ensure(message, deliver()),
    ]);
    expect(wants.map(Boolean)).toEqual([true, false]);
    expect((await open().messages.get(message))?.work).toHaveLength(1);
  });

  test('remember the first attempt and the place, and forget both', async () => {
    const message = card();
    const work = deliver();
    await open().messages.ensure(message, work);
    const putOff = (tried: Date) =>
      open().worklist.postpone('deliver-message', message, work, START, undefined, undefined, tried);
    await putOff(START);
    await putOff(new Date(START.getTime() + 1));
    expect(await open().messages.get(message)).toMatchObject({ attemptedAt: START });
    await open().messages.posted(message, place);
    expect(await open().messages.get(message)).toMatchObject({ attemptedAt: START, posted: place });
    await open().messages.deleted(message, place);
    const forgotten = await open().messages.get(message);
    expect(forgotten).toEqual({ ...message, work: [{ ...work[0], at: START }] });
  });

  test('that can be edited no more are remembered for the one that is posted anew', async () => {
    const message = card();
    await open().messages.ensure(message, []);
    await open().messages.posted(message, place);
    await open().messages.locked(message, { channel: place.channel, ts: '9.9' });
    expect(await open().messages.get(message)).toEqual({ ...message, posted: place, work: [] });
    await open().messages.locked(message, place);
    expect(await open().messages.get(message)).toEqual({ ...message, replaces: place, work: [] });
  });

  test('stand where they were posted first', async () => {
    const message = card();
    const second = { channel: place.channel, ts: '9.9' };
    await open().messages.ensure(message, []);
    expect(await open().messages.posted(message, place)).toEqual(place);
    expect(await open().messages.posted(message, second)).toEqual(place);
    await open().messages.deleted(message, second);
    expect((await open().messages.get(message))?.posted).toEqual(place);
    await open().messages.deleted(message, place);
    expect(await open().messages.posted(message, second)).toEqual(second);
    expect(await open().messages.posted({ ...message, id: 'another' }, place)).toBeNull();
  });

  test('of an invite: its cards, and nothing else', async () => {
    const tenantId = nextId('T');
    const cards = [card({ tenantId }), card({ tenantId, to: 'C1' })];
    const others = [card({ tenantId, kind: 'referral-news' }), card({ tenantId, inviteId: 'i2' }), card()];
    for (const message of [...cards, ...others]) await open().messages.ensure(message, []);
    const found = await open().messages.cardsOf(tenantId, '$i1');
    expect(found.map(({ id }) => id).sort()).toEqual(cards.map(({ id }) => id).sort());
    expect(await open().messages.cardsOf(tenantId, '$i1', 'i2')).toHaveLength(3);
    expect(await open().messages.cardsOf(tenantId)).toEqual([]);
  });

  test('of an invite: the reminders of its managers, and those of its members', async () => {
    const tenantId = nextId('T');
    const nudge = (given: object) => card({ tenantId, kind: 'manager-nudge', ...given });
    const told = [nudge({ event: 'last' }), nudge({ event: 'left', to: 'UBEN' })];
    for (const message of [...told, card({ tenantId }), nudge({ inviteId: 'i2' }), card({ kind: 'manager-nudge' })])
      await open().messages.ensure(message, []);
    const own = card({ tenantId, kind: 'nudge', event: '1' });
    await open().messages.ensure(own, []);
    const found = await open().messages.nudgesOf(tenantId, '$i1', 'manager-nudge');
    expect(found.map(({ id }) => id).sort()).toEqual(told.map(({ id }) => id).sort());
    expect(await open().messages.nudgesOf(tenantId, '$i1', 'nudge')).toMatchObject([{ id: own.id }]);
  });

  test('about a referral: one is direct for each reader, whoever claims first', async () => {
    const tenantId = nextId('T');
    const news = (given: object) => card({ kind: 'referral-news', tenantId, referralId: 'r1', ...given });
    const [accepted, hired, forBen, ofAnother] = [news({}), news({}), news({ to: 'UBEN' }), news({ referralId: 'r2' })];
    for (const message of [accepted, hired, forBen, ofAnother]) await open().messages.ensure(message, []);
    const direct = (id: string) => open().messages.directNews({ tenantId, id }, accepted.to);
    expect(await direct('r1')).toBeNull();
    const claims = await Promise.all([accepted, hired].map((message) => open().messages.claimDirect(message)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const [holder, other] = claims[0] ? [accepted, hired] : [hired, accepted];
    expect(await open().messages.claimDirect(holder)).toBe(true);
    expect(await open().messages.claimDirect(other)).toBe(false);
    expect(await direct('r1')).toEqual({ ...holder, direct: true, work: [] });
    expect(await open().messages.get(other)).toEqual({ ...other, work: [] });
    expect(await open().messages.claimDirect(forBen)).toBe(true);
    expect(await direct('r2')).toBeNull();
    expect(await open().messages.claimDirect(ofAnother)).toBe(true);
    expect(await open().messages.claimDirect({ ...accepted, id: 'another' })).toBe(false);
    expect(await open().messages.directNews({ tenantId: nextId('T'), id: 'r1' }, accepted.to)).toBeNull();
  });

  test('of two tenants never meet', async () => {
    const mine = card();
    const theirs = { ...mine, tenantId: nextId('T') };
    await open().messages.ensure(mine, []);
    const work = deliver();
    expect(await open().messages.ensure(theirs, work)).not.toBeNull();
    await open().messages.posted(mine, place);
    expect(await open().messages.get(theirs)).toEqual({ ...theirs, work });
  });
});
