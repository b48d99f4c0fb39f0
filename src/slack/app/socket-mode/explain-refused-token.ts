import { Misconfigured } from '../../../domain/model/errors.js';
import { codeOf, rootCauseOf } from '../../api/slack-errors.js';

/** Slack's error codes for a token that stays invalid. */
const FINAL: ReadonlySet<string> = new Set([
  'access_denied',
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'team_access_not_granted',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
]);

const ADVICE = {
  SLACK_APP_TOKEN:
    'make a new one at api.slack.com/apps, “Basic Information”, App-Level Tokens, with the scope connections:write, and see that Socket Mode is on',
  SLACK_BOT_TOKEN: 'copy it again from api.slack.com/apps, “OAuth & Permissions”, after “Install to Workspace”',
} as const;

/**
 * Returns an error that names the environment variable and the remedy, where Slack permanently refuses its token.
 * @returns other errors as they are
 */
export function explainRefusedToken(error: unknown, variable: keyof typeof ADVICE): unknown {
  const code = codeOf(rootCauseOf(error));
  if (code === undefined || !FINAL.has(code)) return error;
  return new Misconfigured(`Slack does not take ${variable} (${code}): ${ADVICE[variable]}.`, { cause: error });
}
