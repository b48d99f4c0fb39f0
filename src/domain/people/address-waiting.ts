import { assignInvitesToMember } from '../lifecycle/assign-invites-to-member.js';
import type { Ports } from '../ports.js';
import { memberFor } from '../receiving/receive-invite.js';

/** The most people whose waiting invites one sync looks at. */
const MOST = 500;

/**
 * Addresses open invites that came before their member did: those without a linked member whose person has the email
 * address of one. Needed where no connection lists the agency's people, as with mails.
 */
export async function addressWaiting(ports: Ports, tenantId: string): Promise<void> {
  for (const { person, origins } of await ports.invites.strangers(tenantId, MOST)) {
    const member = person.email ? await memberFor(ports, tenantId, { freelancer: person, origins }) : null;
    if (member) await assignInvitesToMember(ports, person.id, member);
  }
}
