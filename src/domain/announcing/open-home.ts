import type { Actor, HomeChoice } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { publishHome } from './publish-home.js';

/** Publishes a member's App Home with their selection, and keeps it up to date from now on. */
export async function openHome(ports: Ports, by: Actor, choice?: HomeChoice): Promise<void> {
  const homeOpenedAt = ports.clock.now();
  await ports.members.configure(by.tenantId, by.slackUserId, { homeOpenedAt, ...(choice && { homeView: choice }) });
  await publishHome(ports, { tenantId: by.tenantId, id: by.slackUserId });
}
