import type { KnownBlock, ModalView } from '@slack/types';
import { plain } from '../blocks/blocks.js';
import { modal } from '../blocks/inputs.js';
import type { Words } from '../words/words.js';
import { SHOWN } from './action-ids.js';

/** Renders a modal of one sentence. */
export const noticeModal = ({ plain: say }: Words, text: string, more: KnownBlock[] = []): ModalView =>
  modal({
    callbackId: SHOWN.notice,
    title: say('notice.title'),
    close: say('notice.close'),
    blocks: [{ type: 'section', text: plain(text) }, ...more],
  });
