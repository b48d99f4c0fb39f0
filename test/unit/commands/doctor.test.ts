import { beforeEach, describe, expect, test } from '@jest/globals';
import { doctor, type Patient } from '../../../src/commands/doctor.js';
import { judgeRedis } from '../../../src/commands/examinations.js';
import type { Operator } from '../../../src/commands/operator.js';
import { Refusal } from '../../../src/domain/errors.js';
import { buildProfile } from '../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.js';

let ports: MemoryPorts;
let operator: Operator;
let patient: Patient;
let publicUrl: string;
let closed: boolean;
let lines: string[];

beforeEach(() => {
  ports = memoryPorts();
  ports.directory.profiles.push(buildProfile());
  operator = {
    ports,
    reseal: async () => 0,
    activeTenants: async () => ['T1'],
    close: async () => {
      closed = true;
    },
  };
  const inspectRedis = async () => ({ version: '7.2.4', evictionPolicy: 'noeviction' });
  patient = { surroundings: () => ({ publicUrl, inspectRedis }), open: async () => operator };
  publicUrl = 'https://baton.example';
  closed = false;
  lines = [];
});

const examineAll = () => doctor(patient, (line) => lines.push(line));
const away = () => Promise.reject(new Error('connect ECONNREFUSED mongodb://user:pw@db.example'));

const incomplete = () => {
  throw new Error('MONGODB_URI is missing');
};
const redisIs = (inspectRedis: typeof away) =>
  Object.assign(patient, { surroundings: () => ({ publicUrl, inspectRedis }) });

/** The line after the one that names the fault. */
const fixOf = (name: string) => lines[lines.findIndex((line) => line.startsWith(`FAIL  ${name}`)) + 1];

describe('the doctor', () => {
  test('finds everything well', async () => {
    expect(await examineAll()).toBe(0);
    expect(lines.filter((line) => line.startsWith('ok'))).toHaveLength(8);
    expect(closed).toBe(true);
    expect(lines.at(-1)).toBe('Everything is well.');
  });

  const heldFor = (ms: number) => {
    const since = new Date('2026-03-01T09:30:00Z');
    const one = { key: 'marketplace:T1', why: 'rate-limited', since, until: new Date(since.getTime() + ms) };
    const { inspectRedis } = patient.surroundings();
    Object.assign(patient, { surroundings: () => ({ publicUrl, inspectRedis, held: async () => [one] }) });
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

  test('takes a plain address of this machine for what it is', async () => {
    publicUrl = 'http://localhost:3000';
    expect(await examineAll()).toBe(0);
  });

  const faults: [name: string, breakIt: () => void, fix: string][] = [
    ['MongoDB', () => Object.assign(ports.tenants, { get: away }), 'MONGODB_URI'],
    ['MongoDB transactions', () => Object.assign(ports, { atomically: away }), '--replSet'],
    ['MongoDB', () => Object.assign(patient, { open: away }), 'MONGODB_URI'],
    ['Redis', () => redisIs(away), 'REDIS_URL'],
    ['Configuration', () => Object.assign(patient, { surroundings: incomplete }), '.env'],
    ['Slack, workspace T1', () => ports.directory.failNext(new Error('token_revoked')), 'again'],
    ['Slack, workspace T1', () => ports.directory.profiles.splice(0), 'again'],
    [
      'Marketplace, workspace T1',
      () => ports.marketplace.failNext(new Refusal('tenant.notConnected')),
      'command `connect`',
    ],
  ];

  test.each(faults)('names a fault of %s and its fix', async (name, breakIt, fix) => {
    breakIt();
    expect(await examineAll()).toBe(1);
    expect(fixOf(name)).toContain(fix);
    expect(lines.join('\n')).not.toContain('user:pw');
  });

  test('finds fault with an address that Slack would not call', async () => {
    publicUrl = 'http://baton.example';
    expect(await examineAll()).toBe(1);
    expect(fixOf('Public address')).toContain('PUBLIC_URL');
  });

  test('goes on after a fault', async () => {
    redisIs(away);
    ports.marketplace.failNext(new Error('401'));
    expect(await examineAll()).toBe(1);
    expect(lines.filter((line) => line.startsWith('ok'))).toHaveLength(5);
    expect(lines.at(-1)).toBe('Found 2 faults.');
    expect(closed).toBe(true);
  });
});

describe('a Redis', () => {
  test.each(['6.2.0', '7.0.15', '10.1'])('%s will do', (version) => {
    expect(judgeRedis({ version, evictionPolicy: 'noeviction' })).toContain(version);
  });

  test.each(['5.0.14', '6.0.16', 'unknown'])('%s is too old', (version) => {
    expect(() => judgeRedis({ version, evictionPolicy: 'noeviction' })).toThrow('too old');
  });

  test('that may drop keys is refused', () => {
    expect(() => judgeRedis({ version: '7.2.4', evictionPolicy: 'allkeys-lru' })).toThrow('allkeys-lru');
  });
});
