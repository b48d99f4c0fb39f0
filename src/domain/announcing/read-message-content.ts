import { cardRecipients } from '../ensuring-messages/card-recipients.js';
import { whyUnreached } from '../ensuring-messages/ensure-nudge.js';
import { tokenMark } from '../ensuring-messages/report-refused-token.js';
import { handoffOf, marketplaceNameOf } from '../lifecycle/read-delivery-path.js';
import { waitsForHandoff } from '../lifecycle/referral-handoff.js';
import { reasonsFor } from '../model/connection/connection.js';
import type { Decision, Invite } from '../model/invite/invite.js';
import { INSTEAD_OF_CHANNEL, type Message, type MessageKind } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { requestTroubleOf } from '../model/message/request-trouble.js';
import { laterReferralsOf, withoutFailed } from '../model/referral/later-referrals.js';
import { isNews, latestAfter, type NewsEvent, newsTo } from '../model/referral/news-to-tell.js';
import type { Referral } from '../model/referral/referral.js';
import { whyNotAsk } from '../model/relay/why-not-ask.js';
import type { MessageContent } from '../model/views/message-content.js';
import { readUnclearAddress } from '../people/read-unclear-address.js';
import { mayActForOthers } from '../permissions/require-role.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import { whyNoReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { bestMatch } from '../referring/best-match.js';
import { readDigest } from '../tallies/read-digest.js';

type Card = Extract<MessageContent, { kind: 'invite-card' }>;
type Reader = (ports: Ports, message: Message) => Promise<MessageContent | null>;

/** Computes a message's content from the database; null when its subject is gone. */
export const readMessageContent: Reader = (ports, message) => READERS[message.kind](ports, message);

const READERS: Readonly<Record<MessageKind, Reader>> = {
  'invite-card': inviteCard,
  'referral-news': referralNews,
  'decision-refused': decisionRefused,
  recommended: async (ports, message) => {
    const referral = await referralOf(ports, message);
    const invite = referral && (await ports.invites.get({ tenantId: message.tenantId, id: referral.inviteId }));
    return referral && invite && { kind: 'recommended', referral, invite, ...(await marketplaceNameOf(ports, invite)) };
  },
  nudge: (ports, message) => nudge(ports, message, 'nudge'),
  'manager-nudge': (ports, message) => nudge(ports, message, 'manager-nudge'),
  'relay-ask': async (ports, { tenantId, relayId, to }) => {
    const relay = relayId ? await ports.relays.get({ tenantId, id: relayId }) : null;
    const invite = relay && (await ports.invites.get({ tenantId, id: relay.inviteId }));
    const index = relay?.asks.findIndex((ask) => ask.slackUserId === to) ?? -1;
    if (!relay || !invite || index < 0) return null;
    return { kind: 'relay-ask', relay, invite, index, ...(await marketplaceNameOf(ports, invite)) };
  },
  'relay-news': async (ports, { tenantId, relayId, event }) => {
    const relay = relayId && event ? await ports.relays.get({ tenantId, id: relayId }) : null;
    const invite = relay && (await ports.invites.get({ tenantId, id: relay.inviteId }));
    return relay && invite && event ? { kind: 'relay-news', relay, invite, event } : null;
  },
  feedback: async (ports, { tenantId, feedbackId, event }) => {
    const feedback = feedbackId ? await ports.feedback.get({ tenantId, id: feedbackId }) : null;
    const insteadOfChannel = event === INSTEAD_OF_CHANNEL && { insteadOfChannel: true as const };
    return feedback && { kind: 'feedback', feedback, ...insteadOfChannel };
  },
  digest: async (ports, { tenantId, to, event }) => {
    return event ? { kind: 'digest', digest: await readDigest(ports, tenantId, to, event) } : null;
  },
  welcome: async (ports, { tenantId }) => {
    const [tenant, { length }] = await Promise.all([ports.tenants.get(tenantId), ports.connections.latestOf(tenantId)]);
    return tenant && { kind: 'welcome', tenantName: tenant.name, connected: length > 0 };
  },
  'token-refused': async (ports, { tenantId, event }) => {
    const connection = (await ports.connections.latestOf(tenantId)).find((one) => tokenMark(one) === event);
    if (!connection) return null;
    return {
      kind: 'token-refused',
      name: connection.name,
      ...(!connection.can.includes('decide') && { byHand: true as const }),
    };
  },
  'without-card': async (ports, { tenantId, to, event }) => {
    const isUnlinked = event === 'unlinked';
    const count = await ports.invites.countUnannounced(tenantId, { slackUserId: isUnlinked ? null : to });
    return count > 0 ? { kind: 'without-card', count, ...(isUnlinked && { unlinked: true }) } : null;
  },
  'sync-failed': async () => ({ kind: 'sync-failed' }),
  'request-trouble': async (_, { event }) => {
    const trouble = requestTroubleOf(event);
    return trouble && { kind: 'request-trouble', ...trouble };
  },
};

const inviteOf = async ({ invites }: Ports, { tenantId, inviteId }: Message): Promise<Invite | null> =>
  inviteId ? invites.get({ tenantId, id: inviteId }) : null;

