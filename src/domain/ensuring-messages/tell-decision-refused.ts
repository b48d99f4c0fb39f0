import type { Invite } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ports } from '../ports.js';
import { ensureMessages } from './ensure-message.js';

/**
 * Tells whoever decided, and the member for whom they did, that the accept or decline failed, since Slack notifies
 * nobody of an edited card. One message for each of them and each decision.
 * @param who reported it: a person who reports that a hand-off did not work is not told
 */
export async function tellDecisionRefused(
  ports: Ports,
  { id: inviteId, tenantId, trouble, invitee }: Invite,
  who: string,
): Promise<void> {
  const decision = trouble?.decision;
  if (!decision) return;
  const concerned = new Set([decision.by, ...(invitee.slackUserId === undefined ? [] : [invitee.slackUserId])]);
  const members = await ports.members.ofIds(tenantId, [...concerned]);
  const forgotten = members.flatMap(({ slackUserId, forgottenAt }) => (forgottenAt ? slackUserId : []));
  const about = { tenantId, kind: 'decision-refused', inviteId, wanted: 1 } as const;
  await ensureMessages(
    ports,
    [...concerned]
      .filter((to) => to !== who && !forgotten.includes(to))
      .map((to) => ({ message: { ...about, id: MESSAGE_IDS.decisionRefused(decision.id, to), to } })),
  );
}
