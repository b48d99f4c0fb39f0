import { Postponed } from '../model/errors.js';
import type { Member } from '../model/member/member.js';
import { type Ref, todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** The delay before a retry while something is under way, in milliseconds. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Messages are edited in groups of `AT_ONCE`, one group every `PAUSE_MS` milliseconds: Slack takes some fifty edits per
 * workspace and minute, and other work needs some of them.
 */
const AT_ONCE = 20;
const PAUSE_MS = 30_000;

/** Milliseconds after which a delivery that read its content before the erasure is certainly over. */
const SETTLED_MS = 10_000;

/**
 * Erases a member's data: their link, skills and preferences, and their name and words in invites, referrals and
 * feedback, also in posted messages. Counts stay without a name.
 * @throws Postponed while a decision, a referral or an export that needs the data is under way.
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
  todo('deliver-message', new Date(now.getTime() + SETTLED_MS + Math.floor(before / AT_ONCE) * PAUSE_MS));

/**
 * Tells whether something still needs the data: a repeated call to the marketplace must send the same texts, and
 * requested exports come first.
 */
async function isUnderWay(ports: Ports, { tenantId, slackUserId, work }: Member): Promise<boolean> {
  if (work.some(({ job, dead }) => FILES.includes(job) && !dead)) return true;
  const sent = [ports.referrals, ports.invites].map((port) => port.isUnderWay(tenantId, slackUserId));
  return (await Promise.all(sent)).includes(true);
}

const FILES: readonly string[] = ['export-data', 'export-referrals'];
