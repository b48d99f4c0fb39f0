import type { Button, KnownBlock } from '@slack/types';
import type { RefusalCode } from '../../domain/model/errors.js';
import type { Invite } from '../../domain/model/invite/invite.js';
import type { Job } from '../../domain/model/job/job.js';
import type { Match } from '../../domain/model/matching/rank-colleagues.js';
import type { UnclearAddress } from '../../domain/model/member/unclear-address.js';
import { actions, button, context, plain, section } from '../blocks/blocks.js';
import { safeLinkUrl } from '../blocks/safe-link-url.js';
import { ACTION } from '../reply/action-ids.js';
import { knownName } from '../words/erased-names.js';
import { refusalLine } from '../words/refusal-text.js';
import { unmarked } from '../words/truncate-and-escape.js';
import type { Words } from '../words/words.js';
import { colleaguePicker, encodeMatch, pickerBlock } from './colleague-picker.js';
import { isExcerpt } from './letter-excerpt.js';
import { matchReasonsLine } from './match-reasons-line.js';
import { withStateMarker } from './state-markers.js';

/** Returns the words that lead to the job: they name the marketplace where it is known. */
const openLabel = (marketplace: string | undefined, { plain: say }: Words): string =>
  marketplace === undefined ? say('card.button.open') : say('card.button.openOn', { marketplace });

/**
 * Returns the address of the invitation, or of the job where its own page is not known; undefined without a usable one.
 */
export const invitationUrl = ({ job, url }: Pick<Invite, 'job' | 'url'>): string | undefined =>
  safeLinkUrl(url ?? '') || safeLinkUrl(job.url);

/** Creates the link to the page of an invitation; none without a usable URL. */
export function openButton(invite: Pick<Invite, 'id' | 'job' | 'url'>, words: Words, marketplace?: string): Button[] {
  const url = invitationUrl(invite);
  return url ? [button(ACTION.openJob, openLabel(marketplace, words), invite.id, { url })] : [];
}

/** Creates a link to the job in small print; none without a usable URL. */
export function openLink({ job }: { readonly job: Pick<Job, 'url'> }, words: Words, marketplace?: string): string[] {
  const url = safeLinkUrl(job.url);
  return url
    ? [words.mrkdwn('card.link', { url, label: openLabel(unmarked(marketplace ?? '').trim() || undefined, words) })]
    : [];
}

/** The person who accepts, and the way by which the marketplace learns of it. */
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
export const referButton = (
  { id }: Pick<Invite, 'id'>,
  { plain: say }: Words,
  label: 'refer' | 'referOther' = 'refer',
): Button => button(ACTION.refer, say(`card.button.${label}`), id);

/** Creates the button that opens the form to ask colleagues first. */
const askButton = (invite: Invite, { plain: say }: Words): Button =>
  button(ACTION.ask, say('card.button.ask'), invite.id);

/** Creates the button that opens the whole letter, where the message has an excerpt. */
export const letterButton = (invite: Invite, { plain: say }: Words): Button[] =>
  isExcerpt(invite) ? [button(ACTION.letter, say('card.button.letter'), invite.id)] : [];

/** Creates the button that opens the letter, where the message has none of it. */
export const letterAgainButton = (invite: Invite, { plain: say }: Words): Button[] =>
  invite.letter.trim() ? [button(ACTION.letter, say('card.button.letterAgain'), invite.id)] : [];

/** The content of the buttons below an open invite. */
export interface Answers {
  readonly invite: Invite;
  readonly whyNotRefer: RefusalCode | null;
  readonly whyNotAsk: RefusalCode | null;
  /** The colleague who fits best. */
  readonly best?: Match | undefined;
  /** Set where no member is linked to the addressee. */
  readonly unlinked?: boolean;
  /** Set where the addressee is an address that stands for no one person. */
  readonly unclear?: UnclearAddress;
  /** Set where the member hands the decision off. */
  readonly byHand?: true | undefined;
  readonly marketplace?: string | undefined;
}

/** Renders the choices below an open invite: to answer it, and to pass it on. */
export function answers(content: Answers, words: Words): KnownBlock[] {
  const { invite, whyNotRefer, whyNotAsk, best } = content;
  const ask = whyNotAsk ? [] : [askButton(invite, words)];
  const passOn = actions(pickerBlock(invite.id), [colleaguePicker(words), referButton(invite, words), ...ask]);
  return [
    actions(`invite:${invite.id}`, [...answerButtons(content, words), ...letterButton(invite, words)]),
    context(...(whyNotRefer ? [refusalLine(whyNotRefer, words)] : []), words.mrkdwn(`card.passOn.${waysOn(content)}`)),
    ...(best && !whyNotRefer ? bestMatch(best, invite, words) : []),
    ...(whyNotRefer ? [] : [passOn]),
  ];
}

/** Renders every choice below an open invite in one row, where many invites are listed; the form has the picker. */
export function answerRow(content: Answers, words: Words): KnownBlock[] {
  const { invite, whyNotRefer, whyNotAsk } = content;
  const [accept, decline, ...open] = answerButtons(content, words);
  const refer = whyNotRefer ? [] : [referButton(invite, words)];
  const ask = whyNotRefer || whyNotAsk ? [] : [askButton(invite, words)];
  const row = [accept, decline, ...refer, ...ask, ...open].filter((one): one is Button => one !== undefined);
  return [actions(`invite:${invite.id}`, row)];
}

function answerButtons({ invite, unlinked, unclear, byHand, marketplace }: Answers, words: Words): Button[] {
  const inPlaceOf = unlinked && unclear !== 'unnamed' ? invite.invitee.person.name : undefined;
  return [
    acceptButton(invite, words, { inPlaceOf, byHand }),
    declineButton(invite, words),
    ...openButton(invite, words, marketplace),
  ];
}

function waysOn({ whyNotRefer, whyNotAsk }: Answers) {
  if (whyNotRefer) return 'neither';
  return whyNotAsk ? 'refer' : 'both';
}

/** Names the best match with the reason, beside the button that opens the form with them. */
function bestMatch(best: Match, invite: Invite, words: Words): KnownBlock[] {
  const name = knownName(best.name, words);
  const value = encodeMatch({ inviteId: invite.id, slackUserId: best.slackUserId });
  const accessory = button(ACTION.referBest, words.plain('card.button.referThem', { name }), value);
  const text = withStateMarker('best', words.mrkdwn('card.best', { name, why: matchReasonsLine(best.why, words) }));
  return [section(text, { accessory })];
}
