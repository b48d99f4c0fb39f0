import { describe, expect, test } from '@jest/globals';
import { startWorker } from '../../../jobs/bullmq/worker.js';
import { QUEUE_NAMES, queueOf } from '../../../jobs/job-definition.js';
import { JOBS } from '../../../jobs/job-definitions.js';
import { directoryLimit, fileLimit, homeLimit, messageLimit } from '../../../jobs/rate-limits.js';
import { ensureMessage } from '../../../src/domain/ensuring-messages/ensure-message.js';
import type { Message } from '../../../src/domain/model/message/message.js';
import { type JobName, WORK_ON } from '../../../src/domain/model/outbox-work.js';
import { forJobs } from '../../../src/slack/api/client-options.js';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.js';

const names = Object.keys(WORK_ON) as JobName[];

describe('the table of jobs', () => {
  test('has every job and no other', () => {
    expect(Object.keys(JOBS).sort()).toEqual([...names].sort());
  });

  test.each(names)('%s has a verb, a known queue, a time limit and retry delays', (name) => {
    const { run, queue, limitMs, retryDelays } = JOBS[name];
    expect(typeof run).toBe('function');
    expect(QUEUE_NAMES).toContain(queue);
    expect(limitMs).toBeGreaterThanOrEqual(10_000);
    expect(retryDelays.length).toBeGreaterThan(0);
  });

  test('a message may take all the time that its calls may take', () => {
    const { timeout = 0 } = forJobs({ config: {}, log: memoryPorts().log });
    const calls = ['a token', 'a conversation', ...Array(5).fill('a page of its history'), 'an edit', 'a post'];
    expect(JOBS['deliver-message'].limitMs).toBeGreaterThan(calls.length * timeout);
  });

  test('what a person waits for is given up in words', () => {
    expect(JOBS['forward-decision'].giveUp.name).toBe('giveUpDecision');
    expect(JOBS['forward-referral'].giveUp.name).toBe('giveUpReferral');
    expect(JOBS['deliver-message'].giveUp.name).toBe('giveUpMessage');
  });

  test('who waits for the marketplace is told when it takes longer', () => {
    expect(JOBS['forward-decision'].delayed.name).toBe('tellDecisionDelay');
    expect(JOBS['forward-referral'].delayed.name).toBe('tellReferralDelay');
    expect(JOBS['forward-decision'].patience.name).toBe('decisionPatience');
    expect(JOBS['forward-referral'].patience.name).toBe('referralPatience');
  });

  test('a worker does not start without a handler', () => {
    const { 'keep-tallies': _, ...rest } = JOBS;
    const options = { ports: memoryPorts(), redisUrl: 'redis://127.0.0.1:1', prefix: '{none}' };
    expect(() => startWorker({ ...options, table: rest as typeof JOBS })).toThrow('No handler for: keep-tallies');
  });
});

describe('the queue of a message', () => {
  const queued = async (message: Pick<Message, 'kind' | 'event'>) => {
    const ports = memoryPorts();
    await ensureMessage(ports, { tenantId: 'T1', id: 'm1', to: 'UANA', wanted: 1, ...message });
    return ports.dispatched.flatMap(({ work }) => work.map((item) => queueOf(JOBS, item)));
  };

  test.each(['invite-card', 'decision-refused', 'relay-ask', 'welcome', 'request-trouble', 'token-refused'] as const)(
    'of %s is that of cards',
    async (kind) => {
      expect(await queued({ kind })).toEqual(['slack']);
    },
  );

  test.each([
    'referral-news',
    'recommended',
    'nudge',
    'relay-news',
    'feedback',
    'digest',
    'sync-failed',
    'without-card',
  ] as const)('of %s is another, so that no card waits behind it', async (kind) => {
    expect(await queued({ kind })).toEqual(['news']);
  });

  test('that tells of a failed referral is that of cards: somebody has to act', async () => {
    expect(await queued({ kind: 'referral-news', event: 'failed' })).toEqual(['slack']);
  });
});

describe('what a job may use', () => {
  const ref = { tenantId: 'T1', id: 'm1' };
  const message = { ...ref, kind: 'welcome', to: 'UANA', wanted: 1 } as const;
  const stored = async ({ messages }: MemoryPorts) => (await messages.get(ref)) as Message;

  test('a first post goes out at one a second and place, and a few more after a quiet time', async () => {
    const ports = memoryPorts();
    await ports.messages.ensure(message, []);
    expect(messageLimit(await stored(ports))).toEqual({ key: 'slack:T1:UANA', perSecond: 1, burst: 3 });
  });

  test('edits go out at fifty a minute and workspace', async () => {
    const ports = memoryPorts();
    await ports.messages.ensure(message, []);
    await ports.messages.posted(ref, { channel: 'D1', ts: '1.1' });
    expect(messageLimit(await stored(ports))).toEqual({ key: 'slack:T1:edits', perMinute: 50, burst: 50 });
  });

  test('Homes go out at a hundred a minute and workspace', () => {
    expect(homeLimit(ref)).toEqual({ key: 'slack:T1:homes', perMinute: 100, burst: 100 });
  });

  test('the directory and files wait only where Slack told us to', () => {
    expect(directoryLimit(ref)).toEqual({ key: 'slack:T1:users' });
    expect(fileLimit(ref)).toEqual({ key: 'slack:T1:files' });
  });
});
