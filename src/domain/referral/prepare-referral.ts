import { prepareDecision } from '../invite/prepare-decision.js';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import { DEFAULT_SETTINGS } from '../tenant/tenant.js';
import { requireReferral } from './who-may-refer.js';

/** As `prepareDecision`, with how long the referral can be undone, in seconds; 0 when it cannot. */
export type PreparedReferral = Awaited<ReturnType<typeof prepareDecision>> & { readonly undoSeconds: number };

/**
 * What a member needs before referring an invite.
 * @throws Refusal with the rule that forbids deciding it, or passing it on.
 */
export async function prepareReferral(ports: Ports, by: Actor, inviteId: string): Promise<PreparedReferral> {
  const [prepared, tenant] = await Promise.all([prepareDecision(ports, by, inviteId), ports.tenants.get(by.tenantId)]);
  await requireReferral(ports, prepared.invite, by);
  const { undoSeconds } = tenant?.settings ?? DEFAULT_SETTINGS;
  return { ...prepared, undoSeconds };
}
