import { expect, test } from '@jest/globals';
import { answerAsk } from '../../../../src/domain/asking/answer-ask.js';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { buildInvite } from '../../../support/factories.js';
import { lateUpdate } from '../../../support/late-update.js';
import { ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const HOUR = 3_600_000;

async function invited() {
  const ports = await agency({ settings: { askMinutes: 30 } });
  const { expiresAt: _, ...endless } = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
  await ports.invites.insert(endless);
  return { ports, invite: endless };
}

const BEN_TOO = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;

test('a referral that is let go late reaches the marketplace all the same', async () => {
  const { ports, invite } = await invited();
  const referral = await referInvite(ports, ANA, invite.id, BEN_TOO);
  const through = lateUpdate(ports, 'referrals');
  await runWork(through, { withinMs: HOUR });
  expect(await ports.referrals.get(referral)).toMatchObject({ status: 'forwarded', work: [] });
  expect(ports.marketplace.calls.filter(({ call }) => call === 'decline')).toHaveLength(1);
});

test.each([1, 2, 3, 4, 5])('a round of asks comes to its end when its update %i is late', async (times) => {
  const { ports, invite } = await invited();
  const { id } = await askColleagues(ports, ANA, invite.id, { colleagues: ['UBEN', 'UCLEO'], reasonId: 'busy' });
  await runWork(lateUpdate(ports, 'relays', times), { withinMs: 3 * HOUR });
  expect(await ports.relays.get({ tenantId: 'T1', id })).toMatchObject({ status: 'exhausted', work: [] });
});

test('a yes is passed on when the end of the asks is written late', async () => {
  const { ports, invite } = await invited();
  const { id } = await askColleagues(ports, ANA, invite.id, { colleagues: ['UBEN'], reasonId: 'busy' });
  await runWork(ports);
  await answerAsk(ports, BEN, id, 'yes');
  await runWork(lateUpdate(ports, 'relays'), { withinMs: HOUR });
  expect(await ports.relays.get({ tenantId: 'T1', id })).toMatchObject({ status: 'agreed', work: [] });
  expect(await ports.referrals.ofInvite('T1', invite.id)).toMatchObject({ status: 'forwarded', work: [] });
});

test('an accept that is confirmed late is confirmed', async () => {
  const { ports, invite } = await invited();
  await acceptInvite(ports, ANA, invite.id);
  await runWork(lateUpdate(ports, 'invites'), { withinMs: HOUR });
  const settled = await ports.invites.get(invite);
  expect(settled).toMatchObject({ status: 'accepted', work: [] });
  expect(settled?.decision?.confirmedAt).toBeDefined();
});

test.each([1, 2])('an invite whose reminder or end is written late has both', async (times) => {
  const { ports } = await invited();
  const expiresAt = new Date(ports.clock.now().getTime() + 30 * HOUR);
  const work = [
    { id: 'n', job: 'nudge-invite', at: new Date(ports.clock.now().getTime() + 4 * HOUR), attempts: 0 },
    { id: 'e', job: 'expire-invite', at: expiresAt, attempts: 0 },
  ] as const;
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' }, expiresAt, work });
  await ports.invites.insert(invite);
  await runWork(lateUpdate(ports, 'invites', times), { withinMs: 31 * HOUR });
  const over = await ports.invites.get(invite);
  expect(over).toMatchObject({ status: 'expired', work: [] });
  expect(over?.nudges).toBeGreaterThan(0);
});
