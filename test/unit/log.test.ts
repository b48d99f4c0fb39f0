import { describe, expect, test } from '@jest/globals';
import { MarketplaceRefusal } from '../../src/domain/model/errors.js';
import { createLog } from '../../src/log.js';

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ level, process: 'bot', to: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const slackToken = ['xoxb', '12', '34', 'AbCd'].join('-');

describe('a line of the log', () => {
  test('is one JSON object with a level, a time, the process and the event', () => {
    const [line] = logged((log) => log.warn({ tenantId: 'T1' }, 'webhook.refused'));
    expect(line).toMatchObject({ level: 'warn', process: 'bot', event: 'webhook.refused', tenantId: 'T1' });
    expect(new Date(String(line?.time)).getTime()).toBeGreaterThan(0);
  });

  test('below the level nothing is written', () => {
    expect(logged((log) => log.info({}, 'log.quiet'), 'warn')).toEqual([]);
    expect(logged((log) => log.error({}, 'log.quiet'), 'silent')).toEqual([]);
  });
});

describe('secrets and words do not come through', () => {
  const dirty: Record<string, unknown>[] = [
    { token: slackToken },
    { odd: `it said ${slackToken}.` },
    { code: `401 for Bearer abc123${slackToken}` },
    { headers: { authorization: 'Bearer s3cr3t', cookie: 's3cr3t' } },
    { request: { headers: { authorization: 's3cr3t' } } },
    { connection: { webhookSecrets: ['s3cr3t'], token: 's3cr3t' } },
    { message: { text: 's3cr3t', blocks: ['s3cr3t'] } },
    { invite: { letter: 's3cr3t', job: { title: 's3cr3t' } } },
    { referral: { noteToColleague: 's3cr3t', noteToClient: 's3cr3t' } },
    { uri: ['mongodb://user', 's3cr3t@db.example/x'].join(':') },
  ];

  test.each(dirty)('%#', (fields) => {
    const text = JSON.stringify(logged((log) => log.error(fields, 'log.told')));
    expect(text).not.toMatch(/s3cr3t|AbCd|abcd|abc123/);
    expect(text).toContain('***');
  });

  test.each([
    { err: new Error(`401 for Bearer abc123${slackToken}`) },
    { error: new Error('outside', { cause: new Error(`whsec_${'abcd'}`) }) },
    { odd: { error: new Error('Dear client, s3cr3t') } },
  ])('nor do the words of an error: %#', (fields) => {
    const text = JSON.stringify(logged((log) => log.error(fields, 'log.told')));
    expect(text).not.toMatch(/s3cr3t|AbCd|abcd|abc123|outside|Dear/);
  });

  test('what a marketplace explains stays out of it, for it may name people', () => {
    const err = new MarketplaceRefusal('already-invited', 'Ben Okoro is invited already.');
    const text = JSON.stringify(logged((log) => log.warn({ err }, 'people.search-failed')));
    expect(text).toContain('already-invited');
    expect(text).not.toContain('Ben');
  });

  test('an error keeps its type, code and place', () => {
    const [line] = logged((log) => log.error({ err: Object.assign(new TypeError('odd'), { code: 'E1' }) }, 'log.told'));
    expect(line?.err).toMatchObject({ error: 'TypeError', code: 'E1' });
    expect(JSON.stringify(line?.err)).toContain('log.test');
  });
});
