import { decisionBy, recordMemberDecision } from '../lifecycle/record-member-decision.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';

/**
 * Accepts an invite.
 * @throws Refusal when the invite is somebody else's, decided or over.
 */
export const acceptInvite = (ports: Ports, by: Actor, inviteId: string): Promise<Invite> =>
  recordMemberDecision(ports, by, inviteId, decisionBy(by, ports.clock.now(), 'accepted'));
