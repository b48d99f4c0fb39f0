import type { Invite } from '../invite/invite.js';
import { refreshHome } from '../member/refresh-home.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';

/**
 * Sees to it that the reader's card of this invite shows its present state, and that of everything on its job: a card
 * says how its referral went on, and that the job's one referral is taken. True when there is something new to show.
 */
export async function wantCard(ports: Ports, invite: Invite, to: string): Promise<boolean> {
  const [onThisJob, relay] = await Promise.all([
    ports.referrals.ofJob(invite.tenantId, invite.job.id),
    ports.relays.ofInvite(invite.tenantId, invite.id),
  ]);
  const card = await ports.messages.want(
    {
      id: `card.${invite.id}.${to}`,
      tenantId: invite.tenantId,
      kind: 'invite-card',
      inviteId: invite.id,
      to,
      wanted: [invite, ...onThisJob, relay].reduce((sum, part) => sum + (part?.revision ?? 0), 0),
    },
    [todo('deliver-message', ports.clock.now())],
  );
  if (card) ports.jobs.dispatch(card);
  return card !== null;
}

/** Brings every card of a job up to date that is there, and the Home of whoever sees something new. */
export async function refreshJob(ports: Ports, tenantId: string, jobId: string): Promise<void> {
  const invites = await ports.invites.ofJob(tenantId, jobId);
  await Promise.all(invites.map((invite) => refreshCards(ports, invite)));
}

async function refreshCards(ports: Ports, invite: Invite): Promise<void> {
  const cards = await ports.messages.cardsOf(invite.tenantId, invite.id);
  const news = await Promise.all(cards.map((card) => wantCard(ports, invite, card.to)));
  if (news.includes(true)) await refreshHome(ports, invite.tenantId, invite.invitee.slackUserId);
}
