import { refreshHomes } from '../member/refresh-home.js';
import { refreshJob } from '../message/want-card.js';
import { wantMessage } from '../message/want-message.js';
import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';
import { type NewsEvent, newsOf } from './news.js';
import type { Referral } from './referral.js';

/** Nobody waits for an edit to the moment, and steps that follow each other closely are shown in one. */
const TOGETHER_MS = 400;

/**
 * Shows a referral's present state everywhere: on the cards of everybody invited to the job, along
 * the chain and beside it, and as news to the referrer.
 */
export async function announceReferral(ports: Ports, ref: Ref): Promise<void> {
  const referral = await ports.referrals.get(ref);
  if (!referral) return;
  const { tenantId, from, to } = referral;
  const reader = await ports.members.get(tenantId, from.slackUserId);
  const muted = reader?.preferences.muted ?? [];
  const news = newsOf(referral).filter((event) => !muted.includes(event));
  const [shown] = await Promise.all([
    refreshJob(ports, tenantId, referral.job.id, { inMs: TOGETHER_MS }),
    ...news.map((event) => wantNews(ports, referral, event)),
  ]);
  await refreshHomes(ports, tenantId, [from.slackUserId, to.slackUserId, ...shown]);
}

const wantNews = (ports: Ports, { id: referralId, tenantId, from }: Referral, event: NewsEvent): Promise<boolean> =>
  wantMessage(ports, {
    id: `news.${referralId}.${event}`,
    tenantId,
    kind: 'referral-news',
    referralId,
    event,
    to: from.slackUserId,
    wanted: 1,
  });
