import { addMissingWork } from '../lifecycle/add-missing-work.js';
import { markNudged } from '../lifecycle/mark-expired-or-nudged.js';
import { notYetDue } from '../model/errors.js';
import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import type { Invite } from '../model/invite/invite.js';
import { todo } from '../model/outbox-work.js';
import { nextNudge, nudgePlanOf, nudgeSteps } from '../model/reminding/nudge-plan.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';

/**
 * Reminds the member of an open invite in their working hours; after the last reminder the managers are told too. Each
 * reminder is sent once; several overdue ones become one. A member who has left is not reminded, unless they come back:
 * the managers were told.
 * @throws Postponed before the reminder's time
 */
export async function nudgeInvite(ports: Ports, invite: Invite): Promise<void> {
  if (invite.status !== 'open' || !invite.invitee.slackUserId) return;
  const settings = await tenantSettings(ports, invite.tenantId);
  const reader = await ports.members.get(invite.tenantId, invite.invitee.slackUserId);
  const now = ports.clock.now();
  if (reader?.isDeactivated)
    return void (await addMissingWork(ports.invites, invite, [todo('nudge-invite', new Date(now.getTime() + DAY_MS))]));
  const timed = withBindingDeadline(invite);
  const steps = nudgeSteps(timed, settings, reader);
  if (invite.nudges >= steps.length || isPlannedLater(invite, now)) return;
  const nudges = Math.max(invite.nudges + 1, steps.filter((step) => step <= now).length);
  const next = nextNudge({ ...timed, nudges }, settings, reader, now);
  if (await markNudged(ports, invite, { nudges, next, plan: nudgePlanOf(settings) })) return;
  const changed = await ports.invites.get(invite);
  if (changed) await nudgeInvite(ports, changed);
}

/** Milliseconds after which a member who has left is looked for again. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * Tells whether a later timer of the same reminder exists, for example after a reopening: the last timer counts.
 * @throws Postponed when none of them is due
 */
function isPlannedLater({ tenantId, id, work }: Invite, now: Date): boolean {
  const timers = work.filter(({ job, dead }) => job === 'nudge-invite' && !dead).map(({ at }) => at.getTime());
  const next = new Date(Math.min(...timers));
  if (next > now) throw notYetDue(next, now, `nudge:${tenantId}:${id}`);
  return timers.some((at) => at > now.getTime());
}