const referralOf = async ({ referrals }: Ports, { tenantId, referralId }: Message): Promise<Referral | null> =>
  referralId ? referrals.get({ tenantId, id: referralId }) : null;

async function referralNews(ports: Ports, message: Message): Promise<MessageContent | null> {
  const { tenantId, event, to } = message;
  const referral = await referralOf(ports, message);
  if (!referral || !event) return null;
  const [invite, onThisJob, member] = await Promise.all([
    ports.invites.get({ tenantId, id: referral.inviteId }),
    ports.referrals.ofJob(tenantId, referral.job.id),
    ports.members.get(tenantId, to),
  ]);
  const marketplace = invite && (await marketplaceNameOf(ports, invite));
  const onward = withoutFailed(laterReferralsOf(referral, onThisJob));
  const role = partIn(referral, event, to);
  const own = role.earlier ? onThisJob.find(({ from }) => from.slackUserId === to) : referral;
  const cardId = own && MESSAGE_IDS.card(own.inviteId, to);
  const muted = member?.preferences.muted ?? [];
  const isMuted = isNews(event) && muted.includes(event);
  const directNews = () => (message.direct ? message : ports.messages.directNews(referral, to));
  const [card, known] = await Promise.all([
    cardId === undefined ? null : ports.messages.get({ tenantId, id: cardId }),
    isMuted && !message.direct ? null : directNews(),
  ]);
  // muted news stands under the card, where there is one, whatever the direct message is
  const heard = known ?? (isMuted && !card?.posted ? await directNews() : null);
  const place = card?.posted ?? (heard?.id === message.id ? undefined : heard?.posted);
  return {
    ...{ kind: 'referral-news', referral, event, invite, onward },
    ...directness(message, heard, isMuted),
    ...(heard?.id === message.id && sinceOf(referral, event, to, muted)),
    ...(place && { thread: place }),
    ...role,
    ...marketplace,
  };
}

type News = Extract<MessageContent, { kind: 'referral-news' }>;

/** Decides whether news is the one direct message about its referral, or is added to that one. */
function directness({ id }: Message, heard: Message | null, isMuted: boolean): Pick<News, 'direct' | 'addedTo'> {
  if (isMuted) return { direct: false };
  return heard && heard.id !== id ? { direct: false, addedTo: heard } : { direct: true };
}

/** Tells whether a reader who is not the referrer made the referral in their place, or passed the job on before. */
function partIn({ from, actedBy }: Referral, event: string, to: string): Pick<News, 'earlier' | 'behalf'> {
  if (to === from.slackUserId) return {};
  return event === 'failed' && actedBy?.slackUserId === to ? { behalf: true } : { earlier: true };
}

function sinceOf(referral: Referral, event: string, to: string, muted: readonly NewsEvent[]): Pick<News, 'since'> {
  const since = latestAfter(
    referral,
    event,
    newsTo(referral, to).filter((one) => !muted.includes(one)),
  );
  return since ? { since } : {};
}

/**
 * Computes the content of a decision's refusal. Null also once another decision replaced the refused one, or the
 * marketplace reports that it has the decision after all.
 */
async function decisionRefused(ports: Ports, message: Message): Promise<MessageContent | null> {
  const { tenantId, to } = message;
  const invite = await inviteOf(ports, message);
  const decision = invite?.trouble?.decision;
  if (!decision || MESSAGE_IDS.decisionRefused(decision.id, to) !== message.id || invite.status === decision.kind)
    return null;
  const [card, marketplace] = await Promise.all([
    ports.messages.get({ tenantId, id: MESSAGE_IDS.card(invite.id, to) }),
    marketplaceNameOf(ports, invite),
  ]);
  return {
    ...{ kind: 'decision-refused', invite, decision: decision.kind, whose: whoseDecision(decision, invite, to) },
    ...(card?.posted && { thread: card.posted }),
    ...marketplace,
  };
}

function whoseDecision({ by }: Pick<Decision, 'by'>, { invitee: { slackUserId } }: Invite, reader: string) {
  if (by !== reader) return 'forYou';
  return slackUserId === undefined || slackUserId === reader ? 'own' : 'behalf';
}

async function nudge(ports: Ports, message: Message, kind: 'nudge' | 'manager-nudge'): Promise<MessageContent | null> {
  const invite = await inviteOf(ports, message);
  if (!invite) return null;
  const { slackUserId } = invite.invitee;
  const whyNotRefer = await whyNoReferral(ports, invite, slackUserId);
  const [handoff, marketplace, member] = await Promise.all([
    handoffOf(ports, invite),
    marketplaceNameOf(ports, invite),
    slackUserId === undefined ? null : ports.members.get(invite.tenantId, slackUserId),
  ]);
  const unreached = member?.isDeactivated ? 'left' : whyUnreached(message);
  const isElsewhere = kind === 'nudge' && slackUserId !== message.to;
  return {
    ...{ kind, invite, reader: message.to, whyNotRefer },
    ...(isElsewhere && { elsewhere: slackUserId === undefined ? {} : { name: member?.name ?? '' } }),
    ...(unreached && { unreached }),
    ...handoff,
    ...marketplace,
  };
}

async function inviteCard(ports: Ports, message: Message): Promise<MessageContent | null> {
  const { tenantId } = message;
  const invite = await inviteOf(ports, message);
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
