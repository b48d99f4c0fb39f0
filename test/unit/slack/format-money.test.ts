import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Budget } from '../../../src/domain/model/job/job.js';
import { money, moneyRange } from '../../../src/slack/blocks/format-money.js';
import { facts } from '../../../src/slack/parts/job-facts.js';
import { buildJob } from '../../support/factories.js';
import { words, wordsIn } from './words.js';

/** With spaces as people see them: Intl takes several kinds. */
const seen = (text: string) => text.replace(/\s/gu, ' ');

test.each([
  [1200, 'USD', '$1,200', '1.200 $'],
  [12.5, 'USD', '$12.50', '12,50 $'],
  [0.4, 'USD', '$0.40', '0,40 $'],
  [0, 'USD', '$0', '0 $'],
  [0.005, 'USD', '$0.005', '0,005 $'],
  [0.1 + 0.2, 'USD', '$0.30', '0,30 $'],
  [1.5, 'KWD', 'KWD 1.500', '1,500 KWD'],
  [1500, 'JPY', '¥1,500', '1.500 ¥'],
  [12.5, 'JPY', '¥12.5', '12,5 ¥'],
  [99.9, 'EUR', '€99.90', '99,90 €'],
  [12.5, 'XYZ', 'XYZ 12.50', '12,50 XYZ'],
  [12.5, 'shells', '12.5 shells', '12,5 shells'],
  [12.5, '', '12.5', '12,5'],
])('%d %s is shown as %s, in German as %s', (amount, currency, english, german) => {
  expect(seen(money(amount, currency, 'en'))).toBe(english);
  expect(seen(money(amount, currency, 'de'))).toBe(german);
});

test('the two ends of a range are shown alike', () => {
  expect(moneyRange(12, 20, 'USD', 'en')).toBe('$12 – $20');
  expect(moneyRange(12.5, 20, 'USD', 'en')).toBe('$12.50 – $20.00');
  expect(seen(moneyRange(12.5, 20, 'EUR', 'de'))).toBe('12,50 € – 20,00 €');
});

test('nothing throws, whatever is called a currency, and what was given is there', () => {
  const currency = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'usd', '$$$', 'US', '\u0000'));
  fc.assert(
    fc.property(currency, fc.integer({ min: 0, max: 99_999_999 }), (code, cents) => {
      const shown = money(cents / 100, code, 'en').replaceAll(',', '');
      expect(shown).toContain(String(cents / 100));
    }),
  );
});

describe('on a card', () => {
  const shown = (budget: Omit<Budget, 'kind'>, locale = 'en') => {
    const job = buildJob({ budget: { kind: 'hourly', ...budget } });
    return seen(
      JSON.stringify(facts({ job, client: { totalSpent: 1234.5 } }, locale === 'en' ? words : wordsIn(locale))),
    );
  };

  test.each([
    [{ min: 12.5, max: 12.5, currency: 'USD' }, '$12.50', '12,50 $'],
    [{ min: 12.5, max: 20, currency: 'USD' }, '$12.50 – $20.00', '12,50 $ – 20,00 $'],
    [{ min: 0.4, currency: 'USD' }, '$0.40', '0,40 $'],
    [{ max: 1.5, currency: 'KWD' }, 'KWD 1.500', '1,500 KWD'],
  ])('a budget of %j says %s, in German %s', (budget, english, german) => {
    expect(shown(budget)).toContain(english);
    expect(shown(budget, 'de')).toContain(german);
  });

  test('what a client has spent is shown as it was given', () => {
    expect(shown({ min: 1, currency: 'USD' })).toContain('$1,234.50');
    expect(shown({ min: 1, currency: 'USD' }, 'de')).toContain('1.234,50 $');
  });
});

test('a range begins with the smaller amount, whichever is called the least', () => {
  expect(moneyRange(90, 10, 'EUR', 'en')).toBe(moneyRange(10, 90, 'EUR', 'en'));
});

test('a client whose name and country are blank has no line', () => {
  const job = { ...buildJob(), skills: [] };
  expect(facts({ job, client: { name: 'Nordic Shops' } }, words)).toHaveLength(1);
  expect(facts({ job, client: { name: ' ', country: '  ' } }, words)).toEqual([]);
});

test('a client whom nobody has rated has no stars', () => {
  const job = { ...buildJob(), skills: [] };
  const shown = (rating: number) => JSON.stringify(facts({ job, client: { country: 'Chad', rating } }, words));
  expect(shown(0)).toContain('"Chad"');
  expect(shown(4.5)).toContain('"Chad · ★ 4.5"');
});
