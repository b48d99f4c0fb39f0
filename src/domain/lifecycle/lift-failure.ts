import { randomUUID } from 'node:crypto';
import type { HistoryLine } from '../model/history-line.js';
import type { Decision, Invite, InviteStatus } from '../model/invite/invite.js';
import { type Ref, todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports, Transition } from '../ports.js';
import { advanceReferral, type ReferralStep } from './advance-referral.js';
import { passReferralSlot } from './pass-referral-slot.js';
import { presentInvite } from './present-invite.js';
import { isOutstanding } from './undelivered-decision.js';

/**
 * Moves a referral to the status that the marketplace reports. For a failed referral the report proves that it arrived:
 * the failure is lifted, and the invite is referred again; for a duplicate, the one into which it was merged. Null when
 * the referral is past that status or gone.
 */
export const advanceOrLift = async (ports: Ports, ref: Ref, step: ReferralStep): Promise<Referral | null> =>
  (await advanceReferral(ports, ref, step)) ?? liftFailure(ports, ref, step);

async function liftFailure(ports: Ports, ref: Ref, step: ReferralStep): Promise<Referral | null> {
  if ((await ports.referrals.get(ref))?.status !== 'failed') return null;
  return ports.atomically(async () => {
    const failed = await ports.referrals.get(ref);
    if (failed?.status !== 'failed') return null;
    const takesSlot = await regainSlot(ports, failed);
    const invite = await presentInvite(ports, { tenantId: ref.tenantId, id: failed.inviteId });
    const set = { ...step.set, takesSlot, ...(invite && { inviteId: invite.id }) };
    const referral = await advanceReferral(ports, ref, { ...step, set }, 'failed');
    if (referral && invite) await referAgain(ports, referral, invite, step);
    return referral;
  });
}

/**
 * Takes the job's slot again. False where another referral of the job has begun since, which keeps the slot until it
 * ends.
 */
async function regainSlot(ports: Ports, { id, tenantId, job, chain }: Referral): Promise<boolean> {
  const others = (await ports.referrals.ofJob(tenantId, job.id)).filter((one) => one.id !== id);
  const holder = others.find(({ takesSlot }) => takesSlot);
  if (holder && holder.id !== chain.at(-1)?.referralId) return false;
  await passReferralSlot(ports, { tenantId, chain });
  return true;
}

async function referAgain(ports: Ports, referral: Referral, invite: Invite, by: ReferralStep): Promise<Invite | null> {
  if (stands(invite)) return null;
  return ports.invites.advance(invite, { from: [invite.status], ...referredAgain(referral, by, ports.clock.now()) });
}

/**
 * Returns the transition of an invite whose referral turns out to have arrived, whatever status the invite has by now.
 */
export const referredAgain = (
  referral: Referral,
  { who, through }: Pick<HistoryLine, 'who' | 'through'>,
  now: Date,
): Omit<Transition<InviteStatus, Invite>, 'from'> => ({
  set: { status: 'referred', decision: decisionOf(referral) },
  unset: ['trouble', 'closed'],
  line: { at: now, who, what: 'referred', through },
  work: [todo('announce-invite', now)],
});

/**
 * Tells whether the invite keeps its status: another referral is running, or the marketplace confirmed a member's
 * accept.
 */
const stands = (invite: Invite): boolean => {
  const { status, decision } = invite;
  return status === 'referred' || (status === 'accepted' && decision?.by !== 'marketplace' && !isOutstanding(invite));
};

/** Makes the decision that a referral implies. */
function decisionOf({ id, from, actedBy, createdAt, reasonId }: Referral): Decision {
  const by = actedBy ?? from;
  return {
    id: randomUUID(),
    kind: 'referred',
    by: by.slackUserId,
    byName: by.name,
    at: createdAt,
    referralId: id,
    reasonId,
    ...(actedBy && { onBehalfOf: from }),
  };
}
