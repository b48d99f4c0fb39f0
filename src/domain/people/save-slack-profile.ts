import type { Member, SlackProfile } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/**
 * Saves Slack's profile of a user who joined, changed or left, unless a newer one is stored. For a member who leaves,
 * plans the message to the stand-ins.
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

/** Saves the leaving and its work in one transaction: once stored, no later event would plan the work again. */
async function take(ports: Ports, tenantId: string, profile: SlackProfile, asOf?: Date): Promise<Member | null> {
  const { slackUserId, isDeactivated } = profile;
  const before = await ports.members.get(tenantId, slackUserId);
  await ports.members.save(tenantId, [withPastDate(ports, profile)], asOf);
  if (!isDeactivated || before?.isDeactivated !== false) return null;
  const after = await ports.members.get(tenantId, slackUserId);
  if (!after?.isDeactivated) return null;
  return ports.members.addWork(tenantId, slackUserId, [todo('hand-over-member', ports.clock.now())]);
}
