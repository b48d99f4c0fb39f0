import { type PreparedDecision, prepareDecision } from '../deciding/prepare-decision.js';
import { endOf } from '../model/invite/binding-deadline.js';
import type { Actor } from '../model/member/member.js';
import { minutesToAnswer } from '../model/relay/next-step.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { requireAsking } from './ask-colleagues.js';

/** The data of a `PreparedDecision`, with the minutes that each colleague has to answer. */
export type PreparedAsk = PreparedDecision & { readonly minutes: number };

/**
 * Reads the data that the form of a relay shows.
 * @throws Refusal where `by` may not decide the invite, or may not ask about it.
 */
export async function prepareAsk(ports: Ports, by: Actor, inviteId: string): Promise<PreparedAsk> {
  const prepared = await prepareDecision(ports, by, inviteId);
  await requireAsking(ports, prepared.invite, by);
  const { askMinutes } = await tenantSettings(ports, by.tenantId);
  const minutes = minutesToAnswer(askMinutes, ports.clock.now(), endOf(prepared.invite));
  return { ...prepared, minutes };
}
