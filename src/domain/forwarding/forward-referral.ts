import { confirmForwarded, forwardedByCall } from '../lifecycle/confirm-forwarded.js';
import { pathOf } from '../lifecycle/read-delivery-path.js';
import { cancelHandoff, NO_LONGER_OPEN } from '../lifecycle/referral-handoff.js';
import {
  awaitHandoff,
  markReferralDelayed,
  markReferralHindered,
  markReferralResumed,
  releaseReferral,
} from '../lifecycle/release-referral.js';
import { revertReferral } from '../lifecycle/reopen-invite.js';
import { type DeliveryPath, type Destination, type Obstacle, obstacleOn } from '../model/invite/delivery-path.js';
import type { Invite } from '../model/invite/invite.js';
import { DELAYED_AFTER_MS, mayBeDone, type Ref } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports, Written } from '../ports.js';
import {
  callMarketplace,
  isReferredThere,
  orUnanswered,
  statusBeforeGivingUp,
  statusBeforeHandoff,
} from './call-marketplace.js';
import { hindered, whyGivenUp } from './waiting-for-connection.js';

/**
 * Sends a referral to the marketplace once its undo window is over. Repeats carry the same idempotency key. A permanent
 * refusal reopens the invite with the reason. One that may have been sent before waits while its connection is paused,
 * and any while it is removed.
 * @param tried as in `mayBeDone`
 * @returns the confirmation, to be written with the end of the work
 * @throws as `callMarketplace`: the referral is sent again; Postponed while the undo window is open; Misconfigured
 * while it waits for a paused connection, Refusal('connection.removed') while it waits for a removed one
 */
export async function forwardReferral(
  ports: Ports,
  begun: Referral,
  tried?: Date,
): Promise<Written<Referral> | undefined> {
  const source = { tenantId: begun.tenantId, id: begun.inviteId };
  const [released, invite] = await Promise.all([releaseReferral(ports, begun), ports.invites.get(source)]);
  if (released?.status === 'awaiting-handoff') await cancelHandoff(ports, source);
  if (released?.status !== 'forwarding') return undefined;
  // as its invite is delivered
  const path = invite ? await pathOf(ports, invite, 'refer') : NO_PATH;
  const obstacle = obstacleOn(path);
  const wasSent = begun.status === 'forwarding' && mayBeDone(begun, 'forward-referral', tried);
  if (obstacle && (wasSent || path.by === 'nobody')) return wait(ports, released, obstacle);
  if (path.by !== 'baton' && wasSent && invite) return handOffSent(ports, released, invite);
  if (path.by !== 'baton') return handOff(ports, released, obstacle === 'paused' || undefined);
  const { paused, disconnected } = released;
  const referral = paused || disconnected ? await markReferralResumed(ports, released) : released;
  if (!referral) return undefined;
  const called = await callMarketplace(ports, path, () => send(ports, path, referral));
  if ('answer' in called) return forwardedByCall(ports, referral, called.answer.receivedExternalId);
  await revertReferral(ports, referral, { to: 'failed', who: 'marketplace', through: 'api', ...called });
  return undefined;
}

const NO_PATH: DeliveryPath = { by: 'nobody' };

/** The name that is sent for an erased member, since a marketplace accepts no empty name. */
const NAMELESS = 'A colleague';

function send({ marketplace }: Ports, { to, externalId }: Destination, referral: Referral) {
  const { id } = referral;
  const { target } = referral.to;
  const { reasonId, noteToColleague, noteToClient } = referral;
  const request = {
    target,
    referredBy: { name: referral.from.name || NAMELESS },
    ...(noteToColleague && { message: noteToColleague }),
    ...(noteToClient && { messageToClient: noteToClient }),
  };
  return marketplace.decline(to, externalId, { reasonId, referral: request }, id);
}

/** Makes the cards say what the referral waits for. @throws as `hindered`, unless it is over */
async function wait(ports: Ports, referral: Referral, obstacle: Obstacle): Promise<undefined> {
  if (!referral[obstacle] && !(await markReferralHindered(ports, referral, obstacle))) return;
  throw hindered(obstacle);
}

