import { dayIn } from '../../lib/day-in-time-zone.js';
import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';

/** Returns the calendar day in a member's own time zone: `2026-11-23`. */
export async function memberLocalDay(ports: Ports, by: Actor): Promise<string> {
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  return dayIn(member?.timeZone, ports.clock.now());
}
