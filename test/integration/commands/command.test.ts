import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCommandLineProgram } from '../../../src/commands/command-line-program.js';
import { readConfig } from '../../../src/config/config.js';
import { connectOperatorServices, doctorEnvironmentOf } from '../../../src/connect-operator-services.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import {
  buildConnection,
  buildLedgerEntry,
  buildMessage,
  buildReferral,
  buildTenant,
} from '../../support/factories.js';
import { freshUris } from '../../support/fresh-uris.js';
import { START } from '../../support/memory-ports.js';
import { firstLine, resultOf, runFile, untilUp } from '../../support/processes.js';
import { REQUIRED_ENVIRONMENT } from '../../support/required-environment.js';
import { newKey, noLog, type OpenStore, openStore } from '../ports/port-suite.js';

const COMMAND = fileURLToPath(new URL('../../../src/start-command.ts', import.meta.url));

/** The environment of an operator's command. */
function environment(given: Readonly<Record<string, string>>): Record<string, string> {
  const { mongo, redis, queuePrefix } = freshUris();
  const services = { MONGODB_URI: mongo, REDIS_URL: redis, QUEUE_PREFIX: queuePrefix };
  return { ...REQUIRED_ENVIRONMENT, ...services, ENCRYPTION_KEYS: newKey('k1'), ...given };
}

/** Runs a command in this process. */
async function run(words: readonly string[], given: Readonly<Record<string, string>> = {}) {
  const config = readConfig(environment(given));
  let output = '';
  let code: number | undefined;
  const program = createCommandLineProgram({
    surroundings: () => doctorEnvironmentOf(config),
    open: () => connectOperatorServices(config),
    print: (line) => {
      output += `${line}\n`;
    },
    exit: (given) => {
      code = given;
    },
    servePage: () => Promise.reject(new Error('no command of these serves a page')),
  });
  await program.parseAsync(words, { from: 'user' });
  return { output, code };
}

/** Runs a command in a process of its own until it ends by itself. */
const baton = (words: readonly string[], given: Readonly<Record<string, string>> = {}) =>
  resultOf(runFile(COMMAND, words, { env: { PATH: process.env.PATH, ...environment(given) } }));

/** Nothing of these is there, and nobody answers. */
const NOTHING = { PUBLIC_URL: 'http://127.0.0.1:1', SLACK_API_URL: 'http://127.0.0.1:1/api/' };

test('the doctor finds the services well and the rest not started, and ends', async () => {
  const { output, code } = await baton(['doctor'], NOTHING);
  expect(output).toMatch(/^ok {4}MongoDB: version [\d.]+$/m);
  expect(output).toMatch(/^ok {4}MongoDB transactions: work$/m);
  expect(output).toMatch(/^ok {4}Clock, MongoDB’s: as here$/m);
  expect(output).toMatch(/^ok {4}Redis: version [\d.]+, noeviction, takes writes$/m);
  expect(output).toMatch(/^ok {4}Clock, Redis’: as here$/m);
  for (const name of ['Answer at the public address', 'Request URL', 'Slack app', 'Workers'])
    expect(output).toMatch(new RegExp(`^FAIL {2}${name}`, 'm'));
  expect(output).toMatch(/^skip {2}Workspaces: none has Baton installed/m);
  expect(output).toContain('Found 4 faults.');
  expect(code).toBe(1);
});

test('the doctor finds what is away, and ends', async () => {
  const away = { ...NOTHING, MONGODB_URI: 'mongodb://127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' };
  const { output, code } = await baton(['doctor'], away);
  expect(output).toMatch(/^FAIL {2}MongoDB: /m);
  expect(output).toMatch(/^FAIL {2}Redis: /m);
  expect(code).toBe(1);
});

test('a command whose output nobody reads any more finishes its work without a word', async () => {
  const { PATH } = process.env;
  const child = runFile(COMMAND, ['doctor'], { env: { PATH, ...environment(NOTHING) } });
  let said = '';
  child.stderr?.on('data', (data) => {
    said += data;
  });
  child.stdout?.destroy();
  const [code] = await once(child, 'close');
  expect([code, said]).toEqual([1, '']);
});

test('dead letters of an empty database', async () => {
  expect(await run(['dead-letters', 'list'])).toEqual({ output: 'No dead letters.\n', code: 0 });
});

