import type { Options } from './asked.js';
import { plain } from './blocks/blocks.js';
import { option } from './blocks/inputs.js';

/** Words for whoever asked alone, beneath what they look at. */
export const privately = (text: string) => ({ response_type: 'ephemeral', replace_original: false, text }) as const;

/** A list that is empty but for why: its one choice stands for nobody. */
export const nothingBut = (text: string): Options => ({
  option_groups: [{ label: plain(text, 75), options: [option('nobody', '…')] }],
});
