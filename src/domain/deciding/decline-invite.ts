import { decisionBy, recordMemberDecision } from '../lifecycle/record-member-decision.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { cut, KEPT } from '../model/stored-size-limits.js';
import type { Ports } from '../ports.js';

/** A member's reason and message for a decline. */
export interface Decline {
  /** The id of a reason in the marketplace's list. */
  readonly reasonId: string;
  readonly messageToClient?: string;
}

/**
 * Declines an invite without a referral.
 * @throws Refusal when the invite is somebody else's, decided or over.
 */
export const declineInvite = (ports: Ports, by: Actor, inviteId: string, decline: Decline): Promise<Invite> =>
  recordMemberDecision(ports, by, inviteId, decisionBy(by, ports.clock.now(), 'declined', kept(decline)));

const kept = (decline: Decline): Decline => ({
  ...decline,
  ...(decline.messageToClient !== undefined && { messageToClient: cut(decline.messageToClient, KEPT.words) }),
});
