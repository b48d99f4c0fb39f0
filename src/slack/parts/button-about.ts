import type { Button, KnownBlock } from '@slack/types';
import { truncate } from '../words/truncate-and-escape.js';
import type { Words } from '../words/words.js';

/** The longest accessibility label that Slack takes, in characters. */
const LONGEST = 75;

/** Tells screen readers what a button is about, where a view repeats its words for several subjects. */
export const buttonAbout = (one: Button, subject: string, { plain: say }: Words): Button => ({
  ...one,
  accessibility_label: truncate(say('buttonAbout', { label: one.text.text, subject }), LONGEST),
});

/** Tells screen readers what the buttons in rows of blocks are about. */
export const buttonsAbout = (blocks: readonly KnownBlock[], subject: string, words: Words): KnownBlock[] =>
  blocks.map((block) =>
    block.type === 'actions'
      ? {
          ...block,
          elements: block.elements.map((one) => (one.type === 'button' ? buttonAbout(one, subject, words) : one)),
        }
      : block,
  );
