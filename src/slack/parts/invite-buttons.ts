import type { Button, KnownBlock } from '@slack/types';
import type { RefusalCode } from '../../domain/model/errors.js';
import type { Invite } from '../../domain/model/invite/invite.js';
import { actions, button, context, plain } from '../blocks/blocks.js';
import { linkTo } from '../blocks/links.js';
import { ACTION } from '../reply/ids.js';
import type { Words } from '../words/words.js';
import { colleaguePicker, pickerBlock } from './colleague-picker.js';
import { isExcerpt } from './letter.js';

/** Creates the link to the job; none without a usable URL. */
export function openButton(invite: Invite, { plain: say }: Words): Button[] {
  const url = linkTo(invite.job.url);
  return url ? [button(ACTION.openJob, say('card.button.open'), invite.id, { url })] : [];
}

/** Who accepts, and how the marketplace learns of it. */
interface Accepting {
  /** The addressee's name, where somebody else accepts for them. */
  readonly inPlaceOf?: string | undefined;
  /** Set where the member hands the decision off. */
  readonly byHand?: true | undefined;
}

/** Creates the accept button, with a confirmation: accepting cannot be undone. */
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

/** Creates the button that opens the decline form. */
export const declineButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.decline, say('card.button.decline'), invite.id);

/** Creates the button that opens the referral form. */
export const referButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.refer, say('card.button.refer'), invite.id);

/** Creates the button that opens the form to ask colleagues first. */
const askButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.ask, say('card.button.ask'), invite.id);

/** Creates the button that opens the whole letter, where the card has an excerpt. */
export const letterButton = (invite: Invite, { plain: say }: Words): Button[] =>
  isExcerpt(invite) ? [button(ACTION.letter, say('card.button.letter'), invite.id)] : [];

/** The content of the buttons below an open invite. */
export interface Answers {
  readonly invite: Invite;
  readonly whyNotRefer: RefusalCode | null;
  readonly whyNotAsk: RefusalCode | null;
  /** Whether to explain referring. */
  readonly explained?: boolean;
  /** Set where no member is linked to the addressee. */
  readonly unlinked?: boolean;
  /** Set where the member hands the decision off. */
  readonly byHand?: true | undefined;
}

/** Renders the buttons below an open invite. */
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
