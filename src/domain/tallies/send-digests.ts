import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { ensureMessage } from '../ensuring-messages/ensure-message.js';
import { isLinkable } from '../model/member/member.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { type Ref, todo } from '../model/outbox-work.js';
import { periodOf } from '../model/tally/periods.js';
import { DEFAULT_SETTINGS, type Settings } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';
import { weekBefore } from './read-digest.js';

/**
 * Sends a digest of last week to each member who has counts in it and wants one, and plans the next. Runs every Monday
 * in the first hour of the working day; earlier than that, as when an admin has changed the time zone or the hours since
 * it was planned, it is put off.
 */
export async function sendDigests(ports: Ports, ref: Ref): Promise<void> {
  const { tenantId } = ref;
  const tenant = await ports.tenants.latest(tenantId);
  if (tenant?.status !== 'active') return;
  const { settings } = tenant;
  const now = ports.clock.now();
  const isEarly = now < mondayMorning(now, 0, settings);
  const week = weekBefore(periodOf('week', now, settings.timeZone));
  if (settings.digest && !isEarly) await ensureDigests(ports, tenantId, week);
  const next = digestOf(now, isEarly ? 0 : 1, tenantId, settings);
  await ports.tenants.addWork(tenantId, [todo('send-digests', next)]);
}

/**
 * Returns the next Monday, in the hour with which the tenant's working day begins: at a moment of its own, so that not
 * all tenants of a time zone are due at once.
 */
export const nextDigest = (now: Date, tenantId: string, hours: Hours = DEFAULT_SETTINGS): Date =>
  digestOf(now, 1, tenantId, hours);

type Hours = Pick<Settings, 'timeZone' | 'working'>;

const digestOf = (now: Date, weeks: number, tenantId: string, hours: Hours): Date =>
  new Date(mondayMorning(now, weeks, hours).getTime() + secondOf(tenantId) * 1000);

/** Returns when the working day begins on the Monday of this week, or of one so many weeks later. */
function mondayMorning(now: Date, weeks: number, { timeZone, working }: Hours): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const monday = local.toPlainDate().add({ days: 7 * weeks + 1 - local.dayOfWeek });
  return new Date(monday.toZonedDateTime({ timeZone, plainTime: { hour: working.from } }).epochMilliseconds);
}

/** Maps a tenant to a stable second of the hour, 0 to 3,599. Tenants are spread evenly. */
export const secondOf = (tenantId: string): number =>
  createHash('sha256').update(tenantId).digest().readUInt32BE(0) % 3600;

/** The most members of a tenant that get a digest of one week. */
const MOST_DIGESTS = 5000;

async function ensureDigests(ports: Ports, tenantId: string, week: string): Promise<void> {
  const [rows, members] = await Promise.all([
    ports.tallies.inPeriod(tenantId, week, MOST_DIGESTS),
    ports.members.all(tenantId),
  ]);
  const busy = new Set(rows.map(({ member }) => member));
  const readers = members.filter(
    (member) => busy.has(member.slackUserId) && member.preferences.digest && isLinkable(member),
  );
  for (const { slackUserId: to } of readers)
    await ensureMessage(ports, {
      id: MESSAGE_IDS.digest(week, to),
      tenantId,
      kind: 'digest',
      to,
      event: week,
      wanted: 1,
    });
}
