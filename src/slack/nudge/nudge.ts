import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../domain/invite/invite.js';
import type { Content } from '../../domain/message/content.js';
import { actions, context, fields, type MessageView, quote, section } from '../blocks/blocks.js';
import { moment } from '../blocks/dates.js';
import { acceptButton, declineButton, EXCERPT, letterButton, openButton, referButton } from '../invite-card/buttons.js';
import { facts } from '../invite-card/facts.js';
import { bothNames } from '../invite-card/state.js';
import { refusalLine } from '../words/refusal.js';
import type { Words } from '../words/words.js';

type Nudge = Extract<Content, { kind: 'nudge' | 'manager-nudge' }>;

const HOUR = 3_600_000;

const titleOf = ({ job }: Invite, { plain }: Words): string => job.title.trim() || plain('card.untitled');

/** Brings an unanswered invite to the member's mind; once it is answered, it says so and asks for nothing. */
export function nudge(content: Nudge, words: Words): MessageView {
  const { invite } = content;
  if (invite.status !== 'open') return over(content, words);
  const title = titleOf(invite, words);
  const blocks = [
    section(words.mrkdwn('nudge.waiting', { title })),
    context(clock(invite, 'nudge.hours', words) ?? words.mrkdwn('nudge.noDeadline')),
    ...answers(content, words),
  ];
  return { text: words.mrkdwn('nudge.text', { title }), blocks };
}

/** Tells a manager that a member has not answered: they can decide in the member's place. */
export function managerNudge(content: Nudge, words: Words): MessageView {
  const { invite } = content;
  if (invite.status !== 'open') return over(content, words);
  const params = { name: invite.invitee.person.name, title: titleOf(invite, words) };
  const left = clock(invite, 'nudge.left', words);
  const letter = quote(invite.letter, EXCERPT);
  const blocks = [
    section(words.mrkdwn('nudge.manager', params)),
    ...(left ? [context(left)] : []),
    ...fields(facts(invite, words)),
    ...(letter.length ? [section(words.mrkdwn('card.letter')), ...letter] : []),
    ...answers(content, words, params.name),
  ];
  return { text: words.mrkdwn('nudge.managerText', params), blocks };
}

function answers({ invite, whyNotRefer }: Nudge, words: Words, inPlaceOf?: string): KnownBlock[] {
  const all = [
    ...openButton(invite, words),
    acceptButton(invite, words, inPlaceOf),
    declineButton(invite, words),
    ...(whyNotRefer ? [] : [referButton(invite, words)]),
    ...letterButton(invite, words),
  ];
  const why = whyNotRefer ? [context(refusalLine(whyNotRefer, words))] : [];
  return [...why, actions(`invite:${invite.id}`, all)];
}

/** How many hours were left when it was sent; nothing without a deadline. */
function clock(invite: Invite, key: 'nudge.hours' | 'nudge.left', words: Words): string | undefined {
  const { expiresAt, history, invitedAt } = invite;
  if (!expiresAt) return undefined;
  const sentAt = history.findLast(({ what }) => what === 'nudged')?.at ?? invitedAt;
  const count = Math.max(1, Math.round((expiresAt.getTime() - sentAt.getTime()) / HOUR));
  return words.mrkdwn(key, { count, deadline: moment(expiresAt, words) });
}

function over({ invite }: Nudge, words: Words): MessageView {
  const text = words.mrkdwn('nudge.over', { title: titleOf(invite, words), state: stateOf(invite, words) });
  const both = bothNames({ invite });
  return { text, blocks: [section(text), ...(both ? [context(words.mrkdwn('card.behalf', both))] : [])] };
}

/** What became of it; how it goes on from there, the card says. */
function stateOf({ status, decision }: Invite, words: Words): string {
  if (status !== 'accepted' && status !== 'declined' && status !== 'referred')
    return words.mrkdwn(`card.state.${status}`);
  if (decision && decision.by !== 'marketplace')
    return words.mrkdwn(`nudge.decided.${status}`, { name: decision.byName, when: moment(decision.at, words) });
  return words.mrkdwn(status === 'referred' ? 'card.state.archived' : `card.state.${status}.elsewhere`);
}
