import type { Through } from '../model/history.js';
import type { Invite } from '../model/invite/invite.js';
import { overruledBy } from '../model/invite/transitions.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { advanceReferral } from './advance-referral.js';
import { closedAs } from './closed-as.js';
import { changeOutstanding, type DecisionChange } from './outstanding-decision.js';
import { unconfirmedAt } from './timers.js';

/**
 * Records that the marketplace has the decision, so that cards may say so and the referrer hears of it. A stronger
 * status that the marketplace reported meanwhile holds instead. Null when this very decision is no longer outstanding.
 * @param said the Slack user who reported the hand-off done; absent when the marketplace confirms
 */
export async function confirmDecision(
  ports: Ports,
  decided: Invite,
  through: Through,
  said?: string,
): Promise<Invite | null> {
  const now = ports.clock.now();
  const who = said ?? 'marketplace';
  const confirmed: DecisionChange = async (invite, decision) => {
    const overruled = overruledBy(invite);
    return {
      from: [invite.status],
      set: overruled
        ? closedAs(overruled, now)
        : { decision: { ...decision, confirmedAt: now, ...(said && { confirmedBy: said }) } },
      unset: ['closed'],
      line: { at: now, who, what: overruled ?? 'confirmed', through },
      work: [todo('announce-invite', now), ...(said ? [todo('mark-decision-unconfirmed', unconfirmedAt(now))] : [])],
    };
  };
  return changeOutstanding(ports, decided, confirmed, (invite) => tellReferrer(ports, invite, { who, through }));
}

/** A webhook updates the referral by itself. */
async function tellReferrer(
  ports: Ports,
  { tenantId, referredIn, status }: Invite,
  by: { who: string; through: Through },
) {
  const id = referredIn?.referralId;
  if (!id || by.through === 'webhook' || (status !== 'accepted' && status !== 'declined')) return null;
  return advanceReferral(ports, { tenantId, id }, { ...by, to: status });
}

/** Records that the marketplace confirms a hand-off that a member reported done. */
export async function verifyDecision(ports: Ports, { tenantId, id }: Invite): Promise<void> {
  const now = ports.clock.now();
  await ports.atomically(async () => {
    const invite = await ports.invites.get({ tenantId, id });
    if (!invite?.decision?.confirmedBy) return null;
    const { confirmedBy: _, unconfirmed: __, ...decision } = invite.decision;
    return ports.invites.advance(invite, {
      from: [invite.status],
      set: { decision },
      line: { at: now, who: 'marketplace', what: 'confirmed', through: 'webhook' },
      work: [todo('announce-invite', now)],
    });
  });
}
