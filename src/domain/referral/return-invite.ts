import type { Invite, Trouble } from '../invite/invite.js';
import { timersOf } from '../invite/timers.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import { advanceReferral } from './advance-referral.js';
import { passSlot } from './pass-slot.js';
import type { Referral } from './referral.js';

interface Return {
  readonly to: 'undone' | 'failed';
  readonly who: string;
  readonly trouble?: Trouble;
  /** What the marketplace says the invitation has become meanwhile. */
  readonly closed?: Invite['closed'];
}

/** Ends a referral that did not go out, and reopens its invite, both or neither. Null when it is past that. */
export async function returnInvite(
  ports: Ports,
  referral: Referral,
  by: Return,
  actor?: string,
): Promise<Referral | null> {
  const ended = await ports.atomically(async () => {
    const through = throughOf(by);
    const set = { takesSlot: false, ...(by.trouble && { trouble: by.trouble }) };
    const step = { to: by.to, who: by.who, through, set, ...(by.trouble && { detail: by.trouble.code }) } as const;
    const after = await advanceReferral(ports, referral, step, actor);
    if (!after) return null;
    await passSlot(ports, after, true);
    return { referral: after, invite: await reopen(ports, after, by) };
  });
  if (!ended) return null;
  ports.jobs.dispatch(ended.referral);
  if (ended.invite) ports.jobs.dispatch(ended.invite);
  return ended.referral;
}

const throughOf = ({ to }: Return) => (to === 'undone' ? 'slack' : 'job');

async function reopen(ports: Ports, referral: Referral, by: Return): Promise<Invite | null> {
  const { who, trouble, closed } = by;
  const ref = { tenantId: referral.tenantId, id: referral.inviteId };
  const invite = await ports.invites.get(ref);
  if (!invite) return null;
  const status = closed ?? invite.closed ?? 'open';
  const now = ports.clock.now();
  return ports.invites.advance(ref, {
    from: ['referred'],
    set: { status, ...(trouble && { trouble }) },
    unset: ['decision', 'closed'],
    line: { at: now, who, what: status, through: throughOf(by) },
    work: [todo('announce-invite', now), ...(status === 'open' ? await timersOf(ports, invite) : [])],
    raise: referral.revision + 1,
  });
}
