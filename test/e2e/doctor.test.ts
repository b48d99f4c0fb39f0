import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { variablesOf } from '../../sandbox/demo/environment-variables.js';
import { doctor } from '../../src/commands/doctor.js';
import { readConfig } from '../../src/config/config.js';
import { connectOperatorServices, doctorEnvironmentOf } from '../../src/connect-operator-services.js';
import { newKey } from '../integration/ports/port-suite.js';
import { freshUris } from '../support/fresh-uris.js';
import { resultOf, runFile } from '../support/processes.js';
import { testStage } from '../support/stage.js';

const COMMAND = fileURLToPath(new URL('../../src/start-command.ts', import.meta.url));
const stage = testStage();

/** Has the doctor look at a Baton that is installed, connected and at work, from an environment that may differ. */
async function examine(given: Readonly<Record<string, string>> = {}) {
  const config = () => readConfig({ ...variablesOf(stage().config), ...given });
  const lines: string[] = [];
  const patient = { surroundings: () => doctorEnvironmentOf(config()), open: () => connectOperatorServices(config()) };
  const code = await doctor(patient, (line) => lines.push(line));
  const output = lines.join('\n');
  const named = (sign: string) => [...output.matchAll(new RegExp(`^${sign} +([^:]*)`, 'gm'))].map(([, name]) => name);
  return { output, code, faults: named('FAIL'), skipped: named('skip') };
}

/** The same in a process of its own. */
async function examineApart() {
  const { PATH, HOME } = process.env;
  return resultOf(runFile(COMMAND, ['doctor'], { env: { PATH, HOME, ...variablesOf(stage().config) } }));
}

describe('a Baton that runs', () => {
  test('is found well: every piece was tried', async () => {
    const { slack } = stage();
    const { output, code } = await examineApart();
    expect({ output, code }).toEqual({ output: expect.stringContaining('\nEverything is well.\n'), code: 0 });
    expect(output).toMatch(/^ok {4}Answer at the public address: .*\/healthz answers/m);
    expect(output).toMatch(/^ok {4}Request URL \/slack\/events: gives back the challenge/m);
    expect(output).toMatch(/^ok {4}Workers: 1 waits for jobs$/m);
    expect(output).toMatch(new RegExp(`^ok {4}Slack, workspace ${slack.team.id}: the token is @`, 'm'));
    expect(output).toMatch(/^ok {4}Messages: Slack would take all \d\d samples, of every kind$/m);
    expect(slack.calls.of('blocks.validate').length).toBeGreaterThan(20);
  });

  test.each([
    ['client id', { SLACK_CLIENT_ID: '9.9' }, 'Slack app'],
    ['client secret', { SLACK_CLIENT_SECRET: 'another-secret' }, 'Slack app'],
    ['signing secret', { SLACK_SIGNING_SECRET: 'another-secret' }, 'Request URL /slack/events'],
    ['queue prefix', { QUEUE_PREFIX: '{nobody}' }, 'Workers'],
    ['database of Redis', { REDIS_URL: new URL('/5', freshUris().redis).href }, 'Workers'],
  ])('but with another %s here: that is found, and nothing else', async (_name, env, fault) => {
    const { faults, code } = await examine(env);
    expect({ faults, code }).toEqual({ faults: [fault], code: 1 });
  });

  test('but under an address that is an example: nothing is sent there', async () => {
    const { faults, skipped, code } = await examine({ PUBLIC_URL: 'https://baton.example.com' });
    expect({ faults, code }).toEqual({ faults: ['Public address'], code: 1 });
    expect(skipped).toEqual(['Answer at the public address', 'Request URL /slack/events']);
  });

  test('but without the key that sealed its secrets: the key is asked for, and no new installation', async () => {
    const { output, faults, code } = await examine({ ENCRYPTION_KEYS: newKey('other') });
    expect({ faults, code }).toEqual({ faults: ['Stored secrets'], code: 1 });
    expect(output).toContain(`workspace ${stage().slack.team.id}, Slack token: A secret was sealed with the key`);
    expect(output).toContain('Add the key that sealed it to the end of ENCRYPTION_KEYS.');
    expect(output).not.toContain('Install Baton in this workspace again');
  });
});

describe('a Slack', () => {
  test('without blocks.validate: that is said, and is no fault', async () => {
    stage().slack.faults.add({ method: 'blocks.validate', fault: { kind: 'refused', error: 'unknown_method' } });
    const { output, skipped, code } = await examine();
    expect({ skipped, code }).toEqual({ skipped: ['Messages'], code: 0 });
    expect(output).toContain('this Slack has no blocks.validate');
  });

  test('that would not take a message: its kind is named', async () => {
    stage().slack.faults.add({ method: 'blocks.validate', fault: { kind: 'refused', error: 'invalid_message' } });
    const { output, faults, code } = await examine();
    expect({ faults, code }).toEqual({ faults: ['Messages'], code: 1 });
    expect(output).toContain('Slack would not take invite-card (');
  });

  test('that limits how often it is asked: as far as it went', async () => {
    const fault = { kind: 'rate-limited', retryAfterSeconds: 30 } as const;
    stage().slack.faults.add({
      method: 'blocks.validate',
      fault,
      when: ({ message }) => /digest|week/i.test(JSON.stringify(message)),
    });
    const { output, skipped, code } = await examine();
    expect({ skipped, code }).toEqual({ skipped: ['Messages'], code: 0 });
    expect(output).toMatch(/Messages: \d+ of \d+ were checked: Slack limits how often it is asked/);
  });

  test('that takes the token no more: to be installed again', async () => {
    stage().slack.faults.add({ method: 'auth.test', fault: { kind: 'refused', error: 'invalid_auth' } });
    const { output, faults, code } = await examine();
    expect({ faults, code }).toEqual({ faults: [`Slack, workspace ${stage().slack.team.id}`], code: 1 });
    expect(output).toContain('Install Baton in this workspace again');
  });
});
