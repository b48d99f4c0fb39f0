import { assignInvites, assignInvitesToMember } from '../lifecycle/assign-invites-to-member.js';
import { isLinkable } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { findInvitedMember } from '../receiving/find-invited-member.js';

/** The most people whose waiting invites one sync looks at. */
const MOST = 500;

/**
 * Addresses open invites that wait for their member: those of linked people, which remained where a process crashed
 * after linking, and those that came before their member did, without one, whose person has the member's email address.
 */
export async function addressWaiting(ports: Ports, tenantId: string): Promise<void> {
  const members = (await ports.members.all(tenantId)).filter(isLinkable);
  const linked = members.flatMap((member) => member.accounts.map(({ id }) => [id, member] as const));
  await assignInvites(ports, tenantId, new Map(linked));
  const addresses = new Set(members.map(({ email }) => email?.toLowerCase()));
  for (const { person, origins } of await ports.invites.strangers(tenantId, MOST, 'with-address')) {
    if (!addresses.has(person.email?.toLowerCase())) continue;
    const member = await findInvitedMember(ports, tenantId, { freelancer: person, origins });
    if (member) await assignInvitesToMember(ports, person.id, member);
  }
}
