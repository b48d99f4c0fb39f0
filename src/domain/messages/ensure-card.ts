import type { Invite, InviteOnJob } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';
import { ensureMessage } from './ensure-message.js';

/**
 * Ensures that a recipient's card of an invite shows the present state of the invite and its job: a card says how its
 * referral went on, and that the job's slot is taken. Returns whether there is something new to show.
 */
export async function ensureCard(ports: Ports, invite: Invite, to: string): Promise<boolean> {
  const onThisJob = await ports.referrals.ofJob(invite.tenantId, invite.job.id);
  return (await wantCards(ports, invite, onThisJob, [to])).includes(true);
}

interface Refreshing {
  /** An invite, and the recipients that must have its card. */
  readonly wanted?: { readonly invite: InviteOnJob; readonly readers: readonly string[] };
  /** The time in which further changes are shown together, in milliseconds. */
  readonly inMs?: number;
}

/** The number of invites that are read at once: a job may have hundreds, and others need the database too. */
const TOGETHER = 20;

/**
 * Updates the existing cards of a job's invites, and ensures those in `wanted`. Other invites' cards show only what
 * became of a referral: for an invite that was not referred, only the wanted cards are updated.
 * @returns the Slack user ids of the members whose invites show something new
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
