import type { InviteOnJob } from '../model/invite/invite.js';
import type { Message } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Referral } from '../model/referral/referral.js';
import type { Relay } from '../model/relay/relay.js';
import type { Ports } from '../ports.js';
import { ensureMessages, type Wish } from './ensure-message.js';

/** The stored cards of some invites. */
export interface StoredCards {
  readonly cards: readonly Message[];
  /** The latest relays of the invites, which their cards show. */
  readonly relays: readonly Relay[];
}

/** The invites of a job whose cards are to show the present state. */
export interface CardsToEnsure extends StoredCards {
  readonly invites: readonly InviteOnJob[];
  /** The referrals on the job. */
  readonly onThisJob: readonly Referral[];
  /** Recipients that must have a card, by the invite's id; when absent, only existing cards are updated. */
  readonly recipients?: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds in which further changes are shown together. */
  readonly inMs?: number;
}

/** Reads the cards of these invites. */
export async function readCards(ports: Ports, tenantId: string, inviteIds: readonly string[]): Promise<StoredCards> {
  const [cards, relays] = await Promise.all([
    ports.messages.cardsOf(tenantId, ...inviteIds),
    ports.relays.ofInvites(tenantId, inviteIds),
  ]);
  return { cards, relays };
}

/**
 * Ensures that cards show the present state of their invite and its job. A card that already shows it is not written.
 * @returns the Slack user ids of the members whose invites show something new
 */
export async function ensureCards(ports: Ports, cards: CardsToEnsure): Promise<string[]> {
  const outdated = outdatedCards(cards);
  return membersShown(outdated, await ensureMessages(ports, outdated));
}

/** A card whose content has to change. */
interface CardWish extends Wish {
  /** The member of its invite. */
  readonly slackUserId?: string;
}

/** Returns the cards that do not show the present state. */
export function outdatedCards({
  invites,
  cards,
  relays,
  onThisJob,
  recipients = new Map(),
  inMs = 0,
}: CardsToEnsure): CardWish[] {
  return invites.flatMap((invite) => {
    const { slackUserId } = invite.invitee;
    const relay = relays.find(({ inviteId }) => inviteId === invite.id);
    const wanted = [invite, ...onThisJob, relay].reduce((sum, part) => sum + (part?.revision ?? 0), 0);
    const theirs = cards.filter(({ inviteId }) => inviteId === invite.id);
    const readers = new Set([...theirs.map(({ to }) => to), ...(recipients.get(invite.id) ?? [])]);
    return [...readers].flatMap((to) => {
      const known = theirs.find((card) => card.to === to);
      if (known && known.wanted >= wanted) return [];
      const message = cardOf(invite, to, wanted);
      return [{ message, inMs, ...(known && { known }), ...(slackUserId !== undefined && { slackUserId }) }];
    });
  });
}

/**
 * Returns the Slack user ids of the members whose invites show something new, from the results of writing the cards.
 */
export const membersShown = (wishes: readonly CardWish[], written: readonly boolean[]): string[] => [
  ...new Set(wishes.flatMap(({ slackUserId }, at) => (written[at] && slackUserId !== undefined ? [slackUserId] : []))),
];

const cardOf = ({ id: inviteId, tenantId }: InviteOnJob, to: string, wanted: number) =>
  ({ tenantId, kind: 'invite-card', inviteId, wanted, to, id: MESSAGE_IDS.card(inviteId, to) }) as const;

/** Ensures one invite's card for a recipient. */
export async function ensureCard(
  ports: Ports,
  invite: InviteOnJob & { job: { id: string } },
  to: string,
): Promise<void> {
  await ensureCardsOf(ports, invite, new Map([[invite.id, [to]]]));
}

/** Ensures the cards of one invite. */
export async function ensureCardsOf(
  ports: Ports,
  invite: InviteOnJob & { job: { id: string } },
  recipients?: CardsToEnsure['recipients'],
): Promise<void> {
  const [onThisJob, stored] = await Promise.all([
    ports.referrals.ofJob(invite.tenantId, invite.job.id),
    readCards(ports, invite.tenantId, [invite.id]),
  ]);
  await ensureCards(ports, { invites: [invite], onThisJob, ...stored, ...(recipients && { recipients }) });
}

/** Returns the ids of the invites whose cards show a referral: its own invite and those that led to it. */
export const showing = ({ inviteId, chain }: Referral, onThisJob: readonly Referral[]): string[] => {
  const earlier = onThisJob.filter(({ id }) => chain.some(({ referralId }) => referralId === id));
  return [inviteId, ...earlier.map((referral) => referral.inviteId)];
};
