import type { Invite } from '../model/invite/invite.js';
import { todo, type Work } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Notes that no reminder of an open invite follows under this plan. Null when it has changed since it was read. */
export const markReminded = (ports: Ports, invite: Invite, plan: string): Promise<Invite | null> =>
  ports.invites.advance(invite, {
    from: ['open'],
    revision: invite.revision,
    set: { remindedUnder: plan },
    work: [],
    raise: 0,
  });

/** Moves an open invite to `expired` by Baton's own clock. Null when it has changed since it was read. */
export function markExpired(ports: Ports, invite: Invite): Promise<Invite | null> {
  const now = ports.clock.now();
  return ports.invites.advance(invite, {
    from: ['open'],
    revision: invite.revision,
    set: { status: 'expired' },
    line: { at: now, who: 'clock', what: 'expired', through: 'job' },
    work: [todo('announce-invite', now)],
  });
}

/**
 * Raises the number of reminders of an open invite; the announcement then sends them.
 * @param nudges the new number
 * @param next the timer of the next reminder, if there is one
 * @param plan what the settings say of reminders
 * @returns null when the invite has changed since it was read
 */
export function markNudged(
  ports: Ports,
  invite: Invite,
  { nudges, next, plan }: { readonly nudges: number; readonly next: readonly Work[]; readonly plan: string },
): Promise<Invite | null> {
  const now = ports.clock.now();
  return ports.invites.advance(invite, {
    from: ['open'],
    revision: invite.revision,
    set: { nudges, ...(next.length === 0 && { remindedUnder: plan }) },
    line: { at: now, who: 'clock', what: 'nudged', through: 'job' },
    work: [todo('announce-invite', now), ...next],
  });
}
