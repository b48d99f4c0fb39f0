import { ALONE, type TextLimits } from './text-limits.js';

/** The most characters of a line that are read. */
const LONGEST_LINE = 4_000;

/** Names of emoji as Slack writes them, such as `:moneybag:`; a time such as `10:30:15` has digits alone. */
const EMOJI_NAME = /(?<![\w:]):(?=[^:\s]*[a-z])[a-z0-9_+'-]{1,60}:(?:skin-tone-\d:)?(?!\w)/g;

/** Matches pictures, flags, and the invisible characters that join them. */
const PICTURE =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u{1F3FB}-\u{1F3FF}]|[\u{E0020}-\u{E007F}]|\uFE0F|\u20E3/gu;

/** Matches characters at the beginning of a line that list, quote or emphasize it. */
const BULLET = /^(?:[\s>*_~`#]|[-–—•·▪◦●○►▸]\s)+/u;

/** Emphasis that surrounds a word or a whole text: `*Budget:* $500`. */
const EMPHASIS = /(?<![\w*])\*{1,2}(?=\S)([^*\n]{1,500}?)(?<=\S)\*{1,2}(?![\w*])/g;

/** Splits a text into its lines, without invisible characters; empty lines stay, as ends of paragraphs. */
export const linesOf = (text: string, { characters, lines }: TextLimits = ALONE): string[] =>
  text
    .slice(0, characters)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/(?![\n\t\u200d])[\p{Cf}\p{Cc}]/gu, '')
    .split('\n', lines)
    .map((line) => line.slice(0, LONGEST_LINE).trim());

/**
 * Matches an address: with its scheme, with `www.`, or alone on its line with a path. Others without a scheme are
 * words, such as `Node.js/Express`.
 */
const ADDRESS = new RegExp(
  [
    String.raw`(?<![a-z0-9])https?:\/\/[^\s<>"'|]+`,
    String.raw`(?<![\w@./-])(?:www\.[\w.-]+\.[a-z]{2,}|(?:www\.)?upwork\.com)\/[^\s<>"'|]+`,
    String.raw`(?=[\w-])(?<=^[ <(]*)(?:[\w-]+\.)+[a-z]{2,}\/[^\s<>"'|]+(?=[ >)]*$)`,
  ].join('|'),
  'gi',
);

/** Returns the addresses of a text in their order, with a scheme and without what only stands around them. */
export const addressesIn = (text: string): string[] =>
  linesOf(text).flatMap((line) =>
    [...line.matchAll(ADDRESS)].map(({ 0: found, index }) => {
      const address = withoutEnd(found, line.charAt(index - 1));
      return /^https?:/i.test(address) ? address : `https://${address}`;
    }),
  );

/** Removes the end of a sentence, a bracket that the address does not open, and emphasis that began before it. */
function withoutEnd(found: string, before: string): string {
  const last = found.at(-1) ?? '';
  const closes = (open: string) => found.split(last).length > found.split(open).length;
  const isOutside =
    /[.,;:!?]/.test(last) ||
    (last === ')' && closes('(')) ||
    (last === ']' && closes('[')) ||
    (/[*_~`]/.test(last) && last === before);
  return isOutside ? withoutEnd(found.slice(0, -1), before) : found;
}

/** Matches a link after its words, as `Shop for lamps <https://…>` or `Shop for lamps (https://…)`, or alone. */
const LINK = new RegExp(String.raw`[<(]?(?:${ADDRESS.source})[^\s<>]*>?`, 'gi');

/** Returns the words of a line, without addresses, bullets, emphasis and pictures. */
export const wordsOf = (line: string): string =>
  line
    .replace(LINK, ' ')
    .replace(/(?<! ) +(?=[*_~]+$)/, '')
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(EMOJI_NAME, ' ')
    .replace(PICTURE, ' ')
    .replace(EMPHASIS, '$1')
    .replace(BULLET, '')
    .replace(/[\s\u200d]+/g, ' ')
    .trim();

/** Tells whether a line has an address in it. */
export const hasLink = (line: string): boolean => line.search(LINK) >= 0;

/** Matches the separators between facts of one line, such as `United States · $120K spent | 31 hires`. */
const BETWEEN = /\s+[·•|∙‧]\s*|\s*[·•|∙‧]\s+/u;

/** Returns the facts of a line that lists several; the line itself otherwise. */
export const partsOf = (line: string): string[] =>
  line
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);
