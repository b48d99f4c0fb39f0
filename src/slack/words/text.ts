const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ELLIPSIS = '…';
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Without what Slack or a reader would stumble over: control characters, torn emoji, marks that turn the text around. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '');

/**
 * The text in at most `max` UTF-16 units, which is never fewer than Slack counts. It is cut between two characters as
 * a reader sees them (an emoji with its skin tone is one), and an ellipsis says so.
 */
export function tidy(text: string, max: number): string {
  const whole = clean(text);
  return whole.length <= max ? whole : `${start(whole, max - ELLIPSIS.length).trimEnd()}${ELLIPSIS}`;
}

/** The text in pieces of at most `max` units, cut at line ends where there are any. */
export function pieces(text: string, max: number): string[] {
  const all: string[] = [];
  let rest = clean(text).trim();
  while (rest.length > max) {
    const piece = start(rest, max) || rest.slice(0, max);
    const lineEnd = piece.lastIndexOf('\n');
    const end = lineEnd > max / 2 ? lineEnd : piece.length;
    all.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest ? [...all, rest] : all;
}

/** As many whole characters from the start as fit into `max` units. Where one ends shows in what comes after it. */
export const start = (text: string, max: number): string =>
  text.slice(0, graphemes.segment(text.slice(0, max + 2)).containing(max)?.index ?? text.length);

/** What the three characters that mean something in mrkdwn are written as. */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Keeps right-to-left text from reordering the sentence around it (Unicode isolates). */
export const isolate = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

/** Whether nothing of the text is seen: marks that join letters or turn text around show only between others. */
export const isBlank = (text: string): boolean =>
  !/[^\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);

/** The text on one line: somebody else's words begin no line in a text of ours. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** What mrkdwn reads as formatting or as an emoji, from the first mark to the last. */
const MARKED = /(?:[*_~`]|:[\w+'-]+:)(?:[^&<>|]*(?:[*_~`]|:[\w+'-]+:))?/g;

const unread = (marked: string): string => `<!date^00000000^{_}|${marked}>`;

/** At the start of a line either of them makes a quotation; after a soft hyphen, which is not seen, it does not. */
const QUOTING = /^(?=[>\uFF1E])/gm;

/**
 * Mrkdwn that shows a text as it is. Slack has no way to escape marks, but a date that cannot be formatted is shown by
 * its fallback, which is never read as mrkdwn (the way of the library jsx-slack).
 */
export const literal = (text: string): string =>
  text
    .replace(QUOTING, '\u00AD')
    .split(/([&<>|])/)
    .map((part) => (part.length === 1 ? escapeMrkdwn(part) : part).replace(MARKED, unread))
    .join('');

/** How much longer than a value may be its mrkdwn is, so that no sentence outgrows Slack's limits. */
const GROWTH = 4;

/**
 * Somebody else's words for a gap in mrkdwn, at most `max` characters of them: they begin no line, mention and link
 * nobody, and neither format anything nor end what is bold around them.
 */
export function foreign(text: string, max: number): string {
  for (let length = max; ; length = Math.floor(length * 0.8)) {
    const said = literal(isolate(tidy(oneLine(text), length)));
    if (said.length <= max * GROWTH || length <= 1) return said;
  }
}
