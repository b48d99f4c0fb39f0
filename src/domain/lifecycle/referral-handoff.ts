import type { Invite } from '../model/invite/invite.js';
import { type Ref, todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';
import { confirmForwarded } from './confirm-forwarded.js';
import { revertDecision, revertReferral } from './reopen-invite.js';
import { isOutstanding } from './undelivered-decision.js';

/** Tells whether a hand-off is pending: a member still has to enter the invite's decision on the marketplace. */
export function waitsForHandoff(invite: Invite, referral: Pick<Referral, 'status'> | null): boolean {
  if (invite.status === 'referred') return referral?.status === 'awaiting-handoff';
  return isOutstanding(invite) && invite.decision?.byHand === true;
}

/** Tells whether the referral was ever handed off to a member. */
export const hadHandoff = ({ history }: Pick<Referral, 'history'>): boolean =>
  history.some(({ what }) => what === 'awaiting-handoff');

/** A person, as records name them. */
type Named = Pick<Referral['from'], 'slackUserId' | 'name'>;

/** Returns the member who reported the hand-off done, until the marketplace confirms it; undefined otherwise. */
export function handoffReportedBy({ history, receivedExternalId, from, actedBy }: Referral): Named | undefined {
  const said = history.find(({ what }) => what === 'forwarded');
  if (said?.through !== 'slack' || receivedExternalId || history.some(({ what }) => what === 'confirmed'))
    return undefined;
  return actedBy && actedBy.slackUserId === said.who ? actedBy : from;
}

/**
 * Records that the marketplace confirms a handed-off referral: the invitation is declined there.
 * @returns false when the referral was not sent at all, so that the decline has another cause
 */
export async function verifyHandoff(ports: Ports, invite: Invite): Promise<boolean> {
  const referral = await ports.referrals.ofInvite(invite.tenantId, invite.id);
  if (!referral || referral.status === 'held' || referral.status === 'forwarding') return false;
  if (referral.status === 'awaiting-handoff') await confirmForwarded(ports, referral, 'webhook');
  else if (handoffReportedBy(referral) !== undefined && !(await recordConfirmed(ports, referral)))
    return verifyHandoff(ports, invite);
  return true;
}

/**
 * Turns a pending hand-off of a referral into a plain decline whose message names the colleague, because the
 * marketplace offers no referral for the job. Null when the hand-off is no longer pending.
 */
export const declineByMessage = (ports: Ports, referral: Referral, who: string): Promise<Referral | null> => {
  const now = ports.clock.now();
  return ports.referrals.advance(referral, {
    from: ['awaiting-handoff'],
    set: { byMessage: true },
    line: { at: now, who, what: 'by-message', through: 'slack' },
    work: [todo('announce-referral', now)],
  });
};

/** Records the confirmation. False when the referral has changed since it was read. */
async function recordConfirmed(ports: Ports, referral: Referral): Promise<boolean> {
  const now = ports.clock.now();
  const confirmed = await ports.referrals.advance(referral, {
    from: [referral.status],
    revision: referral.revision,
    set: {},
    unset: ['unconfirmed'],
    line: { at: now, who: 'marketplace', what: 'confirmed', through: 'webhook' },
    work: [todo('announce-referral', now)],
  });
  return confirmed !== null;
}

/** The reason for which a decision is reverted whose invitation is no longer open on the marketplace. */
export const NO_LONGER_OPEN = {
  who: 'marketplace',
  through: 'webhook',
  trouble: { code: 'invitation-not-open', detail: '' },
} as const;

/**
 * Ends a pending hand-off whose invitation is no longer open on the marketplace. Where Baton calls the marketplace
 * itself, its refusal does this.
 */
export async function cancelHandoff(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite?.closed) return;
  if (invite.decision?.byHand)
    return void (await revertDecision(ports, invite, { ...NO_LONGER_OPEN, what: 'refused' }));
  const referral = await ports.referrals.ofInvite(ref.tenantId, ref.id);
  if (referral?.status !== 'awaiting-handoff') return;
  await revertReferral(ports, referral, { ...NO_LONGER_OPEN, to: 'failed' });
}
