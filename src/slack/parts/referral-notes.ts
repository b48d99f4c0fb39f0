import type { InputBlock } from '@slack/types';
import { type Label, note } from '../blocks/inputs.js';
import { textIn } from '../reply/form-values.js';
import type { Submission } from '../reply/request-context.js';
import type { Words } from '../words/words.js';

/** Block id of the note to the colleague. */
export const NOTE_TO_COLLEAGUE = 'note-to-colleague';
/** Block id of the note to the client. */
export const NOTE_TO_CLIENT = 'note-to-client';

/** The longest note, in characters. */
const LONGEST = 2000;

/** Returns the label and the hint of a referral's field. @param byHand set where the member hands the referral off */
export const labelled = (
  name: 'colleague' | 'noteToColleague' | 'noteToClient',
  { plain }: Words,
  byHand?: true,
): Label => ({
  label: plain(`refer.${name}`),
  hint: plain(byHand ? `refer.${name}ByHand` : `refer.${name}Hint`),
});

/**
 * Renders the notes to the colleague and to the client.
 * @param byHand set where the member hands the referral off
 */
export const notes = (words: Words, byHand?: true): InputBlock[] => [
  note(NOTE_TO_COLLEAGUE, labelled('noteToColleague', words, byHand), LONGEST),
  note(NOTE_TO_CLIENT, labelled('noteToClient', words, byHand), LONGEST),
];

/** Reads the notes; leaves out empty ones. */
export function notesIn(view: Submission['view']): { noteToColleague?: string; noteToClient?: string } {
  const noteToColleague = textIn(view, NOTE_TO_COLLEAGUE);
  const noteToClient = textIn(view, NOTE_TO_CLIENT);
  return { ...(noteToColleague && { noteToColleague }), ...(noteToClient && { noteToClient }) };
}
