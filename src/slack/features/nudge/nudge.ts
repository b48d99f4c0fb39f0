import type { KnownBlock } from '@slack/types';
import type { WhyUnreached } from '../../../domain/model/errors.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { actions, context, type MessageView, section } from '../../blocks/blocks.js';
import { moment } from '../../blocks/format-dates.js';
import { acceptButton, declineButton, letterButton, openButton, referButton } from '../../parts/invite-buttons.js';
import { behalfText, decisionText, movedText } from '../../parts/invite-state.js';
import { facts } from '../../parts/job-facts.js';
import { letter } from '../../parts/letter-excerpt.js';
import { refusalLine } from '../../words/refusal-text.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

type Nudge = Extract<MessageContent, { kind: 'nudge' | 'manager-nudge' }>;

/** Reminds the member of an open invite; once it is answered, says so and has no buttons. */
export function nudgeMessage(content: Nudge, words: Words): MessageView {
  const { invite, elsewhere } = content;
  if (invite.status !== 'open') return over(content, words);
  if (elsewhere) return over(content, words, movedText(invite, elsewhere, words));
  const title = titleOf(invite, words);
  const deadline = deadlineOf(invite, words);
  const blocks = [
    section(words.mrkdwn('nudge.waiting', { title })),
    context(deadline ? words.mrkdwn('nudge.clock', { deadline }) : words.mrkdwn('nudge.noDeadline')),
    ...answers(content, words),
  ];
  return { text: words.mrkdwn('nudge.text', { title }), blocks };
}

/** Tells a manager that a member has not answered or cannot be reached, so that the manager can decide for them. */
export function managerNudgeMessage(content: Nudge, words: Words): MessageView {
  const { invite, unreached } = content;
  if (invite.status !== 'open') return over(content, words);
  const params = { name: invite.invitee.person.name, title: titleOf(invite, words) };
  const deadline = deadlineOf(invite, words);
  const blocks = [
    ...(unreached ? unreachedLines(unreached, params, words) : [section(words.mrkdwn('nudge.manager', params))]),
    ...(deadline ? [context(words.mrkdwn('card.text.deadline', { deadline }))] : []),
    ...facts(invite, words),
    ...letter(invite),
    ...(invite.practice ? [] : answers(content, words, params.name)),
  ];
  return { text: words.mrkdwn(textOf(unreached), params), blocks };
}

function textOf(unreached: WhyUnreached | undefined) {
  if (!unreached) return 'nudge.managerText';
  return unreached === 'left' ? 'unreached.leftText' : 'unreached.text';
}

/** Says why the member cannot be reached, and what the manager can do. */
const unreachedLines = (
  why: WhyUnreached,
  params: { name: string; title: string },
  { mrkdwn }: Words,
): KnownBlock[] => [
  section(mrkdwn(why === 'left' ? 'unreached.left' : 'unreached.what', params)),
  section(mrkdwn(`unreached.why.${why}`, params)),
];

function answers({ invite, whyNotRefer, byHand, marketplace }: Nudge, words: Words, inPlaceOf?: string): KnownBlock[] {
  const all = [
    acceptButton(invite, words, { inPlaceOf, byHand }),
    declineButton(invite, words),
    ...(whyNotRefer ? [] : [referButton(invite, words)]),
    ...letterButton(invite, words),
    ...openButton(invite, words, marketplace),
  ];
  const why = whyNotRefer ? [context(refusalLine(whyNotRefer, words))] : [];
  return [...why, actions(`invite:${invite.id}`, all)];
}

const deadlineOf = ({ expiresAt }: Invite, words: Words): string | undefined =>
  expiresAt && moment(expiresAt, words, 'left');

function over({ invite, reader }: Nudge, words: Words, state = decisionText(invite, reader, words)): MessageView {
  const text = words.mrkdwn('nudge.over', { title: titleOf(invite, words), state });
  const behalf = behalfText(invite, reader, words);
  return { text, blocks: [section(text), ...(behalf ? [context(behalf)] : [])] };
}
