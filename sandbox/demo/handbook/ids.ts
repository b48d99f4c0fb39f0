import { VALUE } from '../../../src/slack/blocks/inputs.js';
import { FIELD as CONNECT, FIELD as LINK, FIELD as PROFILE } from '../../../src/slack/features/connect/connect.js';
import { MESSAGE } from '../../../src/slack/features/decline/decline.js';
import { FIELD as SETTINGS } from '../../../src/slack/features/settings/settings-fields.js';
import { askBlocks, pickerBlock } from '../../../src/slack/parts/colleague-picker.js';
import { REASON } from '../../../src/slack/parts/decline-reasons.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../../src/slack/parts/notes.js';
import { ACTION, LOOKUP, MODAL } from '../../../src/slack/reply/ids.js';

/** Stands where a block's name has the invite's id. */
const INVITE = '{invite}';

const notes = { reason: REASON, noteToColleague: NOTE_TO_COLLEAGUE, noteToClient: NOTE_TO_CLIENT };
const [first, second, third] = askBlocks(INVITE);

/** What cards and modals are made of. */
export const IDS = {
  /** `action_id`s of buttons and menus. A card's buttons carry the invite's id as their value. */
  actions: ACTION,
  /** `action_id`s of menus that are looked up. */
  lookUps: LOOKUP,
  /** `callback_id`s of modals. */
  modals: MODAL,
  /** The `action_id` of every other input of a modal. */
  input: VALUE,
  /** `block_id`s of each modal's inputs. */
  blocks: {
    decline: { reason: REASON, message: MESSAGE },
    refer: { colleague: pickerBlock(INVITE), ...notes },
    ask: { first, second, third, ...notes },
    connect: CONNECT,
    link: LINK,
    settings: SETTINGS,
    profile: PROFILE,
  },
} as const;
