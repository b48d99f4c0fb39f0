import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../domain/model/invite/invite.js';
import { quote } from '../blocks/blocks.js';

/** The length of the letter's excerpt in a message, in characters. */
const EXCERPT = 600;

/** Whether a message shows only an excerpt of the letter. */
export const isExcerpt = ({ letter, letterCut }: Invite): boolean => letter.length > EXCERPT || letterCut;

/** Quotes the beginning of the client's letter; none for an empty letter. */
export const letter = (invite: Invite): KnownBlock[] => quote(invite.letter, EXCERPT);
