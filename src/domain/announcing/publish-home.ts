import { Refusal } from '../model/errors.js';
import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';
import { readHome } from './read-home.js';

/** Publishes a member's App Home in its present state; nothing where the tenant or the member is unknown. */
export async function publishHome(ports: Ports, ref: Ref): Promise<void> {
  try {
    await ports.messenger.publishHome(ref.tenantId, ref.id, await readHome(ports, ref));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
