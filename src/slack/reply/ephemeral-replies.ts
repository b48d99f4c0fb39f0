import { plain, plainMessage } from '../blocks/blocks.js';
import { option } from '../blocks/inputs.js';
import type { Options } from './request-context.js';

/**
 * Creates an ephemeral reply, seen by the person who asked alone. It is plain text: names and titles as mrkdwn could
 * become links in Baton's name.
 */
export const ephemeral = (said: string) => {
  const { text, blocks } = plainMessage(said);
  return { response_type: 'ephemeral', replace_original: false, text, blocks } as const;
};

/** The value of the only option of a look-up that was not answered: it decodes to null. */
export const UNANSWERED = 'unanswered';

/** Creates the options of a look-up that was not answered: the label of the group says why, the only entry is "…". */
export const emptyOptions = (text: string): Options => ({
  option_groups: [{ label: plain(text, 75), options: [option(UNANSWERED, '…')] }],
});
