import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { Postponed } from '../../domain/model/errors.js';
import { errorText } from '../../lib/error-text.js';
import { forJobs } from '../api/client-options.js';
import { codeOf, rootCauseOf, toDomainError } from '../api/slack-errors.js';
import { createTenantClients } from '../api/tenant-clients.js';
import { SCOPES } from '../app/scopes.js';
import { presentMessage } from '../delivery/present-message.js';
import { type SlackClientsDeps, tokensFrom } from '../delivery/slack-clients.js';
import { trendView } from '../features/trend/trend.js';
import { createWords } from '../words/words.js';
import { SAMPLE_WEEKS, sampleMessages } from './sample-messages.js';

/** Checks a workspace that has Baton installed. */
export interface WorkspaceExaminer {
  /** Asks Slack whose token it is (`auth.test`). @throws as the messenger. */
  token(tenantId: string): Promise<TokenReport>;
  /** Asks Slack to validate a message of every kind (`blocks.validate`). Posts none. @throws as the messenger. */
  validate(tenantId: string): Promise<ValidationReport>;
}

/** The workspace and the bot that a token belongs to. */
export interface TokenReport {
  readonly workspace: string;
  readonly bot: string;
  /** Scopes that the token lacks; empty too where Slack does not tell. */
  readonly missing: readonly string[];
}

/** Slack's verdict on the samples. */
export interface ValidationReport {
  readonly valid: number;
  readonly of: number;
  /** The kinds of messages that Slack refuses, and why. */
  readonly invalid: readonly { readonly kind: string; readonly why: string }[];
  /** The reason why the remaining messages could not be checked. */
  readonly untried?: string;
}

/** Creates checks of a workspace's token that nobody in the workspace sees. */
export function createWorkspaceExaminer(deps: SlackClientsDeps): WorkspaceExaminer {
  const clientOf = createTenantClients(tokensFrom(deps), forJobs(deps));
  const words = createWords({ command: deps.config.COMMAND, faqUrl: deps.config.FAQ_URL });
  return {
    token: async (tenantId) => {
      try {
        const client = await clientOf(tenantId);
        const { team = '', user = '', response_metadata: meta } = await client.auth.test();
        const has = meta?.scopes;
        const missing = has ? Object.keys(SCOPES).filter((scope) => !has.includes(scope)) : [];
        return { workspace: team, bot: user, missing };
      } catch (error) {
        throw toDomainError(error, 'directory', tenantId);
      }
    },
    validate: async (tenantId) => {
      const samples = Object.entries(sampleMessages(new Date())).flatMap(([kind, contents]) =>
        contents.map((content) => ({ kind, message: presentMessage(content, words('en')) })),
      );
      const trend = { kind: 'trend', message: trendView(SAMPLE_WEEKS, 'mine', words('en'), true) };
      return validateAll(await clientOf(tenantId), [...samples, trend]);
    },
  };
}

interface Sample {
  readonly kind: string;
  readonly message: ReturnType<typeof presentMessage>;
}

/** The error codes that concern the message itself. */
const INVALID = new Set(['invalid_blocks', 'invalid_message']);

async function validateAll(client: WebClient, samples: readonly Sample[]): Promise<ValidationReport> {
  const invalid: { kind: string; why: string }[] = [];
  const of = samples.length;
  for (const [index, { kind, message }] of samples.entries()) {
    try {
      await client.blocks.validate({ message: { blocks: message.blocks } });
    } catch (error) {
      const code = codeOf(rootCauseOf(error)) ?? '';
      if (!INVALID.has(code)) return { valid: index - invalid.length, of, invalid, untried: whyUntried(error) };
      invalid.push({ kind, why: reasonsOf(error) });
    }
  }
  return { valid: of - invalid.length, of, invalid };
}

function whyUntried(error: unknown): string {
  const root = rootCauseOf(error);
  if (codeOf(root) === 'unknown_method') return 'this Slack has no blocks.validate';
  if (root instanceof WebAPIRateLimitedError) return 'Slack limits how often it is asked';
  const trouble = toDomainError(error, 'directory', '');
  return trouble instanceof Postponed ? 'Slack limits how often it is asked' : errorText(trouble);
}

/** Lists the errors that Slack names, with their places. */
function reasonsOf(error: unknown): string {
  const root = rootCauseOf(error);
  const { errors } = (root instanceof WebAPIPlatformError ? root.data : {}) as { errors?: readonly Reason[] };
  const told = errors?.map(({ pointer = '', code = '', message = code }) => `${pointer} ${message}`.trim());
  return told?.slice(0, 3).join('; ') || (codeOf(root) ?? 'it says no more');
}

interface Reason {
  readonly pointer?: string;
  readonly code?: string;
  readonly message?: string;
}
