import { prepareDecision } from '../invite/prepare-decision.js';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import { DEFAULT_SETTINGS } from '../tenant/tenant.js';
import { requireAsking } from './ask-colleagues.js';

/** As `prepareDecision`, with the minutes that each colleague has to answer. */
export type PreparedAsk = Awaited<ReturnType<typeof prepareDecision>> & { readonly minutes: number };

/**
 * What a member needs before asking colleagues about an invite.
 * @throws Refusal with the rule that forbids deciding it, or asking about it.
 */
export async function prepareAsk(ports: Ports, by: Actor, inviteId: string): Promise<PreparedAsk> {
  const [prepared, tenant] = await Promise.all([prepareDecision(ports, by, inviteId), ports.tenants.get(by.tenantId)]);
  await requireAsking(ports, prepared.invite, by);
  const { askMinutes: minutes } = tenant?.settings ?? DEFAULT_SETTINGS;
  return { ...prepared, minutes };
}
