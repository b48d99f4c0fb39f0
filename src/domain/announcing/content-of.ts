import { handoffOf } from '../lifecycle/delivery-path.js';
import { waitsForHandoff } from '../lifecycle/handoff.js';
import { whyUnreached } from '../messages/ensure-nudge.js';
import { tokenMark } from '../messages/report-refused-token.js';
import { type DeclineReason, reasonsFor } from '../model/connection/connection.js';
import type { Invite } from '../model/invite/invite.js';
import type { Message, MessageKind } from '../model/message/message.js';
import { requestTroubleOf } from '../model/message/request-trouble.js';
import { onwardOf, withoutFailed } from '../model/referral/onward.js';
import type { Referral } from '../model/referral/referral.js';
import { whyNotAsk } from '../model/relay/why-not-ask.js';
import type { Content } from '../model/views/message-content.js';
import { whyNoReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { readDigest } from '../tallies/read-digest.js';

type Card = Extract<Content, { kind: 'invite-card' }>;
type Reader = (ports: Ports, message: Message) => Promise<Content | null>;

/** Computes a message's content from the database; null when its subject is gone. */
export const contentOf: Reader = (ports, message) => READERS[message.kind](ports, message);

const READERS: Readonly<Record<MessageKind, Reader>> = {
  'invite-card': inviteCard,
  'referral-news': referralNews,
  recommended: async (ports, message) => {
    const referral = await referralOf(ports, message);
    const invite = referral && (await ports.invites.get({ tenantId: message.tenantId, id: referral.inviteId }));
    return referral && invite && { kind: 'recommended', referral, invite };
  },
  nudge: (ports, message) => nudge(ports, message, 'nudge'),
  'manager-nudge': (ports, message) => nudge(ports, message, 'manager-nudge'),
  'relay-ask': async (ports, { tenantId, relayId, to }) => {
    const relay = relayId ? await ports.relays.get({ tenantId, id: relayId }) : null;
    const invite = relay && (await ports.invites.get({ tenantId, id: relay.inviteId }));
    const index = relay?.asks.findIndex((ask) => ask.slackUserId === to) ?? -1;
    return relay && invite && index >= 0 ? { kind: 'relay-ask', relay, invite, index } : null;
  },
  'relay-news': async (ports, { tenantId, relayId, event }) => {
    const relay = relayId && event ? await ports.relays.get({ tenantId, id: relayId }) : null;
    const invite = relay && (await ports.invites.get({ tenantId, id: relay.inviteId }));
    return relay && invite && event ? { kind: 'relay-news', relay, invite, event } : null;
  },
  feedback: async (ports, { tenantId, feedbackId }) => {
    const feedback = feedbackId ? await ports.feedback.get({ tenantId, id: feedbackId }) : null;
    return feedback && { kind: 'feedback', feedback };
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
    return connection ? { kind: 'token-refused', name: connection.name } : null;
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

async function referralNews(ports: Ports, message: Message): Promise<Content | null> {
  const { tenantId, event, to } = message;
  const referral = await referralOf(ports, message);
  if (!referral || !event) return null;
  const [invite, onThisJob] = await Promise.all([
    ports.invites.get({ tenantId, id: referral.inviteId }),
    ports.referrals.ofJob(tenantId, referral.job.id),
  ]);
  const onward = withoutFailed(onwardOf(referral, onThisJob));
  const earlier = to !== referral.from.slackUserId && { earlier: true as const };
  return { kind: 'referral-news', referral, event, invite, onward, ...earlier };
}

async function nudge(ports: Ports, message: Message, kind: 'nudge' | 'manager-nudge'): Promise<Content | null> {
  const invite = await inviteOf(ports, message);
  if (!invite) return null;
  const whyNotRefer = await whyNoReferral(ports, invite, invite.invitee.slackUserId);
  const unreached = whyUnreached(message);
  return { kind, invite, whyNotRefer, ...(unreached && { unreached }), ...(await handoffOf(ports, invite)) };
}

async function inviteCard(ports: Ports, message: Message): Promise<Content | null> {
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
  const onward = referral ? withoutFailed(onwardOf(referral, onThisJob)) : [];
  const card = { kind: 'invite-card', invite, referral, onward, relay, whyNotRefer } as const;
  // what is nobody's own is not offered to be asked about
  const whyNot = slackUserId ? whyNotAsk(card) : 'member.unknown';
  const [reading, way] = await Promise.all([
    readingOf(ports, message, invite),
    invite.status === 'open' ? handoffOf(ports, invite) : reasonOf(ports, invite, referral),
  ]);
  return { ...card, whyNotAsk: whyNot, unlinked: !slackUserId, ...reading, ...way };
}

/** Reads the chosen reason, which the member has to give on the marketplace too. */
async function reasonOf(ports: Ports, invite: Invite, referral: Referral | null): Promise<{ reason?: DeclineReason }> {
  if (!waitsForHandoff(invite, referral)) return {};
  const id = invite.decision?.reasonId;
  const reasons = id
    ? reasonsFor(invite, await ports.connections.ofTenant(invite.tenantId), ports.sources.declineReasons)
    : [];
  const reason = reasons.find((one) => one.id === id);
  return reason ? { reason } : {};
}

/** Describes a card's recipient: somebody else than the invited member, or one person while no member is linked. */
async function readingOf(
  { members }: Ports,
  { tenantId, to }: Message,
  { invitee: { slackUserId } }: Invite,
): Promise<Pick<Card, 'elsewhere' | 'alone'>> {
  if (slackUserId === to) return {};
  const member = await members.get(tenantId, slackUserId ?? to);
  if (slackUserId) return { elsewhere: { name: member?.name ?? '' } };
  return member ? { alone: true } : {};
}
