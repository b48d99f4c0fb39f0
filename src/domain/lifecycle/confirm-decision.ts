import type { Through } from '../model/history-line.js';
import type { Invite } from '../model/invite/invite.js';
import { overruledBy } from '../model/invite/transitions.js';
import { todo } from '../model/outbox-work.js';
import type { Ports, Written } from '../ports.js';
import { advanceReferral } from './advance-referral.js';
import { closedInviteFields } from './closed-invite-fields.js';
import { unconfirmedAt } from './invite-timers.js';
import { changeAsRead, changeOutstanding, type DecisionChange } from './undelivered-decision.js';

/**
 * Records that the marketplace has the decision: cards may then say so, and the referrer is told. A stronger status
 * that the marketplace reported meanwhile replaces it. Null when this very decision is no longer outstanding.
 * @param said the Slack user who reported the hand-off done; absent when the marketplace confirms
 */
export async function confirmDecision(
  ports: Ports,
  decided: Invite,
  through: Through,
  said?: string,
): Promise<Invite | null> {
  const by = { who: said ?? 'marketplace', through };
  const confirmed = confirmation(ports.clock.now(), by, said);
  return changeOutstanding(ports, decided, confirmed, (invite) => tellReferrer(ports, invite, by));
}

/** Makes the same change as `confirmDecision` after Baton's own call, to be written with the end of that work. */
export function confirmedByCall(ports: Ports, decided: Invite): Written<Invite> {
  const by = { who: 'marketplace', through: 'api' } as const;
  const confirmed = confirmation(ports.clock.now(), by);
  const along = decided.referredIn?.referralId && ((invite: Invite) => tellReferrer(ports, invite, by));
  return {
    ending: (ends) => changeAsRead(ports, decided, confirmed, { ends, ...(along && { along }) }),
    lost: async () => void (await confirmDecision(ports, decided, 'api')),
  };
}

interface Origin {
  readonly who: string;
  readonly through: Through;
}

const confirmation =
  (now: Date, { who, through }: Origin, said?: string): DecisionChange =>
  async (invite, decision) => {
    const overruled = overruledBy(invite);
    return {
      from: [invite.status],
      set: overruled
        ? closedInviteFields(overruled, now)
        : { decision: { ...decision, confirmedAt: now, ...(said && { confirmedBy: said }) } },
      unset: ['closed'],
      line: { at: now, who, what: overruled ?? 'confirmed', through },
      work: [todo('announce-invite', now), ...(said ? [todo('mark-decision-unconfirmed', unconfirmedAt(now))] : [])],
    };
  };

/**
 * Moves the referral that led to the invite to `accepted` or `declined`. After a webhook the referral's own event does
 * this.
 */
async function tellReferrer(ports: Ports, { tenantId, referredIn, status }: Invite, by: Origin) {
  const id = referredIn?.referralId;
  if (!id || by.through === 'webhook' || (status !== 'accepted' && status !== 'declined')) return null;
  return advanceReferral(ports, { tenantId, id }, { ...by, to: status });
}

/**
 * Records that the marketplace confirms a hand-off that a member reported done. Changes nothing without such a report.
 */
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
