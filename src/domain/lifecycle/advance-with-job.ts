import type { Invite, InviteStatus } from '../model/invite/invite.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import { STATUSES } from '../model/referral/transitions.js';
import type { Ports, Transition } from '../ports.js';

/**
 * Changes an invite as `Invites.advance` does. Where the change gives its job another id, the invite's referrals get it
 * in the same transaction, so that a job has one slot and one list of referrals, whatever it was called before. A
 * referral loses the slot where another one has it.
 * @throws Duplicate as `Invites.advance`, and when another referral takes the slot at the same time
 */
export async function advanceWithJob(
  ports: Ports,
  invite: Invite,
  transition: Transition<InviteStatus, Invite>,
): Promise<Invite | null> {
  const jobId = transition.set.job?.id ?? invite.job.id;
  if (jobId === invite.job.id) return ports.invites.advance(invite, transition);
  return ports.atomically(async () => {
    const former = await ports.referrals.ofJob(invite.tenantId, invite.job.id);
    const after = await ports.invites.advance(invite, { ...transition, raise: 1 + counted(former) });
    const own = former.filter(({ inviteId }) => inviteId === invite.id);
    if (!after || own.length === 0) return after;
    await moveTo(ports, jobId, own);
    await raiseOthers(ports, invite, counted(own));
    return after;
  });
}

/**
 * Returns the increment of a revision that makes up for referrals which an invite's card no longer counts, and for a
 * step that each of them may take meanwhile. A card counts the revisions of its invite and of the referrals on its job,
 * and only a greater sum is shown.
 */
const counted = (referrals: readonly Referral[]): number =>
  referrals.reduce((sum, { revision }) => sum + revision + 1, 0);

async function moveTo({ referrals }: Ports, jobId: string, moved: readonly Referral[]): Promise<void> {
  for (const { tenantId, id, job } of moved) {
    const isTaken = (await referrals.ofJob(tenantId, jobId)).some(({ takesSlot }) => takesSlot);
    const set = { job: { ...job, id: jobId }, ...(isTaken && { takesSlot: false }) };
    await referrals.advance({ tenantId, id }, { from: STATUSES, set, work: [] });
  }
}

/** Raises the revisions of the other invites to the former job, and announces them: its slot may be free. */
async function raiseOthers({ invites, clock }: Ports, { tenantId, id, job }: Invite, raise: number): Promise<void> {
  const others = (await invites.ofJob(tenantId, job.id)).filter((one) => one.id !== id);
  for (const { status, ...ref } of others)
    await invites.advance(ref, { from: [status], set: {}, work: [todo('announce-invite', clock.now())], raise });
}
