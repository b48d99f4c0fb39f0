import type { Button, KnownBlock } from '@slack/types';
import type { RefusalCode } from '../../domain/errors.js';
import type { Invite } from '../../domain/invite/invite.js';
import { actions, button, context, plain } from '../blocks/blocks.js';
import { linkTo } from '../blocks/links.js';
import { ACTION } from '../ids.js';
import { colleaguePicker } from '../refer/colleague-picker.js';
import { pickerBlock } from '../refer/picker-block.js';
import type { Words } from '../words/words.js';
import { isExcerpt } from './letter.js';

/** A link to the job; none where the marketplace gave no usable address. */
export function openButton(invite: Invite, { plain: say }: Words): Button[] {
  const url = linkTo(invite.job.url);
  return url ? [button(ACTION.openJob, say('card.button.open'), invite.id, { url })] : [];
}

/**
 * Asks once more, for accepting cannot be taken back.
 * @param inPlaceOf the addressee's name, where somebody else presses it
 */
export const acceptButton = (invite: Invite, { plain: say }: Words, inPlaceOf?: string): Button =>
  button(ACTION.accept, say('card.button.accept'), invite.id, {
    style: 'primary',
    confirm: {
      title: plain(say('card.confirmAccept.title'), 100),
      text: plain(acceptText(invite, say, inPlaceOf), 300),
      confirm: plain(say('card.confirmAccept.yes'), 30),
      deny: plain(say('card.confirmAccept.no'), 30),
    },
  });

function acceptText({ practice }: Invite, say: Words['plain'], inPlaceOf: string | undefined): string {
  if (practice) return say('card.confirmAccept.textPractice');
  return inPlaceOf ? say('card.confirmAccept.textFor', { name: inPlaceOf }) : say('card.confirmAccept.text');
}

/** Opens the modal that asks why. */
export const declineButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.decline, say('card.button.decline'), invite.id);

/** Opens the modal that names the colleague. */
export const referButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.refer, say('card.button.refer'), invite.id);

/** Opens the modal that names whom to ask before anything goes out. */
const askButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.ask, say('card.button.ask'), invite.id);

/** Opens the whole letter, where the card shows a part. */
export const letterButton = (invite: Invite, { plain: say }: Words): Button[] =>
  isExcerpt(invite) ? [button(ACTION.letter, say('card.button.letter'), invite.id)] : [];

/** What an open card is answered by. */
export interface Answers {
  readonly invite: Invite;
  readonly whyNotRefer: RefusalCode | null;
  readonly whyNotAsk: RefusalCode | null;
  /** Whether it is said what passing on means. */
  readonly explained?: boolean;
}

/** What can be done with an open invite. */
export function answers({ invite, whyNotRefer, whyNotAsk, explained }: Answers, words: Words): KnownBlock[] {
  const answer = [acceptButton(invite, words), declineButton(invite, words)];
  const read = [...letterButton(invite, words), ...openButton(invite, words)];
  const ask = whyNotAsk ? [] : [askButton(invite, words)];
  const passOn = actions(pickerBlock(invite.id), [colleaguePicker(words), referButton(invite, words), ...ask]);
  const hint = explained ? [context(words.mrkdwn('card.passOn'))] : [];
  return [actions(`invite:${invite.id}`, [...answer, ...read]), ...(whyNotRefer ? [] : [...hint, passOn])];
}
