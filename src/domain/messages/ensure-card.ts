import type { InviteOnJob } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Referral } from '../model/referral/referral.js';
import type { Relay } from '../model/relay/relay.js';
import type { Ports } from '../ports.js';
import { ensureMessage } from './ensure-message.js';

/** The invites of a job whose cards are to show the present state. */
export interface CardsToEnsure {
  readonly invites: readonly InviteOnJob[];
  /** The referrals on the job. */
  readonly onThisJob: readonly Referral[];
  /** Recipients that must have a card, by the invite's id. All others are those whose cards exist. */
  readonly recipients?: ReadonlyMap<string, readonly string[]>;
  /** The time in which further changes are shown together, in milliseconds. */
  readonly inMs?: number;
}

/** The result of ensuring cards. */
export interface EnsuredCards {
  /** The Slack user ids of the members whose invites show something new. */
  readonly shown: readonly string[];
  /** The latest relays of the invites. */
  readonly relays: readonly Relay[];
}

/** The number of messages that are written at once: a job may have hundreds, and others need the database too. */
const TOGETHER = 20;

/**
 * Ensures that cards show the present state of their invite and its job: a card says how its referral went on, and that
 * the job's slot is taken. A card that is to show this already is not written.
 */
export async function ensureCards(
  ports: Ports,
  tenantId: string,
  { invites, onThisJob, recipients = new Map(), inMs = 0 }: CardsToEnsure,
): Promise<EnsuredCards> {
  const ids = invites.map(({ id }) => id);
  const [cards, relays] = await Promise.all([
    ports.messages.cardsOf(tenantId, ...ids),
    ports.relays.ofInvites(tenantId, ids),
  ]);
  const outdated = invites.flatMap((invite) => {
    const relay = relays.find(({ inviteId }) => inviteId === invite.id);
    const wanted = [invite, ...onThisJob, relay].reduce((sum, part) => sum + (part?.revision ?? 0), 0);
    const known = cards.filter(({ inviteId }) => inviteId === invite.id);
    const to = new Set([...known.map((card) => card.to), ...(recipients.get(invite.id) ?? [])]);
    const isUpToDate = (reader: string) => known.some((card) => card.to === reader && card.wanted >= wanted);
    return [...to].filter((reader) => !isUpToDate(reader)).map((reader) => ({ invite, to: reader, wanted }));
  });
  const shown = new Set<string>();
  const ensure = async ({ invite, to, wanted }: (typeof outdated)[number]) => {
    const { slackUserId } = invite.invitee;
    if ((await ensureMessage(ports, cardOf(invite, to, wanted), inMs)) && slackUserId) shown.add(slackUserId);
  };
  for (let from = 0; from < outdated.length; from += TOGETHER)
    await Promise.all(outdated.slice(from, from + TOGETHER).map(ensure));
  return { shown: [...shown], relays };
}

const cardOf = ({ id: inviteId, tenantId }: InviteOnJob, to: string, wanted: number) =>
  ({ tenantId, kind: 'invite-card', inviteId, wanted, to, id: MESSAGE_IDS.card(inviteId, to) }) as const;

/** Ensures one invite's card for a recipient. */
export async function ensureCard(
  ports: Ports,
  invite: InviteOnJob & { job: { id: string } },
  to: string,
): Promise<void> {
  const onThisJob = await ports.referrals.ofJob(invite.tenantId, invite.job.id);
  await ensureCards(ports, invite.tenantId, { invites: [invite], onThisJob, recipients: new Map([[invite.id, [to]]]) });
}

/** Returns the ids of the invites whose cards show a referral: its own and those that led to it. */
export const showing = ({ inviteId, chain }: Referral, onThisJob: readonly Referral[]): string[] => {
  const earlier = onThisJob.filter(({ id }) => chain.some(({ referralId }) => referralId === id));
  return [inviteId, ...earlier.map((referral) => referral.inviteId)];
};
