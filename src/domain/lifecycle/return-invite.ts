import type { HistoryLine } from '../model/history.js';
import type { Invite, Trouble } from '../model/invite/invite.js';
import { withoutDecision } from '../model/invite/transitions.js';
import type { Referral } from '../model/referral/referral.js';
import { hasArrived } from '../model/referral/transitions.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { advanceReferral } from './advance-referral.js';
import { closedAs } from './closed-as.js';
import { referredBy } from './lift-failure.js';
import { passSlotBack } from './pass-slot.js';
import { timersOf } from './timers.js';

interface Return extends Pick<HistoryLine, 'who' | 'through'> {
  readonly to: 'undone' | 'failed';
  readonly trouble?: Trouble;
  /** What the marketplace says the invitation has become meanwhile. */
  readonly closed?: Invite['closed'];
}

/** Ends a referral that did not go out, and reopens its invite, both or neither. Null when it is past that. */
export async function returnInvite(ports: Ports, referral: Referral, by: Return): Promise<Referral | null> {
  return ports.atomically(async () => {
    const { to, who, through, trouble } = by;
    const set = { takesSlot: false, ...(trouble && { trouble }) };
    const step = { to, who, through, set, ...(trouble && { detail: trouble.code }) };
    const after = await advanceReferral(ports, referral, step);
    if (!after) return null;
    await passSlotBack(ports, after);
    await reopen(ports, after, by);
    return after;
  });
}

/** Another referral of the same invite may turn out to have arrived: then the invite is referred by that one. */
async function reopen(ports: Ports, referral: Referral, by: Return): Promise<Invite | null> {
  const { who, through, trouble, closed } = by;
  const ref = { tenantId: referral.tenantId, id: referral.inviteId };
  const invite = await ports.invites.get(ref);
  if (!invite) return null;
  const now = ports.clock.now();
  const arrived = await arrivedOf(ports, referral);
  const status = withoutDecision(closed, invite.closed);
  const after = arrived
    ? ({ status: 'referred', decision: referredBy(arrived) } as const)
    : status === 'open'
      ? { status }
      : closedAs(status, now);
  return ports.invites.advance(ref, {
    from: ['referred'],
    set: { ...after, ...(trouble && !arrived && { trouble }) },
    unset: 'decision' in after ? ['closed'] : ['decision', 'closed'],
    line: { at: now, who, what: after.status, through },
    work: [todo('announce-invite', now), ...(after.status === 'open' ? await timersOf(ports, invite) : [])],
    raise: referral.revision + 1,
  });
}

const arrivedOf = async ({ referrals }: Ports, { tenantId, inviteId, job }: Referral): Promise<Referral | undefined> =>
  (await referrals.ofJob(tenantId, job.id)).find((one) => one.inviteId === inviteId && hasArrived(one.status));