test('the page is served until a signal comes, to whoever has the address that it prints', async () => {
  const page = runFile(COMMAND, ['page', '--port', '0'], { env: { PATH: process.env.PATH, ...environment({}) } });
  const address = (await untilUp(page, firstLine(page))).replace(/^Open /, '');
  const { origin } = new URL(address);
  expect((await fetch(origin)).status).toBe(401);
  const opened = await fetch(address, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const content = await (await fetch(origin, { headers: { cookie } })).text();
  expect(content).toContain('Nothing was given up.');
  expect(content).toContain('No limit and no fault of the configuration holds work up.');
  page.kill('SIGINT');
  expect(await once(page, 'exit')).toEqual([0, null]);
});

describe('against a database with something in it', () => {
  const [oldKey, key] = [newKey('k1'), newKey('k2')];
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore([oldKey]);
    for (const id of ['T1', 'T2']) {
      await store.ports.tenants.install(buildTenant({ id }));
      await store.ports.ledger.insert(buildLedgerEntry({ tenantId: id }));
      await store.ports.tallies.add(id, buildLedgerEntry().moves);
      await store.ports.connections.save(buildConnection({ tenantId: id }));
      await store.installations.save(id, { bot: { token: 'secret' } });
    }
  });
  afterAll(() => store.close());

  const command = (...words: string[]) =>
    run(words, { MONGODB_URI: store.uri, ENCRYPTION_KEYS: [key, oldKey].join(',') });

  test('dead letters are listed, and replayed where that makes sense', async () => {
    const { worklist, messages, referrals } = store.ports;
    const [deliver, forward] = [todo('deliver-message', START), todo('forward-referral', START)];
    const { work: _, ...message } = buildMessage();
    const referral = buildReferral({ status: 'failed', work: [forward] });
    await messages.ensure(message, [deliver]);
    await referrals.insert(referral);
    await worklist.deadLetter('deliver-message', message, [deliver], 'Hopeless: gone');
    await worklist.deadLetter('forward-referral', referral, [forward], 'Error: 503');
    const listed = await command('dead-letters', 'list');
    expect(listed.output).toMatch(new RegExp(`^${deliver.id} .* Hopeless: gone$`, 'm'));
    expect(listed.output).toMatch(new RegExp(`^${forward.id} .* Error: 503 .*nothing to replay.$`, 'm'));
    const replayed = await command('dead-letters', 'replay', '--all');
    expect(replayed).toMatchObject({ output: expect.stringContaining('Due again: 1\n'), code: 0 });
    const { items } = await worklist.begin('deliver-message', message, new Date(), 1000);
    expect(items).toMatchObject([{ id: deliver.id }]);
    expect((await worklist.dead()).map(({ work }) => work.id)).toEqual([forward.id]);
  });

  test('tallies that differ are found in every workspace, and corrected when that is asked for', async () => {
    const { tallies, ledger } = store.ports;
    await tallies.add('T2', [{ member: 'UANA', period: 'all', count: 'sent', by: 6 }]);
    const found = await command('tallies', 'rebuild');
    expect(found.output).toMatch(/^Workspace T1\nThe tallies are what the ledger says\.$/m);
    expect(found.output).toMatch(/^Workspace T2\n.*\nUANA +all +sent +7 +1$/m);
    expect(found.code).toBe(1);
    expect((await command('tallies', 'rebuild', '--write')).code).toBe(0);
    expect(await tallies.all('T2')).toEqual(await ledger.totals('T2'));
  });

  test('secrets are sealed anew, and open without the old key', async () => {
    const { output, code } = await command('keys', 'reseal');
    expect({ output, code }).toMatchObject({ output: expect.stringContaining('4 secrets were sealed anew.'), code: 0 });
    for (const name of ['connections', 'installations']) {
      const sealed = await store.raw.collection(name).find().toArray();
      expect(sealed.map((one) => String(one.sealed).slice(0, 3))).toEqual(['k2.', 'k2.']);
    }
  });

  test('secrets that no key opens are named, and the others are sealed anew all the same', async () => {
    const lost = newKey('k0');
    const other = await openMongo({ uri: store.uri, keys: [lost], log: noLog });
    await other.installations.save('T1', { bot: { token: 'secret' } });
    await other.close();
    await store.ports.connections.save(buildConnection({ tenantId: 'T2' }));
    const { output, code } = await command('keys', 'reseal');
    expect(output).toContain('1 secret was sealed anew.\n1 secret does not open, and stays as it was:\n');
    expect(output).toMatch(/^ {2}workspace T1, Slack token: .*"k0"/m);
    expect(output).not.toContain('not needed any more');
    expect(code).toBe(1);
    const sealed = await store.raw.collection('connections').find().toArray();
    expect(sealed.map((one) => String(one.sealed).slice(0, 3))).toEqual(['k2.', 'k2.']);
  });
});
