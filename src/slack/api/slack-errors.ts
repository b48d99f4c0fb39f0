import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import {
  AccessRevoked,
  FileRefused,
  Hopeless,
  Misconfigured,
  Postponed,
  Refusal,
  Unreachable,
} from '../../domain/model/errors.js';
import { errorFields } from '../../lib/error-text.js';
import { waitFor } from '../../lib/rate-limit-wait.js';
import { meaningOf, type Operation } from './error-codes.js';

/**
 * Maps an error of a call to the domain's: Postponed for a rate limit, a final error with advice, or the error itself,
 * which is retried. Only a code that is known as final for the operation is final.
 * @param limitKey the name of the rate limit
 */
export function toDomainError(error: unknown, effect: Operation, limitKey: string): unknown {
  const root = rootCauseOf(error);
  if (root instanceof WebAPIRateLimitedError) return new Postponed(waitFor(root.retryAfter, new Date()), limitKey);
  if (root instanceof Refusal) return new Misconfigured('Baton is not installed in this workspace any more');
  if (!(root instanceof WebAPIPlatformError)) return root;
  const code = root.data.error;
  const known = meaningOf(effect, code);
  if (!known) return root;
  const advice = `Slack says ${code}: ${known.advice}`;
  switch (known.means) {
    case 'wait':
      return new Postponed(waitFor(root.data.response_metadata?.retryAfter ?? Number.NaN, new Date()), limitKey);
    case 'revoked':
      return new AccessRevoked(advice, { cause: root });
    case 'misconfigured':
      return new Misconfigured(advice, { cause: root });
    case 'final':
      if (known.noFile) return new FileRefused(known.noFile, advice);
      return known.why ? new Unreachable(known.why, advice) : new Hopeless(advice);
  }
}

/** Tells whether Baton cannot post in this channel until its settings change. */
export const isUnwritable = (error: unknown): boolean => {
  const why = meaningOf('post', codeOf(error) ?? '')?.why;
  return why !== undefined && why !== 'refused';
};

/** Returns the error code that Slack answered; undefined for any other error. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** Tells whether the trigger was used before: a repeated click, whose modal is already open. */
export const isRepeatedTrigger = (error: unknown): boolean =>
  ['exchanged_trigger_id', 'trigger_exchanged'].includes(codeOf(error) ?? '');

/** Returns the innermost error that Slack's libraries wrapped. */
export function rootCauseOf(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && 'original' in inner && inner.original instanceof Error) inner = inner.original;
  return inner;
}

/** Returns the fields that the log has of an error, with Slack's error code. */
export function slackErrorFields(error: unknown): Record<string, unknown> {
  const root = rootCauseOf(error);
  const slack = codeOf(root);
  return { ...errorFields(root), ...(slack !== undefined && { slack }) };
}
