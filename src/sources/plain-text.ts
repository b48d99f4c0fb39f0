import { convert, type FormatCallback } from 'html-to-text';

/** The longest HTML and text that is converted, in characters. */
const LONGEST = 200_000;

/** The most HTML tags that are read. Each is searched among the open ones: 60,000 unclosed tags took four seconds. */
const MOST_TAGS = 10_000;
const TAG = /<[a-z/]/gi;

/** The characters of windows-1252 at the positions of Unicode's control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Returns the bytes of a text in Windows-1252, also where some of it was read as ISO 8859-1; undefined for another. */
export function windows1252Bytes(text: string): Uint8Array | undefined {
  const codes = Array.from(text, (sign) => (sign <= 'ÿ' ? sign.charCodeAt(0) : 0x80 + WINDOWS.indexOf(sign)));
  return codes.every((code, at) => code >= 0x80 || text[at] === String.fromCharCode(code))
    ? Uint8Array.from(codes)
    : undefined;
}

/**
 * Cleans the text of a mail: unifies line ends and removes invisible characters. Some releases of Node decode
 * windows-1252 as ISO 8859-1, which turns quotes and the euro sign into control characters; these are restored, since a
 * mail has no control characters.
 */
const cleanText = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? '')
    .replace(/(?![\n\t\u200d])[\p{Cf}\p{Cc}]|\u034f/gu, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .trim();

const LIMITS = { maxInputLength: LONGEST * 5, maxDepth: 100, ellipsis: '' };

/** A control character between the cells of a row, and between words that a page shows as boxes beside each other. */
const BETWEEN = '\u001f';
const SEPARATED = [
  ...['td + td', 'td + th', 'th + td', 'th + th'],
  ...['padding', 'inline-block'].map((style) => `span[style*="${style}"i] + span[style*="${style}"i]`),
];

/** Writes a declaration of CSS as the selectors of the elements whose `style` has it, with and without a space. */
const styled = (property: string, value: string, element = ''): string[] =>
  [`${property}:${value}`, `${property}: ${value}`].map((declared) => `${element}[style*="${declared}"i]`);

/** Elements that begin a line, besides those of which html-to-text knows it. */
const LINES = ['tr', 'center', 'dl', 'dt', 'dd', 'address', 'figure', 'figcaption', 'fieldset'];

/**
 * Elements that nobody sees, such as the text that a mail's list shows as its beginning. `mso-hide` is none of their
 * signs: Outlook alone obeys it, and it stands in buttons that Outlook gets in another form.
 */
const HIDDEN = [
  '[hidden]',
  ...styled('display', 'none'),
  ...styled('visibility', 'hidden'),
  ...styled('max-height', '0'),
];

/** Elements whose own words have no size. The elements in them may have one: some programs lay out columns so. */
const WORDLESS = ['div', 'p', 'span', 'td'].flatMap((element) => [
  ...styled('font-size', '0;', element),
  ...styled('font-size', '0px', element),
  ...['font-size:0', 'font-size: 0'].map((declared) => `${element}[style$="${declared}"i]`),
]);

const wordless: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(
    element.children?.filter(({ type }) => type === 'tag'),
    builder,
  );
  builder.closeBlock({ trailingLineBreaks: 1 });
};

/** Writes rows of cells as facts of one line: `Germany · $20K spent`, `Budget: $500`. */
const withRows = (text: string): string =>
  text
    .split('\n')
    .flatMap((line, at, all) => {
      if (line === '' && all[at - 1]?.trim() === BETWEEN) return [];
      if (!line.includes(BETWEEN)) return [line];
      const cells = line.split(BETWEEN).flatMap((cell) => cell.trim() || []);
      return cells.length > 0 ? [cells.join(' · ').replaceAll(': · ', ': ')] : [];
    })
    .join('\n');

/** The HTML tags that may still be read of several texts. */
export interface TagsLeft {
  tags: number;
}

/**
 * Converts what a reader sees of HTML to text, with links in angle brackets after their words. Fetches nothing.
 * @param left counts the tags of all texts that come at once
 */
