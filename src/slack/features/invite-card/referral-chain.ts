import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { context } from '../../blocks/blocks.js';
import type { CardContent } from '../../parts/card-content.js';
import { untrustedMrkdwn } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';

/**
 * The length of a name in characters: Slack takes 2,000 characters in small print, and an escaped one counts as up to
 * five.
 */
const NAME = 40;
const NAMES = 8;

const line = (names: readonly string[], { mrkdwn }: Words): KnownBlock[] => {
  const shown = names.slice(-NAMES).map((name) => untrustedMrkdwn(name, NAME) || '–');
  return [context(mrkdwn('card.chain', { chain: shown.join(' → ') }))];
};

/** Renders who passed an open invite on, up to its recipient; nothing while the top line alone says so. */
export function passedOn({ chain, invitee, referredIn }: Invite, words: Words): KnownBlock[] {
  const reader = invitee.slackUserId ? words.plain('card.you') : invitee.person.name;
  if (chain.length < (referredIn ? 2 : 1)) return [];
  return line([...chain.map(({ name }) => name), reader], words);
}

/** Renders everybody whom a job went through; none while the referral alone says so. */
export function referralChain({ invite, referral, onward }: CardContent, words: Words): KnownBlock[] {
  const before = invite.chain.map(({ name }) => name);
  if (!referral || invite.status !== 'referred') {
    return before.length ? line([...before, invite.invitee.person.name], words) : [];
  }
  if (before.length + onward.length === 0) return [];
  const after = [referral, ...onward].map(({ to }) => to.name);
  return line([...before, referral.from.name, ...after], words);
}
