import { describe, expect, test } from '@jest/globals';
import { publicUrlFor, variablesFor } from '../../../../sandbox/demo/environment-variables.js';
import { loadOrCreateSecrets } from '../../../../sandbox/demo/saved-secrets.js';
import { readConfig } from '../../../../src/config/config.js';

const ports = { bot: 4000, worker: 4001, slack: 4002, sandbox: 4003, page: 4004 };
const secrets = loadOrCreateSecrets(undefined, ports);
const embedded = {
  SLACK_SIGNING_SECRET: 'signing-secret',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_API_URL: 'http://127.0.0.1:4002/api/',
  SLACK_APP_TOKEN: '',
};
const configFor = (env: NodeJS.ProcessEnv, environment: Record<string, string> | null) =>
  readConfig(
    variablesFor(env, {
      secrets,
      ports,
      publicUrl: publicUrlFor(env, environment !== null, ports),
      mongo: { uri: 'mongodb://127.0.0.1:1' },
      redis: { uri: 'redis://127.0.0.1:2' },
      slack: environment && { environment },
      marketplace: { url: 'http://127.0.0.1:4003' },
    }),
  );

describe('with the embedded Slack', () => {
  test('whatever is not about where Baton is holds as it was given', () => {
    const env = {
      ...{ COMMAND: '/refs', FAQ_URL: 'https://faq.example', QUEUE_PREFIX: '{mine}', METRICS_TOKEN: 'a'.repeat(16) },
      MARKETPLACE_TRUSTED_ORIGINS: 'http://10.0.0.1:80,https://market.example',
    };
    expect(configFor(env, embedded)).toMatchObject({
      ...env,
      MARKETPLACE_TRUSTED_ORIGINS: ['http://10.0.0.1:80', 'https://market.example', 'http://127.0.0.1:4003'],
    });
  });

  test('where Baton is, and which Slack it talks to, is not', () => {
    const env = {
      ...{ PUBLIC_URL: 'https://baton.example', HOST: '0.0.0.0', PORT: '80', WORKER_PORT: '81' },
      ...{ SLACK_APP_TOKEN: 'xapp-1', SLACK_CLIENT_ID: 'half-a-real-app', ENCRYPTION_KEYS: 'none' },
    };
    const config = configFor(env, embedded);
    expect(config).toMatchObject({ PUBLIC_URL: 'http://127.0.0.1:4000', HOST: '127.0.0.1', PORT: 4000 });
    expect(config).toMatchObject({ WORKER_PORT: 4001, SLACK_CLIENT_ID: '1.2' });
    expect(config.SLACK_APP_TOKEN).toBeUndefined();
  });

  test('its queues are its own', () => {
    expect(configFor({}, embedded).QUEUE_PREFIX).toBe(`{${secrets.database}}`);
  });
});

test('with a real Slack the environment has the last word, and the demo fills in what is missing', () => {
  const real = { SLACK_SIGNING_SECRET: 'real-secret', SLACK_CLIENT_ID: '3.4', SLACK_CLIENT_SECRET: 'real' };
  const env = { ...real, PUBLIC_URL: 'https://baton.example', PORT: '80' };
  const config = configFor(env, null);
  expect(config).toMatchObject({ ...real, PUBLIC_URL: 'https://baton.example', PORT: 80, WORKER_PORT: 4001 });
  expect(configFor(real, null).PUBLIC_URL).toBe('http://127.0.0.1:4000');
});
