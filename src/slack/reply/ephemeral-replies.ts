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

/** Creates an option list without people: the label of its group says why, its only entry is "…". */
export const emptyOptions = (text: string): Options => ({
  option_groups: [{ label: plain(text, 75), options: [option('nobody', '…')] }],
});
