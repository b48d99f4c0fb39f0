import { describe, expect, test } from '@jest/globals';
import { amountIn, budgetIn, dollarsIn } from '../../../src/sources/parse-money.js';

const rangeOf = (given: string | number, assumed?: string) => {
  const { min, max, currency } = budgetIn(given, 'fixed', { ...(assumed && { assumed }) }) ?? {};
  return currency === undefined ? undefined : [min, max, currency];
};

describe('a budget in words', () => {
  test.each([
    ['up to £1,200.00', { kind: 'fixed', max: 1200, currency: 'GBP' }],
    ['maximal 500 €', { kind: 'fixed', max: 500, currency: 'EUR' }],
    ['no more than $500', { kind: 'fixed', max: 500, currency: 'USD' }],
    ['from $500', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['ab 500 €', { kind: 'fixed', min: 500, currency: 'EUR' }],
    ['$500+', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['500$+', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['500+$', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['500+ USD', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['+500 USD', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['+$500', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['USD +500', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['USD 1.2k+', { kind: 'fixed', min: 1200, currency: 'USD' }],
    ['1.2k+ USD', { kind: 'fixed', min: 1200, currency: 'USD' }],
    ['1,2k USD+', { kind: 'fixed', min: 1200, currency: 'USD' }],
    ['+30 $/h', { kind: 'hourly', min: 30, currency: 'USD' }],
    ['30+ USD/hr', { kind: 'hourly', min: 30, currency: 'USD' }],
    ['$500 or more', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['$500 and up', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['500 USD plus', { kind: 'fixed', min: 500, currency: 'USD' }],
    ['500 € oder mehr', { kind: 'fixed', min: 500, currency: 'EUR' }],
    ['500 € oder weniger', { kind: 'fixed', max: 500, currency: 'EUR' }],
    ['$500 or less', { kind: 'fixed', max: 500, currency: 'USD' }],
    ['500,- €', { kind: 'fixed', min: 500, max: 500, currency: 'EUR' }],
    ['500.– CHF', { kind: 'fixed', min: 500, max: 500, currency: 'CHF' }],
    ['$30/hr - $60/hr', { kind: 'hourly', min: 30, max: 60, currency: 'USD' }],
    ['30 €/Std. bis 60 €/Std.', { kind: 'hourly', min: 30, max: 60, currency: 'EUR' }],
    ['from $500 to $900', { kind: 'fixed', min: 500, max: 900, currency: 'USD' }],
    ['up to $40/hr', { kind: 'hourly', max: 40, currency: 'USD' }],
    ['80 € pro Stunde', { kind: 'hourly', min: 80, max: 80, currency: 'EUR' }],
    ['$30 an hour', { kind: 'hourly', min: 30, max: 30, currency: 'USD' }],
    ['￥１２０，０００', { kind: 'fixed', min: 120_000, max: 120_000, currency: 'JPY' }],
    ['₹१,५०,०००', { kind: 'fixed', min: 150_000, max: 150_000, currency: 'INR' }],
    ['AED ٥٠٠٫٥', { kind: 'fixed', min: 500.5, max: 500.5, currency: 'AED' }],
    ['$500 (CAD)', { kind: 'fixed', min: 500, max: 500, currency: 'CAD' }],
  ])('%s is read with its bounds and its unit', (given, budget) => expect(budgetIn(given, 'fixed')).toEqual(budget));

  test.each([
    ['$1.5K - $2K', 1500, 2000, 'USD'],
    ['$1.5-2K', 1500, 2000, 'USD'],
    ['1.5–2K USD', 1500, 2000, 'USD'],
    ['$500-2K', 500, 2000, 'USD'],
    ['$500-1,000', 500, 1000, 'USD'],
    ['$10k–25k', 10_000, 25_000, 'USD'],
    ['$1-1.5M', 1e6, 1.5e6, 'USD'],
    ['$30 -$50', 30, 50, 'USD'],
    ['50-30 €', 30, 50, 'EUR'],
    ['$30-50/hr', 30, 50, 'USD'],
    ['$30h', 30, 30, 'USD'],
    ['$0 - $50', 0, 50, 'USD'],
    ['1.000 bis 2.000 Euro', 1000, 2000, 'EUR'],
    ['between $500 and $900', 500, 900, 'USD'],
    ['Fixed: $500 (USD)', 500, 500, 'USD'],
    ['$1.2B', 1.2e9, 1.2e9, 'USD'],
  ])('%s is from %d to %d %s', (given, ...expected) => expect(rangeOf(given)).toEqual(expected));

  test.each([
    ['$500 CAD', 500, 'CAD'],
    ['500 CAD$', 500, 'CAD'],
    ['CAD $500', 500, 'CAD'],
    ['$500 - 700 AUD', 500, 'AUD'],
    ['US $500', 500, 'USD'],
    ['S$500', 500, 'SGD'],
    ['R$ 500', 500, 'BRL'],
    ['¥5,000', 5000, 'JPY'],
    ['¥5,000 CNY', 5000, 'CNY'],
    ['₩500,000', 500_000, 'KRW'],
    ['500 000 ₽', 500_000, 'RUB'],
    ['₪300', 300, 'ILS'],
    ['฿500', 500, 'THB'],
    ['₺500', 500, 'TRY'],
    ['₦5000', 5000, 'NGN'],
    ['₱500', 500, 'PHP'],
    ['500 zł', 500, 'PLN'],
    ['500 Kč', 500, 'CZK'],
    ['AED 500', 500, 'AED'],
    ['500USD', 500, 'USD'],
    ['usd 500', 500, 'USD'],
    ['1 250 €', 1250, 'EUR'],
    ['1\u00a0250 €', 1250, 'EUR'],
    ['1\u202f250,50\u00a0€', 1250.5, 'EUR'],
    ["CHF 1'250", 1250, 'CHF'],
    ['CHF 1’250.50', 1250.5, 'CHF'],
    ['₹1,50,000', 150_000, 'INR'],
    ['€1.250,50', 1250.5, 'EUR'],
    ['$1,234.567', 1234.567, 'USD'],
    ['$0.125', 0.125, 'USD'],
    ['R 500', 500, 'ZAR'],
    ['R5 000 - R8 000', 5000, 'ZAR'],
    ['R500 ZAR', 500, 'ZAR'],
    ['S/ 500', 500, 'PEN'],
    ['S/.1,500', 1500, 'PEN'],
    ['kr 500 SEK', 500, 'SEK'],
    ['500$', 500, 'USD'],
  ])('%s is %d %s', (given, amount, currency) => {
    const { min, currency: found } = budgetIn(given, 'hourly') ?? {};
    expect([min, found]).toEqual([amount, currency]);
  });

  test.each([
    ['500 kr', 'SE', 'SEK'],
    ['5 000 kr.', 'DK', 'DKK'],
    ['kr 500', 'NO', 'NOK'],
    ['kr. 500 - 900', 'NO', 'NOK'],
    ['500kr per hour', 'IS', 'ISK'],
    ['500 kr', 'DE', undefined],
    ['500 kr', undefined, undefined],
    ['€500', 'SE', 'EUR'],
  ])('the crowns of %s are those of %s', (given, country, currency) => {
    expect(budgetIn(given, 'fixed', { country })?.currency).toBe(currency);
  });

  test.each([
    ['$500 fixed', 'hourly', 'fixed'],
    ['500 € Festpreis', 'hourly', 'fixed'],
    ['Fixed-price: $500', 'hourly', 'fixed'],
    ['$45', 'hourly', 'hourly'],
    ['$45 an hour', 'fixed', 'hourly'],
    ['fixed rate $45/hr', 'fixed', 'hourly'],
  ] as const)('%s, where %s is meant otherwise, is %s', (given, otherwise, kind) => {
    const read = budgetIn(given, otherwise);
    expect(read === undefined ? 'none' : read.kind).toBe(kind);
  });

  test.each([
    '1e21',
    '-5',
    '$-5',
    '-$5',
    '−5 €',
    '$0',
    'kr 500',
    '500 R',
    'R2D2',
    'S/M/L 500',
    'Q$500',
    '500 ¤',
    '€500 USD',
    '$',
    'N/A',
    '$500 and $300 on top',
    '$500 in 3 days',
    '3 milestones of $500',
    'Q1 2026: $500',
    '$3,000/month',
    '80 €/Tag',
    '$450 per day',
    '$0.08 per word',
    '$2 a minute',
    '$1/min',
    '2.000 € monatlich',
    '$500 (negotiable, paid weekly)',
    '$500 + expenses',
    '$500 plus expenses',
    '+-500 USD',
    '+ −500 USD',
    '500+€ USD',
    '500+ $600',
    '$30/hr - $60/day',
    '$30/day - $60/day',
    'up to $500 - $900',
    '$500²',
    '',
  ])('%j is none, whatever is assumed', (given) => expect(rangeOf(given, 'USD')).toBeUndefined());

  test.each(['500', '30-50', 'about 500 per hour'])('%j is one where a currency is assumed', (given) => {
    expect(rangeOf(given, 'USD')).toEqual([expect.any(Number), expect.any(Number), 'USD']);
    expect(rangeOf(given)).toBeUndefined();
  });

  test.each([1e21, -5, Number.NaN, Number.POSITIVE_INFINITY, 0])('%d is none', (given) => {
    expect(rangeOf(given, 'USD')).toBeUndefined();
  });
});

test.each([
  ['$120K+', 120_000],
  ['120K+ USD', 120_000],
  ['+$120K', 120_000],
  ['12.500,50', 12_500.5],
  ['$500.', 500],
  ['USD 1 250', 1250],
  ['$0', 0],
  ['€120K', undefined],
  ['$120K CAD', undefined],
  ['₩1,000', undefined],
  ['$30 - $50', undefined],
  ['-5', undefined],
  ['1e21', undefined],
])('%j are %p US dollars', (given, dollars) => expect(dollarsIn(given)).toBe(dollars));

test.each([
  ['1,234', 1234],
  ['4,9', 4.9],
  ['1.2K+', 1200],
  ['$31', undefined],
  ['31 hires', undefined],
])('%j is the number %p', (given, number) => expect(amountIn(given)).toBe(number));
