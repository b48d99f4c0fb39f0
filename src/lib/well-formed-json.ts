/** Matches half of a surrogate pair (a character beyond U+FFFF) as JSON escapes it. */
const ESCAPED = /\\u[dD][89a-fA-F]/;

const HALF = /\p{Surrogate}/gu;

/**
 * Parses JSON whose texts are used in addresses and databases. A lone surrogate becomes U+FFFD: no address may contain
 * one, and `encodeURIComponent` throws.
 * @throws SyntaxError
 */
export const parseWellFormedJson = (text: string): unknown =>
  ESCAPED.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);

const wellFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(HALF, '\uFFFD') : value;
