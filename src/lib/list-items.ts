/** Separators of items, also in Arabic and Chinese. */
const BETWEEN = /[,;|•·\r\n\u2028\u2029،؛、，；]/u;

/**
 * Signs that begin an item: bullets, those of other programs among them, hyphens and stars before a space, check boxes,
 * and numbers such as `1.` and `2)`.
 */
const MARK =
  /^[\s\p{Cf}]*(?:(?:[‣⁃∙▪▫■□●○◦◆◇►▸▶➤➢✓✔✅☑☐❖\uF0A7\uF0B7](?:\uFE0F?\s*)|[-–—*+](?:\s+|$)|\[[ xX]?\]\s+|\(?\d{1,2}[.)]\s+))+/u;

/** The mark at the beginning of a list whose line breaks became spaces: it begins the other items too. */
const FIRST = /^\s*(?:([-–—*+])|\d{1,2}([.)]))\s/u;

/** Quotation marks of several languages, each with those that end what it begins, and the brackets of a list. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '”': '”',
  '„': '“”',
  '‘': '’',
  '’': '’',
  '‚': '‘’',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '›': '‹›',
  '「': '」',
  '『': '』',
  '[': ']',
};

/** Matches a comma that stands within the quotation marks of the item before it, as it does in American English. */
const COMMA_WITHIN = /([,;])(["'”’»])(?=\s|$)/gu;

/**
 * Splits a list that a person typed or pasted into its items, without bullets, quotation marks around the items or
 * around the whole list, and empty items.
 */
export const itemsOf = (text: string): string[] =>
  unflattened(unquoted(text))
    .replace(COMMA_WITHIN, '$2$1')
    .split(BETWEEN)
    .map((item) => unquoted(item.replace(MARK, '')))
    .filter((item) => item !== '');

/** Removes quotation marks around a text that has none of them within, also `«\u00a0…\u00a0»`. */
function unquoted(given: string): string {
  const text = given.trim();
  const last = text.at(-1) ?? '';
  const ends = QUOTES[text.charAt(0)] ?? '';
  const inner = text.slice(1, -1);
  return text.length > 1 && ends.includes(last) && !inner.includes(text.charAt(0)) && !inner.includes(last)
    ? unquoted(inner)
    : text;
}

function unflattened(text: string): string {
  const [, bullet, point] = /[\r\n]/.test(text) ? [] : (FIRST.exec(text) ?? []);
  if (bullet) return text.replaceAll(new RegExp(`\\s\\${bullet}\\s`, 'g'), '\n');
  return point ? text.replaceAll(new RegExp(`\\s\\d{1,2}\\${point}\\s`, 'g'), '\n') : text;
}
