import { Refusal } from '../model/errors.js';
import { type Actor, isAdminRole, isLinkable, isTeamMember, type Role, roleOf } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { tenantSettings } from './tenant-settings.js';

/**
 * Returns a person's role in the tenant. A person missing from the directory counts as neither a Slack admin nor a
 * Slack owner; they may still be the installer or a manager.
 * @throws Refusal when there is no such tenant
 */
export async function roleIn(ports: Ports, by: Actor): Promise<Role> {
  const [member, tenant] = await Promise.all([
    ports.members.get(by.tenantId, by.slackUserId),
    ports.tenants.get(by.tenantId),
  ]);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  return roleOf(member ?? { slackUserId: by.slackUserId, isAdmin: false, isOwner: false, isGuest: false }, tenant);
}

/** @throws Refusal unless `by` is a workspace admin or owner, or the installer. */
export async function requireAdmin(ports: Ports, by: Actor): Promise<void> {
  if (!isAdminRole(await roleIn(ports, by))) throw new Refusal('member.notAdmin');
}

/** @throws Refusal unless `by` belongs to the team (`belongs`). */
export async function requireTeamMember(ports: Ports, by: Actor): Promise<void> {
  if (!(await belongs(ports, by))) throw new Refusal('member.notOneOfUs');
}

/** @throws Refusal unless `by` belongs to the team, or is a guest who is linked to a marketplace account. */
export async function requireInvitable(ports: Ports, by: Actor): Promise<void> {
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  if (member?.accounts.length && isLinkable(member)) return;
  await requireTeamMember(ports, by);
}

/** Tells whether a person belongs to the team: the directory says so, or their role lets them act for others. */
export async function belongs(ports: Ports, by: Actor): Promise<boolean> {
  const [member, settings] = await Promise.all([
    ports.members.get(by.tenantId, by.slackUserId),
    tenantSettings(ports, by.tenantId),
  ]);
  return (member !== null && isTeamMember(member, settings)) || (await mayActForOthers(ports, by));
}

/** Tells whether a person may decide for a member: owners, admins and managers may. */
export const mayActForOthers = async (ports: Ports, by: Actor): Promise<boolean> =>
  (await roleIn(ports, by)) !== 'member';
