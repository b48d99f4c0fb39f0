import { describe, expect, test } from '@jest/globals';
import { readMessageContent } from '../../../../src/domain/announcing/read-message-content.js';
import type { Actor } from '../../../../src/domain/model/member/member.js';
import type { Settings } from '../../../../src/domain/model/tenant/tenant.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildInvitation, buildInvite } from '../../../support/factories.js';
import { ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;

/** Ana referred Ben; the marketplace's invitation of Ben has come. */
async function passedToBen(settings: Partial<Settings> = {}) {
  const ports = await agency({ settings });
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
  await ports.invites.insert(invite);
  const refer = (by: Actor, inviteId: string, slackUserId: string) =>
    referInvite(ports, by, inviteId, { colleague: { kind: 'member', slackUserId }, reasonId: 'busy' });
  const first = await refer(ANA, invite.id, 'UBEN');
  await runWork(ports, { withinMs: MINUTE });
  const data = buildInvitation({
    job: invite.job,
    freelancer: PEOPLE.ben,
    referral: { fromInvitationId: invite.externalId, referredBy: { name: ANA.name } },
  });
  await storeEvent(ports, 'T1', 'w1', { type: 'invitation.created', data });
  await runWork(ports);
  const bens = await ports.invites.byExternalId('T1', data.id);
  if (!bens) throw new Error('Ben has no invite');
  const takes = async (id: string) => (await ports.referrals.get({ tenantId: 'T1', id }))?.takesSlot;
  return { ports, invite, first, bens, refer, takes };
}

describe('referring on', () => {
  test('moves the job’s one referral along, and remembers the way', async () => {
    const { first, bens, refer, takes } = await passedToBen();
    const link = { slackUserId: 'UANA', name: 'Ana Lopez', referralId: first.id };
    expect(bens.chain).toEqual([link]);
    const second = await refer(BEN, bens.id, 'UCLEO');
    expect(second.chain).toEqual([link]);
    expect([await takes(first.id), await takes(second.id)]).toEqual([false, true]);
  });

  test('and undoing it gives the slot back', async () => {
    const { ports, first, bens, refer, takes } = await passedToBen();
    const second = await refer(BEN, bens.id, 'UCLEO');
    await undoReferral(ports, BEN, second.id);
    expect([await takes(first.id), await takes(second.id)]).toEqual([true, false]);
    const third = await refer(BEN, bens.id, 'UCLEO');
    expect([await takes(first.id), await takes(third.id)]).toEqual([false, true]);
  });

  test('gives nothing back to a referral that failed here and arrived over there all the same', async () => {
    const { ports, first, bens, refer, takes } = await passedToBen();
    await ports.referrals.advance(first, {
      from: ['forwarded'],
      set: { status: 'failed', takesSlot: false },
      work: [],
    });
    const second = await refer(BEN, bens.id, 'UCLEO');
    await undoReferral(ports, BEN, second.id);
    expect([await takes(first.id), await takes(second.id)]).toEqual([false, false]);
  });

  test('never goes back to who passed it on', async () => {
    const { bens, refer } = await passedToBen();
    await expectRefusal(refer(BEN, bens.id, 'UANA'), 'referral.backUpTheChain', { name: 'Ana Lopez' });
    await expectRefusal(refer(BEN, bens.id, 'UBEN'), 'referral.toYourself');
  });

  test('ends where the tenant says', async () => {
    const { bens, refer } = await passedToBen({ maxChain: 1 });
    await expectRefusal(refer(BEN, bens.id, 'UCLEO'), 'referral.chainTooLong');
  });

  test('is closed to others who are invited to the job', async () => {
    const { ports, bens, refer } = await passedToBen();
    const cleos = buildInvite({ job: bens.job, invitee: { person: PEOPLE.cleo, slackUserId: 'UCLEO' } });
    await ports.invites.insert(cleos);
    await expectRefusal(refer(CLEO, cleos.id, 'UADMIN'), 'referral.jobTaken');
  });

  test('shows on the first referrer’s card', async () => {
    const { ports, invite, bens, refer } = await passedToBen();
    const second = await refer(BEN, bens.id, 'UCLEO');
    await runWork(ports);
    const [card] = await ports.messages.cardsOf('T1', invite.id);
    const shown = ports.sent.find(({ id }) => id === card?.id)?.content;
    expect(shown).toMatchObject({ kind: 'invite-card', onward: [{ id: second.id, to: { name: 'Cleo Marsh' } }] });
    expect(shown).toEqual(card && (await readMessageContent(ports, card)));
  });
});

describe('a release that is turned off', () => {
  const off = { release: { percent: 0, always: [], never: [] } };

  test('strands no referral that is under way: it goes out, and comes to its end', async () => {
    const ports = await agency();
    const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
    await ports.invites.insert(invite);
    const colleague = { kind: 'member', slackUserId: 'UBEN' } as const;
    const referral = await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' });
    await ports.tenants.configure('T1', off);
    await runWork(ports, { withinMs: MINUTE });
    expect(await ports.referrals.get(referral)).toMatchObject({ status: 'forwarded' });
  });

  test('lets what is held be undone, and then leaves Decline alone', async () => {
    const { ports, bens, refer } = await passedToBen();
    const second = await refer(BEN, bens.id, 'UCLEO');
    await ports.tenants.configure('T1', off);
    await undoReferral(ports, BEN, second.id);
    await runWork(ports);
    await expectRefusal(refer(BEN, bens.id, 'UCLEO'), 'referral.notReleased');
    const [card] = await ports.messages.cardsOf('T1', bens.id);
    expect(card && (await readMessageContent(ports, card))).toMatchObject({
      invite: { status: 'open' },
      whyNotRefer: 'referral.notReleased',
    });
  });
});
