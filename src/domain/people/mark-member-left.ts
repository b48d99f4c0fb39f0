import type { Member, SlackProfile } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { updateProfile } from './save-slack-profile.js';

/**
 * Marks a member as deactivated after Slack refused a message because they have left, without waiting for the next sync
 * of the directory. False for a user whom the directory does not know.
 */
export async function markMemberLeft(ports: Ports, tenantId: string, slackUserId: string): Promise<boolean> {
  const member = await ports.members.get(tenantId, slackUserId);
  if (!member) return false;
  await updateProfile(ports, tenantId, { ...profileIn(member), isDeactivated: true });
  return true;
}

const profileIn = (member: Member): SlackProfile => {
  const { slackUserId, name, email, timeZone, locale } = member;
  const { isAdmin, isOwner, isBot, isGuest, isExternal, isDeactivated } = member;
  return {
    ...{ slackUserId, name, isAdmin, isOwner, isBot, isGuest, isExternal, isDeactivated },
    ...(email !== undefined && { email }),
    ...(timeZone !== undefined && { timeZone }),
    ...(locale !== undefined && { locale }),
  };
};
