import { handoffReportedBy, waitsForHandoff } from '../../domain/lifecycle/handoff.js';
import type { Decision, Invite } from '../../domain/model/invite/invite.js';
import type { Referral, ReferralStatus } from '../../domain/model/referral/referral.js';
import type { Content } from '../../domain/model/views/message-content.js';
import { isDelayed } from '../../domain/model/work.js';
import { moment } from '../blocks/dates.js';
import { troubleText } from '../words/trouble-text.js';
import type { Words } from '../words/words.js';

/** The content of a card. */
export type CardContent = Extract<Content, { kind: 'invite-card' }>;

/** The part of a card's content that determines its state. */
type Way = Pick<CardContent, 'invite' | 'referral' | 'onward'>;

/**
 * Describes the state of the invite in one sentence of mrkdwn. Claims nothing that the marketplace has not confirmed.
 */
export function stateText({ invite, referral, onward }: Way, words: Words): string {
  const { status, decision } = invite;
  if (invite.duplicateOf) return words.mrkdwn('card.state.duplicate');
  if (status === 'referred') return referral ? referralState(referral, onward, words) : passedOn(decision, words);
  if (status === 'accepted' || status === 'declined') return decided(status, invite, words);
  return words.mrkdwn(`card.state.${status}`);
}

/** Describes the decision alone, without its outcome, which the card has. */
export function decisionText({ status, decision }: Invite, words: Words): string {
  if (status !== 'accepted' && status !== 'declined' && status !== 'referred')
    return words.mrkdwn(`card.state.${status}`);
  if (decision && decision.by !== 'marketplace')
    return words.mrkdwn(`nudge.decided.${status}`, { name: decision.byName, when: moment(decision.at, words) });
  return words.mrkdwn(status === 'referred' ? 'card.state.archived' : `card.state.${status}.elsewhere`);
}

function decided(status: 'accepted' | 'declined', invite: Invite, words: Words): string {
  const { decision } = invite;
  if (!decision || decision.by === 'marketplace') return words.mrkdwn(`card.state.${status}.elsewhere`);
  const said = { name: decision.byName, when: moment(decision.at, words) };
  const told = decision.unconfirmed ? 'unconfirmed' : 'said';
  if (decision.confirmedBy)
    return words.mrkdwn(`card.state.${status}.${told}`, { ...said, teller: tellerOf(decision) });
  return words.mrkdwn(`card.state.${status}.${stageOf(invite, decision)}`, said);
}

function stageOf(invite: Invite, { confirmedAt, byHand, delayed }: Decision) {
  if (confirmedAt) return 'confirmed';
  if (byHand) return 'handoff';
  return delayed || isDelayed(invite, 'forward-decision') ? 'delayed' : 'sending';
}

/** Returns the name of the person who confirmed a handoff: the one who decided, or the member for whom they did. */
const tellerOf = ({ confirmedBy, byName, onBehalfOf }: Decision): string =>
  onBehalfOf?.slackUserId === confirmedBy ? (onBehalfOf?.name ?? byName) : byName;

const passedOn = (decision: Decision | undefined, words: Words): string =>
  words.mrkdwn('card.state.referred', {
    name: decision?.byName ?? '',
    when: decision ? moment(decision.at, words) : '',
  });

function referralState(referral: Referral, [next]: readonly Referral[], words: Words): string {
  const teller = handoffReportedBy(referral);
  return words.mrkdwn(`card.referral.${stepOf(referral, teller, next)}`, {
    teller: teller ?? '',
    next: next?.to.name ?? '',
    name: referral.from.name,
    colleague: referral.to.name,
    release: moment(referral.releaseAt, words, 'soon'),
    when: moment(referral.createdAt, words),
    reason: troubleText(referral.trouble, words),
  });
}

/** Returns the catalogue's key for a referral's state, refined: passed on, delayed, or confirmed by a person alone. */
function stepOf(referral: Referral, teller: string | undefined, next: Referral | undefined) {
  const status = shownStatus(referral);
  if (status === 'declined' && next) return 'passedOn';
  if (status === 'forwarding' && (referral.delayed || isDelayed(referral, 'forward-referral'))) return 'delayed';
  if (status !== 'forwarded' || teller === undefined) return status;
  return referral.unconfirmed ? 'unconfirmed' : 'said';
}

/** Returns the names of the person who decided and the member for whom; null when the addressee decided. */
export function bothNames({ invite }: Pick<CardContent, 'invite'>): { name: string; member: string } | null {
  const { decision } = invite;
  return decision?.onBehalfOf ? { name: decision.byName, member: decision.onBehalfOf.name } : null;
}

/** Returns the status to show: a held referral without an undo window counts as forwarding. */
export const shownStatus = ({ status, releaseAt, createdAt }: Referral): ReferralStatus =>
  status === 'held' && releaseAt <= createdAt ? 'forwarding' : status;

/** Whether a person has to hand the decision off. */
export const awaitsHandoff = ({ invite, referral }: CardContent): boolean => waitsForHandoff(invite, referral);

/** Whether the referrer can still undo the referral. */
export const canUndo = ({ invite, referral }: CardContent): boolean =>
  invite.status === 'referred' && !!referral && shownStatus(referral) === 'held';
