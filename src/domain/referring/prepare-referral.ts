import { type PreparedDecision, prepareDecision } from '../deciding/prepare-decision.js';
import type { Actor } from '../model/member/member.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import { requireReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { askCandidates } from './read-job-records.js';

/** The data of a `PreparedDecision`, with the undo window in seconds; 0 without one. */
export type PreparedReferral = PreparedDecision & { readonly undoSeconds: number };

/**
 * Reads the data that the referral form shows.
 * @throws Refusal with the rule that forbids deciding it, or passing it on.
 */
export async function prepareReferral(ports: Ports, by: Actor, inviteId: string): Promise<PreparedReferral> {
  const prepared = await prepareDecision(ports, by, inviteId);
  await requireReferral(ports, prepared.invite, by);
  // the form does not wait for them, and its submission uses what came
  void askCandidates(ports, prepared.invite);
  const { undoSeconds } = await tenantSettings(ports, by.tenantId);
  return { ...prepared, undoSeconds };
}
