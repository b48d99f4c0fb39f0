import { MarketplaceRefusal } from '../errors.js';
import type { Ports } from '../ports.js';
import { isTokenRefused, reportRefusedToken } from '../tenant/report-refused-token.js';
import type { Ref } from '../work.js';
import { confirmDecision } from './confirm-decision.js';
import type { Decision, Invite } from './invite.js';
import { learnStatus } from './learn-status.js';
import { overruleHandoff } from './overrule-handoff.js';
import { marketplaceOf, pathOf } from './practice-marketplace.js';
import { isOutstanding, markByHand, takeBackDecision } from './settle-decision.js';

/**
 * Tells the marketplace of an accept or a decline. A refusal for good reopens the invite and says why. A token that is
 * turned down is no refusal: the managers hear of it, and the decision is sent again.
 */
export async function forwardDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite?.decision || invite.decision.byHand || !isOutstanding(invite)) return;
  if ((await pathOf(ports, invite)) === 'handoff') return awaitHandoff(ports, invite);
  try {
    await send(ports, invite, invite.decision);
  } catch (error) {
    if (isTokenRefused(error)) await reportRefusedToken(ports, ref.tenantId);
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
