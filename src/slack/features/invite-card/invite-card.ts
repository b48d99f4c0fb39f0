import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { actions, button, context, fields, header, type MessageView, quote, section } from '../../blocks/blocks.js';
import { moment } from '../../blocks/dates.js';
import { linkTo } from '../../blocks/links.js';
import { answers } from '../../parts/invite-buttons.js';
import { awaitsHandoff, bothNames, type CardContent, canUndo, stateText } from '../../parts/invite-state.js';
import { facts } from '../../parts/job-facts.js';
import { letter } from '../../parts/letter.js';
import { relayProgress } from '../../parts/relay-progress.js';
import { ACTION } from '../../reply/ids.js';
import { knownName } from '../../words/erased-names.js';
import { refusalLine } from '../../words/refusal-text.js';
import { titleOf } from '../../words/title-of.js';
import { troubleText } from '../../words/trouble-text.js';
import type { Words } from '../../words/words.js';
import { chain, passedOn } from './chain.js';
import { handoff } from './handoff.js';
import { progress } from './progress.js';

/**
 * Renders the card of an invite, one message for its whole life. While the invite is open, the card has the buttons to
 * answer it; afterwards it says who decided, with the buttons of the next step alone.
 */
export function inviteCard(content: CardContent, words: Words): MessageView {
  if (content.invite.status !== 'open') return decidedCard(content, words);
  return content.elsewhere ? movedCard(content, words) : openCard(content, words);
}

function openCard(content: CardContent, words: Words): MessageView {
  const { invite } = content;
  const blocks = [
    section(eyebrow(content, words)),
    header(titleOf(invite, words)),
    ...referredIn(invite, words),
    ...passedOn(invite, words),
    ...unlinkedHint(content, words),
    ...trouble(invite, words),
    ...fields(facts(invite, words)),
    ...letter(invite, words),
    context(clock(invite, words)),
    ...relayProgress(content, words),
    ...(content.whyNotRefer ? [context(refusalLine(content.whyNotRefer, words))] : []),
    ...answers({ ...content, explained: !content.whyNotAsk }, words),
  ];
  return { text: openText(content, words), blocks };
}

function unlinkedHint({ invite, unlinked, alone }: CardContent, { mrkdwn }: Words): KnownBlock[] {
  const { name: person } = invite.invitee.person;
  return unlinked ? [context(mrkdwn(alone ? 'card.unlinkedAlone' : 'card.unlinkedHint', { person }))] : [];
}

/** Renders the card for people who can no longer decide, because the invite was linked to a member afterwards. */
function movedCard({ invite, elsewhere }: CardContent, words: Words): MessageView {
  const person = invite.invitee.person.name;
  const state = words.mrkdwn('card.state.moved', { person, member: knownName(elsewhere?.name, words) });
  const blocks = [
    context(words.mrkdwn('card.eyebrow.done', { person })),
    header(titleOf(invite, words)),
    section(state),
  ];
  return { text: words.mrkdwn('card.text.done', { title: titleOf(invite, words), state }), blocks };
}

function decidedCard(content: CardContent, words: Words): MessageView {
  const { invite, referral } = content;
  const state = stateText(content, words);
  const undo = referral && canUndo(content) && button(ACTION.undo, words.plain('card.button.undo'), referral.id);
  const url = awaitsHandoff(content) ? undefined : linkTo(invite.job.url);
  const blocks = [
    context(words.mrkdwn('card.eyebrow.done', { person: invite.invitee.person.name })),
    header(titleOf(invite, words)),
    section(state),
    ...onBehalf(content, words),
    ...chain(content, words),
    ...progress(content, words),
    ...trouble(invite, words),
    ...handoff(content, words),
    ...(undo ? [actions(`undo:${referral.id}`, [undo])] : []),
    ...(url ? [context(words.mrkdwn('card.link', { url }))] : []),
  ];
  return { text: doneText(content, state, words), blocks };
}

function doneText(content: CardContent, state: string, words: Words): string {
  const title = titleOf(content.invite, words);
  const both = bothNames(content);
  if (both) return words.mrkdwn('card.text.doneFor', { title, state, ...both });
  return words.mrkdwn('card.text.done', { title, state });
}

/** Names both the manager and the member for whom the manager decided. */
function onBehalf(content: CardContent, { mrkdwn }: Words): KnownBlock[] {
  const both = bothNames(content);
  return both ? [context(mrkdwn('card.behalf', both))] : [];
}

function eyebrow({ invite, unlinked }: CardContent, { mrkdwn }: Words): string {
  const person = invite.invitee.person.name;
  const name = invite.referredIn?.byName;
  if (name !== undefined && unlinked) return mrkdwn('card.eyebrow.referredUnlinked', { name, person });
  if (name !== undefined) return mrkdwn('card.eyebrow.referred', { name });
  return unlinked ? mrkdwn('card.eyebrow.unlinked', { person }) : mrkdwn('card.eyebrow.mine');
}

function openText({ invite, unlinked }: CardContent, words: Words): string {
  const { mrkdwn } = words;
  const { expiresAt, referredIn } = invite;
  const title = titleOf(invite, words);
  const facts = expiresAt ? mrkdwn('card.text.deadline', { deadline: moment(expiresAt, words, 'left') }) : '';
  if (referredIn) return mrkdwn('card.text.referred', { title, facts, name: referredIn.byName });
  if (unlinked) return mrkdwn('card.text.unlinked', { title, facts, person: invite.invitee.person.name });
  return mrkdwn('card.text.mine', { title, facts });
}

function referredIn({ referredIn: referral }: Invite, { mrkdwn }: Words): KnownBlock[] {
  if (!referral) return [];
  const note = quote(referral.note ?? '');
  const from = note.length ? [context(mrkdwn('card.noteFrom', { name: referral.byName }))] : [];
  return [...from, ...note, context(mrkdwn(referral.inferred ? 'card.inferred' : 'card.free'))];
}

function trouble(invite: Invite, words: Words): KnownBlock[] {
  if (!invite.trouble) return [];
  const key = invite.status === 'open' ? 'card.reopened' : 'card.notSent';
  const said = quote(invite.trouble.detail, 500);
  return [
    section(words.mrkdwn(key, { reason: troubleText(invite.trouble, words) })),
    ...(said.length
      ? [context(words.mrkdwn(invite.trouble.code === 'handoff-failed' ? 'card.noted' : 'card.said')), ...said]
      : []),
  ];
}

function clock(invite: Invite, words: Words): string {
  const ago = moment(invite.invitedAt, words, 'ago');
  if (!invite.expiresAt) return words.mrkdwn('card.clockOpen', { ago });
  return words.mrkdwn('card.clock', { ago, deadline: moment(invite.expiresAt, words, 'left') });
}
