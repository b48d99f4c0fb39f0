import { tellDecisionRefused } from '../ensuring-messages/tell-decision-refused.js';
import type { FailureReason } from '../model/failure-reason.js';
import type { HistoryLine } from '../model/history-line.js';
import type { ClosedStatus, Decision, Invite, InviteStatus } from '../model/invite/invite.js';
import { withoutDecision } from '../model/invite/transitions.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import { hasArrived } from '../model/referral/transitions.js';
import type { Ports, Transition } from '../ports.js';
import { advanceReferral } from './advance-referral.js';
import { closedInviteFields } from './closed-invite-fields.js';
import { timersOf } from './invite-timers.js';
import { referredAgain } from './lift-failure.js';
import { passReferralSlotBack } from './pass-referral-slot.js';
import { changeOutstanding } from './undelivered-decision.js';

/** The reason why an invite reopens, and who reported it. */
interface Reopening extends Pick<HistoryLine, 'who' | 'through'> {
  /** The reason for the failure; absent where the member takes the decision back. */
  readonly trouble?: NonNullable<Invite['trouble']>;
  /** The status that the marketplace reports for the invitation, if it ended meanwhile. */
  readonly closed?: ClosedStatus | undefined;
}

/**
 * Takes back an accept or a decline that failed: the invite reopens, or takes the status that the marketplace reports.
 * Tells the reason to whoever decided and to the member for whom, but not to whoever reported the failure. Null when
 * this very decision is no longer outstanding.
 * @param by `what` is the line of the history
 */
export const revertDecision = (
  ports: Ports,
  decided: Invite,
  by: Reopening & Pick<HistoryLine, 'what'>,
): Promise<Invite | null> =>
  changeOutstanding(
    ports,
    decided,
    async (invite, decision) => ({
      from: [invite.status],
      ...(await reopened(ports, invite, { ...by, ...refusedFor(decision, by.trouble) }, by.what)),
    }),
    (invite) => tellDecisionRefused(ports, invite, by.who),
  );

const refusedFor = ({ id, kind, by }: Decision, trouble?: FailureReason): Pick<Reopening, 'trouble'> =>
  trouble ? { trouble: { ...trouble, decision: { id, kind, by } } } : {};

/**
 * Ends a referral that was not sent and reopens its invite, in one transaction. Null when the referral is past that.
 * @param only the status that it must have, as in `advanceReferral`
 */
export function revertReferral(
  ports: Ports,
  referral: Referral,
  by: Reopening & { readonly to: 'undone' | 'failed' },
  only?: 'held',
): Promise<Referral | null> {
  return ports.atomically(async () => {
    const { to, who, through, trouble } = by;
    const set = { takesSlot: false, ...(trouble && { trouble }) };
    const step = { to, who, through, set, ...(trouble && { detail: trouble.code }) };
    const after = await advanceReferral(ports, referral, step, only);
    if (!after) return null;
    await passReferralSlotBack(ports, after);
    await reopenAfter(ports, after, by);
    return after;
  });
}

/** Reopens the invite, or keeps it referred where another of its referrals has arrived. */
async function reopenAfter(ports: Ports, referral: Referral, by: Reopening): Promise<Invite | null> {
  const ref = { tenantId: referral.tenantId, id: referral.inviteId };
  const invite = await ports.invites.get(ref);
  if (!invite) return null;
  const arrived = await arrivedOf(ports, referral);
  return ports.invites.advance(ref, {
    from: ['referred'],
    ...(arrived ? referredAgain(arrived, by, ports.clock.now()) : await reopened(ports, invite, by)),
    raise: referral.revision + 1,
  });
}

const arrivedOf = async ({ referrals }: Ports, { tenantId, inviteId, job }: Referral): Promise<Referral | undefined> =>
  (await referrals.ofJob(tenantId, job.id)).find((one) => one.inviteId === inviteId && hasArrived(one.status));

/** @param what the line of the history; the new status when absent */
async function reopened(
  ports: Ports,
  invite: Invite,
  { who, through, trouble, closed }: Reopening,
  what?: string,
): Promise<Omit<Transition<InviteStatus, Invite>, 'from'>> {
  const now = ports.clock.now();
  const status = withoutDecision(closed, invite.closed);
  const after = status === 'open' ? { status } : closedInviteFields(status, now);
  return {
    set: { ...after, ...(trouble && { trouble }) },
    unset: 'decision' in after ? ['closed'] : ['decision', 'closed'],
    line: { at: now, who, what: what ?? status, through, ...(trouble && { detail: trouble.code }) },
    work: [todo('announce-invite', now), ...(status === 'open' ? await timersOf(ports, invite) : [])],
  };
}
