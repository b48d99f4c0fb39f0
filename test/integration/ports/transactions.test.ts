import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import {
  buildConnection,
  buildEvent,
  buildInvite,
  buildLedgerEntry,
  buildMessage,
  buildProfile,
  buildReferral,
  buildTenant,
  nextId,
} from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

const decline = {
  from: ['open'],
  set: { status: 'declined' },
  work: [todo('forward-decision', START)],
} as const;

portSuite('transactions', (open) => {
  const invited = async () => {
    const invite = buildInvite({ tenantId: nextId('T') });
    await open().invites.insert(invite);
    return invite;
  };

  test('give back what the change gives back, and keep its writes', async () => {
    const invite = await invited();
    const referral = buildReferral({ tenantId: invite.tenantId });
    const result = await open().atomically(async () => {
      await open().invites.advance(invite, decline);
      await open().referrals.insert(referral);
      return (await open().invites.get(invite))?.status;
    });
    expect(result).toBe('declined');
    expect(await open().invites.get(invite)).toMatchObject({ status: 'declined' });
    expect(await open().referrals.get(referral)).toStrictEqual(referral);
  });

  test('that fail leave no trace in any collection', async () => {
    const invite = await invited();
    const { tenantId } = invite;
    const [referral, event, entry] = [
      buildReferral({ tenantId }),
      buildEvent({ tenantId }),
      buildLedgerEntry({ tenantId }),
    ];
    const { work: _, ...message } = buildMessage({ tenantId });
    const change = open().atomically(async () => {
      await open().tenants.install(buildTenant({ id: tenantId }));
      await open().invites.advance(invite, decline);
      await open().referrals.insert(referral);
      await open().events.insert(event);
      await open().messages.ensure(message, []);
      await open().members.save(tenantId, [buildProfile()]);
      await open().connections.save(buildConnection({ tenantId }));
      await open().ledger.insert(entry);
      await open().tallies.add(tenantId, entry.moves);
      throw new Error('given up');
    });
    await expect(change).rejects.toThrow('given up');
    expect(await open().invites.get(invite)).toStrictEqual(invite);
    const left = [
      await open().tenants.get(tenantId),
      await open().referrals.get(referral),
      await open().events.get(event),
      await open().messages.get(message),
      await open().members.get(tenantId, 'UANA'),
      (await open().connections.ofTenant(tenantId))[0] ?? null,
    ];
    expect(left).toEqual(Array(6).fill(null));
    expect([await open().ledger.totals(tenantId), await open().tallies.all(tenantId)]).toEqual([[], []]);
  });

  test('end at a duplicate, and all of it is undone', async () => {
    const invite = await invited();
    const first = buildReferral({ tenantId: invite.tenantId });
    await open().referrals.insert(first);
    const second = buildReferral({ tenantId: invite.tenantId, job: first.job });
    const change = open().atomically(async () => {
      await open().invites.advance(invite, decline);
      await open().referrals.insert(second);
    });
    await expect(change).rejects.toThrow(Duplicate);
    expect(await open().invites.get(invite)).toStrictEqual(invite);
    expect(await open().referrals.get(second)).toBeNull();
  });

  test('end at a duplicate that the change itself catches', async () => {
    const entry = buildLedgerEntry({ tenantId: nextId('T') });
    await open().ledger.insert(entry);
    const change = open().atomically(async () => {
      await open()
        .ledger.insert(entry)
        .catch(() => undefined);
      return 'went on';
    });
    await expect(change).rejects.toThrow(Duplicate);
    expect(await open().ledger.counted(entry.tenantId, entry.referralId)).toMatchObject([{ event: 'sent' }]);
  });

  test('join the one they are within', async () => {
    const invite = await invited();
    const change = open().atomically(async () => {
      await open().atomically(() => open().invites.advance(invite, decline));
      throw new Error('given up');
    });
    await expect(change).rejects.toThrow('given up');
    expect(await open().invites.get(invite)).toStrictEqual(invite);
  });

  test('on one document: one of twenty goes through', async () => {
    const invite = await invited();
    const decide = () =>
      open().atomically(async () => {
        const after = await open().invites.advance(invite, decline, 'UANA');
        if (after) await open().referrals.insert(buildReferral({ tenantId: invite.tenantId }));
        return after;
      });
    const all = await Promise.all(Array.from({ length: 20 }, decide));
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(await open().referrals.page(invite.tenantId, { side: 'sent', slackUserId: 'UANA', limit: 99 })).toHaveLength(
      1,
    );
  });

  test('are not joined by what runs beside them', async () => {
    const invite = await invited();
    const other = buildReferral({ tenantId: nextId('T') });
    const beside: Promise<void>[] = [];
    const insertBeside = () => void beside.push(open().referrals.insert(other));
    const change = open().atomically(async () => {
      await open().invites.advance(invite, decline);
      throw new Error('given up');
    });
    insertBeside();
    await expect(change).rejects.toThrow('given up');
    await Promise.all(beside);
    expect(await open().referrals.get(other)).toStrictEqual(other);
  });
});