export const htmlToText = (html: string, left: TagsLeft = { tags: MOST_TAGS }): string =>
  cleanText(
    withRows(
      convert(firstTags(html.slice(0, LONGEST), left), {
        wordwrap: false,
        limits: LIMITS,
        formatters: { wordless },
        selectors: [
          { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
          { selector: 'img', format: 'skip' },
          ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
          { selector: 'table', format: 'block' },
          ...LINES.map((selector) => ({
            selector,
            format: 'block',
            options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
          })),
          ...SEPARATED.map((selector) => ({ selector, format: 'inlineSurround', options: { prefix: BETWEEN } })),
          ...WORDLESS.map((selector) => ({ selector, format: 'wordless' })),
          ...HIDDEN.map((selector) => ({ selector, format: 'skip' })),
        ],
      }),
    ),
  );

/** Cuts HTML before the first tag beyond the limits. */
function firstTags(html: string, left: TagsLeft): string {
  const end = Math.max(0, left.tags - MOST_TAGS);
  for (const { index } of html.matchAll(TAG)) {
    if (left.tags <= end) return html.slice(0, index);
    left.tags -= 1;
  }
  return html;
}

/**
 * Cleans a text and decodes its HTML entities once: `R&amp;D`, `&#39;`. Other ampersands stay, as in `R&D`. Programs
 * that use one template for a web page and a mail's text leave entities there.
 */
export const decodedText = (text: string): string =>
  cleanText(
    /&#?\w+;/.test(text)
      ? convert(`<pre>${text.slice(0, LONGEST).replaceAll('<', '&lt;')}</pre>`, { wordwrap: false, limits: LIMITS })
      : text,
  );

/**
 * The longest text of a vendor's record that is read, in characters. An escaped text may be longer than the stored one.
 */
const LONGEST_FIELD = 100_000;

/** Elements that begin or end a line, and those within one. */
const BLOCKS = 'br|hr|p|div|ul|ol|li|h[1-6]|blockquote|pre|table|tr|td|section';
const INLINE = 'b|i|u|em|strong|a|span|code|small|font';
const tag = (names: string) => String.raw`<\/?(?:${names})(?:\s[^<>]*)?\/?>`;

const BLOCK = new RegExp(tag(BLOCKS), 'i');
const BLOCK_FIRST = new RegExp(`^${tag(BLOCKS)}`, 'i');
const BLOCK_LAST = new RegExp(`${tag(BLOCKS)}$`, 'i');
/** Matches tags around words: `List<i>` alone is no HTML. */
const PAIR = new RegExp(String.raw`<(${INLINE})(?:\s[^<>]*)?>[^<]{0,2000}<\/\1>`, 'i');
/** Matches the beginning of anything that is none of these tags, such as `a < b` or `Map<String, V>`. */
const NO_TAG = new RegExp(String.raw`<(?!\/?(?:${BLOCKS}|${INLINE})(?:\s[^<>]*)?\/?>)`, 'gi');

/**
 * Converts a text that may be escaped or formatted for a web page to plain text. Vendors copy texts from pages and do
 * not document which fields are HTML. A text with tags of common elements is read as HTML; in any other text the
 * entities are decoded once. Text that only looks like HTML stays: `a < b`, `R&D`, `List<String>`.
 */
export function plainText(given: string): string {
  const text = given.slice(0, LONGEST_FIELD).trim();
  if (!BLOCK.test(text) && !PAIR.test(text)) return decodedText(text);
  return htmlToText(withBreaks(text.replace(NO_TAG, '&lt;')));
}

/** Keeps the line breaks of a text that has tags too, except those beside an element that starts a line. */
const withBreaks = (html: string): string =>
  html
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .map((line, at, all) => {
      const isBroken = at === 0 || BLOCK_FIRST.test(line) || BLOCK_LAST.test(all[at - 1] ?? '');
      return isBroken ? line : `<br>${line}`;
    })
    .join('\n');
