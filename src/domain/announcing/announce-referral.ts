import { hadHandoff } from '../lifecycle/handoff.js';
import { ensureCards, readCards, type StoredCards, showing } from '../messages/ensure-card.js';
import { ensureMessage } from '../messages/ensure-message.js';
import { refreshHomes } from '../messages/refresh-home.js';
import type { Invite } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { isLifted, type NewsEvent, newsForEarlier, newsOf } from '../model/referral/news.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports, Written } from '../ports.js';

/** The time in which steps that follow each other closely are shown in one edit, in milliseconds. */
const TOGETHER_MS = 400;

/**
 * Shows a referral's present state: on the cards that tell of it, and as news to the referrer and to those who passed the
 * job on before. That the job's slot is taken or free again is shown by the invite's own announcement.
 * @returns the steps that they were told of, to be written with the end of the work
 */
export async function announceReferral(ports: Ports, referral: Referral): Promise<Written<Referral>> {
  const { tenantId, from, to, chain, job, inviteId } = referral;
  const earlier = new Set(chain.map(({ slackUserId }) => slackUserId).filter((id) => id !== from.slackUserId));
  const concerns = [from.slackUserId, to.slackUserId, ...earlier].filter((id) => id !== undefined);
  const [onThisJob, own, named] = await Promise.all([
    ports.referrals.ofJob(tenantId, job.id),
    readInvites(ports, tenantId, [inviteId]),
    ports.members.ofIds(tenantId, [...new Set(concerns)]),
  ]);
  const ledHere = new Set(showing(referral, onThisJob).filter((id) => id !== inviteId));
  const before = await readInvites(ports, tenantId, [...ledHere]);
  const invites = [...own.invites, ...before.invites];
  const others = invites
    .flatMap(({ invitee: { slackUserId = [] } }) => slackUserId)
    .filter((id) => !concerns.includes(id));
  const members = [...named, ...(await ports.members.ofIds(tenantId, [...new Set(others)]))];
  const shown = await ensureCards(ports, {
    invites,
    cards: [...own.cards, ...before.cards],
    relays: [...own.relays, ...before.relays],
    onThisJob,
    inMs: TOGETHER_MS,
  });
  const erased = new Set(members.filter((one) => one.forgottenAt).map(({ slackUserId }) => slackUserId));
  const readers = [from.slackUserId, ...earlier].filter((id) => !erased.has(id));
  await takeFailureBack(ports, referral);
  await Promise.all([...readers.map((reader) => tell(ports, referral, reader)), recommend(ports, referral)]);
  const followers = new Set([from.slackUserId, to.slackUserId, ...shown]);
  await refreshHomes(
    ports,
    members.filter(({ slackUserId }) => followers.has(slackUserId)),
  );
  return { set: { told: newsOf(referral) } };
}

/** Reads invites that show a referral, with their cards. */
async function readInvites(
  ports: Ports,
  tenantId: string,
  ids: readonly string[],
): Promise<StoredCards & { readonly invites: readonly Invite[] }> {
  const [found, stored] = await Promise.all([
    Promise.all(ids.map((id) => ports.invites.get({ tenantId, id }))),
    readCards(ports, tenantId, ids),
  ]);
  return { ...stored, invites: found.flatMap((invite) => invite ?? []) };
}

/** Sends a member the news that they were not told of, each as a message of its own. */
async function tell(ports: Ports, referral: Referral, to: string): Promise<void> {
  const { id: referralId, tenantId, from, told = [] } = referral;
  const isReferrer = to === from.slackUserId;
  const news = isReferrer ? newsOf(referral) : newsForEarlier(referral);
  const idOf = (event: NewsEvent) =>
    isReferrer ? MESSAGE_IDS.news(referralId, event) : MESSAGE_IDS.earlierNews(referralId, event, to);
  const about = { tenantId, kind: 'referral-news', referralId, to, wanted: 1 } as const;
  const untold = news.filter((event) => !told.includes(event));
  await Promise.all(untold.map((event) => ensureMessage(ports, { ...about, id: idOf(event), event })));
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
