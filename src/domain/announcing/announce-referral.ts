import { wentByHand } from '../lifecycle/by-hand.js';
import { refreshJob } from '../messages/ensure-card.js';
import { ensureMessage } from '../messages/ensure-message.js';
import { refreshHomes } from '../messages/refresh-home.js';
import { isLifted, type NewsEvent, newsForEarlier, newsOf } from '../model/referral/news.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';

/** Nobody waits for an edit to the moment, and steps that follow each other closely are shown in one. */
const TOGETHER_MS = 400;

/**
 * Shows a referral's present state everywhere: on the cards of everybody invited to the job, along
 * the chain and beside it, and as news to the referrer and to those who passed the job on before.
 */
export async function announceReferral(ports: Ports, referral: Referral): Promise<void> {
  const { tenantId, from, to, chain } = referral;
  const earlier = chain.filter(({ slackUserId }) => slackUserId !== from.slackUserId);
  const [shown] = await Promise.all([
    refreshJob(ports, tenantId, referral.job.id, { inMs: TOGETHER_MS }),
    tell(ports, referral, from.slackUserId, newsOf(referral), ''),
    ...earlier.map(({ slackUserId }) =>
      tell(ports, referral, slackUserId, newsForEarlier(referral), `.${slackUserId}`),
    ),
    recommend(ports, referral),
    takeFailureBack(ports, referral),
  ]);
  await refreshHomes(ports, tenantId, [from.slackUserId, to.slackUserId, ...shown]);
}

/** Whatever of it they want to hear. */
async function tell(ports: Ports, referral: Referral, to: string, news: readonly NewsEvent[], reader: string) {
  if (!news.length) return;
  const { id: referralId, tenantId } = referral;
  const muted = (await ports.members.get(tenantId, to))?.preferences.muted ?? [];
  const wanted = news.filter((event) => !muted.includes(event));
  const about = { tenantId, kind: 'referral-news', referralId, to, wanted: 1 } as const;
  await Promise.all(
    wanted.map((event) => ensureMessage(ports, { ...about, id: `news.${referralId}.${event}${reader}`, event })),
  );
}

/** Whoever was told that it failed reads in the same message that it did not. */
async function takeFailureBack(ports: Ports, referral: Referral): Promise<void> {
  if (!isLifted(referral)) return;
  const { id: referralId, tenantId, from } = referral;
  const id = `news.${referralId}.failed`;
  if (!(await ports.messages.get({ tenantId, id }))) return;
  const about = { tenantId, kind: 'referral-news', referralId, to: from.slackUserId, event: 'failed' } as const;
  await ensureMessage(ports, { ...about, id, wanted: 2 });
}

/** A marketplace that takes no referrals tells the colleague nothing of this one, nor passes the note on. */
async function recommend(ports: Ports, referral: Referral): Promise<void> {
  const { id: referralId, tenantId, to, status, receivedExternalId } = referral;
  if (status !== 'forwarded' || !wentByHand(referral) || receivedExternalId || !to.slackUserId) return;
  const id = `recommended.${referralId}`;
  await ensureMessage(ports, { id, tenantId, kind: 'recommended', referralId, to: to.slackUserId, wanted: 1 });
}
