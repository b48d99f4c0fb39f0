import { describe, expect, test } from '@jest/globals';
import type { Invite } from '../../../src/domain/invite/invite.js';
import { ACTION } from '../../../src/slack/ids.js';
import { managerNudge, nudge } from '../../../src/slack/nudge/nudge.js';
import { buildInvite } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { INVITE_STATUSES } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const buttonsOf = (view: object): string[] =>
  [...JSON.stringify(view).matchAll(/"action_id":"([\w-]+)"/g)].map(([, id]) => id ?? '');

const hour = 3_600_000;
const nudged = (hoursAfter: number) => ({
  at: new Date(START.getTime() + hoursAfter * hour),
  who: 'clock',
  what: 'nudged',
  through: 'job' as const,
});
const remind = (given: Partial<Invite> = {}, said = words) =>
  nudge({ kind: 'nudge', invite: buildInvite(given), whyNotRefer: null }, said);
const tell = (given: Partial<Invite> = {}) =>
  managerNudge({ kind: 'manager-nudge', invite: buildInvite(given), whyNotRefer: null }, words);

describe('a reminder', () => {
  test('says how long is left, and takes every answer', () => {
    const view = remind({ history: [nudged(4), nudged(12)] });
    expect(view.text).toBe('“Build a data pipeline” still waits for your answer.');
    expect(JSON.stringify(view)).toContain('About 12 hours are left');
    expect(buttonsOf(view)).toEqual([ACTION.openJob, ACTION.accept, ACTION.decline, ACTION.refer]);
    expect(JSON.stringify(remind({ history: [nudged(23.9)] }))).toContain('About 1 hour is left');
    expect(JSON.stringify(remind({ history: [nudged(20)] }, wordsIn('de')))).toContain('Etwa 4 Stunden bleiben');
  });

  test('names no hours where there is no deadline', () => {
    const { expiresAt: _, ...endless } = buildInvite();
    const view = nudge({ kind: 'nudge', invite: endless, whyNotRefer: null }, words);
    expect(JSON.stringify(view)).not.toMatch(/hours? (is|are) left/);
  });

  test('says why Refer is missing', () => {
    const view = nudge({ kind: 'nudge', invite: buildInvite(), whyNotRefer: 'referral.jobTaken' }, words);
    expect(buttonsOf(view)).not.toContain(ACTION.refer);
    expect(JSON.stringify(view)).toContain('each job takes one referral');
  });

  test.each(INVITE_STATUSES.slice(1))('of one that is %s asks for nothing', (status) => {
    for (const view of [remind({ status }), tell({ status })]) {
      expect(buttonsOf(view)).toEqual([]);
      expect(view.text).toMatch(/^“Build a data pipeline”: .+\.$/);
    }
  });
});

describe('what a manager gets', () => {
  test('says whose invite waits, and that they decide in that member’s place', () => {
    const view = tell({ letter: 'Dear Ana' });
    expect(view.text).toContain('Ana Lopez has not answered');
    expect(JSON.stringify(view)).toContain('Dear Ana');
    expect(JSON.stringify(view)).toContain('The client will see that Ana Lopez is interested');
    expect(buttonsOf(view)).toEqual([ACTION.openJob, ACTION.accept, ACTION.decline, ACTION.refer]);
  });

  test('names both once somebody decided', () => {
    const decision = {
      id: 'd',
      kind: 'declined',
      by: 'UOLGA',
      byName: 'Olga',
      onBehalfOf: { slackUserId: 'UANA', name: 'Ana' },
      at: START,
    } as const;
    expect(JSON.stringify(tell({ status: 'declined', decision }))).toMatch(/Olga declined it .*Olga decided for Ana/);
  });
});
