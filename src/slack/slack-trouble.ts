import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { errorFields } from '../domain/error-text.js';
import { AccessRevoked, Hopeless, Misconfigured, Postponed, Refusal } from '../domain/errors.js';
import { waitFor } from '../domain/retry-after.js';

/** What an operator can do about the errors that no retry mends. */
const ADVICE: Readonly<Record<string, string>> = {
  account_inactive: 'the workspace or the app was deactivated there: have it installed again',
  channel_not_found: 'the channel is gone, or private: an admin picks another with the settings command',
  invalid_auth: 'the token is not valid: have Baton installed again',
  is_archived: 'the channel is archived: an admin picks another with the settings command',
  missing_scope: 'a scope is missing: compare the manifest, then have Baton installed again',
  not_allowed_token_type: 'the token is of the wrong type: have Baton installed again',
  not_in_channel: 'Baton is not in the channel: invite it there',
  token_expired: 'the token expired and could not be renewed: have Baton installed again',
  token_revoked: 'the token was revoked: have Baton installed again',
  user_disabled: 'the person has left the workspace',
  user_not_found: 'there is no such person in the workspace',
  user_not_visible: 'Baton may not see this person',
};

/** Slack's own trouble: it passes. */
const PASSES = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'accesslimited',
]);

/** Baton was removed. */
const REVOKED = new Set(['account_inactive', 'token_revoked']);

/** The token does not count or allow it: installing Baton again mends it, and a token may have been read before that. */
const UNTIL_INSTALLED = new Set(['invalid_auth', 'missing_scope', 'not_allowed_token_type', 'token_expired']);

/**
 * What a failed call means for a job: put it off (429), give it up with advice, or try again.
 * @param limitKey what a rate limit holds up.
 */
export function troubleOf(error: unknown, limitKey: string): unknown {
  const root = rootOf(error);
  if (root instanceof WebAPIRateLimitedError) return new Postponed(waitFor(root.retryAfter), limitKey);
  if (root instanceof Refusal) return new Misconfigured('Baton is not installed in this workspace any more');
  if (!(root instanceof WebAPIPlatformError)) return root;
  const code = root.data.error;
  if (code === 'ratelimited') return new Postponed(30_000, limitKey);
  if (PASSES.has(code)) return root;
  const advice = `Slack says ${code}: ${ADVICE[code] ?? 'it refused what was sent'}`;
  if (REVOKED.has(code)) return new AccessRevoked(advice, { cause: root });
  return UNTIL_INSTALLED.has(code) ? new Misconfigured(advice, { cause: root }) : new Hopeless(advice);
}

/** The platform's word for what went wrong, if it was the platform. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** The error beneath those that Slack's libraries wrapped around it. */
export function rootOf(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && 'original' in inner && inner.original instanceof Error) inner = inner.original;
  return inner;
}

/** What the log says of an error, the platform's word among it. */
export function faultFields(error: unknown): Record<string, unknown> {
  const root = rootOf(error);
  const slack = codeOf(root);
  return { ...errorFields(root), ...(slack !== undefined && { slack }) };
}
