import type { AllMiddlewareArgs, AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { Refusal } from '../../domain/model/errors.js';
import type { Log } from '../../domain/ports.js';
import type { InFlight } from '../../lib/in-flight.js';
import { codeOf, isRepeatedTrigger, slackErrorFields } from '../api/slack-errors.js';
import { replyWithError } from '../reply/reply-with-error.js';
import { refusalText } from '../words/refusal.js';
import type { Words } from '../words/words.js';

interface Boundary {
  readonly log: Log;
  readonly words: (locale?: string) => Words;
  /** Bolt forgets what goes on once Slack has its answer. */
  readonly flights: InFlight;
}

/**
 * The one place where a listener's error ends. A refusal is told to the person in plain words; anything else is
 * logged without what people wrote, and the person hears that it is safe to try again.
 */
export const boundary =
  (deps: Boundary): Middleware<AnyMiddlewareArgs> =>
  (args) =>
    deps.flights.track(guarded(args, deps));

async function guarded(args: AnyMiddlewareArgs & AllMiddlewareArgs, { log, words }: Boundary): Promise<void> {
  try {
    await args.next();
  } catch (error) {
    if (isRepeatedTrigger(error) || codeOf(error) === CLOSED) return void (await quietly(args));
    const say = (args.context.say as Words | undefined) ?? words();
    if (!(error instanceof Refusal)) report(error, args, log);
    const told = { text: textFor(error, say), ...(error instanceof Refusal && { code: error.code }) };
    await replyWithError(args, say, told, log);
  }
}

/** Slack's words for a modal that was opened too late. */
const TOO_LATE = new Set(['expired_trigger_id', 'trigger_expired']);

function textFor(error: unknown, say: Words): string {
  if (error instanceof Refusal) return refusalText(error, say);
  return say.plain(TOO_LATE.has(codeOf(error) ?? '') ? 'fault.slow' : 'fault.text');
}

/** Slack may have its answer already. */
async function quietly(args: AnyMiddlewareArgs): Promise<void> {
  if ('ack' in args) await (args.ack as () => Promise<void>)().catch(() => undefined);
}

/** Slack's word for a modal that was closed before it could be changed: whoever closed it waits for nothing. */
const CLOSED = 'not_found';

function report(error: unknown, { context, body }: AnyMiddlewareArgs & AllMiddlewareArgs, log: Log): void {
  const { teamId, enterpriseId, userId } = context;
  const type = 'type' in body ? body.type : 'command';
  log.error({ teamId, enterpriseId, userId, type, ...slackErrorFields(error) }, 'slack.listener-failed');
}
