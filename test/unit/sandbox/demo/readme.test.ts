import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { askingFirst } from '../../../../sandbox/demo/asking-first.js';
import { TO_CLIENT } from '../../../../sandbox/demo/cast.js';
import { handingOff } from '../../../../sandbox/demo/handing-off.js';
import { referralsStory } from '../../../../sandbox/demo/story.js';

const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
const [transcript = ''] = /^ 1\. (.|\n)*?(?=^```$)/m.exec(readme) ?? [];

test('the README tells the steps of the story, in their order', () => {
  const steps = [...transcript.matchAll(/^ ?(\d+)\. (.*) \(\d+\.\d s\)$/gm)];
  expect(steps.map(([, number, title]) => `${number}. ${title}`)).toEqual(
    [...referralsStory, ...askingFirst, ...handingOff].map(({ title }, index) => `${index + 1}. ${title}`),
  );
});

test('the README quotes the note that Ana writes', () => {
  expect(transcript).toContain(`“${TO_CLIENT}”`);
});
