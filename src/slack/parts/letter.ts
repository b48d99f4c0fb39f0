import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../domain/model/invite/invite.js';
import { context, quote, section } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

/** The length of the letter's excerpt in a message, in characters. */
const EXCERPT = 600;

/** Whether a message shows only an excerpt of the letter. */
export const isExcerpt = ({ letter, letterCut }: Invite): boolean => letter.length > EXCERPT || letterCut;

/** Renders the excerpt of the client's letter, and whether there is more; none for an empty letter. */
export function letter(invite: Invite, { mrkdwn }: Words): KnownBlock[] {
  const excerpt = quote(invite.letter, EXCERPT);
  const more = isExcerpt(invite) ? [context(mrkdwn('card.letterMore'))] : [];
  return excerpt.length ? [section(mrkdwn('card.letter')), ...excerpt, ...more] : [];
}
