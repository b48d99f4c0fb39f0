import { declineByMessage, waitsForHandoff } from '../lifecycle/referral-handoff.js';
import { revertDecision, revertReferral } from '../lifecycle/reopen-invite.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import type { Referral } from '../model/referral/referral.js';
import { cut, KEPT } from '../model/stored-size-limits.js';
import { requireDecider } from '../permissions/require-decider.js';
import type { Ports } from '../ports.js';

/** Causes of a failed hand-off. The first two are about a referral alone. */
export const HANDOFF_TROUBLES = ['no-referral', 'already-invited', 'not-open', 'other'] as const;

/** The cause of a failed hand-off, as its member reports it. */
export interface HandoffTrouble {
  /**
   * `no-referral`: the marketplace offers none, as on a private job; `already-invited`: the colleague is invited or has
   * applied already; `not-open`: the invitation is no longer open there.
   */
  readonly why: (typeof HANDOFF_TROUBLES)[number];
  /** The member's own words. */
  readonly detail?: string;
}

/**
 * Reads the invite whose pending hand-off did not work.
 * @throws Refusal when the invite is somebody else's, or has no pending hand-off.
 */
export async function prepareHandoffTrouble(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const invite = await requireDecider(ports, by, inviteId);
  const referral = invite.status === 'referred' ? await ports.referrals.ofInvite(by.tenantId, inviteId) : null;
  if (!waitsForHandoff(invite, referral)) throw new Refusal('referral.notAwaitingHandoff');
  return invite;
}

/**
 * Records a member's "It did not work". Where the marketplace offers no referral, the hand-off goes on as a plain
 * decline that names the colleague; otherwise the decision is taken back, and the invite reopens or closes with the
 * reason.
 * @throws Refusal when the invite is somebody else's, or has no pending hand-off.
 */
export async function reportHandoffTrouble(
  ports: Ports,
  by: Actor,
  inviteId: string,
  trouble: HandoffTrouble,
): Promise<void> {
  const invite = await requireDecider(ports, by, inviteId);
  const changed =
    invite.status === 'referred'
      ? await referralTrouble(ports, by, invite, trouble)
      : await decisionTrouble(ports, by, invite, trouble);
  if (!changed) throw new Refusal('referral.notAwaitingHandoff');
}

async function referralTrouble(ports: Ports, by: Actor, { tenantId, id }: Invite, trouble: HandoffTrouble) {
  const referral: Referral | null = await ports.referrals.ofInvite(tenantId, id);
  if (referral?.status !== 'awaiting-handoff') return null;
  if (trouble.why === 'no-referral') return declineByMessage(ports, referral, by.slackUserId);
  return revertReferral(ports, referral, { to: 'failed', ...reopening(by, trouble) });
}

const decisionTrouble = async (ports: Ports, by: Actor, invite: Invite, trouble: HandoffTrouble) =>
  invite.decision?.byHand ? revertDecision(ports, invite, { what: 'refused', ...reopening(by, trouble) }) : null;

const CODES = {
  'no-referral': 'handoff-failed',
  'already-invited': 'already-invited',
  'not-open': 'invitation-not-open',
  other: 'handoff-failed',
} as const satisfies Record<HandoffTrouble['why'], string>;

const reopening = ({ slackUserId: who }: Actor, { why, detail = '' }: HandoffTrouble) =>
  ({
    who,
    through: 'slack',
    trouble: { code: CODES[why], detail: CODES[why] === 'handoff-failed' ? cut(detail.trim(), KEPT.words) : '' },
    ...(why === 'not-open' && { closed: 'archived' as const }),
  }) as const;
