import { Refusal, type RefusalCode } from '../model/errors.js';
import { type Member, type WhyOutside, whyOutside } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { tenantSettings } from './tenant-settings.js';

const NOT_INVITED = {
  bot: 'invitee.isBot',
  left: 'invitee.hasLeft',
  external: 'invitee.isExternal',
  guest: 'invitee.isGuest',
} as const satisfies Record<WhyOutside, RefusalCode>;

/** Makes the refusal of a member who gets no invites. */
export const notInvited = ({ name }: Pick<Member, 'name'>, why: WhyOutside): Refusal =>
  new Refusal(NOT_INVITED[why], { name, field: 'member' });

/**
 * Returns the reason why a member gets no invites; null for one who does: who belongs to the team, or is a guest with a
 * linked account.
 */
export async function whyNotInvited(ports: Ports, member: Member): Promise<Refusal | null> {
  const { guests } = await tenantSettings(ports, member.tenantId);
  const why = whyOutside(member, { guests: guests || member.accounts.length > 0 });
  return why ? notInvited(member, why) : null;
}
