import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import type { Invite } from '../model/invite/invite.js';
import { todo, type Work } from '../model/outbox-work.js';
import { nextNudge } from '../model/reminding/nudge-plan.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';

/** Returns the timers of an open invite: its expiry and the next reminder. May run within a transaction. */
export async function timersOf(ports: Ports, given: Invite): Promise<Work[]> {
  const invite = withBindingDeadline(given);
  if (invite.practice) return expiryOf(invite);
  const { slackUserId } = invite.invitee;
  const settings = await tenantSettings(ports, invite.tenantId);
  const reader = slackUserId === undefined ? null : await ports.members.get(invite.tenantId, slackUserId);
  return [...expiryOf(invite), ...nextNudge(invite, settings, reader, ports.clock.now())];
}

/** Returns the timer that expires an open invite; empty without a deadline. */
export const expiryOf = ({ expiresAt }: Pick<Invite, 'expiresAt'>): Work[] =>
  expiresAt ? [todo('expire-invite', expiresAt)] : [];

/** Milliseconds (three days) within which a source should confirm what a member reported done. */
export const CONFIRMED_WITHIN_MS = 3 * 24 * 60 * 60 * 1000;

/** Returns the time at which a hand-off that was reported done at `reported` counts as not confirmed. */
export const unconfirmedAt = (reported: Date): Date => new Date(reported.getTime() + CONFIRMED_WITHIN_MS);
