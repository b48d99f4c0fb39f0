import { Postponed } from '../model/errors.js';
import type { Member } from '../model/member/member.js';
import { type Ref, todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** How long what is under way is waited for before it is looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;

/**
 * So many messages are shown anew at once, and so many milliseconds later the next: Slack takes some fifty edits of a
 * workspace a minute, and others want some.
 */
const AT_ONCE = 20;
const PAUSE_MS = 30_000;

/**
 * Deletes what is kept about a member: their link, skills, wishes, and their name and words in invites, referrals and
 * feedback, also where they were posted. Counts stay, tied to nobody's name. What is under way needs those words and goes first.
 * @throws Postponed while anything is.
 */
export async function forgetMember(ports: Ports, { tenantId, id }: Ref): Promise<void> {
  const member = await ports.members.get(tenantId, id);
  if (!member) return;
  if (await isUnderWay(ports, member)) throw new Postponed(LOOK_AGAIN_MS, `forget:${tenantId}:${id}`);
  const now = ports.clock.now();
  await ports.members.forget(tenantId, id, now, redrawFrom(now));
  if (member.homeOpenedAt) await ports.members.addWork(tenantId, id, [todo('publish-home', now)]);
}

const redrawFrom = (now: Date) => (before: number) =>
  todo('deliver-message', new Date(now.getTime() + Math.floor(before / AT_ONCE) * PAUSE_MS));

/** A call that is repeated must say the same again; and they may have asked for their files first. */
async function isUnderWay(ports: Ports, { tenantId, slackUserId, work }: Member): Promise<boolean> {
  if (work.some(({ job, dead }) => FILES.includes(job) && !dead)) return true;
  const sent = [ports.referrals, ports.invites].map((port) => port.isUnderWay(tenantId, slackUserId));
  return (await Promise.all(sent)).includes(true);
}

const FILES: readonly string[] = ['export-data', 'export-referrals'];
