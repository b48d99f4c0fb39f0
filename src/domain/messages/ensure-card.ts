import type { Invite, InviteOnJob } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';
import { ensureMessage } from './ensure-message.js';

/**
 * Sees to it that the reader's card of this invite shows its present state, and that of everything on its job: a card
 * says how its referral went on, and that the job's one referral is taken. True when there is something new to show.
 */
export async function ensureCard(ports: Ports, invite: Invite, to: string): Promise<boolean> {
  const onThisJob = await ports.referrals.ofJob(invite.tenantId, invite.job.id);
  return (await wantCards(ports, invite, onThisJob, [to])).includes(true);
}

interface Refreshing {
  /** An invite, and who must have a card of it. */
  readonly wanted?: { readonly invite: InviteOnJob; readonly readers: readonly string[] };
  /** How long what comes meanwhile is waited for, in milliseconds. */
  readonly inMs?: number;
}

/** So many invites are looked at together: a job may have hundreds, and others need the database too. */
const TOGETHER = 20;

/**
 * Brings every card of a job up to date that is there, and those that are `wanted` into being. Only what became of
 * a referral shows on the cards of other invites: of an invite that was not referred, the wanted cards alone are.
 * @returns whose invites show something new, by Slack user id
 */
export async function refreshJob(
  ports: Ports,
  tenantId: string,
  jobId: string,
  { wanted, inMs = 0 }: Refreshing = {},
): Promise<string[]> {
  const onThisJob = await ports.referrals.ofJob(tenantId, jobId);
  const isAlone = wanted && !onThisJob.some(({ inviteId }) => inviteId === wanted.invite.id);
  const others = isAlone ? [] : await ports.invites.ofJob(tenantId, jobId);
  const invites = [...(wanted ? [wanted.invite] : []), ...others.filter(({ id }) => id !== wanted?.invite.id)];
  const refresh = async (invite: InviteOnJob) => {
    const cards = await ports.messages.cardsOf(tenantId, invite.id);
    const also = wanted?.invite.id === invite.id ? wanted.readers : [];
    const readers = new Set([...cards.map(({ to }) => to), ...also]);
    const { slackUserId } = invite.invitee;
    const news = readers.size > 0 ? await wantCards(ports, invite, onThisJob, [...readers], inMs) : [];
    return news.includes(true) && slackUserId ? [slackUserId] : [];
  };
  const shown: string[] = [];
  for (let from = 0; from < invites.length; from += TOGETHER)
    shown.push(...(await Promise.all(invites.slice(from, from + TOGETHER).map(refresh))).flat());
  return shown;
}

async function wantCards(
  ports: Ports,
  invite: InviteOnJob,
  onThisJob: readonly Referral[],
  readers: readonly string[],
  inMs = 0,
) {
  const relay = await ports.relays.ofInvite(invite.tenantId, invite.id);
  const wanted = [invite, ...onThisJob, relay].reduce((sum, part) => sum + (part?.revision ?? 0), 0);
  const { id: inviteId, tenantId } = invite;
  const card = { tenantId, kind: 'invite-card', inviteId, wanted } as const;
  return Promise.all(
    readers.map((to) => ensureMessage(ports, { ...card, id: MESSAGE_IDS.card(inviteId, to), to }, inMs)),
  );
}
