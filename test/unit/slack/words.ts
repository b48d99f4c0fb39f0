import { createWords, type Words } from '../../../src/slack/words/words.js';

export const wordsIn = createWords({ command: '/referrals', faqUrl: 'https://market.example/faq' });

/** The catalogue as most readers get it. */
export const words: Words = wordsIn('en-US');
