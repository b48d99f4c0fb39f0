import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../domain/ports.js';
import { redactSecrets } from '../../lib/redact-secrets.js';

const asText = (parts: unknown[]): string =>
  redactSecrets(
    parts.map((part) => (part instanceof Error ? `${part.name}: ${part.message}` : String(part))).join(' '),
  ).slice(0, 1000);

/** Writes the messages of Slack's libraries to Baton's log, from `warn` on: lower levels contain payloads. */
export const boltLogger = (log: Log): Logger => ({
  debug: () => {},
  info: () => {},
  warn: (...parts) => log.warn({ said: asText(parts) }, 'slack.library'),
  error: (...parts) => log.error({ said: asText(parts) }, 'slack.library'),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
});
