import { MarketplaceRefusal } from '../errors.js';
import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';
import type { Decision, Invite } from './invite.js';
import { learnStatus } from './learn-status.js';
import { marketplaceOf, pathOf } from './practice.js';
import { confirmDecision, isOutstanding, takeBackDecision } from './settle-decision.js';

/** Tells the marketplace of an accept or a decline. A refusal for good reopens the invite and says why. */
export async function forwardDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite?.decision || !isOutstanding(invite)) return;
  if ((await pathOf(ports, invite)) === 'handoff') return;
  try {
    await send(ports, invite, invite.decision);
  } catch (error) {
    if (!(error instanceof MarketplaceRefusal)) throw error;
    return settleRefusal(ports, invite, error);
  }
  await confirmDecision(ports, invite, 'api');
}

/** The retries ran out: the invite reopens, so that its member can act again. */
export async function giveUpDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (invite) await takeBackDecision(ports, invite, { code: 'unreachable', detail: '' });
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
  const status = await learnStatus(ports, invite, refusal);
  if (status === invite.status) await confirmDecision(ports, invite, 'api');
  else await takeBackDecision(ports, invite, refusal, status);
}
