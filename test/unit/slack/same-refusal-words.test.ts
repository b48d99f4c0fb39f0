import { expect, test } from '@jest/globals';
import { catalogues } from '../../../src/slack/words/words.js';

const SAME = [
  ['job-private', 'referral.privateJob'],
  ['already-referred', 'referral.alreadyReferred'],
  ['already-invited', 'referral.alreadyInvited'],
  ['already-proposed', 'referral.alreadyProposed'],
  ['already-hired', 'referral.alreadyHired'],
  ['person-not-found', 'referral.noSuchPerson'],
] as const;

test.each(Object.entries(catalogues))('in %s the marketplace’s refusal has the words of our own rule', (_, words) => {
  for (const [trouble, rule] of SAME) {
    const [sentence = ''] = words.refusal[rule].split('.');
    expect(sentence.toLowerCase()).toBe(words.trouble[trouble].split(';')[0]?.toLowerCase());
  }
});
