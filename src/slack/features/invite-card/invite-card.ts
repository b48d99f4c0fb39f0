import type { KnownBlock } from '@slack/types';
import { marketplaceOfJob } from '../../../domain/model/connection/connection.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { actions, button, context, header, type MessageView, quote, section } from '../../blocks/blocks.js';
import { moment } from '../../blocks/format-dates.js';
import type { CardContent } from '../../parts/card-content.js';
import { answers, letterAgainButton, openButton, openLink } from '../../parts/invite-buttons.js';
import { awaitsHandoff, behalfText, canUndo, markerOf, movedText, stateText } from '../../parts/invite-state.js';
import { factLine, facts } from '../../parts/job-facts.js';
import { letterBelow } from '../../parts/letter-excerpt.js';
import { linkPersonButton } from '../../parts/link-person-button.js';
import { relayProgress } from '../../parts/relay-progress.js';
import { type Marker, withStateMarker } from '../../parts/state-markers.js';
import { ACTION } from '../../reply/action-ids.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { alsoInvited } from './also-invited.js';
import { endInDoubt, factsInDoubt } from './facts-in-doubt.js';
import { failureReason } from './failure-reason.js';
import { handoffStepBlocks } from './handoff-steps.js';
import { passedOn, referralChain } from './referral-chain.js';
import { referralProgress } from './referral-progress.js';

/**
 * Renders the card of an invite, one message for its whole life. While the invite is open, the card has the buttons to
 * answer it; afterwards one line says who decided and what came of it, with the buttons of the next step alone.
 */
export function inviteCard(content: CardContent, words: Words): MessageView {
  if (content.invite.status !== 'open') return decidedCard(content, words);
  return content.elsewhere ? movedCard(content, words) : openCard(content, words);
}

function openCard(content: CardContent, words: Words): MessageView {
  const { invite } = content;
  const blocks = [
    section(topLine(content, words)),
    header(titleOf(invite, words)),
    ...failureReason(invite, words),
    ...facts(invite, words),
    ...factsInDoubt(content, words),
    ...referredIn(invite, words),
    ...passedOn(invite, words),
    ...unlinkedHint(content, words),
    ...alsoInvited(invite, words),
    ...letterBelow(invite.referredIn?.note, invite, words),
    ...relayProgress(content, words),
    ...answers(content, words),
  ];
  return { text: openText(content, words), blocks };
}

/** Says whose invite it is and by when to answer, at the top of the card. */
function topLine(content: CardContent, words: Words): string {
  const { invite } = content;
  const { mrkdwn } = words;
  const { expiresAt, referredIn } = invite;
  const whose = withStateMarker(
    referredIn ? 'referredToYou' : 'invite',
    mrkdwn(`card.eyebrow.${eyebrowOf(content)}`, {
      name: referredIn?.byName ?? '',
      person: invite.invitee.person.name,
    }),
  );
  if (!expiresAt) return whose;
  return `${whose} · ${mrkdwn('card.deadline', { deadline: moment(expiresAt, words, 'left') })}`;
}

function eyebrowOf({ invite: { referredIn }, unlinked, unclear }: CardContent) {
  if (unclear === 'unnamed') return 'unnamed';
  if (referredIn) return unlinked ? 'referredUnlinked' : 'referred';
  return unlinked ? 'unlinked' : 'mine';
}

/**
 * Says who may answer an invite of a person without a linked member, and offers to link the person; where an address
 * stands for no one person, says how its invites find their members.
 */
function unlinkedHint({ invite, unlinked, unclear, alone }: CardContent, words: Words): KnownBlock[] {
  if (!unlinked) return [];
  const { name: person, email = '' } = invite.invitee.person;
  if (unclear) {
    const answering = words.mrkdwn(alone ? 'card.answerAlone' : 'card.answerTogether');
    const give = invite.url ? [words.mrkdwn('card.unclear.give')] : [];
    return [section([answering, words.mrkdwn(`card.unclear.${unclear}`, { email }), ...give].join(' '))];
  }
  const text = words.mrkdwn(alone ? 'card.unlinkedAlone' : 'card.unlinkedHint', { person });
  return [section(text, { accessory: linkPersonButton(invite.invitee.person, words) })];
}

