import type { Member, SlackProfile } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { updateProfile } from './update-profile.js';

/**
 * Slack refuses what is written to somebody because they have left: they are handed over now, and not when the
 * workspace's people are read next. False for somebody whom the directory does not know.
 */
export async function markLeft(ports: Ports, tenantId: string, slackUserId: string): Promise<boolean> {
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
