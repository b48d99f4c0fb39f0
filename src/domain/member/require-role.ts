import { Refusal } from '../errors.js';
import type { Ports } from '../ports.js';
import { settingsOf } from '../tenant/settings-of.js';
import { type Actor, isAdminRole, isOneOfUs, type Role, roleOf } from './member.js';

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
export async function requireOneOfUs(ports: Ports, by: Actor): Promise<void> {
  const [member, settings] = await Promise.all([
    ports.members.get(by.tenantId, by.slackUserId),
    settingsOf(ports, by.tenantId),
  ]);
  if (member && isOneOfUs(member, settings)) return;
  if (!(await mayActForOthers(ports, by))) throw new Refusal('member.notOneOfUs');
}

/** Whether they may decide in a member's place: everybody but plain members. */
export const mayActForOthers = async (ports: Ports, by: Actor): Promise<boolean> =>
  (await roleIn(ports, by)) !== 'member';
