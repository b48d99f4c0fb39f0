import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import { emptyOptions } from '../reply/ephemeral-replies.js';
import type { Holding } from '../reply/interim-reply.js';
import { notice } from '../reply/notice.js';
import type { Words } from '../words/words.js';

/** Slack waits three seconds for an answer; some are kept for the way. In milliseconds. */
export const PATIENCE_MS = 2000;

/** Thrown by an `ack` that comes after the holding answer. */
class AnsweredAlready extends Error {
  override readonly name = 'AnsweredAlready';
}

/** What a request is, as far as it matters for its answer. */
type Body = { readonly type?: string; readonly command?: string; readonly event?: unknown };

interface Timely {
  readonly words: (locale?: string) => Words;
  readonly patienceMs?: number;
}

/**
 * A Bolt app that answers every click, command, look-up and form in time, whatever its listener waits for: when the
 * patience is over, Slack gets a holding answer. Events are answered by Bolt before anybody listens.
 */
export class TimelyApp extends App {
  readonly #words: Timely['words'];
  readonly #patienceMs: number;

  constructor(options: AppOptions, { words, patienceMs = PATIENCE_MS }: Timely) {
    super(options);
    this.#words = words;
    this.#patienceMs = patienceMs;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const body = event.body as Body;
    if ('event' in body) return super.processEvent(event);
    const holding: Holding = { say: this.#words(), isSent: false };
    const hold = async () => {
      holding.isSent = true;
      await event.ack(answerMeanwhile(body, holding));
    };
    const timer = setTimeout(() => void hold().catch(() => undefined), this.#patienceMs);
    const ack: ReceiverEvent['ack'] = async (answer) => {
      if (holding.isSent) throw new AnsweredAlready('Slack has a holding answer already');
      clearTimeout(timer);
      await event.ack(answer);
    };
    const customProperties = { ...event.customProperties, holding };
    await super.processEvent({ ...event, ack, customProperties }).finally(() => clearTimeout(timer));
  }
}

/** Nothing for a click or a command, whose answer comes at its response address. */
function answerMeanwhile({ type }: Body, { say, text }: Holding): object | undefined {
  if (type === 'block_suggestion') return emptyOptions(say.plain('late.lookUp'));
  if (type !== 'view_submission') return undefined;
  return { response_action: 'update', view: notice(say, text ?? say.plain('late.form')) };
}

/** Answers in time with `answer`, or else by `late`. */
export async function answerOr(answer: () => Promise<void>, late: () => Promise<unknown>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof AnsweredAlready)) throw error;
    await late();
  }
}
