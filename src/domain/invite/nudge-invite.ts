import type { Member } from '../member/member.js';
import type { Ports } from '../ports.js';
import { DEFAULT_SETTINGS, type Settings } from '../tenant/tenant.js';
import { type Ref, todo, type Work } from '../work.js';
import type { Invite } from './invite.js';
import { nudgeTimes } from './response-clock.js';

type Timed = Pick<Invite, 'invitedAt' | 'expiresAt'>;
type Reader = Pick<Member, 'timeZone'> | null;

/** The timer of the first reminder. */
export const firstNudge = (invite: Timed, settings: Settings, reader: Reader): Work[] =>
  nudgesFrom(invite, settings, reader, 0);

/**
 * Reminds of an invite that is still open, in the member's working hours; after the last step the managers hear of it
 * too. Each step happens once.
 */
export async function nudgeInvite(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (invite?.status !== 'open' || !invite.invitee.slackUserId) return;
  const [tenant, reader] = await Promise.all([
    ports.tenants.get(ref.tenantId),
    ports.members.get(ref.tenantId, invite.invitee.slackUserId),
  ]);
  const settings = tenant?.settings ?? DEFAULT_SETTINGS;
  const now = ports.clock.now();
  const nudges = invite.nudges + 1;
  const nudged = await ports.invites.advance(ref, {
    from: ['open'],
    revision: invite.revision,
    set: { nudges },
    line: { at: now, who: 'clock', what: 'nudged', through: 'job' },
    work: [todo('announce-invite', now), ...nudgesFrom(invite, settings, reader, nudges)],
  });
  if (nudged) ports.jobs.dispatch(nudged);
}

/** The timer of the step that comes after so many. */
function nudgesFrom(invite: Timed, settings: Settings, reader: Reader, done: number): Work[] {
  const at = stepsOf(invite, settings, reader)[done];
  return at ? [todo('nudge-invite', at)] : [];
}

const stepsOf = (invite: Timed, { nudgeHours, working, timeZone }: Settings, reader: Reader): Date[] =>
  nudgeTimes({ ...invite, afterHours: nudgeHours, hours: { ...working, timeZone: reader?.timeZone ?? timeZone } });

/**
 * Whether every reminder has gone out, so that a manager should step in. There may be fewer than the settings name:
 * steps that fall together are one, and none comes after the deadline.
 */
export const isLastNudge = (invite: Invite, settings: Settings, reader: Reader): boolean =>
  invite.nudges > 0 && invite.nudges >= stepsOf(invite, settings, reader).length;
