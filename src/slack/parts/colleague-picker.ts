import type { ExternalSelect, PlainTextOption } from '@slack/types';
import { plain } from '../blocks/blocks.js';
import { LOOKUP } from '../reply/ids.js';
import type { Words } from '../words/words.js';

/** Who can be picked is looked up while the person types: a list of users cannot leave out bots, guests or oneself. */
export const colleaguePicker = (
  { plain: say }: Words,
  picked?: PlainTextOption,
  lookUp: string = LOOKUP.colleague,
): ExternalSelect => ({
  type: 'external_select',
  action_id: lookUp,
  min_query_length: 0,
  placeholder: plain(say('card.pick'), 150),
  ...(picked && { initial_option: picked }),
});
