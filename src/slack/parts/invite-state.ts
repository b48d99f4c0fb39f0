import { waitsForHandoff } from '../../domain/lifecycle/referral-handoff.js';
import type { Decision, Invite } from '../../domain/model/invite/invite.js';
import { PROPOSAL_STEPS, type ProposalStep } from '../../domain/model/invite/proposal-steps.js';
import { isDelayed } from '../../domain/model/outbox-work.js';
import { moment } from '../blocks/format-dates.js';
import { knownName } from '../words/erased-names.js';
import type { Words } from '../words/words.js';
import type { CardContent, StateContent } from './card-content.js';
import { referralMarker, referralState, shownStatus, voiceOf } from './referral-state.js';
import type { Marker } from './state-markers.js';

/**
 * Describes the state of the invite in a line of mrkdwn: who did what, and what followed. The reader's own actions are
 * told as "you". Claims nothing that the marketplace has not confirmed.
 */
export function stateText(way: StateContent, words: Words): string {
  const { invite, referral } = way;
  const { status } = invite;
  if (invite.duplicateOf) return words.mrkdwn('card.state.duplicate');
  if (status === 'referred') return referral ? referralState(referral, way, words) : passedOn(way, words);
  if (status === 'accepted' || status === 'declined') return decided(status, way, words);
  return words.mrkdwn(`card.state.${status}`);
}

/**
 * Describes the decision in words, without its outcome.
 * @param reader the Slack user who reads it, whose own decision is told as "you"
 */
export function decisionText({ status, decision }: Invite, reader: string | undefined, words: Words): string {
  if (status !== 'accepted' && status !== 'declined' && status !== 'referred')
    return words.mrkdwn(`card.state.${status}`);
  if (decision && decision.by !== 'marketplace')
    return words.mrkdwn(`nudge.decided.${voiceOf(decision.by, reader)}.${status}`, {
      name: decision.byName,
      when: moment(decision.at, words),
    });
  return words.mrkdwn(status === 'referred' ? 'card.state.archived' : `card.state.${status}`);
}

/**
 * Says in mrkdwn whose an invite is by now, to whoever had it before.
 * @param elsewhere as in `CardContent`
 */
export const movedText = (
  { invitee: { person } }: Invite,
  { name }: NonNullable<CardContent['elsewhere']>,
  words: Words,
): string =>
  name === undefined
    ? words.mrkdwn('card.state.unlinked', { person: person.name })
    : words.mrkdwn('card.state.moved', { person: person.name, member: knownName(name, words) });

const STATUS_MARKERS = {
  open: 'invite',
  accepted: 'accepted',
  declined: 'declined',
  referred: 'referred',
  withdrawn: 'over',
  expired: 'over',
  archived: 'over',
} as const satisfies Record<Invite['status'], Marker>;

/** Returns the marker of the invite's state. */
export function markerOf(content: Pick<CardContent, 'invite' | 'referral' | 'hired'>): Marker {
  const { invite, referral } = content;
  if (proposalStep(content) === 'hired') return 'hired';
  if (waitsForHandoff(invite, referral)) return 'yourTurn';
  return invite.status === 'referred' && referral ? referralMarker(referral) : STATUS_MARKERS[invite.status];
}

function decided(status: 'accepted' | 'declined', way: StateContent, words: Words): string {
  const { invite, reader } = way;
  const decision = invite.decision?.by === 'marketplace' ? undefined : invite.decision;
  const head = decision
    ? words.mrkdwn(`card.head.${voiceOf(decision.by, reader)}.${status}`, {
        name: decision.byName,
        when: moment(decision.at, words),
      })
    : words.mrkdwn(`card.state.${status}`);
  const step = proposalStep(way);
  const tail = step ? stepText(step, invite, reader, words) : decision && tailOf(invite, decision, reader, words);
  return tail ? `${head} ${tail}` : head;
}

/** Returns what came of an accepted invite, as far as it is known; a step of another release is left out. */
function proposalStep({
  invite: { status, proposal },
  hired,
}: Pick<StateContent, 'invite' | 'hired'>): ProposalStep | undefined {
  if (status !== 'accepted') return undefined;
  return hired ? 'hired' : PROPOSAL_STEPS.find((step) => step === proposal);
}

function stepText(
  step: ProposalStep,
  { invitee: { slackUserId, person } }: Invite,
  reader: string | undefined,
  { mrkdwn }: Words,
): string {
  if (voiceOf(slackUserId, reader) === 'you') return mrkdwn(`card.own.${step}`);
  const said = { colleague: person.name };
  return step === 'hired' ? mrkdwn('card.tail.hired', said) : mrkdwn(`card.progress.${step}`, said);
}

function tailOf(invite: Invite, decision: Decision, reader: string | undefined, { mrkdwn }: Words): string {
  const { confirmedAt, confirmedBy, byHand, delayed, paused, disconnected } = decision;
  if (confirmedBy !== undefined) {
    const said = decision.unconfirmed ? 'unconfirmed' : 'said';
    return mrkdwn(`card.tail.${said}.${voiceOf(confirmedBy, reader)}`, { teller: tellerOf(decision) });
  }
  if (confirmedAt) return mrkdwn('card.tail.confirmed');
  if (byHand) return mrkdwn('card.tail.handoff');
  if (paused) return mrkdwn('card.tail.paused');
  if (disconnected) return mrkdwn('card.tail.disconnected');
  return mrkdwn(delayed || isDelayed(invite, 'forward-decision') ? 'card.tail.delayed' : 'card.tail.sending');
}

/** Returns the name of the person who confirmed a hand-off: the one who decided, or the member for whom they did. */
const tellerOf = ({ confirmedBy, byName, onBehalfOf }: Decision): string =>
  onBehalfOf?.slackUserId === confirmedBy ? (onBehalfOf?.name ?? byName) : byName;

const passedOn = ({ invite: { decision }, reader }: StateContent, words: Words): string =>
  words.mrkdwn(`card.head.${voiceOf(decision?.by, reader)}.passedOn`, {
    name: decision?.byName ?? '',
    when: decision ? moment(decision.at, words) : '',
  });

/** Returns the names of the person who decided and the member for whom; null when the addressee decided. */
function bothNames({ invite }: Pick<CardContent, 'invite'>): { name: string; member: string } | null {
  const { decision } = invite;
  return decision?.onBehalfOf ? { name: decision.byName, member: decision.onBehalfOf.name } : null;
}

/** Says in mrkdwn that somebody decided for the member; undefined when the addressee decided. */
export function behalfText(invite: Invite, reader: string | undefined, { mrkdwn }: Words): string | undefined {
  const both = bothNames({ invite });
  if (!both) return undefined;
  const { by, onBehalfOf } = invite.decision ?? {};
  if (reader !== undefined && by === reader) return mrkdwn('card.behalf.by', both);
  const isTheirs = reader !== undefined && onBehalfOf?.slackUserId === reader;
  return mrkdwn(isTheirs ? 'card.behalf.you' : 'card.behalf.other', both);
}

/** Tells whether a member still has to enter the decision on the marketplace. */
export const awaitsHandoff = ({ invite, referral }: CardContent): boolean => waitsForHandoff(invite, referral);

/** Tells whether the referrer can still undo the referral. */
export const canUndo = ({ invite, referral }: CardContent): boolean =>
  invite.status === 'referred' && !!referral && shownStatus(referral) === 'held';
