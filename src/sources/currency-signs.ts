/** Names and signs of currencies in use besides those that Unicode has. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ US$: 'USD', USD$: 'USD', DOLLAR: 'USD', DOLLARS: 'USD', C$: 'CAD', CAD$: 'CAD', CDN$: 'CAD', AU$: 'AUD' },
  ...{ AUD$: 'AUD', NZD$: 'NZD', HKD$: 'HKD', S$: 'SGD', SG$: 'SGD', SGD$: 'SGD', MXN$: 'MXN', TWD$: 'TWD' },
  ...{ EURO: 'EUR', EUROS: 'EUR', ZŁ: 'PLN', KČ: 'CZK', R: 'ZAR', 'S/': 'PEN', 'S/.': 'PEN' },
};

/** Matches the sign that the crowns of several countries share; the country decides which currency it is. */
const CROWN = /^KR\.?$/;
const CROWNS: Readonly<Record<string, string>> = {
  ...{ SE: 'SEK', NO: 'NOK', SJ: 'NOK', DK: 'DKK', FO: 'DKK', GL: 'DKK', IS: 'ISK' },
};

/** Currency codes that are accepted in any case; all others only in capitals, since some of them are words. */
const COMMON = 'USD EUR GBP INR CHF CAD AUD NZD SGD HKD BRL MXN PLN CZK SEK NOK DKK JPY'.split(' ');

/** The ISO 4217 codes, without metals, funds and test codes. */
const CODES = Intl.supportedValuesOf('currency').filter((code) => !/^X(?!AF|CD|OF|PF)/.test(code));

type Display = 'symbol' | 'narrowSymbol';

/** Returns a currency's sign in English: `CA$`, or the narrow form `$`, which several currencies share. */
const signOf = (currency: string, currencyDisplay: Display): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency;

const signsOf = (display: Display): [sign: string, code: string][] =>
  CODES.map((code) => [signOf(code, display), code]);

let signs: ReadonlyMap<string, string> | undefined;

/**
 * Returns a currency's code by its sign. A shared sign belongs to the currency that has no other sign: `$` to US
 * dollars.
 */
function codeOf(sign: string): string | undefined {
  signs ??= new Map([
    ...signsOf('narrowSymbol').filter(([one]) => /^\p{Sc}$/u.test(one)),
    ...signsOf('symbol').filter(([one, code]) => one !== code),
    ...Object.entries(NAMES),
  ]);
  return signs.get(sign) ?? (CODES.includes(sign) ? sign : undefined);
}

const inAnyCase = (names: readonly string[]): string =>
  names.join('|').replace(/\p{L}/gu, (letter) => `[${letter}${letter.toLowerCase()}]`);

/** Matches a code or a name. */
const WORD = `(?<!\\p{L})(?:${inAnyCase([...COMMON, 'DOLLARS?', 'EUROS?', 'ZŁ', 'KČ'])}|${CODES.join('|')})(?!\\p{L})`;

/** Matches signs made of letters that are words elsewhere: crowns, and, only before an amount, rands and soles. */
const LETTERS = '(?<!\\p{L})(?:[Kk][Rr](?:\\.(?!\\d)|(?![\\p{L}.]))|R(?=\\s?\\d)|S/\\.?(?=\\s?\\d))';

/** The source of a pattern that matches dollars of a country, such as `CA$` or `US $`, any other sign, or a word. */
export const CURRENCY = `(?:(?<!\\p{L})(?:\\p{L}{1,3}|(?:US|CA|AU|NZ|HK|SG|${COMMON.join('|')})\\s)\\$|\\p{Sc}|${LETTERS}|${WORD})`;

/**
 * Returns the currency code of the signs and words around an amount, or two of one currency. A code wins over a sign
 * that several currencies share: `$500 CAD` is Canadian. Undefined where one is unknown or contradicts the other.
 */
export function currencyOf(written: readonly string[], country = ''): string | undefined {
  const codes = written.map((sign) => (CROWN.test(sign) ? CROWNS[country] : codeOf(sign)));
  return codes.find(
    (code) => code !== undefined && written.every((one, at) => codes[at] === code || isSharedSign(one, code)),
  );
}

/** Tells whether a currency is written with a sign that other currencies share. */
const isSharedSign = (sign: string, code: string): boolean =>
  CROWN.test(sign) ? Object.values(CROWNS).includes(code) : sign === signOf(code, 'narrowSymbol');
