/** What must not reach a log or a stored error, wherever it stands in a text. */
const SECRETS: readonly [RegExp, string][] = [
  [/\bx(?:ox[a-z](?:\.xox[a-z])?|app|wfp)-[\w.-]+/g, 'xox*-***'],
  [/\bwhsec_[\w+/=-]+/g, 'whsec_***'],
  [/\b([Bb]earer|[Bb]asic)\s+(?=\S*(?:[\d_=.~+/-]|[a-z][A-Z])|\S{16})[\w+/=.~-]+/g, '$1 ***'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, '$1***@'],
];

/** The text with tokens, webhook secrets, authorization headers and the passwords of addresses blanked out. */
export const withoutSecrets = (text: string): string =>
  SECRETS.reduce((clean, [secret, mask]) => clean.replace(secret, mask), text);
