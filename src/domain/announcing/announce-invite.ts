import { advanceRelay } from '../asking/advance-relay.js';
import { adoptInvites } from '../lifecycle/adopt-invites.js';
import { tellPeers } from '../lifecycle/announce-peers.js';
import { refreshJob } from '../messages/ensure-card.js';
import { ensureNudge, renewUnreached } from '../messages/ensure-nudge.js';
import { recipientsOf } from '../messages/recipients.js';
import { refreshHomes } from '../messages/refresh-home.js';
import { Misconfigured } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { isLastNudge } from '../model/reminding/nudge-plan.js';
import { standInsFor, type Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';
import { memberFor } from '../receiving/receive-invite.js';

/** Ensures that an invite's cards exist and show its present state. One that was over before Baton knew of it has none. */
export async function announceInvite(ports: Ports, begun: Invite): Promise<void> {
  const { tenantId } = begun;
  const invite = await addressed(ports, begun);
  if (!invite || (invite.past && invite.status !== 'open')) return;
  const [tenant, readers] = await Promise.all([ports.tenants.get(tenantId), recipientsOf(ports, invite)]);
  if (!readers.length)
    throw new Misconfigured('nobody to show the invite to: set a channel for invites in the settings');
  const news = await refreshJob(ports, tenantId, invite.job.id, { wanted: { invite, readers } });
  if (tenant && !invite.practice) await wantNudges(ports, invite, tenant);
  if (invite.status !== 'open') await tellAsked(ports, invite);
  await tellPeers(ports, invite);
  await refreshHomes(ports, tenantId, [invite.invitee.slackUserId, ...news]);
}

/** Addresses the invite to a member who was linked while the invite came in. */
async function addressed(ports: Ports, invite: Invite): Promise<Invite | null> {
  if (invite.status !== 'open' || invite.invitee.slackUserId) return invite;
  const { person } = invite.invitee;
  const member = await memberFor(ports, invite.tenantId, { freelancer: person });
  if (!member) return invite;
  await adoptInvites(ports, person.id, member);
  return ports.invites.get(invite);
}

/** Ends a running relay, so that its colleagues hear at once that there is nothing left to answer. */
async function tellAsked(ports: Ports, { tenantId, id }: Invite): Promise<void> {
  const relay = await ports.relays.ofInvite(tenantId, id);
  if (relay?.status === 'asking') await advanceRelay(ports, relay);
}

/**
 * Ensures the member's reminders and, after the last one or once the member has left, one to each manager. Once the
 * invite is answered, none asks for anything.
 */
async function wantNudges(ports: Ports, invite: Invite, tenant: Tenant): Promise<void> {
  const member = invite.invitee.slackUserId;
  if (!member) return;
  const reader = await ports.members.get(invite.tenantId, member);
  const first = invite.status === 'open' ? Math.max(1, invite.nudges) : 1;
  for (let step = first; step <= invite.nudges; step += 1)
    await ensureNudge(ports, invite, { kind: 'nudge', to: member, event: String(step) });
  const wasLast = isLastNudge(invite, tenant.settings, reader);
  const events = [...(wasLast ? ['last'] : []), ...(reader?.isDeactivated ? ['left'] : [])];
  for (const to of standInsFor(member, tenant)) {
    if (invite.status !== 'open') await renewUnreached(ports, invite, to);
    for (const event of events) await ensureNudge(ports, invite, { kind: 'manager-nudge', to, event });
  }
}
