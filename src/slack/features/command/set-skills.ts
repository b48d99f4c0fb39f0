import { SKILL_LIMITS } from '../../../domain/model/member/profile-rules.js';
import { changeOwnProfile } from '../../../domain/people/change-own-profile.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';
import { isNothing, saysSomething } from '../../words/understood-phrases.js';
import { readSkills } from '../profile/parse-skills.js';
import { skillsText } from '../profile/profile-text.js';

/** `skills a, b` sets the member's skills, `skills none` empties the list; without an argument it shows them. */
export async function setSkills({ ports, by, say, ack }: Command, rest: string): Promise<void> {
  const empties = isNothing(rest);
  if (!empties && !saysSomething(rest)) {
    const member = await ports.members.get(by.tenantId, by.slackUserId);
    return ack(mrkdwnMessage(`${skillsText(member?.skills ?? [], say)}\n${say.mrkdwn('skills.how')}`));
  }
  const read = readSkills(rest);
  if (typeof read === 'string') return ack(mrkdwnMessage(say.mrkdwn(`skills.${read}`, SKILL_LIMITS)));
  const member = await changeOwnProfile(ports, by, { skills: read });
  await ack(mrkdwnMessage(empties ? say.mrkdwn('skills.emptied') : skillsText(member.skills, say)));
}
