/** What stands for the three characters that mean something in Slack's markup. */
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** A text from Slack as people see it, of which Slack escapes three characters. */
export const unescapeText = (text: string): string =>
  text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? '');

/** What Slack makes of mentions, channels and addresses: `<` what is meant `|` what is shown `>`. */
const MARKUP = /<([^<>|]+)(?:\|([^<>]*))?>/g;

/**
 * What somebody typed behind a slash command: Slack puts mentions, channels and addresses into angle brackets and
 * escapes three characters. A mention that Slack sends without its name is left with the id.
 */
export const readCommandText = (text: string): string =>
  unescapeText(text.replace(MARKUP, (_, meant: string, shown?: string) => readMarkup(meant, shown)));

function readMarkup(meant: string, shown: string | undefined): string {
  const sign = { '@': '@', '#': '#', '!': '@' }[meant.charAt(0)];
  if (sign) return `${sign}${(shown || meant.slice(1)).replace(/^[@#]/, '')}`;
  if (!shown) return meant;
  return isSameAddress(meant, shown) ? shown : `${shown} (${meant})`;
}

/** Slack adds `http://` or `mailto:` to what is typed without. */
const isSameAddress = (meant: string, shown: string): boolean => bareAddress(meant) === bareAddress(shown);

const bareAddress = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
    .replace(/\/$/, '');

/** Without space and invisible characters at its ends, which phones and copied text add. */
export const trimmed = (text: string): string => text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');