async function handOff(ports: Ports, referral: Referral, paused?: true): Promise<undefined> {
  await awaitHandoff(ports, referral, paused);
  await cancelHandoff(ports, { tenantId: referral.tenantId, id: referral.inviteId });
}

/**
 * Hands off a referral that may have reached the marketplace, since its connection was changed afterwards. Confirms it
 * instead where the marketplace has it, and ends it where its invitation has ended otherwise.
 */
async function handOffSent(ports: Ports, referral: Referral, invite: Invite): Promise<Written<Referral> | undefined> {
  const status = invite.closed ?? (await statusBeforeHandoff(ports, invite)) ?? 'open';
  if (status === 'open') return handOff(ports, referral);
  if (status === 'declined' && (await isReferredThere(ports, referral, invite)))
    return forwardedByCall(ports, referral, undefined);
  const by = { ...NO_LONGER_OPEN, to: 'failed', through: 'api', closed: status } as const;
  await revertReferral(ports, referral, status === 'declined' ? { ...by, trouble: NOT_SHOWN } : by);
  return undefined;
}

/** The failure reason of a referral whose invitation is declined on the marketplace, which shows no referral. */
const NOT_SHOWN = { code: 'not-shown', detail: '' };

/**
 * Reopens the invite after the last retry, so that the referrer can decide again. Asks the marketplace a last time
 * where the referral may have reached it.
 */
export async function giveUpReferral(ports: Ports, ref: Ref): Promise<void> {
  const referral = await ports.referrals.get(ref);
  if (referral?.status !== 'held' && referral?.status !== 'forwarding') return;
  const by = { to: 'failed', who: 'baton', through: 'job' } as const;
  if (referral.status === 'held') {
    const failed = await revertReferral(ports, referral, { ...by, trouble: NOT_SENT }, 'held');
    return failed ? undefined : giveUpReferral(ports, ref);
  }
  const invite = await ports.invites.get({ tenantId: ref.tenantId, id: referral.inviteId });
  const status = invite ? await statusBeforeGivingUp(ports, invite) : undefined;
  if (invite && status === 'declined') {
    const isThere = await orUnanswered(ports, invite, isReferredThere(ports, referral, invite));
    if (isThere) return confirmForwarded(ports, referral, 'api');
    return void (await revertReferral(ports, referral, { ...by, trouble: NOT_SHOWN, closed: status }));
  }
  const path = invite ? await pathOf(ports, invite, 'refer') : NO_PATH;
  await revertReferral(ports, referral, { ...by, ...whyGivenUp(status, path) });
}

/** The failure reason of a referral that never left Baton. */
const NOT_SENT = { code: 'not-sent', detail: '' };

/** Returns the referral while it is on its way and its cards do not say yet that it is delayed; else null. */
const undelayed = (referral: Referral | null): Referral | null =>
  referral && !referral.delayed && (referral.status === 'held' || referral.status === 'forwarding') ? referral : null;

/**
 * Makes the cards say, once, that the referral is delayed on its way to the marketplace. A referral that is held beyond
 * its undo window is released first.
 */
export async function tellReferralDelay(ports: Ports, ref: Ref): Promise<void> {
  const referral = await ports.referrals.get(ref);
  if (referral && undelayed(await releaseReferral(ports, referral))) await markReferralDelayed(ports, ref);
}

/** Returns the milliseconds until the referrer has to be told that the referral is delayed; null for never. */
export async function referralPatience(ports: Ports, ref: Ref): Promise<number | null> {
  const [found, tenant] = await Promise.all([ports.referrals.get(ref), ports.tenants.latest(ref.tenantId)]);
  const referral = tenant?.status === 'active' && undelayed(found);
  return referral ? referral.releaseAt.getTime() + DELAYED_AFTER_MS - ports.clock.now().getTime() : null;
}
