import { isNews, type MessageToEnsure } from '../model/message/message.js';
import { todo, type Work } from '../model/outbox-work.js';
import type { MessageWish, Ports } from '../ports.js';

/**
 * Ensures that a message exists and shows the revision `wanted`.
 * @param inMs delay of the delivery, in milliseconds
 * @returns false when this revision or a newer one is wanted already
 */
export async function ensureMessage(ports: Ports, message: MessageToEnsure, inMs = 0): Promise<boolean> {
  const wanted = await ports.messages.ensure(message, [deliveryOf(ports, message, inMs)]);
  return wanted !== null;
}

/** A message to ensure together with others. */
export interface Wish extends Omit<MessageWish, 'work'> {
  /** Delay of the delivery, in milliseconds; none when absent. */
  readonly inMs?: number;
}

/** Number of messages that are written at once: a job may have hundreds, and others need the database too. */
const TOGETHER = 20;

/**
 * Ensures several messages, each as `ensureMessage` does, some twenty of them with one write where nobody else changes
 * them.
 * @returns whether each was written, in the order of the wishes
 */
export async function ensureMessages(ports: Ports, wishes: readonly Wish[]): Promise<boolean[]> {
  const written: boolean[] = [];
  for (let from = 0; from < wishes.length; from += TOGETHER)
    written.push(...(await ensureTogether(ports, wishes.slice(from, from + TOGETHER))));
  return written;
}

async function ensureTogether(ports: Ports, wishes: readonly Wish[]): Promise<boolean[]> {
  const wanted = wishes.map(({ message, known, inMs }) => ({
    message,
    work: [deliveryOf(ports, message, inMs)],
    ...(known && { known }),
  }));
  return (await ports.messages.ensureAll(wanted)).map((message) => message !== null);
}

function deliveryOf({ clock }: Ports, message: MessageToEnsure, inMs = 0): Work {
  const delivery = todo('deliver-message', new Date(clock.now().getTime() + inMs));
  return isNews(message) ? { ...delivery, isNews: true } : delivery;
}
