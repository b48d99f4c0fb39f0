import { redactSecrets } from './redact-secrets.js';

const LONGEST = 500;

/** Returns the text of an error for a dead letter: name and message, without secrets, cut at 500 characters. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return redactSecrets(text).slice(0, LONGEST);
}

/**
 * Returns the fields of an error for the log: name, code and stack. Leaves out the message: it may hold personal data.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const cause = error.cause instanceof Error && errorFields(error.cause);
  const where = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 3);
  return {
    error: error.name,
    ...(code !== undefined && { code: String(code) }),
    ...(where && { where: where.map((line) => line.trim()) }),
    ...(cause && { cause: { error: cause.error, code: cause.code } }),
  };
}
