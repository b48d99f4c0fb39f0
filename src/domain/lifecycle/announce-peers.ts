import { isSameValue } from '../../lib/same-value.js';
import { ensureCards } from '../ensuring-messages/ensure-card.js';
import { leadClaim, ledJobs } from '../model/invite/identity-claims.js';
import type { Invite, InviteOnJob, Peers } from '../model/invite/invite.js';
import { peersOf, rankPeers } from '../model/invite/peers.js';
import { todo } from '../model/outbox-work.js';
import type { PeersChange, Ports } from '../ports.js';

/**
 * Milliseconds in which changes of a job's invites are gathered before the other invites show them: a job's invites
 * often come together.
 */
const TOGETHER_MS = 2000;

/**
 * Milliseconds of due time within which planned work may already be running in another process, so that it does not
 * count as planned.
 */
const MARGIN_MS = 500;

/**
 * Plans the update of a job's other invites after one of them changed. Costs nothing where the agency has one invite to
 * the job, and otherwise one write per change, however many invites there are.
 */
export async function tellPeers(ports: Ports, invite: Invite): Promise<void> {
  const { tenantId, job, peers, practice, chain } = invite;
  const leads = ledJobs(invite);
  const isAlone = !peers && (leads.includes(job.id) || chain.length > 0);
  if (practice || isAlone) return;
  const now = ports.clock.now().getTime();
  for (const jobId of new Set([job.id, ...leads])) {
    const work = todo('announce-peers', new Date(now + TOGETHER_MS));
    await ports.invites.plan(tenantId, leadClaim(jobId), work, new Date(now + MARGIN_MS));
  }
}

/**
 * Updates which others are invited, in each open invite of a job, and the cards that do not show it. A card is compared
 * with its invite, so that a run after a crash edits what the crashed one had not.
 */
export async function announcePeers(ports: Ports, invite: Invite): Promise<void> {
  for (const jobId of new Set([invite.job.id, ...ledJobs(invite)])) await announceOn(ports, invite.tenantId, jobId);
}

async function announceOn(ports: Ports, tenantId: string, jobId: string): Promise<void> {
  const onJob = await ports.invites.ofJob(tenantId, jobId);
  const open = onJob.filter(({ status }) => status === 'open');
  const ids = open.map(({ id }) => id);
  const ranked = rankPeers(onJob);
  const [nameOf, cards] = await Promise.all([
    readNames(ports, tenantId, ranked, onJob),
    ports.messages.cardsOf(tenantId, ...ids),
  ]);
  const changes = open
    .map((one) => ({ ...one, peers: peersOf(one, ranked, nameOf), before: one.peers ?? NONE }))
    .filter(({ peers, before }) => !isSameValue(before, peers));
  const withCard = new Set(cards.map(({ inviteId }) => inviteId));
  const missed = [];
  for (const one of changes) if (!withCard.has(one.id) && !(await announceWith(ports, one))) missed.push(one);
  const shown = changes.filter(({ id }) => withCard.has(id));
  const changed = shown.length > 0 ? await ports.invites.setPeers(tenantId, shown) : [];
  if (!changed || missed.length > 0) return announceOn(ports, tenantId, jobId);
  const revisions = new Map(changed.map(({ id, revision }) => [id, revision]));
  const invites = open.map((one) => ({ ...one, revision: revisions.get(one.id) ?? one.revision }));
  // after the write: whoever changes one of these later sees the raised revision, and ensures a greater sum
  const [onThisJob, relays] = await Promise.all([
    ports.referrals.ofJob(tenantId, jobId),
    ports.relays.ofInvites(tenantId, ids),
  ]);
  await ensureCards(ports, { cards, relays, invites, onThisJob });
}

const NONE: Peers = { named: [], more: 0 };

/**
 * Sets the peers of an invite that has no card yet, and has it announced once more: its announcement may be under way.
 * @returns false where the invite has changed since it was read
 */
async function announceWith(
  ports: Ports,
  { tenantId, id, status, revision, peers }: InviteOnJob & PeersChange,
): Promise<boolean> {
  const work = [todo('announce-invite', ports.clock.now())];
  return (await ports.invites.advance({ tenantId, id }, { from: [status], revision, set: { peers }, work })) !== null;
}

/** Number of peers whose names are read: more than a card shows, since some may be left out. */
const READ = 12;

/** Reads the names of the first peers and of those who are named already. Members who are hidden have none. */
async function readNames(
  { members }: Ports,
  tenantId: string,
  ranked: readonly InviteOnJob[],
  onJob: readonly InviteOnJob[],
) {
  const linked = new Set([
    ...ranked.slice(0, READ).flatMap(({ invitee }) => invitee.slackUserId ?? []),
    ...onJob.flatMap(({ peers }) => peers?.named.flatMap(({ slackUserId }) => slackUserId ?? []) ?? []),
  ]);
  const found = await members.ofIds(tenantId, [...linked]);
  const names = new Map(
    found.filter(({ preferences }) => !preferences.hidden).map((one) => [one.slackUserId, one.name]),
  );
  return ({ invitee: { person, slackUserId } }: InviteOnJob): string | undefined =>
    slackUserId === undefined ? person.name : names.get(slackUserId);
}
