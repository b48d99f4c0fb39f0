import { hadHandoff, handoffReportedBy } from '../../domain/lifecycle/referral-handoff.js';
import { isDelayed } from '../../domain/model/outbox-work.js';
import type { Referral, ReferralStatus } from '../../domain/model/referral/referral.js';
import { moment } from '../blocks/format-dates.js';
import { failureReasonText } from '../words/failure-reason-text.js';
import type { Words } from '../words/words.js';
import type { StateContent } from './card-content.js';
import type { Marker } from './state-markers.js';

/** Chooses between "you" and the name, for a text about a person. */
export const voiceOf = (who: string | undefined, reader: string | undefined) =>
  who !== undefined && who === reader ? 'you' : 'other';

const REFERRAL_MARKERS = {
  held: 'waiting',
  undone: 'undone',
  forwarding: 'waiting',
  'awaiting-handoff': 'yourTurn',
  forwarded: 'referred',
  accepted: 'accepted',
  hired: 'hired',
  declined: 'declined',
  expired: 'over',
  withdrawn: 'over',
  failed: 'trouble',
} as const satisfies Record<ReferralStatus, Marker>;

/** Returns the marker of a referral's state. */
export const referralMarker = ({ status }: Pick<Referral, 'status'>): Marker => REFERRAL_MARKERS[status];

/** Returns the status to show: a held referral without an undo window counts as forwarding. */
export const shownStatus = ({ status, releaseAt, createdAt }: Referral): ReferralStatus =>
  status === 'held' && releaseAt <= createdAt ? 'forwarding' : status;

/** Describes the state of a referral in a sentence of mrkdwn, or several. */
export function referralState(
  referral: Referral,
  { onward: [next], reader, byHand }: StateContent,
  words: Words,
): string {
  const actor = referral.actedBy ?? referral.from;
  const teller = handoffReportedBy(referral);
  const status = shownStatus(referral);
  const head = words.mrkdwn(`card.head.${voiceOf(actor.slackUserId, reader)}.${HEADS[status]}`, {
    name: actor.name,
    colleague: referral.to.name,
    when: moment(referral.createdAt, words),
  });
  if (status === 'undone') return head;
  const tail = words.mrkdwn(`card.tail.${referralTail(referral, status, { next, byHand })}`, {
    next: next?.to.name ?? '',
    colleague: referral.to.name,
    release: moment(referral.releaseAt, words, 'soon'),
    reason: failureReasonText(referral.trouble, words),
  });
  if (status !== 'forwarded') return `${head} ${tail}`;
  if (!teller) return [head, ...(hadHandoff(referral) ? [words.mrkdwn('card.tail.confirmed')] : []), tail].join(' ');
  const said = referral.unconfirmed ? 'unconfirmed' : 'said';
  const word = words.mrkdwn(`card.tail.${said}.${voiceOf(teller.slackUserId, reader)}`, { teller: teller.name });
  return [head, word, ...(referral.unconfirmed ? [] : [tail])].join(' ');
}

/** The first sentence by status: under way, done, or without effect. */
const HEADS = {
  held: 'refers',
  forwarding: 'refers',
  'awaiting-handoff': 'refers',
  forwarded: 'referred',
  accepted: 'referred',
  hired: 'referred',
  declined: 'referred',
  expired: 'referred',
  withdrawn: 'referred',
  undone: 'undone',
  failed: 'tried',
} as const satisfies Record<ReferralStatus, string>;

/** Returns the message key for the outcome of a referral. */
function referralTail(
  referral: Referral,
  status: Exclude<ReferralStatus, 'undone'>,
  { next, byHand }: { readonly next: Referral | undefined; readonly byHand: true | undefined },
) {
  if (status === 'held' && byHand) return 'heldByHand';
  if (status === 'declined' && next) return 'passedOn';
  if (status === 'forwarding' && referral.paused) return 'paused';
  if (status === 'forwarding' && referral.disconnected) return 'disconnected';
  if (status === 'forwarding')
    return referral.delayed || isDelayed(referral, 'forward-referral') ? 'delayed' : 'sending';
  return status === 'awaiting-handoff' ? 'handoff' : status;
}
