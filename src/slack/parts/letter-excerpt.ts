import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../domain/model/invite/invite.js';
import { context, quote } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

/** The length of the letter's excerpt in a message, in characters. */
const EXCERPT = 600;

/** Tells whether a message shows only an excerpt of the letter. */
export const isExcerpt = ({ letter, letterCut }: Invite): boolean => letter.length > EXCERPT || letterCut;

/** Quotes the beginning of the client's letter; none for an empty letter. */
export const letter = (invite: Invite): KnownBlock[] => quote(invite.letter, EXCERPT);

/** Quotes the letter below a colleague's note, introduced as the client's. */
export function letterBelow(note: string | undefined, invite: Invite, { mrkdwn }: Words): KnownBlock[] {
  const quoted = letter(invite);
  const isNamed = quoted.length > 0 && quote(note ?? '').length > 0;
  return isNamed ? [context(mrkdwn('card.letterFrom')), ...quoted] : quoted;
}
