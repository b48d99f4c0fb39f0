import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** The files that a member may ask for: all data about them, or their referrals as a table. */
export type ExportKind = 'export-data' | 'export-referrals';

/** Plans a file for a member, sent by DM. @throws Refusal when the directory does not know the member yet. */
export async function requestMyExport(ports: Ports, by: Actor, kind: ExportKind): Promise<void> {
  const member = await ports.members.addWork(by.tenantId, by.slackUserId, [todo(kind, ports.clock.now())]);
  if (!member) throw new Refusal('member.youUnknown');
}
