import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../domain/model/invite/invite.js';
import { context, quote, section } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

/** How much of the letter a message shows. */
const EXCERPT = 600;

/** Whether a message shows a part of the letter alone. */
export const isExcerpt = ({ letter, letterCut }: Invite): boolean => letter.length > EXCERPT || letterCut;

/** The start of the client's letter, and whether there is more; nothing where there is none. */
export function letter(invite: Invite, { mrkdwn }: Words): KnownBlock[] {
  const excerpt = quote(invite.letter, EXCERPT);
  const more = isExcerpt(invite) ? [context(mrkdwn('card.letterMore'))] : [];
  return excerpt.length ? [section(mrkdwn('card.letter')), ...excerpt, ...more] : [];
}
