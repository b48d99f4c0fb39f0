import type { Ports } from '../ports.js';
import { MOST_EXPORTED as MOST } from '../referral/export-referrals.js';
import type { Referral } from '../referral/referral.js';
import type { Ref } from '../work.js';

/** Sends a member everything that is kept about them, by DM. */
export async function exportData(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<void> {
  const [member, sent, received, openInvites, tallies] = await Promise.all([
    ports.members.get(tenantId, slackUserId),
    ports.referrals.page(tenantId, { side: 'sent', slackUserId, limit: MOST }),
    ports.referrals.page(tenantId, { side: 'received', slackUserId, limit: MOST }),
    ports.invites.openFor(tenantId, slackUserId, MOST),
    ports.tallies.of(tenantId, slackUserId, ['all']),
  ]);
  if (!member) return;
  const { work: _, ...known } = member;
  const data = {
    member: known,
    tallies,
    openInvites: openInvites.map(plain),
    sent: sent.map(plain),
    received: received.map(asReceived),
  };
  await ports.messenger.sendFile(tenantId, slackUserId, { kind: 'my-data', data });
}

const plain = <T extends Pick<Referral, 'work'>>({ work: _, ...rest }: T) => rest;

/** What a colleague sees of a referral; the referrer's words to others are the referrer's data. */
const asReceived = ({ job, from: { name }, noteToColleague, status, createdAt, milestones }: Referral) => ({
  job,
  from: { name },
  ...(noteToColleague && { noteToColleague }),
  status,
  createdAt,
  milestones,
});
