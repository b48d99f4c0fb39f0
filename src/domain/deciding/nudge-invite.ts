import { notYetDue } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { nextNudge, nudgeSteps } from '../model/invite/nudge-plan.js';
import { todo } from '../model/work.js';
import { settingsOf } from '../permissions/settings-of.js';
import type { Ports } from '../ports.js';

/**
 * Reminds of an invite that is still open, in the member's working hours; after the last step the managers hear of it
 * too. Each step happens once, and those that were missed together are one.
 * @throws Postponed before its timer's time
 */
export async function nudgeInvite(ports: Ports, invite: Invite): Promise<void> {
  if (invite.status !== 'open' || !invite.invitee.slackUserId) return;
  const settings = await settingsOf(ports, invite.tenantId);
  const reader = await ports.members.get(invite.tenantId, invite.invitee.slackUserId);
  const now = ports.clock.now();
  const steps = nudgeSteps(invite, settings, reader);
  if (invite.nudges >= steps.length || isPlannedLater(invite, now)) return;
  const nudges = Math.max(invite.nudges + 1, steps.filter((step) => step <= now).length);
  const nudged = await ports.invites.advance(invite, {
    from: ['open'],
    revision: invite.revision,
    set: { nudges },
    line: { at: now, who: 'clock', what: 'nudged', through: 'job' },
    work: [todo('announce-invite', now), ...nextNudge({ ...invite, nudges }, settings, reader, now)],
  });
  if (!nudged) {
    const again = await ports.invites.get(invite);
    return again ? nudgeInvite(ports, again) : undefined;
  }
}

/**
 * The same step may be planned twice, as when the invite came back meanwhile: of several timers the last one counts.
 * @throws Postponed when none of them is due
 */
function isPlannedLater({ tenantId, id, work }: Invite, now: Date): boolean {
  const timers = work.filter(({ job, dead }) => job === 'nudge-invite' && !dead).map(({ at }) => at.getTime());
  const next = new Date(Math.min(...timers));
  if (next > now) throw notYetDue(next, now, `nudge:${tenantId}:${id}`);
  return timers.some((at) => at > now.getTime());
}
