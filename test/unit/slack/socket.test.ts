import { expect, test } from '@jest/globals';
import { createSlackApp } from '../../../src/slack/app/app.js';
import { fakeSlack, slackError } from '../../support/fake-slack.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { memoryInstallations, testConfig } from '../../support/slack-world.js';

const made = (config: Record<string, string>) => {
  const slack = fakeSlack();
  const deps = { ports: memoryPorts(), installations: memoryInstallations(), fetch: slack.fetch };
  return { slack, app: createSlackApp({ ...deps, config: testConfig(config) }) };
};

test('with an app-level token it connects the socket', async () => {
  const token = ['xapp', '1-test'].join('-');
  const { slack, app } = made({ SLACK_APP_TOKEN: token });
  slack.replies('apps.connections.open', slackError('invalid_auth'));
  await expect(app.start()).rejects.toThrow('invalid_auth');
  expect(slack.calls).toMatchObject([{ method: 'apps.connections.open', token }]);
});

test('without one it connects nothing', async () => {
  const { slack, app } = made({});
  await app.start();
  expect(await app.stop()).toBe(true);
  expect(slack.calls).toEqual([]);
});
