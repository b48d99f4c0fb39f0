import type { Button, KnownBlock } from '@slack/types';
import type { RefusalCode } from '../../domain/model/errors.js';
import type { Invite } from '../../domain/model/invite/invite.js';
import { actions, button, context, plain } from '../blocks/blocks.js';
import { linkTo } from '../blocks/links.js';
import { ACTION } from '../reply/ids.js';
import type { Words } from '../words/words.js';
import { colleaguePicker, pickerBlock } from './colleague-picker.js';
import { isExcerpt } from './letter.js';

/** A link to the job; none where the marketplace gave no usable address. */
export function openButton(invite: Invite, { plain: say }: Words): Button[] {
  const url = linkTo(invite.job.url);
  return url ? [button(ACTION.openJob, say('card.button.open'), invite.id, { url })] : [];
}

/** Who accepts an invite, and how that gets to the marketplace. */
interface Accepting {
  /** The addressee's name, where somebody else presses it. */
  readonly inPlaceOf?: string | undefined;
  /** Set where it is carried over by hand. */
  readonly byHand?: true | undefined;
}

/** Asks once more: where Baton tells the marketplace, accepting cannot be taken back. */
export const acceptButton = (invite: Invite, words: Words, accepting: Accepting = {}): Button => {
  const { plain: say } = words;
  return button(ACTION.accept, say('card.button.accept'), invite.id, {
    style: 'primary',
    confirm: {
      title: plain(say('card.confirmAccept.title'), 100),
      text: plain(acceptingMeans(invite, accepting, words), 300),
      confirm: plain(say('card.confirmAccept.yes'), 30),
      deny: plain(say('card.confirmAccept.no'), 30),
    },
  });
};

function acceptingMeans({ practice }: Invite, { inPlaceOf: name, byHand }: Accepting, { plain: say }: Words): string {
  if (practice) return say('card.confirmAccept.textPractice');
  if (byHand) return say('card.confirmAccept.byHand');
  return name ? say('card.confirmAccept.textFor', { name }) : say('card.confirmAccept.text');
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
  /** Set where nobody here is linked to the addressee. */
  readonly unlinked?: boolean;
  /** Set where an answer is carried over by hand. */
  readonly byHand?: true | undefined;
}

/** What can be done with an open invite. */
export function answers(content: Answers, words: Words): KnownBlock[] {
  const { invite, whyNotRefer, whyNotAsk, explained, unlinked, byHand } = content;
  const inPlaceOf = unlinked ? invite.invitee.person.name : undefined;
  const answer = [acceptButton(invite, words, { inPlaceOf, byHand }), declineButton(invite, words)];
  const read = [...letterButton(invite, words), ...openButton(invite, words)];
  const ask = whyNotAsk ? [] : [askButton(invite, words)];
  const passOn = actions(pickerBlock(invite.id), [colleaguePicker(words), referButton(invite, words), ...ask]);
  const hint = explained ? [context(words.mrkdwn('card.passOn'))] : [];
  return [actions(`invite:${invite.id}`, [...answer, ...read]), ...(whyNotRefer ? [] : [...hint, passOn])];
}
