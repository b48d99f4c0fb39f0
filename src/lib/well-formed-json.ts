/** Half of a pair that stands for one character beyond U+FFFF, as JSON may escape it. */
const ESCAPED = /\\u[dD][89a-fA-F]/;

const HALF = /\p{Surrogate}/gu;

/**
 * Parses JSON whose texts go into addresses and databases. A half of a surrogate pair without the other becomes U+FFFD: no
 * address may have it, and `encodeURIComponent` throws.
 * @throws SyntaxError
 */
export const parseWellFormed = (text: string): unknown =>
  ESCAPED.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);

const wellFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(HALF, '\uFFFD') : value;
