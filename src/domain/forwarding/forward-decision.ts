import { confirmDecision, confirmedByCall } from '../lifecycle/confirm-decision.js';
import { pathOf } from '../lifecycle/read-delivery-path.js';
import { cancelHandoff, NO_LONGER_OPEN } from '../lifecycle/referral-handoff.js';
import { revertDecision } from '../lifecycle/reopen-invite.js';
import {
  isOutstanding,
  markDecisionDelayed,
  markDecisionHindered,
  markDecisionResumed,
  switchToHandoff,
} from '../lifecycle/undelivered-decision.js';
import { type Destination, type Obstacle, obstacleOn } from '../model/invite/delivery-path.js';
import type { Decision, Invite } from '../model/invite/invite.js';
import { DELAYED_AFTER_MS, mayBeDone, type Ref } from '../model/outbox-work.js';
import type { Ports, Written } from '../ports.js';
import { callMarketplace, statusBeforeGivingUp, statusBeforeHandoff } from './call-marketplace.js';
import { hindered, whyGivenUp } from './waiting-for-connection.js';

/**
 * Sends an accept or a decline to the marketplace. A permanent refusal reopens the invite with the reason, unless the
 * marketplace has the same decision already. One that may have been sent before waits while its connection is paused,
 * and any while it is removed, since it may be connected again.
 * @param tried as in `mayBeDone`
 * @returns the confirmation, to be written with the end of the work
 * @throws as `callMarketplace`: the decision is sent again; Misconfigured while its connection is paused,
 * Refusal('connection.removed') while it is removed
 */
export async function forwardDecision(ports: Ports, read: Invite, tried?: Date): Promise<Written<Invite> | undefined> {
  if (!read.decision || read.decision.byHand || !isOutstanding(read)) return undefined;
  const path = await pathOf(ports, read);
  const obstacle = obstacleOn(path);
  const wasSent = mayBeDone(read, 'forward-decision', tried);
  if (obstacle && (wasSent || path.by === 'nobody')) return wait(ports, read, obstacle);
  if (path.by !== 'baton' && wasSent) return handOffSent(ports, read);
  if (path.by !== 'baton') return handOff(ports, read, obstacle === 'paused' || undefined);
  const { paused, disconnected } = read.decision;
  const invite = paused || disconnected ? await markDecisionResumed(ports, read) : read;
  if (!invite?.decision) return undefined;
  const { decision } = invite;
  const called = await callMarketplace(ports, path, () => send(ports, path, decision));
  if ('answer' in called || called.closed === invite.status) return confirmedByCall(ports, invite);
  await revertDecision(ports, invite, { who: 'marketplace', what: 'refused', through: 'api', ...called });
  return undefined;
}

/** Makes the cards say what the decision waits for. @throws as `hindered`, unless it is over */
async function wait(ports: Ports, invite: Invite, obstacle: Obstacle): Promise<undefined> {
  if (!invite.decision?.[obstacle] && !(await markDecisionHindered(ports, invite, obstacle))) return;
  throw hindered(obstacle);
}

/** Switches the decision to a hand-off, since the connection was changed after the decision was taken. */
async function handOff(ports: Ports, invite: Invite, paused?: true): Promise<undefined> {
  await switchToHandoff(ports, invite, paused);
  await cancelHandoff(ports, invite);
}

/**
 * Hands off a decision that may have reached the marketplace. Confirms it instead where the marketplace has it already,
 * and takes it back where the invitation has ended otherwise.
 */
async function handOffSent(ports: Ports, invite: Invite): Promise<Written<Invite> | undefined> {
  const status = (await statusBeforeHandoff(ports, invite)) ?? 'open';
  if (status === invite.status) return confirmedByCall(ports, invite);
  if (status === 'open') return handOff(ports, invite);
  await revertDecision(ports, invite, { ...NO_LONGER_OPEN, what: 'refused', through: 'api', closed: status });
  return undefined;
}

async function send({ marketplace }: Ports, { to, externalId }: Destination, decision: Decision): Promise<void> {
  if (decision.kind === 'accepted') return marketplace.accept(to, externalId, decision.id);
  const message = decision.messageToClient;
  const decline = { reasonId: decision.reasonId ?? '', ...(message && { message }) };
  await marketplace.decline(to, externalId, decline, decision.id);
}

/**
 * Reopens the invite after the last retry, so that its member can decide again. Asks the marketplace a last time: one
 * that has the decision confirms it.
 */
export async function giveUpDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite || !isOutstanding(invite)) return;
  const status = await statusBeforeGivingUp(ports, invite);
  if (status === invite.status) return void (await confirmDecision(ports, invite, 'api'));
  const why = whyGivenUp(status, await pathOf(ports, invite));
  await revertDecision(ports, invite, { who: 'baton', what: 'given-up', through: 'job', ...why });
}

/** Returns the decision while it is on its way and its cards do not say yet that it is delayed; else null. */
const undelayed = (invite: Invite | null): Decision | null => {
  if (!invite?.decision || !isOutstanding(invite)) return null;
  return invite.decision.byHand || invite.decision.delayed ? null : invite.decision;
};

/** Makes the cards say, once, that the decision is delayed on its way to the marketplace. */
export async function tellDecisionDelay(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (invite && undelayed(invite)) await markDecisionDelayed(ports, invite);
}

/** Returns the milliseconds until the member has to be told that the decision is delayed; null for never. */
export async function decisionPatience(ports: Ports, ref: Ref): Promise<number | null> {
  const [invite, tenant] = await Promise.all([ports.invites.get(ref), ports.tenants.latest(ref.tenantId)]);
  const decision = tenant?.status === 'active' && undelayed(invite);
  return decision ? decision.at.getTime() + DELAYED_AFTER_MS - ports.clock.now().getTime() : null;
}
