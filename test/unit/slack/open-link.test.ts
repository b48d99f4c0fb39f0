import { expect, test } from '@jest/globals';
import { openLink } from '../../../src/slack/parts/invite-buttons.js';
import { buildJob } from '../../support/factories.js';
import { words } from './words.js';

const job = buildJob({ url: 'https://a.example/jobs/7' });

test.each([
  ['Upwork', 'Open on Upwork'],
  ['*Our* `jobs` ~now~ _here_ :tada: <x|y>', 'Open on Our jobs now here tada xy'],
  ['***', 'Open on the marketplace'],
  [undefined, 'Open on the marketplace'],
])('the label of a link holds nothing that mrkdwn would format: %s', (marketplace, label) => {
  expect(openLink({ job }, words, marketplace)).toEqual([`<https://a.example/jobs/7|${label}>`]);
});
