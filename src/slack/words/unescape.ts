/** Slack's escapes of its three control characters. */
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Unescapes a text from Slack. */
export const unescapeText = (text: string): string =>
  text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? '');

/** Slack's markup of mentions, channels and addresses: `<target|label>`. */
const MARKUP = /<([^<>|]+)(?:\|([^<>]*))?>/g;

/**
 * Returns the text of a slash command as the person typed it: without Slack's markup and escapes. A mention without a
 * label becomes its id.
 */
export const readCommandText = (text: string): string =>
  unescapeText(text.replace(MARKUP, (_, meant: string, shown?: string) => readMarkup(meant, shown)));

/** Matches mentions of members, groups and channels, and other special tokens, such as `<@U1|ana>` and `<!here>`. */
const TOKEN = /<[@#!][^<>]*>/g;

/** Removes mentions and special tokens from a text with Slack's markup. */
export const withoutMentions = (text: string): string => text.replace(TOKEN, ' ');

/** Returns the ids of the members whom a text with Slack's markup mentions, each once. */
export const mentionedIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, id]) => id ?? [])),
];

function readMarkup(meant: string, shown: string | undefined): string {
  const sign = { '@': '@', '#': '#', '!': '@' }[meant.charAt(0)];
  if (sign) return `${sign}${(shown || meant.slice(1)).replace(/^[@#]/, '')}`;
  if (!shown) return meant;
  return isSameAddress(meant, shown) ? shown : `${shown} (${meant})`;
}

/** Tells whether label and target are the same address: Slack adds `http://` or `mailto:`. */
const isSameAddress = (meant: string, shown: string): boolean => bareAddress(meant) === bareAddress(shown);

const bareAddress = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
    .replace(/\/$/, '');

/** Trims white space and invisible characters, which phones and copied text add. */
export const trimmed = (text: string): string => text.replace(/^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu, '');
