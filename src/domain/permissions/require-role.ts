import { Refusal } from '../model/errors.js';
import { type Actor, isAdminRole, isLinkable, isTeamMember, type Role, roleOf } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { settingsOf } from './settings-of.js';

/** What this person is in the tenant. Somebody whom the directory does not know yet is a member. */
export async function roleIn(ports: Ports, by: Actor): Promise<Role> {
  const [member, tenant] = await Promise.all([
    ports.members.get(by.tenantId, by.slackUserId),
    ports.tenants.get(by.tenantId),
  ]);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  return roleOf(member ?? { slackUserId: by.slackUserId, isAdmin: false, isOwner: false }, tenant);
}

/** @throws Refusal unless it is a workspace admin or owner, or whoever installed Baton. */
export async function requireAdmin(ports: Ports, by: Actor): Promise<void> {
  if (!isAdminRole(await roleIn(ports, by))) throw new Refusal('member.notAdmin');
}

/** @throws Refusal unless the directory knows them as one of the team, or they may act for others anyway. */
export async function requireTeamMember(ports: Ports, by: Actor): Promise<void> {
  if (!(await belongs(ports, by))) throw new Refusal('member.notOneOfUs');
}

/** @throws Refusal unless they are one of the team, or a guest who has invites: one who is tied to an account. */
export async function requireInvitable(ports: Ports, by: Actor): Promise<void> {
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  if (member?.person && isLinkable(member)) return;
  await requireTeamMember(ports, by);
}

/** Whether the directory knows them as one of the team, or they may act for others anyway. */
export async function belongs(ports: Ports, by: Actor): Promise<boolean> {
  const [member, settings] = await Promise.all([
    ports.members.get(by.tenantId, by.slackUserId),
    settingsOf(ports, by.tenantId),
  ]);
  return (member !== null && isTeamMember(member, settings)) || (await mayActForOthers(ports, by));
}

/** Whether they may decide in a member's place: everybody but plain members. */
export const mayActForOthers = async (ports: Ports, by: Actor): Promise<boolean> =>
  (await roleIn(ports, by)) !== 'member';
