import type { MessageToEnsure } from '../model/message/message.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/**
 * Sees to it that a message exists and shows what is `wanted`, now or in so many milliseconds.
 * @returns false when it wants that, or something newer, already
 */
export async function ensureMessage(ports: Ports, message: MessageToEnsure, inMs = 0): Promise<boolean> {
  const at = new Date(ports.clock.now().getTime() + inMs);
  const wanted = await ports.messages.ensure(message, [todo('deliver-message', at)]);
  return wanted !== null;
}
