/** Full-width forms of ASCII and of the signs of currencies. */
const FULL_WIDTH = /[\uff01-\uff5e\uffe0-\uffe6]/g;

/** Matches the digits of other scripts, and the Arabic marks between them. */
const FOREIGN = /(?![0-9])\p{Nd}|[٫٬]/gu;

const MARKS: Readonly<Record<string, string>> = { '٫': '.', '٬': ',' };

/** Converts the digits of all scripts, and full-width characters, to ASCII: `￥１２０，０００` to `¥120,000`. */
export const withAsciiDigits = (text: string): string =>
  text
    .replace(FULL_WIDTH, (sign) => sign.normalize('NFKC'))
    .replace(FOREIGN, (sign) => MARKS[sign] ?? String(digitIn(sign)));

/** Returns the value of a decimal digit. Unicode has a script's digits in order from zero on, within one block. */
function digitIn(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
