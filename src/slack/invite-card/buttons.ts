import type { ActionsBlock, Button } from '@slack/types';
import type { Invite } from '../../domain/invite/invite.js';
import { actions, button, plain } from '../blocks/blocks.js';
import { linkTo } from '../blocks/links.js';
import { ACTION } from '../ids.js';
import { colleaguePicker } from '../refer/colleague-picker.js';
import type { Words } from '../words/words.js';

/** How much of the letter a card shows. */
export const EXCERPT = 600;

/** A link to the job; none where the marketplace gave no usable address. */
export function openButton(invite: Invite, { plain: say }: Words): Button[] {
  const url = linkTo(invite.job.url);
  return url ? [button(ACTION.openJob, say('card.button.open'), invite.id, { url })] : [];
}

/** Asks once more, for accepting cannot be taken back. */
export const acceptButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.accept, say('card.button.accept'), invite.id, {
    style: 'primary',
    confirm: {
      title: plain(say('card.confirmAccept.title'), 100),
      text: plain(say('card.confirmAccept.text'), 300),
      confirm: plain(say('card.confirmAccept.yes'), 30),
      deny: plain(say('card.confirmAccept.no'), 30),
    },
  });

/** Opens the modal that asks why. */
export const declineButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.decline, say('card.button.decline'), invite.id);

/** Opens the modal that names the colleague. */
export const referButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.refer, say('card.button.refer'), invite.id);

/** What can be done with an open invite. */
export function answers(invite: Invite, words: Words): ActionsBlock[] {
  const more = invite.letter.length > EXCERPT || invite.letterCut;
  const letter = more ? [button(ACTION.letter, words.plain('card.button.letter'), invite.id)] : [];
  const all = [...openButton(invite, words), acceptButton(invite, words), declineButton(invite, words), ...letter];
  const passOn = actions(`colleague:${invite.id}`, [colleaguePicker(words), referButton(invite, words)]);
  return [actions(`invite:${invite.id}`, all), ...(invite.job.private ? [] : [passOn])];
}
