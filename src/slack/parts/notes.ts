import type { InputBlock } from '@slack/types';
import { type Label, note } from '../blocks/inputs.js';
import { textIn } from '../reply/form-values.js';
import type { Submission } from '../reply/request-context.js';
import type { Words } from '../words/words.js';

/** The block of the note to the colleague. */
export const NOTE_TO_COLLEAGUE = 'note-to-colleague';
/** The block of the note to the client. */
export const NOTE_TO_CLIENT = 'note-to-client';

/** How long a note may be, in characters. */
const LONGEST = 2000;

/** What a field about a referral is called, and a hint. */
export const labelled = (name: 'colleague' | 'noteToColleague' | 'noteToClient', { plain }: Words): Label => ({
  label: plain(`refer.${name}`),
  hint: plain(`refer.${name}Hint`),
});

/**
 * What may be written to the colleague and to the client.
 * @param byHand set where the member carries it over themselves
 */
export const notes = (words: Words, byHand?: true): InputBlock[] => [
  note(NOTE_TO_COLLEAGUE, noteLabel('noteToColleague', words, byHand), LONGEST),
  note(NOTE_TO_CLIENT, noteLabel('noteToClient', words, byHand), LONGEST),
];

const noteLabel = (name: 'noteToColleague' | 'noteToClient', words: Words, byHand?: true): Label => ({
  ...labelled(name, words),
  ...(byHand && { hint: words.plain(`refer.${name}ByHand`) }),
});

/** What was written to each; nothing where nothing was. */
export function notesIn(view: Submission['view']): { noteToColleague?: string; noteToClient?: string } {
  const noteToColleague = textIn(view, NOTE_TO_COLLEAGUE);
  const noteToClient = textIn(view, NOTE_TO_CLIENT);
  return { ...(noteToColleague && { noteToColleague }), ...(noteToClient && { noteToClient }) };
}
