import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';

/** Returns the actor with an empty name once their data was erased, so that new records do not store it again. */
export async function withNameAfterErasure<By extends Actor>({ members }: Pick<Ports, 'members'>, by: By): Promise<By> {
  const forgotten = await members.forgotten(by.tenantId);
  return forgotten.has(by.slackUserId) ? { ...by, name: '' } : by;
}
