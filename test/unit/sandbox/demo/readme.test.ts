import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { TO_CLIENT } from '../../../../sandbox/demo/demo-people.js';
import { askingFirst } from '../../../../sandbox/demo/stories/asking-first.js';
import { handingOff } from '../../../../sandbox/demo/stories/handing-off.js';
import { oneReferralStory } from '../../../../sandbox/demo/stories/one-referral.js';

const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
const [transcript = ''] = /^ 1\. (.|\n)*?(?=^```$)/m.exec(readme) ?? [];

test('the README tells the steps of the story, in their order', () => {
  const steps = [...transcript.matchAll(/^ ?(\d+)\. (.*) \(\d+\.\d s\)$/gm)];
  expect(steps.map(([, number, title]) => `${number}. ${title}`)).toEqual(
    [...oneReferralStory, ...askingFirst, ...handingOff].map(({ title }, index) => `${index + 1}. ${title}`),
  );
});

test('the README quotes the note that Ana writes', () => {
  expect(transcript).toContain(`“${TO_CLIENT}”`);
});
