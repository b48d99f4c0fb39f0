import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type DoctorDeps, doctor } from '../../../src/commands/doctor.js';
import { judgeRedis, node } from '../../../src/commands/examine-machine.js';
import type {
  DoctorEnvironment,
  HttpAppExaminer,
  Operator,
  SocketAppExaminer,
} from '../../../src/commands/operator-services.js';
import { AccessRevoked, Hopeless, Postponed, Refusal } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { buildConnection, buildProfile, buildReferral, buildTenant } from '../../support/factories.js';
import { type MemoryPorts, memoryPorts, START } from '../../support/memory-ports.js';
import {
  buildDoctorEnvironment,
  buildOperator,
  buildRedisNode,
  buildRedisReport,
  clockAhead,
  healthyApp,
} from '../../support/operator-fixtures.js';

/** A single Redis. */
const redisAt = (node: Parameters<typeof buildRedisNode>[0]) => buildRedisReport({ nodes: [buildRedisNode(node)] });

/** What stands at the public address. */
let server: Server;
let answer: { status: number; body: string; location?: string };
let address: string;

beforeAll(async () => {
  server = createServer((_request, response) => {
    const { status, body, location } = answer;
    response.writeHead(status, location ? { location } : {}).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let ports: MemoryPorts;
let operator: Operator;
let surroundings: DoctorEnvironment;
let patient: DoctorDeps;
let closed: boolean;
let lines: string[];

beforeEach(async () => {
  answer = { status: 200, body: '{"status":"ok"}' };
  closed = false;
  lines = [];
  ports = memoryPorts();
  await ports.tenants.install(buildTenant());
  await ports.connections.save(buildConnection());
  surroundings = buildDoctorEnvironment({ publicUrl: address });
  operator = buildOperator(ports, {
    close: async () => {
      closed = true;
    },
  });
  patient = { surroundings: () => surroundings, open: async () => operator };
});

const examineAll = (tenant?: string) => doctor(patient, (line) => lines.push(line), tenant ? { tenant } : {});
const away = () => Promise.reject(new Error('connect ECONNREFUSED mongodb://user:pw@db.example'));
const given = (more: Partial<DoctorEnvironment>) => Object.assign(surroundings, more);
const app = (more: Partial<HttpAppExaminer>) => given({ app: { ...healthyApp, ...more } });
const socket = (more: Partial<DoctorEnvironment>, open: SocketAppExaminer['open'] = opens) =>
  given({ publicUrl: undefined, ...more, app: { way: 'socket', open } });
const opens: SocketAppExaminer['open'] = async () => ({
  workspace: 'Acme',
  appId: 'A1',
  botAppId: 'A1',
  clock: clockAhead(),
});
const operates = (more: Partial<Operator>) => Object.assign(operator, more);
const slack = (more: Partial<Operator['slack']>) => operates({ slack: { ...operator.slack, ...more } });

const noWorkers = { database: 0, count: 0, elsewhere: [] };

/** The line after the one that names the fault. */
const fixOf = (name: string) => lines[lines.findIndex((line) => line.startsWith(`FAIL  ${name}`)) + 1];
const beginning = (sign: string) => lines.filter((line) => line.startsWith(sign));

describe('the doctor', () => {
  test('finds everything well, and says what it has tried', async () => {
    expect(await examineAll()).toBe(0);
    expect(beginning('ok').map((line) => /^ok {4}([^:]*)/.exec(line)?.[1])).toEqual([
      'Node',
      'Configuration',
      'Public address',
      'Answer at the public address',
      'Request URL /slack/events',
      'Slack app',
      'Clock, Slack’s',
      'Redis',
      'Clock, Redis’',
      'Workers',
      'Work that is held',
      'MongoDB',
      'MongoDB transactions',
      'Clock, MongoDB’s',
      'Outstanding work',
      'Stored secrets',
      'Workspaces',
      'Slack, workspace T1',
      'Managers, workspace T1',
      'Marketplace, workspace T1',
      'Clock, the marketplace’s of workspace T1',
      'Messages',
    ]);
    expect(closed).toBe(true);
    expect(lines.at(-1)).toBe('Everything is well.');
  });

  const heldFor = (ms: number) => {
    const since = new Date('2026-03-01T09:30:00Z');
    const one = { key: 'marketplace:T1', why: 'rate-limited', since, until: new Date(since.getTime() + ms) };
    given({ held: async () => [one] });
  };

  test('names what is held for long, since when and until when', async () => {
    heldFor(3_600_000);
    expect(await examineAll()).toBe(1);
    expect(lines).toContain(
      'FAIL  Work that is held: marketplace:T1 (rate-limited) since 2026-03-01T09:30:00.000Z, next try 2026-03-01T10:30:00.000Z',
    );
    expect(fixOf('Work that is held')).toContain('MARKETPLACE_TRUSTED_ORIGINS');
  });

  test('takes a service that asks for a moment for well', async () => {
    heldFor(60_000);
    expect(await examineAll()).toBe(0);
  });

  test('never calls that well which nobody has decided, started or installed', async () => {
    given({
      publicUrl: 'http://localhost:1',
      isOtherSlack: false,
      inspectRedis: async () => buildRedisReport({ workers: noWorkers }),
    });
    app({ credentials: async () => ({ verdict: 'wrong-id', said: 'invalid_client_id' }), challenge: away });
    operates({ activeTenants: async () => [] });
    expect(await examineAll()).toBe(1);
    const faults = ['Public address', 'Answer at the public address', 'Request URL', 'Slack app', 'Workers'];
    for (const name of faults) expect(fixOf(name)).toMatch(/^ {6}\w/);
    expect(beginning('FAIL')).toHaveLength(faults.length);
    expect(beginning('skip').join('\n')).toContain('none has Baton installed');
    expect(lines.at(-1)).toBe('Found 5 faults. 3 things could not be tried: see “skip” above.');
  });

  const faults: [name: string, breakIt: () => void, fix: string][] = [
    ['MongoDB', () => Object.assign(ports.tenants, { get: away }), 'MONGODB_URI'],
    ['MongoDB transactions', () => Object.assign(ports, { atomically: away }), '--replSet'],
    ['MongoDB', () => Object.assign(patient, { open: away }), 'MONGODB_URI'],
    ['Redis', () => given({ inspectRedis: away }), 'REDIS_URL'],
    ['Workers', () => given({ inspectRedis: async () => buildRedisReport({ workers: noWorkers }) }), 'start:worker'],
    ['Clock, Redis’', () => given({ inspectRedis: async () => redisAt({ clock: clockAhead(4000) }) }), 'NTP'],
    [
      'Clock, MongoDB’s',
      () => operates({ inspectMongo: async () => ({ version: '8', clock: clockAhead(-4000) }) }),
      'NTP',
    ],
    ['Clock, the marketplace’s', () => operates({ marketplaceClock: async () => clockAhead(40_000) }), 'NTP'],
    [
      'Configuration',
      () =>
        Object.assign(patient, {
          surroundings: () => {
            throw new Error('MONGODB_URI is missing');
          },
        }),
      '.env',
    ],
    ['Public address', () => given({ publicUrl: 'https://baton.example.com' }), 'PUBLIC_URL'],
    ['Public address', () => given({ publicUrl: 'http://baton.acme.invalid' }), 'PUBLIC_URL'],
    ['Public address', () => given({ publicUrl: `${address}/baton` }), 'PUBLIC_URL'],
    ['Public address', () => given({ isOtherSlack: false }), 'PUBLIC_URL'],
    ['Answer at the public address', () => given({ publicUrl: 'http://127.0.0.1:1' }), 'start:bot'],
    ['Answer at the public address', () => Object.assign(answer, { status: 502 }), 'start:bot'],
    ['Answer at the public address', () => Object.assign(answer, { body: '<h1>Welcome to nginx!</h1>' }), 'start:bot'],
    ['Answer at the public address', () => Object.assign(answer, { status: 301, location: '/login' }), 'redirect'],
    ['Request URL', () => app({ challenge: away }), 'SLACK_SIGNING_SECRET'],
    [
      'Slack app',
      () => app({ credentials: async () => ({ verdict: 'wrong-id', said: 'invalid_client_id' }) }),
      'SLACK_CLIENT_ID',
    ],
    [
      'Slack app',
      () => app({ credentials: async () => ({ verdict: 'wrong-secret', said: 'bad_client_secret' }) }),
      'SLACK_CLIENT_SECRET',
    ],
    ['Slack app', () => app({ credentials: away }), 'let this machine reach Slack'],
    [
      'Slack, workspace T1',
      () => slack({ token: async () => Promise.reject(new AccessRevoked('Slack says x')) }),
      'again',
    ],
    ['Slack, workspace T1', () => slack({ token: async () => Promise.reject(new Hopeless('gone')) }), 'again'],
    [
      'Slack, workspace T1',
      () => slack({ token: async () => ({ workspace: 'Acme', bot: 'baton', missing: ['chat:write'] }) }),
      'again',
    ],
    ['Slack, workspace T1', () => slack({ token: away }), 'firewall'],
    [
      'Marketplace, workspace T1',
      () => ports.marketplace.failNext(new Refusal('marketplace.unreachable')),
      'command `connect`',
    ],
    [
      'Messages',
      () => slack({ validate: async () => ({ valid: 1, of: 2, invalid: [{ kind: 'digest', why: '/blocks/1' }] }) }),
      'report',
    ],
  ];

  test.each(faults)('names a fault of %s and its fix', async (name, breakIt, fix) => {
    breakIt();
    expect(await examineAll()).toBe(1);
    expect(fixOf(name)).toContain(fix);
    expect(lines.join('\n')).not.toContain('user:pw');
  });

  test('says what it could not try, which is no fault', async () => {
    const { workers: _, ...silent } = buildRedisReport();
    given({ inspectRedis: async () => silent });
    app({ credentials: async () => ({ verdict: 'unclear', said: 'fatal_error' }) });
    slack({ token: () => Promise.reject(new Postponed(30_000, 'slack:T1')) });
    ports.marketplace.failNext(new Postponed(30_000, 'marketplace:T1'));
    expect(await examineAll()).toBe(0);
    expect(beginning('skip').map((line) => /^skip {2}([^:]*)/.exec(line)?.[1])).toEqual([
      'Slack app',
      'Clock, Slack’s',
      'Workers',
      'Slack, workspace T1',
      'Marketplace, workspace T1',
      'Messages',
    ]);
    expect(lines.at(-1)).toBe('Everything that was tried is well. 6 things could not be tried: see “skip” above.');
  });

  test('says in which databases of the same Redis workers wait, where none does in its own', async () => {
    given({ inspectRedis: async () => buildRedisReport({ workers: { database: 5, count: 0, elsewhere: [0, 3] } }) });
    expect(await examineAll()).toBe(1);
    expect(lines.join('\n')).toContain(
      'none waits for jobs in database 5 of Redis, but some do in database 0 and database 3: cards',
    );
    expect(fixOf('Workers')).toContain('number of the database');
  });

  test('names a workspace in which nobody hears what managers should hear', async () => {
    const gone = buildProfile({ slackUserId: 'UADMIN', isAdmin: true, isDeactivated: true });
    await ports.members.save('T1', [gone]);
    expect(await examineAll()).toBe(1);
    expect(lines.join('\n')).toContain('FAIL  Managers, workspace T1: nobody is told');
    expect(fixOf('Managers, workspace T1')).toContain('opens the app’s Home');
    lines = [];
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UBOSS', name: 'Bo Boss', isAdmin: true })]);
    expect(await examineAll()).toBe(0);
    const heard = (who: string) =>
      `ok    Managers, workspace T1: ${who} of invites that have no member or get no answer`;
    expect(lines).toContain(heard('Bo Boss hears'));
    lines = [];
    await ports.members.save('T1', [
      buildProfile({ slackUserId: 'UM1', name: 'Mia' }),
      buildProfile({ slackUserId: 'UM2', name: 'Max' }),
    ]);
    await ports.tenants.configure('T1', { managers: ['UM1', 'UM2'] });
    expect(await examineAll()).toBe(0);
    expect(lines).toContain(heard('Mia, Max hear'));
    lines = [];
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UM1', name: 'Mia', isGuest: true })]);
    expect(await examineAll()).toBe(0);
    expect(lines).toContain(heard('Max hears'));
  });

  test('names a manager to whom Slack takes no message, and a workspace where that is all of them', async () => {
    const unreachedAt = ports.clock.now();
    await ports.members.save('T1', [
      buildProfile({ slackUserId: 'UADMIN', name: 'Ada Min', isAdmin: true }),
      buildProfile({ slackUserId: 'UM1', name: 'Mia' }),
    ]);
    await ports.tenants.configure('T1', { managers: ['UM1'] });
    await ports.members.configure('T1', 'UM1', { unreachedAt });
    expect(await examineAll()).toBe(0);
    expect(lines.join('\n')).toContain(
      'Ada Min hears of invites that have no member or get no answer; Slack does not deliver Baton’s messages to Mia',
    );
    lines = [];
    await ports.members.configure('T1', 'UADMIN', { unreachedAt });
    expect(await examineAll()).toBe(1);
    expect(lines.join('\n')).toContain(
      'nobody is told of invites that have no member or get no answer: Slack does not deliver Baton’s messages to Mia, Ada Min',
    );
    expect(fixOf('Managers, workspace T1')).toContain('lets Baton write');
  });

  test('a workspace of which no admin is known yet is no fault', async () => {
    const { installedBy: _, ...unclaimed } = buildTenant({ id: 'T2', tenantId: 'T2' });
    await ports.tenants.install(unclaimed);
    operates({ activeTenants: async () => ['T2'] });
    await ports.connections.save(buildConnection({ tenantId: 'T2' }));
    expect(await examineAll()).toBe(0);
    expect(beginning('note')).toEqual([expect.stringContaining('Managers, workspace T2: no admin is known yet')]);
  });

  test('a workspace that has connected no marketplace yet is no fault, and is told what comes next', async () => {
    await ports.connections.disconnect('T1');
    expect(await examineAll()).toBe(0);
    expect(beginning('note')).toEqual([
      expect.stringMatching(/Marketplace, workspace T1: none is connected yet.*`connect`/),
    ]);
    expect(lines.at(-1)).toBe('Everything is well.');
  });

  test('says what Socket Mode cannot do, and asks for no public address', async () => {
    socket({});
    expect(await examineAll()).toBe(0);
    const [mode = ''] = lines.filter((line) => line.includes('Socket Mode:'));
    expect(mode).toContain('no other can install it');
    expect(mode).toContain('Baton’s contract and Email cannot be connected, Vollna and Getmany are asked');
    expect(beginning('ok').join('\n')).not.toMatch(/Public address|Request URL/);
    expect(beginning('ok').join('\n')).toContain('Clock, Slack’s');
  });

  test('in Socket Mode too, a public address for webhooks is examined', async () => {
    socket({ publicUrl: address });
    expect(await examineAll()).toBe(0);
    expect(beginning('ok').join('\n')).toMatch(/PUBLIC_URL is for webhooks alone[\s\S]*Answer at the public address/);
    expect(beginning('ok').join('\n')).not.toContain('Request URL');
  });

  test.each<[string, SocketAppExaminer['open']]>([
    ['SLACK_BOT_TOKEN of A2', async () => ({ workspace: 'Acme', appId: 'A1', botAppId: 'A2' })],
    ['Slack does not take SLACK_APP_TOKEN', () => Promise.reject(new Error('Slack does not take SLACK_APP_TOKEN'))],
  ])('names the tokens of Socket Mode that do not work: %s', async (said, open) => {
    socket({}, open);
    expect(await examineAll()).toBe(1);
    expect(beginning('FAIL').join('\n')).toContain(said);
    expect(fixOf('Slack app')).toContain('SLACK_APP_TOKEN');
  });

  test('calls no address that is an example', async () => {
    given({ publicUrl: 'https://baton.example.com' });
    app({ challenge: away });
    expect(await examineAll()).toBe(1);
    expect(lines.at(-1)).toBe('Found 1 fault. 2 things could not be tried: see “skip” above.');
  });

  test('asks for the key, and not for another installation, where a secret does not open', async () => {
    operates({
      unopened: async () => [
        { tenantId: 'T1', what: 'Slack token', why: 'sealed with the key "k0"' },
        { tenantId: 'T1', what: 'marketplace token', why: 'sealed with the key "k0"' },
      ],
    });
    expect(await examineAll()).toBe(1);
    expect(fixOf('Stored secrets')).toMatch(/^ *Add the key .* ENCRYPTION_KEYS/);
    expect(beginning('FAIL')).toEqual([
      expect.stringMatching(/T1, Slack token: sealed with the key "k0"; .*marketplace/),
    ]);
    expect(beginning('skip')).toHaveLength(3);
  });

  test('finds that nobody does what is due', async () => {
    await ports.referrals.insert(buildReferral({ work: [todo('forward-referral', START)] }));
    ports.clock.advance(60_000);
    expect(await examineAll()).toBe(0);
    ports.clock.advance(5 * 60_000);
    expect(await examineAll()).toBe(1);
    expect(lines.join('\n')).toContain('1 due, the oldest for 6 min');
    expect(fixOf('Outstanding work')).toContain('Start workers');
  });

  test('examines some of very many workspaces and says how many; or the one that is named', async () => {
    const active = Array.from({ length: 57 }, (_, n) => `T${n + 1}`);
    operates({ activeTenants: async () => active });
    for (const tenantId of active) await ports.connections.save(buildConnection({ tenantId }));
    expect(await examineAll()).toBe(0);
    expect(beginning('ok    Slack, workspace')).toHaveLength(20);
    expect(lines).toContain('ok    Workspaces: 20 of 57 are examined; --tenant names one');
    lines = [];
    expect(await examineAll('T40')).toBe(0);
    expect(beginning('ok    Slack, workspace')).toEqual([expect.stringContaining('T40')]);
    expect(await examineAll('T99')).toBe(1);
  });

  test('goes on after a fault', async () => {
    given({ inspectRedis: away });
    ports.marketplace.failNext(new Error('401'));
    expect(await examineAll()).toBe(1);
    expect(beginning('ok')).toHaveLength(16);
    expect(lines.at(-1)).toBe('Found 2 faults.');
    expect(closed).toBe(true);
  });
});

describe('a Redis', () => {
  test.each(['6.2.0', '7.0.15', '10.1'])('%s will do', (version) => {
    expect(judgeRedis(redisAt({ version }))).toContain(version);
  });

  test.each(['5.0.14', '6.0.16', 'unknown'])('%s is too old', (version) => {
    expect(() => judgeRedis(redisAt({ version }))).toThrow('too old');
  });

  test('that may drop keys is refused', () => {
    expect(() => judgeRedis(redisAt({ evictionPolicy: 'allkeys-lru' }))).toThrow('allkeys-lru');
  });

  test('that takes no writes is refused, in its own words', () => {
    const refusesWrites = 'OOM command not allowed when used memory > maxmemory.';
    expect(() => judgeRedis(buildRedisReport({ refusesWrites }))).toThrow(`no job runs: ${refusesWrites}`);
  });

  test('that is a cluster is judged by each of its nodes, and the one that is wrong is named', () => {
    const [a, b] = [buildRedisNode({ node: 'a:1' }), buildRedisNode({ node: 'b:1' })];
    expect(judgeRedis(buildRedisReport({ nodes: [a, b] }))).toBe('2 nodes, version 7.2.4, noeviction, takes writes');
    const away = { nodes: [a], away: ['b:1'], refusesWrites: 'CLUSTERDOWN The cluster is down' };
    const said = 'b:1 of its 2 nodes cannot be reached; it takes no writes, so no job runs: CLUSTERDOWN';
    expect(() => judgeRedis(buildRedisReport(away))).toThrow(said);
    const full = { nodes: [a, { ...b, evictionPolicy: 'allkeys-lru' }] };
    expect(() => judgeRedis(buildRedisReport(full))).toThrow('b:1: its maxmemory-policy is allkeys-lru');
  });

  test('that is a cluster and not said to be one is recognised', () => {
    const refusesWrites = 'MOVED 866 10.0.0.2:6379';
    expect(() => judgeRedis(buildRedisReport({ refusesWrites }))).toThrow('REDIS_CLUSTER is not true');
  });
});

describe('a Node', () => {
  const found = (version: string) => node(version, new Date('2026-11-29T00:00:00Z')).check();

  test.each(['24.1.0', '22.20.0', '28.0.0'])('%s will do', async (version) => {
    expect(await found(version)).toBe(`version ${version}`);
  });

  test('20 works, and is past its end', async () => {
    expect(await found('20.19.0')).toContain('no security fixes since 2026-04-30');
  });

  test.each(['20.18.3', '18.20.0'])('%s is too old', async (version) => {
    await expect(found(version)).rejects.toThrow('too old');
  });
});
