import { describe, expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { type Count, type Move, TEAM } from '../../../src/domain/model/tally/tally.js';
import { buildLedgerEntry, nextId } from '../../support/factories.js';
import { portSuite } from './port-suite.js';

const WEEK = 'week:2026-11-23';
const move = (member: string, period: string, count: Count, by = 1): Move => ({ member, period, count, by });
const moves = [move('UANA', 'all', 'sent'), move('UANA', WEEK, 'sent'), move(TEAM, 'all', 'sent')];

portSuite('tallies', (open) => {
  const row = (tenantId: string, member: string, period: string, counts: Partial<Record<Count, number>>) => ({
    tenantId,
    member,
    period,
    counts,
  });

  test('add up', async () => {
    const tenantId = nextId('T');
    await open().tallies.add(tenantId, moves);
    await open().tallies.add(tenantId, [move('UANA', 'all', 'sent'), move('UANA', 'all', 'hired')]);
    await open().tallies.add(tenantId, [move('UANA', WEEK, 'sent', -1), move('UANA', WEEK, 'undone', 2)]);
    await open().tallies.add(tenantId, []);
    expect(await open().tallies.of(tenantId, 'UANA', [WEEK, 'month:2026-11', 'all'])).toEqual([
      row(tenantId, 'UANA', WEEK, { sent: 0, undone: 2 }),
      row(tenantId, 'UANA', 'month:2026-11', {}),
      row(tenantId, 'UANA', 'all', { sent: 2, hired: 1 }),
    ]);
    expect(await open().tallies.of(tenantId, 'UANA', [])).toEqual([]);
  });

  test('take several moves of one row in one go', async () => {
    const tenantId = nextId('T');
    await open().tallies.add(tenantId, [move('UANA', 'all', 'sent', 2), move('UANA', 'all', 'sent', 3)]);
    expect(await open().tallies.all(tenantId)).toEqual([row(tenantId, 'UANA', 'all', { sent: 5 })]);
  });

  test('come to the right sum when twenty transactions move them at once', async () => {
    const tenantId = nextId('T');
    const add = () => open().atomically(() => open().tallies.add(tenantId, moves));
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await open().tallies.of(tenantId, TEAM, ['all'])).toEqual([row(tenantId, TEAM, 'all', { sent: 20 })]);
    expect(await open().tallies.of(tenantId, 'UANA', [WEEK])).toEqual([row(tenantId, 'UANA', WEEK, { sent: 20 })]);
  });

  test('of a period: the team first, then its members', async () => {
    const tenantId = nextId('T');
    await open().tallies.add(tenantId, [...moves, move('UBEN', 'all', 'received')]);
    const members = async (limit: number) =>
      (await open().tallies.inPeriod(tenantId, 'all', limit)).map(({ member }) => member);
    expect(await members(9)).toEqual([TEAM, 'UANA', 'UBEN']);
    expect(await members(2)).toEqual([TEAM, 'UANA']);
    expect(await open().tallies.inPeriod(tenantId, 'month:2026-11', 9)).toEqual([]);
    expect(await open().tallies.lately(tenantId, 'all', 9)).toEqual(await open().tallies.inPeriod(tenantId, 'all', 9));
  });

  test('of some members: the rows that are there; and how many have one', async () => {
    const tenantId = nextId('T');
    await open().tallies.add(tenantId, [...moves, move('UBEN', 'all', 'received'), move('UBEN', WEEK, 'received')]);
    const found = await open().tallies.ofMembers(tenantId, ['UNOBODY', TEAM, 'UBEN'], 'all');
    expect(found.sort((a, b) => (a.member < b.member ? -1 : 1))).toEqual([
      row(tenantId, TEAM, 'all', { sent: 1 }),
      row(tenantId, 'UBEN', 'all', { received: 1 }),
    ]);
    expect(await open().tallies.ofMembers(tenantId, [], 'all')).toEqual([]);
    expect(await open().tallies.ofMembers(nextId('T'), [TEAM], 'all')).toEqual([]);
    const counts = ['all', WEEK, 'month:2026-11'].map((period) => open().tallies.countIn(tenantId, period));
    expect(await Promise.all(counts)).toEqual([2, 2, 0]);
  });

  test('are replaced as a whole', async () => {
    const tenantId = nextId('T');
    await open().tallies.add(tenantId, moves);
    const rows = [row(tenantId, 'UANA', 'all', { sent: 7 }), row(tenantId, 'UDEE', 'all', { sent: 1 })];
    await open().tallies.replaceAll(tenantId, rows);
    expect(await open().tallies.all(tenantId)).toEqual(rows);
    await open().tallies.replaceAll(tenantId, []);
    expect(await open().tallies.all(tenantId)).toEqual([]);
  });

  test('of two tenants never meet', async () => {
    const [mine, theirs] = [nextId('T'), nextId('T')];
    await open().tallies.add(mine, moves);
    await open().tallies.add(theirs, moves);
    await open().tallies.replaceAll(mine, []);
    expect(await open().tallies.all(theirs)).toHaveLength(3);
    expect(await open().tallies.of(mine, 'UANA', ['all'])).toEqual([row(mine, 'UANA', 'all', {})]);
    expect(await open().tallies.inPeriod(mine, 'all', 9)).toEqual([]);
  });

  describe('the ledger', () => {
    test('counts an event once', async () => {
      const entry = buildLedgerEntry({ tenantId: nextId('T') });
      await open().ledger.insert(entry);
      await expect(open().ledger.insert(entry)).rejects.toThrow(Duplicate);
      await open().ledger.insert({ ...entry, tenantId: nextId('T') });
    });

    test('knows what was counted of a referral, and where', async () => {
      const entry = buildLedgerEntry({ tenantId: nextId('T') });
      const { tenantId, referralId } = entry;
      await open().ledger.insert(entry);
      const hired = buildLedgerEntry({ tenantId, referralId, event: 'hired', moves });
      await open().ledger.insert(hired);
      await open().ledger.insert(buildLedgerEntry({ tenantId }));
      const found = await open().ledger.counted(tenantId, referralId);
      expect(found.sort((a, b) => (a.event < b.event ? -1 : 1))).toStrictEqual([hired, entry]);
      expect(await open().ledger.counted(nextId('T'), referralId)).toEqual([]);
    });

    test('sums to what the tallies are', async () => {
      const tenantId = nextId('T');
      const entries = [
        buildLedgerEntry({ tenantId, moves }),
        buildLedgerEntry({ tenantId, moves: [move('UANA', 'all', 'sent', -1), move('UBEN', 'all', 'received')] }),
      ];
      for (const entry of entries) {
        await open().ledger.insert(entry);
        await open().tallies.add(tenantId, entry.moves);
      }
      await open().ledger.insert(buildLedgerEntry({ tenantId: nextId('T'), moves }));
      const sums = await open().ledger.totals(tenantId);
      expect(sums).toEqual(await open().tallies.all(tenantId));
      expect(sums).toContainEqual(row(tenantId, 'UANA', 'all', { sent: 0 }));
      expect(await open().ledger.totals(nextId('T'))).toEqual([]);
    });
  });
});
