const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ELLIPSIS = '…';
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Matches control characters but line ends and tabs, and what overrides the direction of the text around it. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu;

/** Removes control characters and bidirectional overrides, and replaces lone surrogates. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(UNSEEN, '');

/** Truncates a text to `max` UTF-16 units (never fewer than Slack counts), between two graphemes, with an ellipsis. */
export function truncate(text: string, max: number): string {
  const whole = clean(text);
  return whole.length <= max ? whole : `${prefixOf(whole, max - ELLIPSIS.length).trimEnd()}${ELLIPSIS}`;
}

/** Splits a text into pieces of at most `max` UTF-16 units, at line ends where there are any. */
export function splitText(text: string, max: number): string[] {
  const all: string[] = [];
  let rest = clean(text).trim();
  while (rest.length > max) {
    const piece = prefixOf(rest, max) || rest.slice(0, max);
    const lineEnd = piece.lastIndexOf('\n');
    const end = lineEnd > max / 2 ? lineEnd : piece.length;
    all.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest ? [...all, rest] : all;
}

/**
 * Returns the longest prefix of whole graphemes that fits into `max` UTF-16 units. Reads two units more, because the
 * text after a grapheme determines its end.
 */
export const prefixOf = (text: string, max: number): string =>
  text.slice(0, graphemes.segment(text.slice(0, max + 2)).containing(max)?.index ?? text.length);

/** Escapes the three control characters of mrkdwn. */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Keeps right-to-left text from reordering the sentence around it (Unicode isolates). */
export const isolate = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

/** Tells whether no character of the text is visible. Joiners and marks of text direction do not count as visible. */
export const isBlank = (text: string): boolean =>
  !/[^\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);

/** Reduces a text to one line, so that it cannot begin a line of Baton's text. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** Matches the parts of a text that mrkdwn would format or show as an emoji, from the first mark to the last. */
const MARKED = /(?:[*_~`]|:[\w+'-]+:)(?:[^&<>|]*(?:[*_~`]|:[\w+'-]+:))?/g;

const asDateFallback = (marked: string): string => `<!date^00000000^{_}|${marked}>`;

/** Removes the characters of mrkdwn from a link's label, where they cannot be shown literally. */
export const unmarked = (text: string): string => text.replaceAll(/[*_~`:<>|]/g, '');

/** Matches the start of a line that mrkdwn would show as a quotation. An invisible soft hyphen there prevents it. */
const QUOTING = /^(?=[>\uFF1E])/gm;

/**
 * Renders a text literally in mrkdwn. Slack has no way to escape marks, but it shows the fallback of an invalid date
 * without formatting (as jsx-slack does).
 */
export const literalMrkdwn = (text: string): string =>
  text
    .replace(QUOTING, '\u00AD')
    .split(/([&<>|])/)
    .map((part) => (part.length === 1 ? escapeMrkdwn(part) : part).replace(MARKED, asDateFallback))
    .join('');

/** Matches the start of an emoji's name at the end of a value, which a colon after the value would complete. */
const HALF_EMOJI = /:[\w+'-]+$/;

/** The largest ratio of a value's mrkdwn to the value, so that no sentence exceeds Slack's limits. */
const GROWTH = 4;

/**
 * Renders a person's text for a placeholder in mrkdwn, at most `max` characters of it. It begins no line, has no
 * mention or link, and does not change the formatting around it.
 */
export function untrustedMrkdwn(text: string, max: number): string {
  for (let length = max; ; length = Math.floor(length * 0.8)) {
    const said = literalMrkdwn(isolate(truncate(oneLine(text), length))).replace(HALF_EMOJI, asDateFallback);
    if (said.length <= max * GROWTH || length <= 1) return said;
  }
}
