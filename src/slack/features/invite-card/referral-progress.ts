import type { KnownBlock } from '@slack/types';
import { isMilestone, type Milestone } from '../../../domain/model/referral/milestones.js';
import type { Referral, ReferralStatus } from '../../../domain/model/referral/referral.js';
import { context } from '../../blocks/blocks.js';
import type { CardContent } from '../../parts/card-content.js';
import { en } from '../../words/en.js';
import type { Words } from '../../words/words.js';

/** Every milestone has a text. */
en.card.progress satisfies Record<Milestone, string>;

/** The number of lines; the last ones are shown. */
const LINES = 10;

/** Renders the latest milestone of the referral while it is under way, and the referrals that followed it. */
export function referralProgress({ invite, referral, onward }: CardContent, { mrkdwn }: Words): KnownBlock[] {
  if (!referral || invite.status !== 'referred') return [];
  const seen = ({ milestones, status, to }: Referral) =>
    (isUnderWay(status) ? milestones.filter(isMilestone).slice(-1) : []).map((step) =>
      mrkdwn(`card.progress.${step}`, { colleague: to.name }),
    );
  const passed = onward.flatMap((one, at) => [
    mrkdwn(`card.onward.${stepOf(one, at < onward.length - 1)}`, { name: one.from.name, colleague: one.to.name }),
    ...seen(one),
  ]);
  const lines = [...seen(referral), ...passed].slice(-LINES);
  const inferred = referral.inferred ? [mrkdwn('card.inferred')] : [];
  return lines.length + inferred.length ? [context(...lines, ...inferred)] : [];
}

/** Tells whether an outcome is still to come. Once there is one, the milestones before it are not shown. */
const isUnderWay = (status: ReferralStatus): boolean => status === 'forwarded' || status === 'accepted';

/** Returns the message key of a step; a referral that was undone or failed counts as begun. */
function stepOf({ status }: Referral, wentOn: boolean) {
  switch (status) {
    case 'held':
    case 'forwarding':
    case 'awaiting-handoff':
    case 'undone':
    case 'failed':
      return 'begun';
    case 'declined':
      return wentOn ? 'passedOn' : 'declined';
    default:
      return wentOn && status === 'forwarded' ? 'passedOn' : status;
  }
}
