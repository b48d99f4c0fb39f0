import type { Decision, Invite } from '../../domain/model/invite/invite.js';
import type { Referral } from '../../domain/model/referral/referral.js';
import type { Relay } from '../../domain/model/relay/relay.js';
import type { Listed } from '../../domain/model/views/listed-referral.js';
import type { MessageContent } from '../../domain/model/views/message-content.js';
import { isBlank } from './truncate-and-escape.js';
import type { Words } from './words.js';

/** Returns the name, or a stand-in for an erased one. */
export const knownName = (name: string | undefined, { plain }: Pick<Words, 'plain'>): string =>
  name === undefined || isBlank(name) ? plain('unnamed') : name.trim();

/** Returns the name in a list, or a stand-in for a former member's. */
export const listedName = ({ name, hasLeft }: Listed, words: Pick<Words, 'plain'>): string =>
  hasLeft ? words.plain('tally.former') : knownName(name, words);

/** Replaces erased names in the content by "a member", so that every sentence has its subject. */
export function withFormerNames(content: MessageContent, words: Words): MessageContent {
  switch (content.kind) {
    case 'invite-card':
      return {
        ...content,
        invite: invite(content.invite, words),
        referral: content.referral && referral(content.referral, words),
        onward: content.onward.map((one) => referral(one, words)),
        relay: content.relay && relay(content.relay, words),
      };
    case 'nudge':
    case 'manager-nudge':
    case 'decision-refused':
      return { ...content, invite: invite(content.invite, words) };
    case 'referral-news':
      return {
        ...content,
        referral: referral(content.referral, words),
        invite: content.invite && invite(content.invite, words),
        onward: content.onward.map((one) => referral(one, words)),
      };
    case 'recommended':
      return { ...content, referral: referral(content.referral, words) };
    case 'relay-ask':
    case 'relay-news':
      return { ...content, relay: relay(content.relay, words), invite: invite(content.invite, words) };
    default:
      return content;
  }
}

const somebody = <T extends { readonly name: string }>(one: T, words: Words): T => ({
  ...one,
  name: knownName(one.name, words),
});

function invite(one: Invite, words: Words): Invite {
  const { invitee, chain, peers, referredIn, decision, corrected } = one;
  return {
    ...one,
    invitee: { ...invitee, person: somebody(invitee.person, words) },
    chain: chain.map((link) => somebody(link, words)),
    ...(peers && { peers: { ...peers, named: peers.named.map((peer) => somebody(peer, words)) } }),
    ...(referredIn && { referredIn: { ...referredIn, byName: knownName(referredIn.byName, words) } }),
    ...(decision && { decision: decided(decision, words) }),
    ...(corrected && { corrected: { ...corrected, byName: knownName(corrected.byName, words) } }),
  };
}

const decided = (decision: Decision, words: Words): Decision => ({
  ...decision,
  byName: knownName(decision.byName, words),
  ...(decision.onBehalfOf && { onBehalfOf: somebody(decision.onBehalfOf, words) }),
});

const referral = (one: Referral, words: Words): Referral => ({
  ...one,
  from: somebody(one.from, words),
  to: somebody(one.to, words),
  ...(one.actedBy && { actedBy: somebody(one.actedBy, words) }),
});

const relay = (one: Relay, words: Words): Relay => ({
  ...one,
  from: somebody(one.from, words),
  asks: one.asks.map((ask) => somebody(ask, words)),
});
