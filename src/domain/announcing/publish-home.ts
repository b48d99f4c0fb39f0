import { Refusal } from '../model/errors.js';
import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';
import { readHome } from './read-home.js';

/** Shows a member their App Home as it is now. Somebody who is gone has none. */
export async function publishHome(ports: Ports, ref: Ref): Promise<void> {
  try {
    await ports.messenger.publishHome(ref.tenantId, ref.id, await readHome(ports, ref));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
