import type { Referral } from '../model/referral/referral.js';
import { DELAYED_AFTER_MS, type Ref, todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { releaseReferral } from './forward-referral.js';

/** A referral that is on its way to the marketplace, and whose cards do not say yet that it takes longer. */
const untold = (referral: Referral | null): Referral | null =>
  referral && !referral.delayed && (referral.status === 'held' || referral.status === 'forwarding') ? referral : null;

/**
 * The marketplace does not take it: the cards say, once, that the referral is still on its way. One that is held beyond
 * its undo window is released first.
 */
export async function tellReferralDelay(ports: Ports, ref: Ref): Promise<void> {
  const held = await ports.referrals.get(ref);
  const referral = untold(held && (await releaseReferral(ports, held)));
  if (!referral) return;
  const work = [todo('announce-referral', ports.clock.now())];
  await ports.referrals.advance(ref, { from: ['forwarding'], set: { delayed: true }, work });
}

/** Milliseconds until the referrer has to hear that the marketplace has not taken it yet; null when they need not. */
export async function referralPatience(ports: Ports, ref: Ref): Promise<number | null> {
  const [found, tenant] = await Promise.all([ports.referrals.get(ref), ports.tenants.get(ref.tenantId)]);
  const referral = tenant?.status === 'active' && untold(found);
  return referral ? referral.releaseAt.getTime() + DELAYED_AFTER_MS - ports.clock.now().getTime() : null;
}
