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

/** Splits a list that a person typed or pasted into its items, without bullets and empty ones. */
export const itemsOf = (text: string): string[] =>
  unflattened(text)
    .split(BETWEEN)
    .map((item) => item.replace(MARK, '').trim())
    .filter((item) => item !== '');

function unflattened(text: string): string {
  const [, bullet, point] = /[\r\n]/.test(text) ? [] : (FIRST.exec(text) ?? []);
  if (bullet) return text.replaceAll(new RegExp(`\\s\\${bullet}\\s`, 'g'), '\n');
  return point ? text.replaceAll(new RegExp(`\\s\\d{1,2}\\${point}\\s`, 'g'), '\n') : text;
}
