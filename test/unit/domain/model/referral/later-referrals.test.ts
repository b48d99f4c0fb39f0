import { expect, test } from '@jest/globals';
import { readMessageContent } from '../../../../../src/domain/announcing/read-message-content.js';
import { ensureCard } from '../../../../../src/domain/ensuring-messages/ensure-card.js';
import { laterReferralsOf, withoutFailed } from '../../../../../src/domain/model/referral/later-referrals.js';
import type { Referral } from '../../../../../src/domain/model/referral/referral.js';
import { buildInvite, buildJob, buildReferral } from '../../../../support/factories.js';
import { announceReferral } from '../../../../support/job-verbs.js';
import { agency } from '../../../../support/populated-agency.js';

const link = ({ id, from }: Referral) => ({ ...from, referralId: id });

/** Ana referred Ben, who referred Cem, who referred Dan. */
async function chain() {
  const ports = await agency();
  const job = buildJob();
  const invites = [1, 2, 3].map((revision) => buildInvite({ job, status: 'referred', revision }));
  const next = (at: number, given: Partial<Referral> = {}) =>
    buildReferral({ job, takesSlot: false, ...given, ...(invites[at] && { inviteId: invites[at].id }) });
  const first = next(0);
  const second = next(1, { chain: [link(first)], revision: 3 });
  const third = next(2, { chain: [link(first), link(second)], status: 'undone' });
  for (const invite of invites) await ports.invites.insert(invite);
  for (const referral of [third, second, first]) await ports.referrals.insert(referral);
  return { ports, invites, first, second, third };
}

test('a referral knows what came after it, the next one first', async () => {
  const { ports, first, second, third } = await chain();
  const ids = (referrals: readonly Referral[]) => referrals.map(({ id }) => id);
  const onThisJob = await ports.referrals.ofJob('T1', first.job.id);
  expect(ids(laterReferralsOf(first, onThisJob))).toEqual([second.id, third.id]);
  expect(ids(laterReferralsOf(third, onThisJob))).toEqual([]);
  expect(ids(withoutFailed(laterReferralsOf(first, onThisJob)))).toEqual([second.id]);
});

test('every card along the chain shows it, and is renewed when it goes on', async () => {
  const { ports, invites, first, second } = await chain();
  const [invite] = invites;
  if (!invite) throw new Error('no invite');
  await ensureCard(ports, { ...invite, revision: -9 }, 'UANA');
  await announceReferral(ports, second);
  const [card] = await ports.messages.cardsOf('T1', invite.id);
  expect(card?.wanted).toBe(1 + 1 + 3 + 1);
  expect(card && (await readMessageContent(ports, card))).toMatchObject({
    referral: { id: first.id },
    onward: [{ id: second.id }],
  });
});
