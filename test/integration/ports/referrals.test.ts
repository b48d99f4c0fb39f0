import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import type { Referral } from '../../../src/domain/model/referral/referral.js';
import { STATUSES } from '../../../src/domain/model/referral/transitions.js';
import { buildReferral, nextId } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

const line = { at: START, who: 'UANA', what: 'undone', through: 'slack' } as const;
const undo = { from: ['held'], set: { status: 'undone', takesSlot: false }, line, work: [] } as const;
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const job = { id: 'job-1', title: 'A job', url: 'https://market.example/jobs/1' };

portSuite('referrals', (open) => {
  const stored = async (given: Partial<Referral> = {}) => {
    const referral = buildReferral({ tenantId: nextId('T'), ...given });
    await open().referrals.insert(referral);
    return referral;
  };
  const ids = (referrals: readonly Referral[]) => referrals.map(({ id }) => id);

  test('come back as they were inserted', async () => {
    const referral = await stored({ work: [todo('forward-referral', later(1))], noteToColleague: 'שלום 👋' });
    expect(await open().referrals.get(referral)).toStrictEqual(referral);
    expect(await open().referrals.get({ ...referral, id: 'another' })).toBeNull();
    await expect(open().referrals.insert({ ...referral, job })).rejects.toThrow(Duplicate);
  });

  test.each(STATUSES)('that are %s: only held and forwarding ones are under way, for both sides', async (status) => {
    const { tenantId } = await stored({ status });
    const isUnderWay = (slackUserId: string, of = tenantId) => open().referrals.isUnderWay(of, slackUserId);
    const expected = status === 'held' || status === 'forwarding';
    expect([await isUnderWay('UANA'), await isUnderWay('UBEN')]).toEqual([expected, expected]);
    expect([await isUnderWay('UCEM'), await isUnderWay('UANA', nextId('T'))]).toEqual([false, false]);
  });

  test('take a job once in a tenant, until one gives its slot back', async () => {
    const first = await stored({ job });
    const again = buildReferral({ tenantId: first.tenantId, job });
    await expect(open().referrals.insert(again)).rejects.toThrow(Duplicate);
    await stored({ job });
    await open().referrals.advance(first, undo);
    await open().referrals.insert(again);
    const back = { from: ['undone'], set: { takesSlot: true }, line, work: [] } as const;
    await expect(open().referrals.advance(first, back)).rejects.toThrow(Duplicate);
    expect(await open().referrals.get(first)).toMatchObject({ takesSlot: false, revision: 2 });
  });

  test('of one job, twenty at once: one gets the slot', async () => {
    const tenantId = nextId('T');
    const all = Array.from({ length: 20 }, () => open().referrals.insert(buildReferral({ tenantId, job })));
    const results = await Promise.allSettled(all);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Duplicate);
    expect(await open().referrals.page(tenantId, { side: 'sent', slackUserId: 'UANA', limit: 99 })).toHaveLength(1);
  });

  test('advance once', async () => {
    const referral = await stored();
    const all = await Promise.all(Array.from({ length: 20 }, () => open().referrals.advance(referral, undo)));
    expect(all.filter(Boolean)).toEqual([{ ...referral, ...undo.set, revision: 2, history: [line] }]);
    expect(await open().referrals.advance(referral, undo)).toBeNull();
  });

  test('are found by the invitation that they led to, the latest first', async () => {
    const tenantId = nextId('T');
    const given = { tenantId, receivedExternalId: 'inv-2' };
    await stored(given);
    const latest = await stored({ ...given, createdAt: later(1) });
    await stored({ tenantId });
    await stored({ receivedExternalId: 'inv-2' });
    expect(await open().referrals.byReceived(tenantId, 'inv-2')).toStrictEqual(latest);
    expect(await open().referrals.byReceived(tenantId, 'inv-3')).toBeNull();
  });

  test('of two tenants never meet', async () => {
    const referral = await stored({ job });
    const theirs = await stored({ ...referral, tenantId: nextId('T') });
    await open().referrals.advance(referral, undo);
    expect(await open().referrals.get(theirs)).toStrictEqual(theirs);
    expect(await open().referrals.ofInvite(theirs.tenantId, referral.inviteId)).toStrictEqual(theirs);
    expect(await open().referrals.page(nextId('T'), { side: 'sent', slackUserId: 'UANA', limit: 9 })).toEqual([]);
    expect(await open().referrals.page(nextId('T'), { side: 'received', slackUserId: 'UBEN', limit: 9 })).toEqual([]);
  });

  test('remember each milestone once', async () => {
    const referral = await stored();
    const viewed = { ...line, what: 'viewed' };
    const work = [todo('announce-referral', START)];
    const add = () => open().referrals.addMilestone(referral, 'viewed', viewed, work);
    const [first, ...others] = (await Promise.all([add(), add(), add()])).sort((a, b) => Number(!a) - Number(!b));
    expect(first).toStrictEqual({ ...referral, milestones: ['viewed'], history: [viewed], work, revision: 2 });
    expect(others).toEqual([null, null]);
    expect(await open().referrals.addMilestone({ ...referral, id: 'another' }, 'viewed', viewed, [])).toBeNull();
  });

  test('of an invite: the latest one', async () => {
    const tenantId = nextId('T');
    const of = (minutes: number) => stored({ tenantId, inviteId: 'i1', takesSlot: false, createdAt: later(minutes) });
    await of(1);
    const latest = await of(3);
    await of(2);
    expect(await open().referrals.ofInvite(tenantId, 'i1')).toStrictEqual(latest);
    expect(await open().referrals.ofInvite(tenantId, 'i2')).toBeNull();
  });

  test('that somebody sent or received come newest first', async () => {
    const tenantId = nextId('T');
    const to = { name: 'Ana', slackUserId: 'UANA', target: { by: 'person', personId: 'p-ana' } } as const;
    const sent = [
      await stored({ tenantId, status: 'hired' }),
      await stored({ tenantId, status: 'forwarded', createdAt: later(2) }),
    ];
    const received = await stored({
      tenantId,
      status: 'declined',
      from: { slackUserId: 'UBEN', name: 'Ben' },
      to,
      createdAt: later(1),
    });
    const outside = { name: 'Dee', target: { by: 'email', email: 'dee@example.com' } } as const;
    sent.push(await stored({ tenantId, to: outside, createdAt: later(3) }));
    expect(ids(await open().referrals.page(tenantId, { side: 'sent', slackUserId: 'UANA', limit: 9 }))).toEqual(
      ids(sent).reverse(),
    );
    expect(ids(await open().referrals.page(tenantId, { side: 'sent', slackUserId: 'UANA', limit: 1 }))).toEqual(
      ids(sent.slice(2)),
    );
    expect(ids(await open().referrals.page(tenantId, { side: 'received', slackUserId: 'UANA', limit: 9 }))).toEqual([
      received.id,
    ]);
    expect(ids(await open().referrals.page(tenantId, { side: 'received', slackUserId: 'UBEN', limit: 1 }))).toEqual(
      ids(sent.slice(1, 2)),
    );
  });

  test('are found by page however long ago they were', async () => {
    const tenantId = nextId('T');
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const all = [];
    for (const days of [0.5, 6, 8, 60, 100, 500, 2000])
      all.push(await stored({ tenantId, createdAt: daysAgo(days), status: days === 60 ? 'undone' : 'hired' }));
    const page = async (side: 'sent' | 'received', limit: number, before?: Date) => {
      const slackUserId = side === 'sent' ? 'UANA' : 'UBEN';
      const query = { side, slackUserId, limit, ...(before && { before }) };
      return ids(await open().referrals.page(tenantId, query));
    };
    for (const limit of [1, 2, 3, 4, 6, 7, 8]) expect(await page('sent', limit)).toEqual(ids(all.slice(0, limit)));
    const arrived = all.filter(({ status }) => status === 'hired');
    for (const limit of [2, 4, 6, 9]) expect(await page('received', limit)).toEqual(ids(arrived.slice(0, limit)));
    expect(await page('sent', 2, daysAgo(7))).toEqual(ids(all.slice(2, 4)));
    expect(await page('sent', 9, daysAgo(99))).toEqual(ids(all.slice(4)));
  });

  test('of a job are all of the tenant’s, the newest first', async () => {
    const tenantId = nextId('T');
    const old = await stored({ tenantId, job, takesSlot: false, status: 'undone' });
    const mine = await stored({ tenantId, job, createdAt: later(1) });
    await stored({ tenantId });
    await stored({ job });
    expect(await open().referrals.ofJob(tenantId, job.id)).toStrictEqual([mine, old]);
  });

  test('come page by page, of the states that are asked for', async () => {
    const tenantId = nextId('T');
    const states = ['held', 'hired', 'forwarded', 'hired', 'accepted', 'held', 'hired'] as const;
    for (const [minutes, status] of states.entries()) await stored({ tenantId, status, createdAt: later(minutes) });
    const seen: string[] = [];
    let before: Date | undefined;
    for (;;) {
      const query = { side: 'sent', slackUserId: 'UANA', limit: 2, ...(before && { before }) } as const;
      const page = await open().referrals.page(tenantId, query);
      if (page.length === 0) break;
      seen.push(...page.map(({ status }) => status));
      before = page.at(-1)?.createdAt;
    }
    expect(seen).toEqual([...states].reverse());
    const won = { side: 'received', slackUserId: 'UBEN', statuses: ['hired', 'accepted'], limit: 9 } as const;
    const found = await open().referrals.page(tenantId, { ...won, before: later(6) });
    expect(found.map(({ status, createdAt }) => [status, createdAt])).toEqual([
      ['accepted', later(4)],
      ['hired', later(3)],
      ['hired', later(1)],
    ]);
    expect(await open().referrals.page(tenantId, { ...won, statuses: [] })).toEqual([]);
  });

  test('that are practice come only when that is asked for', async () => {
    const tenantId = nextId('T');
    const real = await stored({ tenantId, status: 'forwarded' });
    const practice = await stored({ tenantId, status: 'forwarded', practice: true, createdAt: later(1) });
    expect(await open().referrals.get(practice)).toStrictEqual(practice);
    for (const [side, slackUserId] of [
      ['sent', 'UANA'],
      ['received', 'UBEN'],
    ] as const) {
      const query = { side, slackUserId, limit: 9 };
      expect(ids(await open().referrals.page(tenantId, query))).toEqual([real.id]);
      expect(ids(await open().referrals.page(tenantId, { ...query, limit: 1 }))).toEqual([real.id]);
      expect(ids(await open().referrals.page(tenantId, { ...query, practice: true }))).toEqual([practice.id, real.id]);
    }
  });

  test('that have not arrived are nothing to the colleague', async () => {
    const tenantId = nextId('T');
    const early = ['held', 'forwarding', 'awaiting-handoff', 'undone', 'failed'] as const;
    const sent = [];
    for (const status of early) sent.push(await stored({ tenantId, status }));
    expect(await open().referrals.page(tenantId, { side: 'received', slackUserId: 'UBEN', limit: 9 })).toEqual([]);
    expect(await open().referrals.page(tenantId, { side: 'sent', slackUserId: 'UANA', limit: 9 })).toHaveLength(
      sent.length,
    );
    const arrived = await stored({ tenantId, status: 'forwarded' });
    expect(ids(await open().referrals.page(tenantId, { side: 'received', slackUserId: 'UBEN', limit: 9 }))).toEqual([
      arrived.id,
    ]);
  });
});
