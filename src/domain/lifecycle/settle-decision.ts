import type { HistoryLine } from '../model/history.js';
import type { ClosedStatus, Decision, Invite, InviteStatus, Trouble } from '../model/invite/invite.js';
import { withoutDecision } from '../model/invite/transitions.js';
import { todo } from '../model/work.js';
import type { Ports, Transition } from '../ports.js';
import { closedAs } from './closed-as.js';
import { timersOf } from './timers.js';

/** Whether an accept or a decline still has to reach the marketplace. */
export const isOutstanding = ({ status, decision }: Invite): boolean =>
  (status === 'accepted' || status === 'declined') && decision !== undefined && !decision.confirmedAt;

/** From now on a person carries the decision over. Null when this very decision is no longer on its way. */
export const markByHand = (ports: Ports, decided: Invite): Promise<Invite | null> =>
  settleDecision(ports, decided, async ({ status }, decision) => ({
    from: [status],
    set: { decision: { ...decision, byHand: true } },
    work: [todo('announce-invite', ports.clock.now())],
  }));

/** Why a decision is taken back, and who says so. */
export interface TakeBack extends Pick<HistoryLine, 'who' | 'what' | 'through'> {
  /** Why it did not go through; absent where the member takes it back. */
  readonly trouble?: Trouble;
  /** What the marketplace says the invitation has become meanwhile. */
  readonly closed?: ClosedStatus | undefined;
}

/**
 * The decision did not go through, or is taken back: the invite is open again, or what the marketplace says it has become. Null when
 * this very decision is no longer on its way.
 */
export async function takeBackDecision(
  ports: Ports,
  decided: Invite,
  { trouble, closed, ...by }: TakeBack,
): Promise<Invite | null> {
  const now = ports.clock.now();
  return settleDecision(ports, decided, async (invite) => {
    const status = withoutDecision(closed, invite.closed);
    const after = status === 'open' ? { status } : closedAs(status, now);
    return {
      from: [invite.status],
      set: { ...after, ...(trouble && { trouble: { code: trouble.code, detail: trouble.detail } }) },
      unset: 'decision' in after ? ['closed'] : ['decision', 'closed'],
      line: { at: now, ...by, ...(trouble && { detail: trouble.code }) },
      work: [todo('announce-invite', now), ...(status === 'open' ? await timersOf(ports, invite) : [])],
    };
  });
}

/** How an outstanding decision ends. */
export type Settlement = (invite: Invite, decision: Decision) => Promise<Transition<InviteStatus, Invite>>;

/**
 * Ends an outstanding decision, and `along` changes what goes with it, all or nothing. While the marketplace was asked,
 * this decision may have been settled, and even another one taken: then it is null. An invite that changed in any other
 * way between the read and the update is read again.
 */
export async function settleDecision(
  ports: Ports,
  decided: Invite,
  by: Settlement,
  along: (invite: Invite) => Promise<unknown> = async () => null,
): Promise<Invite | null> {
  const settled = await ports.atomically(async () => {
    const invite = await ports.invites.get(decided);
    if (!invite?.decision || invite.decision.id !== decided.decision?.id || !isOutstanding(invite)) return null;
    const after = await ports.invites.advance(invite, {
      ...(await by(invite, invite.decision)),
      revision: invite.revision,
    });
    if (after) await along(after);
    return after ?? 'changed';
  });
  return settled === 'changed' ? settleDecision(ports, decided, by, along) : settled;
}
