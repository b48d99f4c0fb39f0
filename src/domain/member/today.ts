import { dayIn } from '../day-in.js';
import type { Ports } from '../ports.js';
import type { Actor } from './member.js';

/** The calendar day of whoever asks, in their own time zone: `2026-11-23`. */
export async function today(ports: Ports, by: Actor): Promise<string> {
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  return dayIn(member?.timeZone, ports.clock.now());
}
