import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { mayActForOthers, requireTeamMember } from './require-role.js';

/** @throws Refusal unless `by` is the addressee, may act for them, or belongs to the team while no member is linked. */
export async function requireAddressee(ports: Ports, { invitee }: Invite, by: Actor): Promise<void> {
  if (invitee.slackUserId === undefined) return requireTeamMember(ports, by);
  if (invitee.slackUserId === by.slackUserId || (await mayActForOthers(ports, by))) return;
  throw new Refusal('invite.notYours', { name: invitee.person.name });
}
