import { Refusal } from '../errors.js';
import type { Ports } from '../ports.js';
import type { Actor } from './member.js';

/** @throws Refusal unless it is a workspace admin or owner, or whoever installed Baton. */
export async function requireAdmin(ports: Ports, by: Actor): Promise<void> {
  const [member, tenant] = await Promise.all([
    ports.members.get(by.tenantId, by.slackUserId),
    ports.tenants.get(by.tenantId),
  ]);
  if (!member?.isAdmin && tenant?.installedBy !== by.slackUserId) throw new Refusal('member.notAdmin');
}
