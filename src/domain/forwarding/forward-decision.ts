import { confirmDecision } from '../lifecycle/confirm-decision.js';
import { learnStatus } from '../lifecycle/learn-status.js';
import { overruleHandoff } from '../lifecycle/overrule-handoff.js';
import { marketplaceOf, pathOf } from '../lifecycle/practice-marketplace.js';
import { isOutstanding, markByHand, takeBackDecision } from '../lifecycle/settle-decision.js';
import { isTokenRefused, reportRefusedToken } from '../messages/report-refused-token.js';
import { MarketplaceRefusal } from '../model/errors.js';
import type { Decision, Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/**
 * Tells the marketplace of an accept or a decline. A refusal for good reopens the invite and says why. A token that is
 * turned down is no refusal: the managers hear of it, and the decision is sent again.
 */
export async function forwardDecision(ports: Ports, invite: Invite): Promise<void> {
  if (!invite.decision || invite.decision.byHand || !isOutstanding(invite)) return;
  if ((await pathOf(ports, invite)) === 'handoff') return awaitHandoff(ports, invite);
  try {
    await send(ports, invite, invite.decision);
  } catch (error) {
    if (isTokenRefused(error)) await reportRefusedToken(ports, invite.tenantId);
    if (!(error instanceof MarketplaceRefusal)) throw error;
    return settleRefusal(ports, invite, error);
  }
  await confirmDecision(ports, invite, 'api');
}

/** The way out changed after the decision was taken. */
async function awaitHandoff(ports: Ports, invite: Invite): Promise<void> {
  await markByHand(ports, invite);
  await overruleHandoff(ports, invite);
}

async function send(ports: Ports, invite: Invite, decision: Decision): Promise<void> {
  const marketplace = marketplaceOf(ports, invite);
  if (decision.kind === 'accepted') return marketplace.accept(invite.tenantId, invite.externalId, decision.id);
  const message = decision.messageToClient;
  await marketplace.decline(
    invite.tenantId,
    invite.externalId,
    { reasonId: decision.reasonId ?? '', ...(message && { message }) },
    decision.id,
  );
}

/** Somebody may have decided over there first: ask before claiming that it failed. */
async function settleRefusal(ports: Ports, invite: Invite, refusal: MarketplaceRefusal): Promise<void> {
  const closed = await learnStatus(ports, invite, refusal);
  if (closed === invite.status) return void (await confirmDecision(ports, invite, 'api'));
  await takeBackDecision(ports, invite, {
    who: 'marketplace',
    what: 'refused',
    through: 'api',
    trouble: refusal,
    closed,
  });
}
