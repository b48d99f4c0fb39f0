import type { AllMiddlewareArgs, AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { Refusal } from '../../domain/model/errors.js';
import type { Log } from '../../domain/ports.js';
import type { InFlight } from '../../lib/in-flight.js';
import { codeOf, isRepeatedTrigger, slackErrorFields } from '../api/slack-errors.js';
import { replyWithError } from '../reply/reply-with-error.js';
import { refusalText } from '../words/refusal-text.js';
import type { Words } from '../words/words.js';

interface Boundary {
  readonly log: Log;
  readonly words: (locale?: string) => Words;
  /** Tracks running listeners: Bolt does not, once Slack has its acknowledgement. */
  readonly flights: InFlight;
}

/**
 * Handles the errors of all listeners. A refusal is shown to the person; any other error is logged without people's
 * texts, and the person reads that it is safe to try again.
 */
export const errorBoundary =
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
    const { field } = error instanceof Refusal ? error.params : {};
    const named = error instanceof Refusal && { code: error.code, ...(field !== undefined && { field }) };
    const reply = { text: textFor(error, say), ...named };
    await replyWithError(args, say, reply, log);
  }
}

/** Slack's error codes for a modal that was opened too late. */
const TOO_LATE = new Set(['expired_trigger_id', 'trigger_expired']);

const isTooLate = (error: unknown): boolean => TOO_LATE.has(codeOf(error) ?? '');

function textFor(error: unknown, say: Words): string {
  if (error instanceof Refusal) return refusalText(error, say);
  return say.plain(isTooLate(error) ? 'fault.slow' : 'fault.text');
}

/** Acknowledges, unless Slack already has its acknowledgement. */
async function quietly(args: AnyMiddlewareArgs): Promise<void> {
  if ('ack' in args) await (args.ack as () => Promise<void>)().catch(() => undefined);
}

/** Slack's error code for updating a modal that was closed: nobody waits for the update. */
const CLOSED = 'not_found';

/** Tells whether Slack refused an answer at its response URL. */
const isUnheard = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'slack_bolt_respond_error';

/**
 * Logs the error. A modal that opened too late, or an answer that did not arrive, is Slack's slowness or a network's: the
 * person can try again.
 */
function report(error: unknown, { context, body }: AnyMiddlewareArgs & AllMiddlewareArgs, log: Log): void {
  const { teamId, enterpriseId, userId } = context;
  const type = 'type' in body ? body.type : 'command';
  const level = isTooLate(error) || isUnheard(error) ? 'warn' : 'error';
  log[level]({ teamId, enterpriseId, userId, type, ...slackErrorFields(error) }, 'slack.listener-failed');
}
