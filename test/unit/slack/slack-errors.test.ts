import { expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { boltLogger } from '../../../src/slack/api/bolt-logger.js';
import { forJobs } from '../../../src/slack/api/client-options.js';
import { slackErrorFields } from '../../../src/slack/api/slack-errors.js';
import { fakeSlack, slackError } from '../../support/fake-slack.js';
import { memoryPorts } from '../../support/memory-ports.js';

const { log } = memoryPorts();

test('of Slack’s no, the log has Slack’s word for it', async () => {
  const slack = fakeSlack();
  slack.replies('auth.test', slackError('missing_scope'));
  const client = new WebClient('', forJobs({ config: {}, log, fetch: slack.fetch }));
  const error = await client.auth.test().catch((caught: unknown) => caught);
  const wrapped = Object.assign(new Error('Dear client'), { original: error });
  expect(slackErrorFields(wrapped)).toMatchObject({
    error: expect.stringContaining('PlatformError'),
    slack: 'missing_scope',
  });
  expect(JSON.stringify(slackErrorFields(wrapped))).not.toContain('Dear');
});

test('what Slack’s libraries say is kept without tokens', () => {
  boltLogger(log).warn('odd:', new Error(`no ${'xoxb'}-1-Secret`), 7);
  boltLogger(log).error(`whsec_${'c2VjcmV0'}`);
  expect(log.lines.map(({ level, fields }) => [level, fields.said])).toEqual([
    ['warn', 'odd: Error: no xox*-*** 7'],
    ['error', 'whsec_***'],
  ]);
});
