import { notYetDue } from '../errors.js';
import type { Ports } from '../ports.js';
import { settingsOf } from '../tenant/settings-of.js';
import { type Ref, todo } from '../work.js';
import type { Invite } from './invite.js';
import { nextNudge, nudgeSteps } from './nudge-plan.js';

/**
 * Reminds of an invite that is still open, in the member's working hours; after the last step the managers hear of it
 * too. Each step happens once, and those that were missed together are one.
 * @throws Postponed before the next step's time
 */
export async function nudgeInvite(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (invite?.status !== 'open' || !invite.invitee.slackUserId) return;
  const settings = await settingsOf(ports, ref.tenantId);
  const reader = await ports.members.get(ref.tenantId, invite.invitee.slackUserId);
  const now = ports.clock.now();
  const steps = nudgeSteps(invite, settings, reader);
  const next = steps[invite.nudges];
  if (!next) return;
  if (next > now) throw notYetDue(next, now, `nudge:${ref.tenantId}:${ref.id}`);
  if (isPlannedLater(invite, now)) return;
  const nudges = Math.max(invite.nudges + 1, steps.filter((step) => step <= now).length);
  const nudged = await ports.invites.advance(ref, {
    from: ['open'],
    revision: invite.revision,
    set: { nudges },
    line: { at: now, who: 'clock', what: 'nudged', through: 'job' },
    work: [todo('announce-invite', now), ...nextNudge({ ...invite, nudges }, settings, reader, now)],
  });
  if (!nudged) return nudgeInvite(ports, ref);
  ports.jobs.dispatch(nudged);
}

/** The same step may be planned twice, as when the invite came back meanwhile: of several timers the last one counts. */
const isPlannedLater = ({ work }: Invite, now: Date): boolean =>
  work.some(({ job, at, dead }) => job === 'nudge-invite' && !dead && at > now);
