import { withoutSecrets } from './secrets.js';

const LONGEST = 500;

/** What a dead letter says: the error's name and message, without tokens, cut at 500 characters. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return withoutSecrets(text).slice(0, LONGEST);
}

/** What the log says of an error: its name, its code and where it came from, but no words: they may be somebody's. */
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
