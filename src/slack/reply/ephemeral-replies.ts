import { plain, plainMessage } from '../blocks/blocks.js';
import { option } from '../blocks/inputs.js';
import type { Options } from './request-context.js';

/**
 * Words for whoever asked alone, beneath what they look at. Names and titles in them stay words: as mrkdwn they could
 * be links in Baton's name.
 */
export const ephemeral = (said: string) => {
  const { text, blocks } = plainMessage(said);
  return { response_type: 'ephemeral', replace_original: false, text, blocks } as const;
};

/** A list that is empty but for why: its one choice stands for nobody. */
export const emptyOptions = (text: string): Options => ({
  option_groups: [{ label: plain(text, 75), options: [option('nobody', '…')] }],
});
