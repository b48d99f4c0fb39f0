import { expect, test } from '@jest/globals';
import { variablesOf } from '../../../../sandbox/demo/environment-variables.js';
import { readConfig } from '../../../../src/config/config.js';

const key = (id: string) => `${id}:${Buffer.alloc(32, id).toString('base64')}`;

test('a further process reads the same configuration, and takes free ports', () => {
  const config = readConfig({
    PORT: '4000',
    MONGODB_URI: 'mongodb://127.0.0.1:1',
    REDIS_URL: 'redis://127.0.0.1:2',
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'a-state-secret-of-some-length',
    ENCRYPTION_KEYS: `${key('new')},${key('old')}`,
    MARKETPLACE_TRUSTED_ORIGINS: 'http://127.0.0.1:3,http://127.0.0.1:4',
    UNDO_SECONDS: '3',
  });
  expect(readConfig(variablesOf(config))).toEqual({ ...config, PORT: 0, WORKER_PORT: 0 });
});
