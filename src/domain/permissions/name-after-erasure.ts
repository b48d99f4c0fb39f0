import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';

/** Somebody under the name that is kept with what they do: none once their data was deleted, until they are known again. */
export async function withNameAfterErasure<By extends Actor>({ members }: Pick<Ports, 'members'>, by: By): Promise<By> {
  const forgotten = await members.forgotten(by.tenantId);
  return forgotten.has(by.slackUserId) ? { ...by, name: '' } : by;
}
