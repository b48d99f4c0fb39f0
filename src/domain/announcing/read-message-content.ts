import { whyUnreached } from '../ensuring-messages/ensure-nudge.js';
import { tokenMark } from '../ensuring-messages/report-refused-token.js';
import { handoffOf, marketplaceNameOf } from '../lifecycle/read-delivery-path.js';
import type { Decision, Invite } from '../model/invite/invite.js';
import { INSTEAD_OF_CHANNEL, type Message, type MessageKind } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { requestTroubleOf } from '../model/message/request-trouble.js';
import type { Referral } from '../model/referral/referral.js';
import type { MessageContent } from '../model/views/message-content.js';
import { whyNoReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { readDigest } from '../tallies/read-digest.js';
import { readCardContent } from './read-card-content.js';
import { readNewsContent } from './read-news-content.js';

type Reader = (ports: Ports, message: Message) => Promise<MessageContent | null>;

/** Computes a message's content from the database; null when its subject is gone. */
export const readMessageContent: Reader = (ports, message) => READERS[message.kind](ports, message);

const READERS: Readonly<Record<MessageKind, Reader>> = {
  'invite-card': readCardContent,
  'referral-news': readNewsContent,
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
