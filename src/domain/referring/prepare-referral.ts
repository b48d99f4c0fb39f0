import { type PreparedDecision, prepareDecision } from '../deciding/prepare-decision.js';
import type { Actor } from '../model/member/member.js';
import { settingsOf } from '../permissions/settings-of.js';
import { requireReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';

/** As `prepareDecision`, with how long the referral can be undone, in seconds; 0 when it cannot. */
export type PreparedReferral = PreparedDecision & { readonly undoSeconds: number };

/**
 * What a member needs before referring an invite.
 * @throws Refusal with the rule that forbids deciding it, or passing it on.
 */
export async function prepareReferral(ports: Ports, by: Actor, inviteId: string): Promise<PreparedReferral> {
  const prepared = await prepareDecision(ports, by, inviteId);
  await requireReferral(ports, prepared.invite, by);
  const { undoSeconds } = await settingsOf(ports, by.tenantId);
  return { ...prepared, undoSeconds };
}
