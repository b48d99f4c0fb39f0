import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import type { AdoptableInvite } from '../model/invite/invite.js';
import type { Member } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { nextNudge } from '../model/reminding/nudge-plan.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { confirmByInvite, inferSourceReferral } from './infer-source-referral.js';
import { claimForMember } from './merge-duplicate-invites.js';

/** Addresses the open invites of a marketplace person to the member who is now linked, and announces each. */
export async function assignInvitesToMember(
  ports: Ports,
  personId: string,
  member: Pick<Member, 'tenantId' | 'slackUserId' | 'timeZone'>,
): Promise<void> {
  const { tenantId, slackUserId } = member;
  const now = ports.clock.now();
  const settings = await tenantSettings(ports, tenantId);
  const work = (invite: AdoptableInvite) => [
    todo('announce-invite', now),
    ...nextNudge(withBindingDeadline(invite), settings, member, now),
  ];
  for (const adopted of await ports.invites.adopt(tenantId, personId, slackUserId, work)) {
    const invite = await ports.invites.get(adopted);
    if (invite) await confirmByInvite(ports, await inferSourceReferral(ports, await claimForMember(ports, invite)));
  }
}
