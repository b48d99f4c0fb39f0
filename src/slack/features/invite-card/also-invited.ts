import type { KnownBlock } from '@slack/types';
import type { Invite, Peer } from '../../../domain/model/invite/invite.js';
import { MOST_COUNTED } from '../../../domain/model/invite/peers.js';
import { context } from '../../blocks/blocks.js';
import { truncate } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';

/** The length of a name in characters. */
const NAME = 40;

/**
 * Renders the other people of the agency who are invited to the job, and their answers; no blocks where there are none.
 */
export function alsoInvited({ peers }: Pick<Invite, 'peers'>, words: Words): KnownBlock[] {
  const { named, more } = peers ?? { named: [], more: 0 };
  const parts = [...named.map((peer) => answered(peer, words)), ...others(more, words)];
  if (parts.length === 0) return [];
  const list = new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(parts);
  return [context(words.mrkdwn('card.peers.line', { list }))];
}

const answered = ({ name, status }: Peer, { mrkdwn }: Words): string =>
  mrkdwn(`card.peers.${status}`, { name: truncate(name, NAME) });

function others(more: number, { mrkdwn }: Words): string[] {
  if (more === 0) return [];
  return [
    more > MOST_COUNTED
      ? mrkdwn('card.peers.many', { most: MOST_COUNTED })
      : mrkdwn('card.peers.more', { count: more }),
  ];
}
