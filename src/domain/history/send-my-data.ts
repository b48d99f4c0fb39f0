import type { Ref } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';
import { MOST_EXPORTED as MOST } from './send-my-referrals.js';

/** The most open invites with letters in an export; those that expire first are kept. */
const MOST_INVITES = 200;

/** Sends a member, as a file by DM, all data that is stored about them. The file says how much it leaves out. */
export async function sendMyData(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<void> {
  const member = await ports.members.get(tenantId, slackUserId);
  if (!member) return;
  const { work: _, ...known } = member;
  const sent = await ports.referrals.page(tenantId, { side: 'sent', slackUserId, limit: MOST, practice: true });
  const received = await ports.referrals.page(tenantId, { side: 'received', slackUserId, limit: MOST });
  const [openInvites, waiting, tallies] = await Promise.all([
    ports.invites.openFor(tenantId, slackUserId, MOST_INVITES),
    ports.invites.countOpen(tenantId, slackUserId),
    ports.tallies.of(tenantId, slackUserId, ['all']),
  ]);
  const leftOut = {
    ...(waiting > openInvites.length && { openInvites: waiting - openInvites.length }),
    ...olderThan('sentBefore', sent),
    ...olderThan('receivedBefore', received),
  };
  const isCut = Object.keys(leftOut).length > 0;
  const data = {
    member: known,
    tallies,
    openInvites: openInvites.map(plain),
    sent: sent.map(plain),
    received: received.map(asReceived),
    ...(isCut && { leftOut }),
  };
  await ports.messenger.sendFile(tenantId, slackUserId, { kind: 'my-data', data, ...(isCut && { isCut }) });
}

/** Returns, for a full list, the date before which referrals may be missing. */
function olderThan(name: string, referrals: readonly Referral[]): Record<string, Date> {
  const oldest = referrals.at(-1);
  return oldest && referrals.length >= MOST ? { [name]: oldest.createdAt } : {};
}

const plain = <T extends Pick<Referral, 'work'>>({ work: _, ...rest }: T) => rest;

/** Leaves out the referrer's notes, which are the referrer's data and not the colleague's. */
const asReceived = ({ job, from: { name }, noteToColleague, status, createdAt, milestones }: Referral) => ({
  job,
  from: { name },
  ...(noteToColleague && { noteToColleague }),
  status,
  createdAt,
  milestones,
});
