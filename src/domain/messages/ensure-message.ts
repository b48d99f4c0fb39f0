import { isNews, type MessageToEnsure } from '../model/message/message.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/**
 * Ensures that a message exists and shows the revision `wanted`.
 * @param inMs delay of the delivery, in milliseconds
 * @returns false when this revision or a newer one is wanted already
 */
export async function ensureMessage(ports: Ports, message: MessageToEnsure, inMs = 0): Promise<boolean> {
  const at = new Date(ports.clock.now().getTime() + inMs);
  const delivery = todo('deliver-message', at);
  const wanted = await ports.messages.ensure(message, [isNews(message) ? { ...delivery, isNews: true } : delivery]);
  return wanted !== null;
}
