import type { Obstacle } from '../model/invite/delivery-path.js';
import type { Decision, Invite, InviteStatus } from '../model/invite/invite.js';
import { todo, type Work, type Workable } from '../model/outbox-work.js';
import type { Ports, Transition } from '../ports.js';

/** Tells whether an accept or a decline still has to be sent to the marketplace. */
export const isOutstanding = ({ status, decision }: Invite): boolean =>
  (status === 'accepted' || status === 'declined') && decision !== undefined && !decision.confirmedAt;

/**
 * Switches a decision to a hand-off. Null when this very decision is no longer outstanding.
 * @param paused set where a connection could send it if it were resumed
 */
export const switchToHandoff = (ports: Ports, decided: Invite, paused?: true): Promise<Invite | null> =>
  change(ports, decided, (decision) => ({ ...unhindered(decision), byHand: true, ...(paused && { paused }) }));

/** Marks the decision as delayed, so that its cards say so. Null when this very decision is no longer outstanding. */
export const markDecisionDelayed = (ports: Ports, decided: Invite): Promise<Invite | null> =>
  change(ports, decided, (decision) => ({ ...decision, delayed: true }));

/** Marks what the decision waits for. Null when this very decision is no longer outstanding. */
export const markDecisionHindered = (ports: Ports, decided: Invite, by: Obstacle): Promise<Invite | null> =>
  change(ports, decided, (decision) => ({ ...unhindered(decision), [by]: true }));

/** Ends what `markDecisionHindered` marked. Null when this very decision is no longer outstanding. */
export const markDecisionResumed = (ports: Ports, decided: Invite): Promise<Invite | null> =>
  change(ports, decided, unhindered);

const unhindered = ({ paused: _, disconnected: __, ...decision }: Decision): Decision => decision;

const change = (ports: Ports, decided: Invite, by: (decision: Decision) => Decision): Promise<Invite | null> =>
  changeOutstanding(ports, decided, async ({ status }, decision) => ({
    from: [status],
    set: { decision: by(decision) },
    work: [todo('announce-invite', ports.clock.now())],
  }));

/** Builds the transition from the invite as it was read. */
export type DecisionChange = (invite: Invite, decision: Decision) => Promise<Transition<InviteStatus, Invite>>;

/**
 * Changes a decision that is still outstanding, and with `along` another document in the same transaction. Null when
 * the decision has been confirmed, taken back or replaced since it was read. Where the invite changed in any other way,
 * it is read again and the change is retried.
 */
export async function changeOutstanding(
  ports: Ports,
  decided: Invite,
  by: DecisionChange,
  along: (invite: Invite) => Promise<unknown> = async () => null,
): Promise<Invite | null> {
  const settled = await ports.atomically(async () => {
    const invite = await ports.invites.get(decided);
    if (!invite?.decision || invite.decision.id !== decided.decision?.id || !isOutstanding(invite)) return null;
    const after = await ports.invites.advance(invite, {
      ...(await by(invite, invite.decision)),
      revision: invite.revision,
    });
    if (!after) return 'changed';
    await along(after);
    return after;
  });
  return settled === 'changed' ? changeOutstanding(ports, decided, by, along) : settled;
}

/** Further writes of the same change. */
interface WithChange {
  /** Work of the invite that ends. */
  readonly ends: readonly Work[];
  /** Changes another document, both or neither. */
  readonly along?: (invite: Invite) => Promise<Workable | null>;
}

/**
 * Makes the same change as `changeOutstanding` on the invite as it was read. Null also when the invite has changed
 * since.
 */
export async function changeAsRead(
  ports: Ports,
  invite: Invite,
  by: DecisionChange,
  { ends, along }: WithChange,
): Promise<Invite | null> {
  if (!invite.decision) return null;
  const transition = { ...(await by(invite, invite.decision)), revision: invite.revision, ends };
  const change = () => ports.invites.advance(invite, transition);
  if (!along) return change();
  return ports.atomically(async () => {
    const after = await change();
    if (after) await along(after);
    return after;
  });
}
