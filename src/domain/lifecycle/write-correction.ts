import type { Correction } from '../model/invite/apply-corrections.js';
import { withDeadline } from '../model/invite/binding-deadline.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';
import { timersOf } from './invite-timers.js';

/**
 * Writes a person's corrections into an invite that is or becomes open, replaces its timers where the deadline has
 * changed, and announces it.
 * @returns the invite with the corrections; null where it has changed meanwhile
 */
export async function writeCorrection(
  ports: Ports,
  { slackUserId: who, name: byName }: Pick<Actor, 'slackUserId' | 'name'>,
  invite: Invite,
  { facts, set, unset }: Correction,
): Promise<Invite | null> {
  const at = ports.clock.now();
  const timers = facts.includes('expiresAt')
    ? await timersOf(ports, withDeadline({ ...invite, ...set }, set.expiresAt))
    : [];
  return ports.invites.advance(
    invite,
    {
      from: [invite.status],
      revision: invite.revision,
      set: { ...set, status: 'open', corrected: { by: who, byName, at } },
      unset: facts.includes('expiresAt') ? [...unset, 'remindedUnder'] : unset,
      line: { at, who, what: 'corrected', through: 'slack', detail: facts.join(', ') },
      work: [todo('announce-invite', at), ...timers],
    },
    invite.invitee.slackUserId ?? null,
  );
}
