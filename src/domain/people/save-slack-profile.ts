import { isLinkable, type Member, type SlackProfile, whyNotManager } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/**
 * Saves Slack's profile of a user who joined, changed or left, unless a newer one is stored. For a member who leaves or
 * becomes a guest, plans that others take over. For one who joins, comes back or has another address, plans a sync of
 * the directory, which links them and addresses the invites that wait for them.
 * @param asOf the time of a profile without a date; now when absent
 */
export async function updateProfile(ports: Ports, tenantId: string, profile: SlackProfile, asOf?: Date): Promise<void> {
  await ports.atomically(() => take(ports, tenantId, profile, asOf));
}

/** The most by which the clocks of Slack and this process differ, in milliseconds. */
export const CLOCKS_DIFFER_MS = 60_000;

/** Dates a profile from the future as of now: its own date would hide every later change until then. */
export function withPastDate({ clock }: Pick<Ports, 'clock'>, profile: SlackProfile): SlackProfile {
  const now = clock.now();
  const isFuture = Number(profile.changedAt) > now.getTime() + CLOCKS_DIFFER_MS;
  return isFuture ? { ...profile, changedAt: now } : profile;
}

/**
 * Saves the leaving or joining and its work in one transaction: once stored, no later event would plan the work again.
 */
async function take(ports: Ports, tenantId: string, profile: SlackProfile, asOf?: Date): Promise<void> {
  const { slackUserId } = profile;
  const before = await ports.members.get(tenantId, slackUserId);
  await ports.members.save(tenantId, [withPastDate(ports, profile)], asOf);
  if (!changesStanding(before, profile)) return;
  const after = await ports.members.get(tenantId, slackUserId);
  const why = after && whyNotManager(after);
  if (before && (why === 'left' || why === 'guest') && why !== whyNotManager(before))
    await ports.members.addWork(tenantId, slackUserId, [todo('hand-over-member', ports.clock.now())]);
  if (after?.email && isLinkable(after) && (after.email !== before?.email || !isLinkable(before)))
    await planSync(ports, tenantId);
}

/** Tells whether a profile lets a member leave, join, come back or be a guest, or gives them another address. */
const changesStanding = (before: Member | null, profile: SlackProfile): boolean =>
  !before || whyNotManager(before) !== whyNotManager({ ...before, ...profile }) || before.email !== profile.email;

/** Milliseconds in which those who join wait for one sync together. */
export const JOIN_TOGETHER_MS = 60_000;

async function planSync({ tenants, clock }: Ports, tenantId: string): Promise<void> {
  const now = clock.now();
  const at = new Date(now.getTime() + JOIN_TOGETHER_MS);
  const work = (await tenants.latest(tenantId))?.work ?? [];
  const isPlanned = work.some((item) => item.job === 'sync-directory' && !item.dead && item.at > now && item.at <= at);
  if (!isPlanned) await tenants.addWork(tenantId, [todo('sync-directory', at)]);
}
