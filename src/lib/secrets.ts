/**
 * What must not reach a log or a stored error, wherever it stands in a text. Each must take time in proportion to the
 * text, whatever is in it: no two places where a match may begin may look through the same stretch.
 */
const SECRETS: readonly [RegExp, string][] = [
  [/\bx(?:ox[a-z](?:\.xox[a-z])?|app|wfp)-[\w.-]+/g, 'xox*-***'],
  [/\bwhsec_[\w+/=-]+/g, 'whsec_***'],
  [/\b([Bb]earer|[Bb]asic)\s+(?=\S*(?:[\d_=.~+/-]|[a-z][A-Z])|\S{16})[\w+/=.~-]+/g, '$1 ***'],
  [/:\/\/[^\s/@"']+@/g, '://***@'],
];

/** The text with tokens, webhook secrets, authorization headers and the passwords of addresses blanked out. */
export const withoutSecrets = (text: string): string =>
  SECRETS.reduce((clean, [secret, mask]) => clean.replace(secret, mask), text);
