import type { KnownBlock, ModalView } from '@slack/types';
import { readClientLetter } from '../../../domain/deciding/read-client-letter.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { context, plain, section } from '../../blocks/blocks.js';
import { modal } from '../../blocks/inputs.js';
import { invitationUrl } from '../../parts/invite-buttons.js';
import { factLines } from '../../parts/job-facts.js';
import { SHOWN } from '../../reply/action-ids.js';
import type { OnClick } from '../../reply/request-context.js';
import { titleOf } from '../../words/title-of.js';
import { splitText } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';

/** Slack's limit for the text of a section, in characters. */
const SECTION = 3000;
/** The number of sections for the letter: a view takes 100 blocks. */
const SECTIONS = 98;

/** Renders the client's whole letter as plain text, without links and formatting. */
export function clientLetterModal(invite: Invite, words: Words): ModalView {
  const { plain: say, mrkdwn } = words;
  const letter = splitText(invite.letter, SECTION).slice(0, SECTIONS);
  const url = invitationUrl(invite);
  const text = letter.map((piece): KnownBlock => ({ type: 'section', text: plain(piece, SECTION) }));
  return modal({
    callbackId: SHOWN.letter,
    title: say('letter.title'),
    close: say('notice.close'),
    blocks: [
      context([mrkdwn('card.title', { title: titleOf(invite, words) }), ...factLines(invite, words)].join('\n')),
      ...(text.length ? text : [section(mrkdwn('letter.empty'))]),
      ...(invite.letterCut && url ? [context(mrkdwn('letter.cut', { url }))] : []),
    ],
  });
}

/** Opens the whole letter. */
export const openClientLetter: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const invite = await readClientLetter(ports, by, id);
  await client.views.open({ trigger_id: body.trigger_id, view: clientLetterModal(invite, say) });
};
