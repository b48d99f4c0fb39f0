import type { Invite } from '../invite/invite.js';
import type { Member } from '../member/member.js';
import { todo, type Work } from '../outbox-work.js';
import type { Settings } from '../tenant/tenant.js';
import { nudgeTimes, type WorkingHours, workingMoment } from './reminder-times.js';

type Timed = Pick<Invite, 'invitedAt' | 'expiresAt'>;
type Reader = Pick<Member, 'timeZone'> | null;

/**
 * Returns the timer of the next reminder. An overdue reminder comes at the next working moment. None after the
 * deadline, and none for an invite without a linked member.
 */
export function nextNudge(
  invite: Timed & Pick<Invite, 'nudges' | 'invitee'>,
  settings: Settings,
  reader: Reader,
  now: Date,
): Work[] {
  const step = invite.invitee.slackUserId && nudgeSteps(invite, settings, reader)[invite.nudges];
  if (!step) return [];
  const at = step > now ? step : workingMoment(now, hoursOf(settings, reader));
  return invite.expiresAt && at >= invite.expiresAt ? [] : [todo('nudge-invite', at)];
}

/** Returns what the settings say of reminders, as one text. */
export const nudgePlanOf = ({ nudgeHours, working: { from, to, days }, timeZone }: Settings): string =>
  JSON.stringify([nudgeHours, from, to, days, timeZone]);

/** Returns the times of all reminders of an invite, in the member's working hours. */
export const nudgeSteps = (invite: Timed, settings: Settings, reader: Reader): Date[] =>
  nudgeTimes({ ...invite, afterHours: settings.nudgeHours, hours: hoursOf(settings, reader) });

const hoursOf = ({ working, timeZone }: Settings, reader: Reader): WorkingHours => ({
  ...working,
  timeZone: reader?.timeZone ?? timeZone,
});

/**
 * Tells whether every reminder was sent, so that a manager should act. There may be fewer than the settings name: those
 * that fall on the same time are one, and none comes after the deadline.
 */
export const isLastNudge = (invite: Timed & Pick<Invite, 'nudges'>, settings: Settings, reader: Reader): boolean =>
  invite.nudges > 0 && invite.nudges >= nudgeSteps(invite, settings, reader).length;
