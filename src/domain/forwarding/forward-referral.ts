import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { learnStatus } from '../lifecycle/learn-status.js';
import { overruleHandoff } from '../lifecycle/overrule-handoff.js';
import { marketplaceOf, pathOf } from '../lifecycle/practice-marketplace.js';
import { returnInvite } from '../lifecycle/return-invite.js';
import { isTokenRefused, reportRefusedToken } from '../messages/report-refused-token.js';
import { MarketplaceRefusal, notYetDue } from '../model/errors.js';
import type { Referral } from '../model/referral/referral.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** How long the marketplace may take before the cards say that it is being told, in milliseconds. */
const QUIET_MS = 1500;

/** Passes a referral on to the marketplace once its undo window is over. Repeats carry the same idempotency key. */
export async function forwardReferral(ports: Ports, begun: Referral): Promise<void> {
  const { tenantId } = begun;
  const referral = await releaseReferral(ports, begun);
  if (referral?.status === 'awaiting-handoff') return overruleHandoff(ports, { tenantId, id: referral.inviteId });
  if (referral?.status !== 'forwarding') return;
  if ((await pathOf(ports, referral)) === 'handoff') return awaitHandoff(ports, referral);
  try {
    const { receivedExternalId } = await send(ports, referral);
    await confirmForwarded(ports, referral, 'api', receivedExternalId);
  } catch (error) {
    if (isTokenRefused(error)) await reportRefusedToken(ports, tenantId);
    if (!(error instanceof MarketplaceRefusal)) throw error;
    await fail(ports, referral, error);
  }
}

/**
 * Lets go of a held referral when its time has come. An update that matches nothing proves only that what was read is
 * out of date, as when an earlier attempt's update is carried out late: it is read again and goes on from there.
 * @throws Postponed while the undo window is open
 */
export async function releaseReferral(ports: Ports, referral: Referral): Promise<Referral | null> {
  if (referral.status !== 'held') return referral;
  const now = ports.clock.now();
  if (referral.releaseAt > now) throw notYetDue(referral.releaseAt, now, `undo:${referral.tenantId}:${referral.id}`);
  const forwarding = await ports.referrals.advance(referral, {
    from: ['held'],
    set: { status: 'forwarding' },
    line: { at: now, who: 'clock', what: 'forwarding', through: 'job' },
    work: [todo('announce-referral', new Date(now.getTime() + QUIET_MS))],
  });
  if (!forwarding) {
    const again = await ports.referrals.get(referral);
    return again && releaseReferral(ports, again);
  }
  return forwarding;
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

async function awaitHandoff(ports: Ports, referral: Referral): Promise<void> {
  const now = ports.clock.now();
  await ports.referrals.advance(referral, {
    from: ['forwarding'],
    set: { status: 'awaiting-handoff' },
    line: { at: now, who: 'baton', what: 'awaiting-handoff', through: 'job' },
    work: [todo('announce-referral', now)],
  });
  await overruleHandoff(ports, { tenantId: referral.tenantId, id: referral.inviteId });
}

async function fail(ports: Ports, referral: Referral, refusal: MarketplaceRefusal): Promise<void> {
  const invitation = { tenantId: referral.tenantId, externalId: referral.externalInviteId };
  const closed = await learnStatus(ports, invitation, refusal);
  const trouble = { code: refusal.code, detail: refusal.detail };
  const by = { to: 'failed', who: 'marketplace', through: 'api', trouble } as const;
  await returnInvite(ports, referral, { ...by, ...(closed && { closed }) });
}
