import type { Wish } from '../ensuring-messages/ensure-message.js';
import { hadHandoff } from '../lifecycle/referral-handoff.js';
import type { Invite } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Referral } from '../model/referral/referral.js';

/**
 * Makes the message that tells the colleague of a handed-off referral: the marketplace neither tells them nor delivers
 * the note. It shows the facts of the referred invite. None once the colleague has an invite of their own.
 */
export function recommendationToColleague(referral: Referral, invite: Pick<Invite, 'id' | 'revision'>): Wish[] {
  const { id: referralId, tenantId, to, status, receivedExternalId, inviteId } = referral;
  if (inviteId !== invite.id || status !== 'forwarded' || receivedExternalId) return [];
  if (!hadHandoff(referral) || !to.slackUserId) return [];
  const about = { tenantId, kind: 'recommended', referralId, to: to.slackUserId, wanted: invite.revision } as const;
  return [{ message: { ...about, id: MESSAGE_IDS.recommended(referralId) } }];
}
