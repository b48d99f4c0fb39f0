import { randomUUID } from 'node:crypto';
import type { Decision, Invite } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import { type Ref, todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { advanceReferral, type Step } from './advance-referral.js';
import { passSlot } from './pass-slot.js';
import { isOutstanding } from './settle-decision.js';

/**
 * Moves a referral on by the marketplace's own word. One that counted as failed has arrived after all: the word lifts the
 * failure, and the invite is referred again. Null when it is past that or gone.
 */
export const advanceOrLift = async (ports: Ports, ref: Ref, step: Step): Promise<Referral | null> =>
  (await advanceReferral(ports, ref, step)) ?? liftFailure(ports, ref, step);

async function liftFailure(ports: Ports, ref: Ref, step: Step): Promise<Referral | null> {
  if ((await ports.referrals.get(ref))?.status !== 'failed') return null;
  return ports.atomically(async () => {
    const failed = await ports.referrals.get(ref);
    if (failed?.status !== 'failed') return null;
    const takesSlot = await regainSlot(ports, failed);
    const set = { ...step.set, takesSlot };
    const referral = await advanceReferral(ports, ref, { ...step, set }, 'failed');
    if (referral) await referAgain(ports, referral, step);
    return referral;
  });
}

/** Another referral of the job may have begun since: then it keeps the slot until it ends. */
async function regainSlot(ports: Ports, { id, tenantId, job, chain }: Referral): Promise<boolean> {
  const others = (await ports.referrals.ofJob(tenantId, job.id)).filter((one) => one.id !== id);
  const holder = others.find(({ takesSlot }) => takesSlot);
  if (holder && holder.id !== chain.at(-1)?.referralId) return false;
  await passSlot(ports, { tenantId, chain });
  return true;
}

async function referAgain(ports: Ports, referral: Referral, { who, through }: Step): Promise<Invite | null> {
  const ref = { tenantId: referral.tenantId, id: referral.inviteId };
  const invite = await ports.invites.get(ref);
  if (!invite || stands(invite)) return null;
  const now = ports.clock.now();
  return ports.invites.advance(ref, {
    from: [invite.status],
    set: { status: 'referred', decision: referredBy(referral) },
    unset: ['trouble', 'closed'],
    line: { at: now, who, what: 'referred', through },
    work: [todo('announce-invite', now)],
  });
}

/** Another referral goes on, and a member's acceptance that the marketplace confirmed is no mistake. */
const stands = (invite: Invite): boolean => {
  const { status, decision } = invite;
  return status === 'referred' || (status === 'accepted' && decision?.by !== 'marketplace' && !isOutstanding(invite));
};

/** The decision that a referral stands for. */
export function referredBy({ id, from, actedBy, createdAt, reasonId }: Referral): Decision {
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
