import { describe, expect, test } from '@jest/globals';
import { Duplicate, Hopeless, MarketplaceRefusal, Postponed, Refusal } from '../../../../src/domain/model/errors.js';
import { todo, WORK_ON } from '../../../../src/domain/model/outbox-work.js';
import { START } from '../../../support/memory-ports.js';

describe('work', () => {
  test('begins fresh, under an id of its own', () => {
    const work = todo('receive-event', START);
    expect(work).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      job: 'receive-event',
      at: START,
      attempts: 0,
    });
    expect(todo('receive-event', START).id).not.toBe(work.id);
  });

  test('each kind is for one noun', () => {
    expect(WORK_ON).toEqual({
      'receive-event': 'event',
      'forward-decision': 'invite',
      'announce-invite': 'invite',
      'announce-peers': 'invite',
      'expire-invite': 'invite',
      'nudge-invite': 'invite',
      'mark-decision-unconfirmed': 'invite',
      'forward-referral': 'referral',
      'mark-referral-unconfirmed': 'referral',
      'announce-referral': 'referral',
      'keep-tallies': 'referral',
      'deliver-message': 'message',
      'sync-directory': 'tenant',
      'restore-work': 'tenant',
      'purge-tenant': 'tenant',
      'send-digests': 'tenant',
      'export-referrals': 'member',
      'export-data': 'member',
      'hand-over-member': 'member',
      'forget-member': 'member',
      'publish-home': 'member',
      'poll-connection': 'connection',
      'advance-relay': 'relay',
      'announce-relay': 'relay',
    });
  });
});

describe('errors say what happens next', () => {
  test('a refusal: its code, and what the words need', () => {
    expect(new Refusal('invite.expired')).toMatchObject({ name: 'Refusal', message: 'invite.expired', params: {} });
    expect(new Refusal('invite.notYours', { name: 'Ana' })).toMatchObject({
      code: 'invite.notYours',
      params: { name: 'Ana' },
    });
  });

  test('a marketplace’s refusal is hopeless, and explains itself', () => {
    const refusal = new MarketplaceRefusal('job-closed', 'The client closed this job.');
    expect(refusal).toBeInstanceOf(Hopeless);
    expect(refusal).toMatchObject({
      name: 'MarketplaceRefusal',
      code: 'job-closed',
      detail: 'The client closed this job.',
    });
    expect(refusal.message).toBe('job-closed');
    expect(refusal.stack).not.toContain('The client');
    expect(new Hopeless('x')).toMatchObject({ name: 'Hopeless', message: 'x' });
  });

  test('a wait: how long, and what else waits', () => {
    const postponed = new Postponed(1500, 'slack:T1:C1');
    expect(postponed).not.toBeInstanceOf(Hopeless);
    expect(postponed).toMatchObject({ name: 'Postponed', retryAfterMs: 1500, limitKey: 'slack:T1:C1' });
    expect(postponed.message).toBe('put off for 1500 ms: slack:T1:C1');
  });

  test('a duplicate: its key', () => {
    expect(new Duplicate('k')).toMatchObject({ name: 'Duplicate', message: 'already there: k' });
  });
});