function referredIn(invite: Invite, { mrkdwn }: Words): KnownBlock[] {
  const { referredIn: referral } = invite;
  if (!referral) return [];
  const note = quote(referral.note ?? '');
  const from = note.length ? [context(mrkdwn('card.noteFrom', { name: referral.byName }))] : [];
  const inferred = referral.inferred ? [context(mrkdwn('card.inferred'))] : [];
  return [...from, ...note, ...inferred, ...(hasConnects(invite) ? [context(mrkdwn('card.free'))] : [])];
}

/** Tells whether accepting an invite saves Connects, the fee for proposals that Upwork alone has. */
const hasConnects = ({ job }: Pick<Invite, 'job'>): boolean => marketplaceOfJob(job) === 'upwork';

/**
 * Renders the card of people who can no longer decide, because a member was linked after the card was posted, or the
 * invite turned out to be somebody else's.
 */
function movedCard(content: CardContent, words: Words): MessageView {
  const { invite, elsewhere } = content;
  const state = movedText(invite, elsewhere ?? {}, words);
  return quietCard(content, { marker: 'invite', state }, [], words);
}

function decidedCard(content: CardContent, words: Words): MessageView {
  const { invite, reader } = content;
  const said = { marker: markerOf(content), state: stateText(content, words) };
  const behalf = behalfText(invite, reader, words);
  const below = [
    ...(behalf ? [context(behalf)] : []),
    ...referralChain(content, words),
    ...referralProgress(content, words),
    ...failureReason(invite, words),
    ...endInDoubt(content, words),
    ...handoffStepBlocks(content, words),
    ...(awaitsHandoff(content) ? [] : nextSteps(content, words)),
  ];
  const { text, blocks } = quietCard(content, said, below, words);
  return { text: behalf ? `${text} ${behalf}` : text, blocks };
}

/** The first line of a card without a pending decision. */
interface Said {
  readonly marker: Marker;
  readonly state: string;
}

/** Renders the state, the title and the facts in three lines, and the blocks below them. */
function quietCard({ invite }: CardContent, { marker, state }: Said, below: KnownBlock[], words: Words): MessageView {
  const title = titleOf(invite, words);
  const known = factLine(invite, words);
  const blocks = [
    section(`${withStateMarker(marker, state)}\n${words.mrkdwn('card.title', { title })}`),
    ...(known ? [context(known)] : []),
    ...below,
  ];
  return { text: words.mrkdwn('card.text.done', { title, state }), blocks };
}

/**
 * Renders the buttons of a decided or closed card: undo while that is possible, the letter and the job for those who
 * decided, a link on a closed invite.
 */
function nextSteps(content: CardContent, words: Words): KnownBlock[] {
  const { invite, referral, marketplace } = content;
  const isDecided = invite.status === 'accepted' || invite.status === 'referred';
  if (!isDecided) return openLink(invite, words, marketplace).map((link) => context(link));
  const undo = referral && canUndo(content) ? [button(ACTION.undo, words.plain('card.button.undo'), referral.id)] : [];
  const buttons = [...undo, ...letterAgainButton(invite, words), ...openButton(invite, words, marketplace)];
  return buttons.length ? [actions(`read:${invite.id}`, buttons)] : [];
}

function openText({ invite, unlinked, unclear }: CardContent, words: Words): string {
  const { mrkdwn } = words;
  const { expiresAt, referredIn, trouble } = invite;
  const title = titleOf(invite, words);
  const facts = expiresAt ? mrkdwn('card.text.deadline', { deadline: moment(expiresAt, words, 'left') }) : '';
  const free = referredIn && hasConnects(invite) ? `${mrkdwn('card.free')} ` : '';
  if (trouble) return mrkdwn('card.text.reopened', { title, facts });
  if (referredIn) return mrkdwn('card.text.referred', { title, facts: `${free}${facts}`, name: referredIn.byName });
  if (unclear === 'unnamed') return mrkdwn('card.text.unnamed', { title, facts });
  if (unlinked) return mrkdwn('card.text.unlinked', { title, facts, person: invite.invitee.person.name });
  return mrkdwn('card.text.mine', { title, facts });
}
