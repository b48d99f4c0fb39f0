import type { Through } from '../model/history.js';
import type { Invite } from '../model/invite/invite.js';
import { overruledBy } from '../model/invite/transitions.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { advanceReferral } from './advance-referral.js';
import { closedAs } from './closed-as.js';
import { type Settlement, settleDecision } from './settle-decision.js';

/**
 * The decision stands over there: from now on the card may say so, and whoever referred the member hears of it. Where
 * the marketplace said something further meanwhile, that stands. Null when this very decision is no longer on its way.
 * @param said the Slack user who carried it over, where theirs is the only word for it
 */
export async function confirmDecision(
  ports: Ports,
  decided: Invite,
  through: Through,
  said?: string,
): Promise<Invite | null> {
  const now = ports.clock.now();
  const who = said ?? 'marketplace';
  const confirmed: Settlement = async (invite, decision) => {
    const overruled = overruledBy(invite);
    return {
      from: [invite.status],
      set: overruled
        ? closedAs(overruled, now)
        : { decision: { ...decision, confirmedAt: now, ...(said && { confirmedBy: said }) } },
      unset: ['closed'],
      line: { at: now, who, what: overruled ?? 'confirmed', through },
      work: [todo('announce-invite', now)],
    };
  };
  return settleDecision(ports, decided, confirmed, (invite) => tellReferrer(ports, invite, { who, through }));
}

/** A webhook says it of the referral on its own, and one that comes later changes nothing any more. */
async function tellReferrer(
  ports: Ports,
  { tenantId, referredIn, status }: Invite,
  by: { who: string; through: Through },
) {
  const id = referredIn?.referralId;
  if (!id || by.through === 'webhook' || (status !== 'accepted' && status !== 'declined')) return null;
  return advanceReferral(ports, { tenantId, id }, { ...by, to: status });
}

/** The marketplace confirms what a member said to be done there: from now on it is no longer their word alone. */
export async function bearOutDecision(ports: Ports, { tenantId, id }: Invite): Promise<void> {
  const now = ports.clock.now();
  await ports.atomically(async () => {
    const invite = await ports.invites.get({ tenantId, id });
    if (!invite?.decision?.confirmedBy) return null;
    const { confirmedBy: _, ...decision } = invite.decision;
    return ports.invites.advance(invite, {
      from: [invite.status],
      set: { decision },
      line: { at: now, who: 'marketplace', what: 'confirmed', through: 'webhook' },
      work: [todo('announce-invite', now)],
    });
  });
}
