import type { ModalView } from '@slack/types';
import type { Settings } from '../../domain/tenant/tenant.js';
import { plain } from '../blocks/blocks.js';
import { input, modal, VALUE } from '../blocks/inputs.js';
import { LOOKUP, MODAL } from '../ids.js';
import type { Words } from '../words/words.js';
import { zoneOption } from './time-zones.js';

/** The fields, by the names of their blocks. */
export const FIELD = { undo: 'undo', channel: 'channel', zone: 'zone' } as const;

/** In seconds. */
export const LONGEST_UNDO = 3600;

/** The settings as they are, to be changed. */
export function settingsModal(now: Settings, { plain: say }: Words): ModalView {
  const labelled = (name: 'undo' | 'channel' | 'zone') => ({
    label: say(`settings.${name}`),
    hint: say(`settings.${name}Hint`),
  });
  const channel = now.fallbackChannel;
  return modal({
    callbackId: MODAL.settings,
    title: say('settings.title'),
    submit: say('settings.submit'),
    close: say('settings.cancel'),
    blocks: [
      input(FIELD.undo, labelled('undo'), {
        type: 'number_input',
        action_id: VALUE,
        is_decimal_allowed: false,
        min_value: '0',
        max_value: String(LONGEST_UNDO),
        initial_value: String(now.undoSeconds),
      }),
      input(
        FIELD.channel,
        labelled('channel'),
        {
          type: 'conversations_select',
          action_id: VALUE,
          filter: { include: ['public', 'private'], exclude_bot_users: true },
          ...(channel && { initial_conversation: channel }),
        },
        true,
      ),
      input(FIELD.zone, labelled('zone'), {
        type: 'external_select',
        action_id: LOOKUP.timeZone,
        min_query_length: 0,
        placeholder: plain(say('settings.zonePick'), 150),
        initial_option: zoneOption(now.timeZone),
      }),
    ],
  });
}
