import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { AccessRevoked, Hopeless, Misconfigured, Postponed, Refusal, Unreachable } from '../../domain/model/errors.js';
import { errorFields } from '../../lib/error-text.js';
import { waitFor } from '../../lib/retry-after.js';
import { meaningOf, type Operation } from './error-codes.js';

/** A rate limit that names no time, in milliseconds. */
const RATE_LIMITED_MS = 30_000;

/**
 * What a failed call means for a job: put it off (429), give it up with advice, or try again. Only a code that is known
 * to be final for the effect is final.
 * @param limitKey what a rate limit holds up.
 */
export function toDomainError(error: unknown, effect: Operation, limitKey: string): unknown {
  const root = rootCauseOf(error);
  if (root instanceof WebAPIRateLimitedError) return new Postponed(waitFor(root.retryAfter), limitKey);
  if (root instanceof Refusal) return new Misconfigured('Baton is not installed in this workspace any more');
  if (!(root instanceof WebAPIPlatformError)) return root;
  const code = root.data.error;
  const known = meaningOf(effect, code);
  if (!known) return root;
  const advice = `Slack says ${code}: ${known.advice}`;
  switch (known.means) {
    case 'wait':
      return new Postponed(RATE_LIMITED_MS, limitKey);
    case 'revoked':
      return new AccessRevoked(advice, { cause: root });
    case 'misconfigured':
      return new Misconfigured(advice, { cause: root });
    case 'final':
      return known.why ? new Unreachable(known.why, advice) : new Hopeless(advice);
  }
}

/** Whether Baton cannot write to this channel until somebody does something about it. */
export const isUnwritable = (error: unknown): boolean => {
  const why = meaningOf('post', codeOf(error) ?? '')?.why;
  return why !== undefined && why !== 'refused';
};

/** The platform's word for what went wrong, if it was the platform. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** Whether a click came once more: its modal is open. */
export const isRepeatedTrigger = (error: unknown): boolean =>
  ['exchanged_trigger_id', 'trigger_exchanged'].includes(codeOf(error) ?? '');

/** The error beneath those that Slack's libraries wrapped around it. */
export function rootCauseOf(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && 'original' in inner && inner.original instanceof Error) inner = inner.original;
  return inner;
}

/** What the log says of an error, the platform's word among it. */
export function slackErrorFields(error: unknown): Record<string, unknown> {
  const root = rootCauseOf(error);
  const slack = codeOf(root);
  return { ...errorFields(root), ...(slack !== undefined && { slack }) };
}
