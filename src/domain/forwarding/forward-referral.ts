import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { learnStatus } from '../lifecycle/learn-status.js';
import { overruleHandoff } from '../lifecycle/overrule-handoff.js';
import { marketplaceOf, pathOf } from '../lifecycle/practice-marketplace.js';
import { awaitHandoff, releaseReferral } from '../lifecycle/release-referral.js';
import { returnInvite } from '../lifecycle/return-invite.js';
import { isTokenRefused, reportRefusedToken } from '../messages/report-refused-token.js';
import { MarketplaceRefusal } from '../model/errors.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';

/** Passes a referral on to the marketplace once its undo window is over. Repeats carry the same idempotency key. */
export async function forwardReferral(ports: Ports, ref: Ref): Promise<void> {
  const referral = await releaseReferral(ports, ref);
  if (referral?.status === 'awaiting-handoff') return overruleHandoff(ports, { ...ref, id: referral.inviteId });
  if (referral?.status !== 'forwarding') return;
  if ((await pathOf(ports, referral)) === 'handoff') return handOff(ports, referral);
  try {
    const { receivedExternalId } = await send(ports, referral);
    await confirmForwarded(ports, referral, 'api', receivedExternalId);
  } catch (error) {
    if (isTokenRefused(error)) await reportRefusedToken(ports, ref.tenantId);
    if (!(error instanceof MarketplaceRefusal)) throw error;
    await fail(ports, referral, error);
  }
}

/** A marketplace takes no empty name. */
const NAMELESS = 'A colleague';

function send(ports: Ports, referral: Referral) {
  const { tenantId, id, externalInviteId } = referral;
  const { target } = referral.to;
  const { reasonId, noteToColleague, noteToClient } = referral;
  const request = {
    target,
    referredBy: { name: referral.from.name || NAMELESS },
    ...(noteToColleague && { message: noteToColleague }),
    ...(noteToClient && { messageToClient: noteToClient }),
  };
  const marketplace = marketplaceOf(ports, referral);
  return marketplace.decline(tenantId, externalInviteId, { reasonId, referral: request }, id);
}

async function handOff(ports: Ports, referral: Referral): Promise<void> {
  await awaitHandoff(ports, referral);
  await overruleHandoff(ports, { tenantId: referral.tenantId, id: referral.inviteId });
}

async function fail(ports: Ports, referral: Referral, refusal: MarketplaceRefusal): Promise<void> {
  const invitation = { tenantId: referral.tenantId, externalId: referral.externalInviteId };
  const closed = await learnStatus(ports, invitation, refusal);
  const trouble = { code: refusal.code, detail: refusal.detail };
  const by = { to: 'failed', who: 'marketplace', through: 'api', trouble } as const;
  await returnInvite(ports, referral, { ...by, ...(closed && { closed }) });
}
