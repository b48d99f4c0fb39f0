import { notYetDue } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';
import { unconfirmedAt } from './invite-timers.js';
import { handoffReportedBy } from './referral-handoff.js';

/**
 * Makes the cards say, once, that the marketplace has not confirmed an accept or a decline that a member reported done.
 * @throws Postponed before its time
 */
export async function markDecisionHandoffUnconfirmed(ports: Ports, invite: Invite): Promise<void> {
  const { decision } = invite;
  if (!decision?.confirmedBy || !decision.confirmedAt || decision.unconfirmed) return;
  const now = ports.clock.now();
  const at = unconfirmedAt(decision.confirmedAt);
  if (at > now) throw notYetDue(at, now, `unconfirmed:${invite.tenantId}:${invite.id}`);
  const marked = await ports.invites.advance(invite, {
    from: [invite.status],
    revision: invite.revision,
    set: { decision: { ...decision, unconfirmed: true } },
    line: { at: now, who: 'clock', what: 'unconfirmed', through: 'job' },
    work: [todo('announce-invite', now)],
  });
  if (marked) return;
  const changed = await ports.invites.get(invite);
  if (changed) await markDecisionHandoffUnconfirmed(ports, changed);
}

/**
 * Makes the cards say, once, that the marketplace has not confirmed a referral that a member reported done, and that no
 * outcome is known.
 * @throws Postponed before its time
 */
export async function markReferralHandoffUnconfirmed(ports: Ports, referral: Referral): Promise<void> {
  const { status, unconfirmed, history } = referral;
  const reported = history.find(({ what }) => what === 'forwarded')?.at;
  if (status !== 'forwarded' || unconfirmed || !reported || handoffReportedBy(referral) === undefined) return;
  const now = ports.clock.now();
  const at = unconfirmedAt(reported);
  if (at > now) throw notYetDue(at, now, `unconfirmed:${referral.tenantId}:${referral.id}`);
  const marked = await ports.referrals.advance(referral, {
    from: ['forwarded'],
    revision: referral.revision,
    set: { unconfirmed: true },
    line: { at: now, who: 'clock', what: 'unconfirmed', through: 'job' },
    work: [todo('announce-referral', now)],
  });
  if (marked) return;
  const changed = await ports.referrals.get(referral);
  if (changed) await markReferralHandoffUnconfirmed(ports, changed);
}
