import type { Invite } from '../model/invite/invite.js';
import { isFurtherStep, type ProposalStep } from '../model/invite/proposal-steps.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Records what came of an invite that no referral of the tenant led to. Late and repeated reports change nothing. */
export async function recordProposal(
  ports: Ports,
  invite: Invite,
  said: ProposalStep,
  happenedAt: Date,
): Promise<void> {
  if (!isFurtherStep(said, invite.proposal)) return;
  const now = ports.clock.now();
  const changed = await ports.invites.advance(invite, {
    from: [invite.status],
    revision: invite.revision,
    set: { proposal: said },
    line: { at: now, who: 'marketplace', what: said, through: 'webhook', happenedAt },
    work: [todo('announce-invite', now)],
  });
  // that it was accepted may have been recorded a moment ago
  const fresh = changed ? null : await ports.invites.get(invite);
  if (fresh && fresh.revision !== invite.revision) await recordProposal(ports, fresh, said, happenedAt);
}
