import { notYetDue } from '../model/errors.js';
import type { Obstacle } from '../model/invite/delivery-path.js';
import { type Ref, todo } from '../model/outbox-work.js';
import type { Referral, ReferralStatus } from '../model/referral/referral.js';
import type { Ports, Transition } from '../ports.js';
import { revertReferral } from './reopen-invite.js';

/** Milliseconds before cards show `forwarding`: most calls are answered sooner. */
const QUIET_MS = 1500;

const COLLEAGUE_LEFT = {
  to: 'failed',
  who: 'baton',
  through: 'job',
  trouble: { code: 'colleague-left', detail: '' },
} as const;

/**
 * Moves a held referral to `forwarding` once its undo window is over, or to `failed` where the colleague has left
 * meanwhile. Where the update matches nothing, it reads the referral again, since an earlier attempt's late update may
 * have moved it.
 * @param referral as it was read
 * @returns the referral as it is now, whatever its status; null when it is gone
 * @throws Postponed while the undo window is open
 */
export async function releaseReferral(ports: Ports, referral: Referral): Promise<Referral | null> {
  if (referral.status !== 'held') return referral;
  const now = ports.clock.now();
  if (referral.releaseAt > now) throw notYetDue(referral.releaseAt, now, `undo:${referral.tenantId}:${referral.id}`);
  const released = (await hasLeft(ports, referral))
    ? await revertReferral(ports, referral, COLLEAGUE_LEFT, 'held')
    : await startForwarding(ports, referral, now);
  if (released) return released;
  const changed = await ports.referrals.get(referral);
  return changed && releaseReferral(ports, changed);
}

/** Tells whether the colleague is known to have left the workspace. */
async function hasLeft({ members }: Ports, { tenantId, to }: Referral): Promise<boolean> {
  if (!to.slackUserId) return false;
  const colleague = await members.get(tenantId, to.slackUserId);
  return colleague?.isDeactivated === true;
}

const startForwarding = (ports: Ports, ref: Ref, now: Date): Promise<Referral | null> =>
  ports.referrals.advance(ref, {
    from: ['held'],
    set: { status: 'forwarding' },
    line: { at: now, who: 'clock', what: 'forwarding', through: 'job' },
    work: [todo('announce-referral', new Date(now.getTime() + QUIET_MS))],
  });

/** Marks a referral that is being sent as delayed, so that its cards say so. Null when the referral is past that. */
export const markReferralDelayed = (ports: Ports, ref: Ref): Promise<Referral | null> =>
  mark(ports, ref, { set: { delayed: true } });

/** Marks what a referral waits for. Null when the referral is past that. */
export const markReferralHindered = (ports: Ports, ref: Ref, by: Obstacle): Promise<Referral | null> =>
  mark(ports, ref, { set: { [by]: true }, unset: OBSTACLES.filter((other) => other !== by) });

/** Ends what `markReferralHindered` marked. Null when the referral is past that. */
export const markReferralResumed = (ports: Ports, ref: Ref): Promise<Referral | null> =>
  mark(ports, ref, { set: {}, unset: OBSTACLES });

const OBSTACLES: readonly Obstacle[] = ['paused', 'disconnected'];

type Marks = Pick<Transition<ReferralStatus, Referral>, 'set' | 'unset'>;

const mark = (ports: Ports, ref: Ref, marks: Marks): Promise<Referral | null> =>
  ports.referrals.advance(ref, {
    from: ['forwarding'],
    ...marks,
    work: [todo('announce-referral', ports.clock.now())],
  });

/**
 * Moves a referral to `awaiting-handoff`. Null when the referral is past that.
 * @param paused set where a connection could send it if it were resumed
 */
export function awaitHandoff(ports: Ports, ref: Ref, paused?: true): Promise<Referral | null> {
  const now = ports.clock.now();
  return ports.referrals.advance(ref, {
    from: ['forwarding'],
    set: { status: 'awaiting-handoff', ...(paused && { paused }) },
    unset: paused ? ['disconnected'] : OBSTACLES,
    line: { at: now, who: 'baton', what: 'awaiting-handoff', through: 'job' },
    work: [todo('announce-referral', now)],
  });
}
