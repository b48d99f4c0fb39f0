/**
 * Patterns of secrets that must not reach a log or a stored error. Each must run in linear time on any text: matches
 * that start at different places must not scan the same characters.
 */
const SECRETS: readonly [RegExp, string][] = [
  [/\bx(?:ox[a-z](?:\.xox[a-z])?|app|wfp)-[\w.-]+/g, 'xox*-***'],
  [/\bwhsec_[\w+/=-]+/g, 'whsec_***'],
  [/\b([Bb]earer|[Bb]asic)\s+(?=\S*(?:[\d_=.~+/-]|[a-z][A-Z])|\S{16})[\w+/=.~-]+/g, '$1 ***'],
  [/:\/\/[^\s/@"']+@/g, '://***@'],
];

/** Removes tokens, webhook secrets, authorization headers and passwords in URLs from a text. */
export const redactSecrets = (text: string): string =>
  SECRETS.reduce((clean, [secret, mask]) => clean.replace(secret, mask), text);
