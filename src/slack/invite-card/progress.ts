import type { KnownBlock } from '@slack/types';
import { isMilestone, type Milestone } from '../../domain/referral/milestones.js';
import { context } from '../blocks/blocks.js';
import { en } from '../words/en.js';
import type { Words } from '../words/words.js';
import type { CardContent } from './state.js';

/** Every milestone has words. */
en.card.progress satisfies Record<Milestone, string>;

/** What was seen on the way, in the order in which it came: the client looked, talked, and who passed it on. */
export function progress({ invite, referral, onward }: CardContent, { mrkdwn }: Words): KnownBlock[] {
  if (!referral || invite.status !== 'referred') return [];
  const colleague = referral.to.name;
  const seen = referral.milestones.filter(isMilestone).map((step) => mrkdwn(`card.progress.${step}`, { colleague }));
  const passed = onward.map(({ from, to }) => mrkdwn('card.progress.onward', { name: from.name, colleague: to.name }));
  const lines = [...seen, ...passed].slice(0, 10);
  return lines.length ? [context(...lines)] : [];
}
