import { isOutstanding, settleDecision } from '../lifecycle/settle-decision.js';
import type { Decision, Invite } from '../model/invite/invite.js';
import { DELAYED_AFTER_MS, type Ref, todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** A decision that is on its way to the marketplace, and whose cards do not say yet that it takes longer. */
const untold = (invite: Invite | null): Decision | null => {
  if (!invite?.decision || !isOutstanding(invite)) return null;
  return invite.decision.byHand || invite.decision.delayed ? null : invite.decision;
};

/** The marketplace does not take it: the cards say, once, that the decision is still on its way. */
export async function tellDecisionDelay(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite || !untold(invite)) return;
  await settleDecision(ports, invite, async ({ status }, decision) => ({
    from: [status],
    set: { decision: { ...decision, delayed: true } },
    work: [todo('announce-invite', ports.clock.now())],
  }));
}

/** Milliseconds until whoever decided has to hear that the marketplace has not taken it yet; null when they need not. */
export async function decisionPatience(ports: Ports, ref: Ref): Promise<number | null> {
  const [invite, tenant] = await Promise.all([ports.invites.get(ref), ports.tenants.get(ref.tenantId)]);
  const decision = tenant?.status === 'active' && untold(invite);
  return decision ? decision.at.getTime() + DELAYED_AFTER_MS - ports.clock.now().getTime() : null;
}
