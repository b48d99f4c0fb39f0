import { convert } from 'html-to-text';

/** The longest HTML and text that is read, in characters. */
const LONGEST = 200_000;

/** Characters that windows-1252 has where Unicode has control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Cleans the text of a mail: lines end alike, invisible characters are gone. Some releases of Node decode windows-1252 as
 * ISO 8859-1, so that control characters stand where mails have quotes and the euro sign; a mail has none of them.
 */
export const cleanText = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? '')
    .replace(/(?![\n\t])[\p{Cf}\p{Cc}]|\u034f/gu, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .trim();

/** Turns HTML into text. Links stand behind their words in angle brackets; nothing is fetched. */
export const htmlToText = (html: string): string =>
  cleanText(
    convert(html.slice(0, LONGEST), {
      wordwrap: false,
      limits: { maxInputLength: LONGEST, maxDepth: 100, ellipsis: '' },
      selectors: [
        { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
        { selector: 'img', format: 'skip' },
        ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
        { selector: 'table', format: 'block' },
      ],
    }),
  );
