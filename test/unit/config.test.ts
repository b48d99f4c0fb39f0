import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isOverSocket, readConfig } from '../../src/config/config.js';
import { REQUIRED_ENVIRONMENT as complete } from '../support/required-environment.js';

describe('the environment', () => {
  test('what is not set has a default where one makes sense', () => {
    const config = readConfig(complete);
    expect(config).toMatchObject({ PORT: 3000, COMMAND: '/referrals', UNDO_SECONDS: 60, QUEUE_PREFIX: '{baton}' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('an empty variable counts as one that is not set', () => {
    expect(readConfig({ ...complete, COMMAND: '', METRICS_TOKEN: '' }).COMMAND).toBe('/referrals');
  });

  test('everything that is missing is named at once, with where to look', () => {
    const missing = () => readConfig({});
    for (const name of Object.keys(complete)) expect(missing).toThrow(name);
    expect(missing).toThrow('It is not set: .env.example says what it is for.');
  });

  test.each([
    ['MONGODB_URI', 'localhost:27017', 'start it with mongodb://'],
    ['REDIS_URL', 'localhost', 'start it with redis://'],
    ['REDIS_URL', 'redis://a:1, redis://b:1', 'set REDIS_CLUSTER=true'],
    ['REDIS_CLUSTER', 'maybe', 'REDIS_CLUSTER'],
    ['ENCRYPTION_KEYS', 'too-short', '<id>:<32 bytes in base64>'],
    ['ENCRYPTION_KEYS', 'k1:$(openssl rand -base64 32)', 'A .env file runs no commands: paste what it printed'],
    ['ENCRYPTION_KEYS', ' , ', 'at least one key'],
    ['QUEUE_PREFIX', 'baton', 'in braces'],
    ['COMMAND', 'referrals', 'write it as /name'],
    ['PORT', '70000', 'PORT'],
    ['PUBLIC_URL', 'ftp://example.com', 'PUBLIC_URL'],
    ['PUBLIC_URL', 'baton.example.com', 'start it with https:// or http://'],
    ['MARKETPLACE_TRUSTED_ORIGINS', 'http://localhost:1,localhost:4010', 'MARKETPLACE_TRUSTED_ORIGINS[1]'],
    ['MARKETPLACE_TRUSTED_ORIGINS', 'localhost:4010', 'start it with https:// or http://'],
    ['SLACK_API_URL', 'localhost:4003/api/', 'SLACK_API_URL'],
    ['SLACK_AUTHORIZE_URL', 'localhost:4003/oauth/v2/authorize', 'SLACK_AUTHORIZE_URL'],
    ['FAQ_URL', 'mailto:help@example.com', 'FAQ_URL'],
    ['UNDO_SECONDS', '-1', 'UNDO_SECONDS'],
    ['UNDO_SECONDS', '0x10', 'write a whole number in plain digits, from 0 to 3600'],
    ['UNDO_SECONDS', '1e2', 'UNDO_SECONDS'],
    ['PORT', '٣٠٠٠', 'write a whole number in plain digits, from 0 to 65535'],
    ['DRAIN_SECONDS', '5.0', 'DRAIN_SECONDS'],
    ['PROXIES', '+1', 'PROXIES'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL'],
  ])('%s = %j is refused, and the message says how to write it', (name, value, says) => {
    expect(() => readConfig({ ...complete, [name]: value })).toThrow(says);
  });

  describe('over Socket Mode', () => {
    const { MONGODB_URI, REDIS_URL, ENCRYPTION_KEYS } = complete;
    const tokens = { SLACK_APP_TOKEN: ['xapp', '1', 'A1'].join('-'), SLACK_BOT_TOKEN: ['xoxb', '1'].join('-') };
    const socket = { MONGODB_URI, REDIS_URL, ENCRYPTION_KEYS, ...tokens };

    test('needs two tokens, no credentials of OAuth and no public address', () => {
      const config = readConfig(socket);
      expect(isOverSocket(config)).toBe(true);
      expect(config.PUBLIC_URL).toBeUndefined();
      expect(isOverSocket(readConfig(complete))).toBe(false);
    });

    test.each([
      ['SLACK_BOT_TOKEN', undefined, 'Bot User OAuth Token'],
      ['SLACK_APP_TOKEN', undefined, 'SLACK_APP_TOKEN'],
      ['SLACK_APP_TOKEN', tokens.SLACK_BOT_TOKEN, 'What starts with xoxb- is SLACK_BOT_TOKEN'],
      ['SLACK_BOT_TOKEN', ['xoxe.xoxb', '1'].join('-'), 'without token rotation'],
      ['SLACK_CLIENT_ID', '1.2', 'take it out'],
      ['SLACK_SIGNING_SECRET', 'signing-secret', 'SLACK_APP_TOKEN turns Socket Mode on'],
    ])('%s = %j is refused, and the message says why', (name, value, says) => {
      expect(() => readConfig({ ...socket, [name]: value })).toThrow(says);
      expect(() => readConfig({ ...socket, [name]: value })).toThrow(name);
    });
  });

  test('several keys and origins are lists', () => {
    const second = `k0:${Buffer.alloc(32, 1).toString('base64')}`;
    const keys = `${complete.ENCRYPTION_KEYS}, ${second}`;
    const origins = 'http://localhost:1,http://localhost:2';
    const config = readConfig({ ...complete, ENCRYPTION_KEYS: keys, MARKETPLACE_TRUSTED_ORIGINS: origins });
    expect(config.ENCRYPTION_KEYS).toEqual([complete.ENCRYPTION_KEYS, second]);
    expect(config.MARKETPLACE_TRUSTED_ORIGINS).toHaveLength(2);
  });

  test('two keys of the same id are refused, since no secret of the first would open', () => {
    const [older, newer] = [1, 2].map((byte) => `demo:${Buffer.alloc(32, byte).toString('base64')}`);
    const doubled = () => readConfig({ ...complete, ENCRYPTION_KEYS: `${older},${newer}` });
    expect(doubled).toThrow('give each key an id of its own');
    expect(doubled).toThrow('ENCRYPTION_KEYS');
  });

  test('.env.example names every variable that there is, those of the demo alone included, and no other', () => {
    const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    const example = read('.env.example');
    const source = read('src/config/config.ts') + read('sandbox/demo/open-marketplace.ts');
    const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(known));
  });
});
