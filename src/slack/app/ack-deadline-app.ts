import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import { emptyOptions } from '../reply/ephemeral-replies.js';
import type { InterimReply } from '../reply/interim-reply.js';
import { noticeModal } from '../reply/notice-modal.js';
import type { Words } from '../words/words.js';

/**
 * Milliseconds in which Slack must get an acknowledgement. Slack waits three seconds, part of which goes to the
 * network.
 */
export const ACK_DEADLINE_MS = 2000;

/** Thrown by an `ack` after the interim reply was sent. */
class AlreadyAcknowledged extends Error {
  override readonly name = 'AlreadyAcknowledged';
}

/** The parts of a payload that decide how it is acknowledged. */
type Body = { readonly type?: string; readonly command?: string; readonly event?: unknown };

interface DeadlineOptions {
  readonly words: (locale?: string) => Words;
  readonly ackDeadlineMs?: number;
  /** Called after each acknowledgement, with the milliseconds that it took. */
  readonly acknowledged?: ((ms: number) => void) | undefined;
}

/**
 * Acknowledges every click, command, look-up and submission in time: at the deadline Slack gets an interim reply, and
 * the listener goes on. Bolt acknowledges events before any listener runs.
 */
export class DeadlineApp extends App {
  readonly #words: DeadlineOptions['words'];
  readonly #ackDeadlineMs: number;
  readonly #acknowledged: DeadlineOptions['acknowledged'];

  constructor(options: AppOptions, { words, ackDeadlineMs = ACK_DEADLINE_MS, acknowledged }: DeadlineOptions) {
    super(options);
    this.#words = words;
    this.#ackDeadlineMs = ackDeadlineMs;
    this.#acknowledged = acknowledged;
  }

  override async processEvent(received: ReceiverEvent): Promise<void> {
    const event = this.#measured(received);
    const body = event.body as Body;
    if ('event' in body) return super.processEvent(event);
    const interim: InterimReply = { say: this.#words(), isSent: false };
    const sendInterim = async () => {
      interim.isSent = true;
      await event.ack(interimAnswer(body, interim));
    };
    const timer = setTimeout(() => void sendInterim().catch(() => undefined), this.#ackDeadlineMs);
    const ack: ReceiverEvent['ack'] = async (answer) => {
      if (interim.isSent) throw new AlreadyAcknowledged('Slack has an interim reply already');
      clearTimeout(timer);
      await event.ack(answer);
    };
    const customProperties = { ...event.customProperties, interim };
    await super.processEvent({ ...event, ack, customProperties }).finally(() => clearTimeout(timer));
  }

  #measured(event: ReceiverEvent): ReceiverEvent {
    const acknowledged = this.#acknowledged;
    if (!acknowledged) return event;
    const since = performance.now();
    const ack: ReceiverEvent['ack'] = async (answer) => {
      await event.ack(answer);
      acknowledged(performance.now() - since);
    };
    return { ...event, ack };
  }
}

/** Returns the interim reply; none for a click or a command, whose answer goes to its `response_url`. */
function interimAnswer({ type }: Body, { say, text }: InterimReply): object | undefined {
  if (type === 'block_suggestion') return emptyOptions(say.plain('late.lookUp'));
  if (type !== 'view_submission') return undefined;
  return { response_action: 'update', view: noticeModal(say, text ?? say.plain('late.form')) };
}

/** Acknowledges with `answer`, or calls `late` when the interim reply was already sent. */
export async function ackOr(answer: () => Promise<void>, late: () => Promise<unknown>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof AlreadyAcknowledged)) throw error;
    await late();
  }
}
