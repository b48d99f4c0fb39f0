import type { Decision, Invite } from '../../domain/invite/invite.js';
import { isOutstanding } from '../../domain/invite/settle-decision.js';
import type { Content } from '../../domain/message/content.js';
import type { Referral, ReferralStatus } from '../../domain/referral/referral.js';
import { isDelayed } from '../../domain/work.js';
import { moment } from '../blocks/dates.js';
import { reasonOf } from '../words/reason.js';
import type { Words } from '../words/words.js';

/** What a card is made from. */
export type CardContent = Extract<Content, { kind: 'invite-card' }>;

/** What became of the invite, in one sentence of mrkdwn. It claims nothing that the marketplace has not confirmed. */
export function stateOf({ invite, referral }: CardContent, words: Words): string {
  const { status, decision } = invite;
  if (status === 'referred') return referral ? referralState(referral, words) : passedOn(decision, words);
  if (status === 'accepted' || status === 'declined') return decided(status, invite, words);
  return words.mrkdwn(`card.state.${status}`);
}

function decided(status: 'accepted' | 'declined', invite: Invite, words: Words): string {
  const { decision } = invite;
  if (!decision || decision.by === 'marketplace') return words.mrkdwn(`card.state.${status}.elsewhere`);
  const said = { name: decision.byName, when: moment(decision.at, words) };
  return words.mrkdwn(`card.state.${status}.${stepOf(invite, decision)}`, said);
}

function stepOf(invite: Invite, { confirmedAt, byHand }: Decision) {
  if (confirmedAt) return 'confirmed';
  if (byHand) return 'handoff';
  return isDelayed(invite, 'forward-decision') ? 'delayed' : 'sending';
}

const passedOn = (decision: Decision | undefined, words: Words): string =>
  words.mrkdwn('card.state.referred', {
    name: decision?.byName ?? '',
    when: decision ? moment(decision.at, words) : '',
  });

function referralState(referral: Referral, words: Words): string {
  const status = shownStatus(referral);
  const step = status === 'forwarding' && isDelayed(referral, 'forward-referral') ? 'delayed' : status;
  return words.mrkdwn(`card.referral.${step}`, {
    name: referral.from.name,
    colleague: referral.to.name,
    release: moment(referral.releaseAt, words, 'soon'),
    when: moment(referral.createdAt, words),
    reason: reasonOf(referral.trouble, words),
  });
}

/** Who decided, and for whom; null when the addressee decided. */
export function bothNames({ invite }: Pick<CardContent, 'invite'>): { name: string; member: string } | null {
  const { decision } = invite;
  return decision?.onBehalfOf ? { name: decision.byName, member: decision.onBehalfOf.name } : null;
}

/** Without an undo window, what is held is on its way. */
export const shownStatus = ({ status, releaseAt, createdAt }: Referral): ReferralStatus =>
  status === 'held' && releaseAt <= createdAt ? 'forwarding' : status;

/** Whether a person has to carry the decision over to the marketplace. */
export const awaitsHandoff = ({ invite, referral }: CardContent): boolean => {
  if (invite.status === 'referred') return referral?.status === 'awaiting-handoff';
  return isOutstanding(invite) && invite.decision?.byHand === true;
};

/** Whether the referrer can still take the referral back. */
export const canUndo = ({ invite, referral }: CardContent): boolean =>
  invite.status === 'referred' && !!referral && shownStatus(referral) === 'held';
