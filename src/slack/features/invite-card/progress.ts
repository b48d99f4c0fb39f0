import type { KnownBlock } from '@slack/types';
import { isMilestone, type Milestone } from '../../../domain/model/referral/milestones.js';
import type { Referral } from '../../../domain/model/referral/referral.js';
import { context } from '../../blocks/blocks.js';
import type { CardContent } from '../../parts/invite-state.js';
import { en } from '../../words/en.js';
import type { Words } from '../../words/words.js';

/** Every milestone has words. */
en.card.progress satisfies Record<Milestone, string>;

/** So many lines are shown; where there are more, the last ones. */
const LINES = 10;

/** What was seen on the way: the client looked and talked, who passed it on, and what came of that. */
export function progress({ invite, referral, onward }: CardContent, { mrkdwn }: Words): KnownBlock[] {
  if (!referral || invite.status !== 'referred') return [];
  const seen = ({ milestones, to }: Referral) =>
    milestones.filter(isMilestone).map((step) => mrkdwn(`card.progress.${step}`, { colleague: to.name }));
  const passed = onward.flatMap((one, at) => [
    mrkdwn(`card.onward.${stepOf(one, at < onward.length - 1)}`, { name: one.from.name, colleague: one.to.name }),
    ...seen(one),
  ]);
  const lines = [...seen(referral), ...passed].slice(-LINES);
  return lines.length ? [context(...lines)] : [];
}

/** One that was taken back or failed is not shown. */
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
