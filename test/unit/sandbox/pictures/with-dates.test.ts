import { expect, test } from '@jest/globals';
import { withDates } from '../../../../sandbox/pictures/with-dates.js';
import { moment } from '../../../../src/slack/blocks/dates.js';
import { createWords } from '../../../../src/slack/words/words.js';

const words = createWords({ command: '/referrals', faqUrl: 'https://market.example/faq' });
const NOW = new Date(2026, 10, 23, 12);
const after = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const read = (text: string, locale: string) => withDates(text, locale, NOW).replaceAll('\u2236', ':');

test('dates are read as Slack’s clients show them', () => {
  expect(read(`Answer by ${moment(after(24), words('en'), 'left')}.`, 'en-US')).toMatch(
    /^Answer by tomorrow at 12:00\sPM \(in 1 day\)\.$/,
  );
  expect(read(`Antworte bis ${moment(after(2), words('de'), 'left')}.`, 'de-DE')).toBe(
    'Antworte bis heute um 14:00 (in 2 Stunden).',
  );
  expect(read(`Invited ${moment(after(-1), words('en'), 'ago')}`, 'en-US')).toBe('Invited 1 hour ago');
  expect(read('<!date^0^{date_short_pretty}|then>', 'en-US')).toMatch(/^(Jan 1, 1970|Dec 31, 1969)$/);
});
