import { MarketplaceRefusal } from '../errors.js';
import type { Through } from '../history.js';
import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';
import { expiryOf } from './expiry.js';
import type { Decision, Invite } from './invite.js';
import { learnStatus } from './learn-status.js';

/** Tells the marketplace of an accept or a decline. A refusal for good reopens the invite and says why. */
export async function forwardDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite?.decision || !isOutstanding(invite, invite.decision)) return;
  const connection = await ports.connections.of(ref.tenantId);
  if (connection?.path === 'handoff') return;
  try {
    await send(ports, invite, invite.decision);
  } catch (error) {
    if (!(error instanceof MarketplaceRefusal)) throw error;
    return settleRefusal(ports, invite, error);
  }
  await confirmDecision(ports, invite, 'api');
}

/** The retries ran out: the invite reopens, so that its member can act again. */
export async function giveUpDecision(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite?.decision || !isOutstanding(invite, invite.decision)) return;
  await takeBack(ports, invite, { code: 'unreachable', detail: '' });
}

/** The decision stands over there: from now on the card may say so. */
export async function confirmDecision(ports: Ports, invite: Invite, through: Through): Promise<void> {
  if (!invite.decision) return;
  const now = ports.clock.now();
  const confirmed = await ports.invites.advance(invite, {
    from: [invite.status],
    set: { decision: { ...invite.decision, confirmedAt: now } },
    line: { at: now, who: 'marketplace', what: 'confirmed', through },
    work: [todo('announce-invite', now)],
  });
  if (confirmed) ports.jobs.dispatch(confirmed);
}

const isOutstanding = (invite: Invite, decision: Decision): boolean =>
  (invite.status === 'accepted' || invite.status === 'declined') && !decision.confirmedAt;

async function send({ marketplace }: Ports, invite: Invite, decision: Decision): Promise<void> {
  if (decision.kind === 'accepted') return marketplace.accept(invite.tenantId, invite.externalId, decision.id);
  const message = decision.messageToClient;
  await marketplace.decline(
    invite.tenantId,
    invite.externalId,
    { reasonId: decision.reasonId ?? '', ...(message && { message }) },
    decision.id,
  );
}

/** Somebody may have decided over there first: ask before claiming that it failed. */
async function settleRefusal(ports: Ports, invite: Invite, refusal: MarketplaceRefusal): Promise<void> {
  const status = await learnStatus(ports, invite, refusal);
  if (status === invite.status) return confirmDecision(ports, invite, 'api');
  await takeBack(ports, { ...invite, ...(status && { closed: status }) }, refusal);
}

async function takeBack(
  ports: Ports,
  invite: Invite,
  { code, detail }: { code: string; detail: string },
): Promise<void> {
  const now = ports.clock.now();
  const reopened = await ports.invites.advance(invite, {
    from: [invite.status],
    set: { status: invite.closed ?? 'open', trouble: { code, detail } },
    unset: ['decision', 'closed'],
    line: { at: now, who: 'marketplace', what: 'refused', through: 'api', detail: code },
    work: [todo('announce-invite', now), ...expiryOf(invite)],
  });
  if (reopened) ports.jobs.dispatch(reopened);
}
