import { directNewsUpdate } from '../ensuring-messages/direct-news-update.js';
import {
  type CardsToEnsure,
  membersShown,
  outdatedCards,
  readCards,
  type StoredCards,
  showing,
} from '../ensuring-messages/ensure-card.js';
import { ensureMessage, ensureMessages, type Wish } from '../ensuring-messages/ensure-message.js';
import { refreshHomes } from '../ensuring-messages/refresh-home.js';
import type { Invite } from '../model/invite/invite.js';
import type { Member } from '../model/member/member.js';
import type { Message } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { isLifted, type NewsEvent, newsOf, newsTo } from '../model/referral/news-to-tell.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports, Written } from '../ports.js';
import { recommendationToColleague } from './recommendation-to-colleague.js';

/** Milliseconds within which consecutive steps are shown in one edit. */
const TOGETHER_MS = 400;

/**
 * Shows a referral's present state: on the cards that show it, and as news to the referrer, to whoever referred in
 * their place, and to earlier referrers. The invite's own announcement shows that the job's slot is taken or free.
 * @returns the steps that they were told of, to be written with the end of the work
 */
export async function announceReferral(ports: Ports, referral: Referral): Promise<Written<Referral>> {
  const { tenantId, from, actedBy, to, chain, job, inviteId } = referral;
  const hearing = new Set([from, ...chain, ...(actedBy ? [actedBy] : [])].map(({ slackUserId }) => slackUserId));
  const concerns = [...new Set([...hearing, to.slackUserId])].filter((id) => id !== undefined);
  const untold = [...hearing].flatMap((to) => untoldTo(referral, to));
  const [onThisJob, own, named, heard, hired] = await Promise.all([
    ports.referrals.ofJob(tenantId, job.id),
    readInvites(ports, tenantId, [inviteId]),
    ports.members.ofIds(tenantId, concerns),
    Promise.all(untold.map(({ to }) => ports.messages.directNews(referral, to))),
    hiredFor(ports, referral),
  ]);
  const ledHere = new Set(showing(referral, onThisJob).filter((id) => id !== inviteId));
  const before = await readInvites(ports, tenantId, [...ledHere, ...hired]);
  const invites = [...own.invites, ...before.invites];
  const others = invites
    .flatMap(({ invitee: { slackUserId = [] } }) => slackUserId)
    .filter((id) => !concerns.includes(id));
  const members = [...named, ...(await ports.members.ofIds(tenantId, [...new Set(others)]))];
  const stored = { cards: [...own.cards, ...before.cards], relays: [...own.relays, ...before.relays] };
  const byJob = await groupByJob(ports, referral, invites, onThisJob);
  const cards = byJob.flatMap((one) => outdatedCards({ ...stored, ...one, inMs: TOGETHER_MS }));
  const news = untold.flatMap((one, at) => newsFor(referral, one, heard[at] ?? null, members));
  await takeFailureBack(ports, referral);
  const written = await ensureMessages(ports, [
    ...cards,
    ...news,
    ...own.invites.flatMap((invite) => recommendationToColleague(referral, invite)),
  ]);
  const followers = new Set([from.slackUserId, to.slackUserId, ...membersShown(cards, written)]);
  await refreshHomes(
    ports,
    members.filter(({ slackUserId }) => followers.has(slackUserId)),
  );
  return { set: { told: newsOf(referral) } };
}

/** Returns the id of the invite through which the client hired the colleague; undefined before a hire. */
async function hiredFor({ invites }: Ports, { tenantId, status, receivedExternalId }: Referral): Promise<string[]> {
  if (status !== 'hired' || receivedExternalId === undefined) return [];
  const invite = await invites.byExternalId(tenantId, receivedExternalId);
  return invite ? [invite.id] : [];
}

/**
 * Groups invites by their job, with the referrals on it, which their cards show. The invites of a chain may know the
 * job by different ids.
 * @param onThisJob the referrals on the referral's own job
 */
function groupByJob(
  { referrals }: Ports,
  { tenantId, job }: Referral,
  invites: readonly Invite[],
  onThisJob: readonly Referral[],
): Promise<Pick<CardsToEnsure, 'invites' | 'onThisJob'>[]> {
  const ids = [...new Set(invites.map((invite) => invite.job.id))];
  return Promise.all(
    ids.map(async (id) => ({
      invites: invites.filter((invite) => invite.job.id === id),
      onThisJob: id === job.id ? onThisJob : await referrals.ofJob(tenantId, id),
    })),
  );
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

/** The steps of which a recipient was not told yet. */
interface Untold {
  readonly to: string;
  readonly events: readonly NewsEvent[];
}

/** Returns the untold steps for a person; empty where there are none. */
function untoldTo(referral: Referral, to: string): Untold[] {
  const { told = [] } = referral;
  const events = newsTo(referral, to).filter((event) => !told.includes(event));
  return events.length > 0 ? [{ to, events }] : [];
}

/**
 * Makes the news for one recipient, a message for each step. A step that the recipient gets direct messages about is
 * added to their direct message about the referral, if there is one.
 */
function newsFor(
  referral: Referral,
  { to, events }: Untold,
  heard: Message | null,
  members: readonly Member[],
): Wish[] {
  const { id: referralId, tenantId } = referral;
  const reader = members.find(({ slackUserId }) => slackUserId === to);
  if (reader?.forgottenAt) return [];
  const idOf = (event: NewsEvent) => newsId(referral, event, to);
  const about = { tenantId, kind: 'referral-news', referralId, to, wanted: 1 } as const;
  const loud = events.filter((event) => !reader?.preferences.muted.includes(event));
  const isAdded = loud.some((event) => idOf(event) !== heard?.id);
  return [
    ...events.map((event) => ({ message: { ...about, id: idOf(event), event } })),
    ...(heard && isAdded ? [directNewsUpdate(heard, referral)] : []),
  ];
}

const newsId = ({ id, from }: Referral, event: NewsEvent, to: string): string =>
  to === from.slackUserId ? MESSAGE_IDS.news(id, event) : MESSAGE_IDS.othersNews(id, event, to);

/** Corrects the messages about a failure once the failure is lifted. */
async function takeFailureBack(ports: Ports, referral: Referral): Promise<void> {
  if (!isLifted(referral)) return;
  const { id: referralId, tenantId, from, actedBy } = referral;
  const about = { tenantId, kind: 'referral-news', referralId, event: 'failed', wanted: 2 } as const;
  for (const { slackUserId: to } of actedBy ? [from, actedBy] : [from]) {
    const id = newsId(referral, 'failed', to);
    if (await ports.messages.get({ tenantId, id })) await ensureMessage(ports, { ...about, id, to });
  }
}
