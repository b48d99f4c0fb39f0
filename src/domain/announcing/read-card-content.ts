import { cardRecipients } from '../ensuring-messages/card-recipients.js';
import { handoffOf, marketplaceNameOf } from '../lifecycle/read-delivery-path.js';
import { waitsForHandoff } from '../lifecycle/referral-handoff.js';
import { reasonsFor } from '../model/connection/connection.js';
import type { Invite } from '../model/invite/invite.js';
import type { Message } from '../model/message/message.js';
import { laterReferralsOf, withoutFailed } from '../model/referral/later-referrals.js';
import type { Referral } from '../model/referral/referral.js';
import { whyNotAsk } from '../model/relay/why-not-ask.js';
import type { MessageContent } from '../model/views/message-content.js';
import { readUnclearAddress } from '../people/read-unclear-address.js';
import { mayActForOthers } from '../permissions/require-role.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import { whyNoReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { bestMatch } from '../referring/best-match.js';

type Card = Extract<MessageContent, { kind: 'invite-card' }>;

/** Reads the content of an invite's card; null when the invite is gone. */
export async function readCardContent(ports: Ports, message: Message): Promise<Card | null> {
  const { tenantId } = message;
  const invite = message.inviteId ? await ports.invites.get({ tenantId, id: message.inviteId }) : null;
  if (!invite) return null;
  const { slackUserId } = invite.invitee;
  const [onThisJob, relay] = await Promise.all([
    ports.referrals.ofJob(tenantId, invite.job.id),
    ports.relays.ofInvite(tenantId, invite.id),
  ]);
  const whyNotRefer = invite.status === 'open' ? await whyNoReferral(ports, invite, slackUserId, onThisJob) : null;
  const own = onThisJob.filter(({ inviteId }) => inviteId === invite.id);
  const referral = own.find(({ id }) => id === invite.decision?.referralId) ?? own[0] ?? null;
  const onward = referral ? withoutFailed(laterReferralsOf(referral, onThisJob)) : [];
  const card = { kind: 'invite-card', invite, referral, onward, relay, whyNotRefer } as const;
  // what is nobody's own is not offered to be asked about
  const whyNot = slackUserId ? whyNotAsk(card) : 'member.unknown';
  const [reading, unclear, marketplace, way] = await Promise.all([
    readingOf(ports, message, invite),
    slackUserId ? undefined : readUnclearAddress(ports, tenantId, invite.invitee.person),
    marketplaceNameOf(ports, invite),
    invite.status === 'open' ? answering(ports, { ...card, onThisJob }) : handingOff(ports, invite, referral),
  ]);
  const hired = onThisJob.some(({ id, status }) => id === invite.referredIn?.referralId && status === 'hired');
  return {
    ...card,
    whyNotAsk: whyNot,
    unlinked: !slackUserId,
    ...(unclear && { unclear }),
    ...(hired && { hired }),
    ...reading,
    ...marketplace,
    ...way,
  };
}

/** Reads how an open invite is answered (by Baton or by hand), and the colleague who fits it best. */
async function answering(ports: Ports, { invite, whyNotRefer, onThisJob }: Answerable): Promise<Partial<Card>> {
  const [handoff, best] = await Promise.all([
    handoffOf(ports, invite),
    whyNotRefer ? null : bestMatch(ports, invite, onThisJob),
  ]);
  return { ...handoff, ...(best && { best }) };
}

interface Answerable extends Pick<Card, 'invite' | 'whyNotRefer'> {
  readonly onThisJob: readonly Referral[];
}

/** Reads what the member needs for a hand-off: the chosen reason, and the client's language. */
async function handingOff(ports: Ports, invite: Invite, referral: Referral | null): Promise<Partial<Card>> {
  if (referral?.status === 'held') return handoffOf(ports, invite, 'refer');
  if (!waitsForHandoff(invite, referral)) return {};
  const id = invite.decision?.reasonId;
  const [{ clientLanguage }, connections] = await Promise.all([
    tenantSettings(ports, invite.tenantId),
    ports.connections.ofTenant(invite.tenantId),
  ]);
  const reasons = id ? reasonsFor(invite, connections, ports.sources.declineReasons) : [];
  const reason = reasons.find((one) => one.id === id);
  return { clientLanguage, ...(reason && { reason }) };
}

/**
 * Describes a card's recipient: the invited member, another member, or the one person who gets it while no member is
 * linked. Whoever does not get it by now had been taken for the invited member.
 */
async function readingOf(
  ports: Ports,
  { tenantId, to }: Message,
  invite: Invite,
): Promise<Pick<Card, 'elsewhere' | 'alone' | 'reader'>> {
  const { slackUserId } = invite.invitee;
  const reader = to;
  if (slackUserId === to) return { reader };
  const member = await ports.members.get(tenantId, slackUserId ?? to);
  if (slackUserId) return { reader, elsewhere: { name: member?.name ?? '' } };
  if (!member) return { reader };
  const isTheirs = (await cardRecipients(ports, invite)).includes(to) || (await mayActForOthers(ports, member));
  return { reader, ...(isTheirs ? { alone: true } : { elsewhere: {} }) };
}
