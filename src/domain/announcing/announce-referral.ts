import { hadHandoff } from '../lifecycle/handoff.js';
import { refreshJob } from '../messages/ensure-card.js';
import { ensureMessage } from '../messages/ensure-message.js';
import { refreshHomes } from '../messages/refresh-home.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { isLifted, type NewsEvent, newsForEarlier, newsOf } from '../model/referral/news.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';

/** The time in which steps that follow each other closely are shown in one edit, in milliseconds. */
const TOGETHER_MS = 400;

/**
 * Shows a referral's present state: on the cards of all invites to the job, and as news to the referrer and to those who
 * passed the job on before.
 */
export async function announceReferral(ports: Ports, referral: Referral): Promise<void> {
  const { tenantId, from, to, chain } = referral;
  const earlier = chain.filter(({ slackUserId }) => slackUserId !== from.slackUserId);
  const [shown] = await Promise.all([
    refreshJob(ports, tenantId, referral.job.id, { inMs: TOGETHER_MS }),
    tell(ports, referral, from.slackUserId, newsOf(referral)),
    ...earlier.map(({ slackUserId }) => tell(ports, referral, slackUserId, newsForEarlier(referral))),
    recommend(ports, referral),
    takeFailureBack(ports, referral),
  ]);
  await refreshHomes(ports, tenantId, [from.slackUserId, to.slackUserId, ...shown]);
}

/** Sends a member the news, each as a message of its own; none to members whose data was erased. */
async function tell(ports: Ports, referral: Referral, to: string, news: readonly NewsEvent[]) {
  if (!news.length) return;
  const { id: referralId, tenantId, from } = referral;
  const idOf = (event: NewsEvent) =>
    to === from.slackUserId ? MESSAGE_IDS.news(referralId, event) : MESSAGE_IDS.earlierNews(referralId, event, to);
  if ((await ports.members.get(tenantId, to))?.forgottenAt) return;
  const about = { tenantId, kind: 'referral-news', referralId, to, wanted: 1 } as const;
  await Promise.all(news.map((event) => ensureMessage(ports, { ...about, id: idOf(event), event })));
}

/** Corrects the message that told of a failure, once the failure is lifted. */
async function takeFailureBack(ports: Ports, referral: Referral): Promise<void> {
  if (!isLifted(referral)) return;
  const { id: referralId, tenantId, from } = referral;
  const id = MESSAGE_IDS.news(referralId, 'failed');
  if (!(await ports.messages.get({ tenantId, id }))) return;
  const about = { tenantId, kind: 'referral-news', referralId, to: from.slackUserId, event: 'failed' } as const;
  await ensureMessage(ports, { ...about, id, wanted: 2 });
}

/** Tells the colleague of a handed-off referral, since the marketplace neither tells them nor passes the note on. */
async function recommend(ports: Ports, referral: Referral): Promise<void> {
  const { id: referralId, tenantId, to, status, receivedExternalId } = referral;
  if (status !== 'forwarded' || !hadHandoff(referral) || receivedExternalId || !to.slackUserId) return;
  const id = MESSAGE_IDS.recommended(referralId);
  await ensureMessage(ports, { id, tenantId, kind: 'recommended', referralId, to: to.slackUserId, wanted: 1 });
}
