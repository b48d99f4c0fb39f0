import { describe, expect, test } from '@jest/globals';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import { managerNudgeMessage, nudgeMessage } from '../../../src/slack/features/nudge/nudge.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { buildInvite } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { INVITE_STATUSES } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const buttonsOf = (view: object): string[] =>
  [...JSON.stringify(view).matchAll(/"action_id":"([\w-]+)"/g)].map(([, id]) => id ?? '');

const remind = (given: Partial<Invite> = {}, said = words) =>
  nudgeMessage({ kind: 'nudge', invite: buildInvite(given), whyNotRefer: null }, said);
const tell = (given: Partial<Invite> = {}) =>
  managerNudgeMessage({ kind: 'manager-nudge', invite: buildInvite(given), whyNotRefer: null }, words);

describe('a reminder', () => {
  test('counts down to the deadline by Slack’s clock, and takes every answer', () => {
    const view = remind();
    expect(view.text).toBe('“Build a data pipeline” still waits for your answer.');
    expect(JSON.stringify(view)).toMatch(/Answer by <!date\^1\d+\^[^|]+ \(\{ago\}\)\|[^>]+ UTC>\. Declining counts/);
    expect(buttonsOf(view)).toEqual([ACTION.accept, ACTION.decline, ACTION.refer, ACTION.openJob]);
    expect(JSON.stringify(remind({}, wordsIn('de')))).toMatch(/Antworte bis <!date\^.*\{time\} \(\{ago\}\)/);
    expect(JSON.stringify(tell())).toMatch(/Answer by <!date\^.*\{time\} \(\{ago\}\)/);
  });

  test('names no time where there is no deadline', () => {
    const { expiresAt: _, ...endless } = buildInvite();
    const view = nudgeMessage({ kind: 'nudge', invite: endless, whyNotRefer: null }, words);
    expect(JSON.stringify(view)).not.toContain('Answer by');
  });

  test.each([
    ['Ben Okoro', { name: 'Ben Okoro' }, /is linked to Ben Okoro now/],
    ['nobody', {}, /not linked to anybody here yet/],
  ])('of what turned out to be somebody else’s says whose it is, and asks for nothing: %s', (_, elsewhere, said) => {
    const view = nudgeMessage({ kind: 'nudge', invite: buildInvite(), whyNotRefer: null, elsewhere }, words);
    expect(view.text).toMatch(said);
    expect(JSON.stringify(view.blocks)).toMatch(said);
    expect(buttonsOf(view)).toEqual([]);
    const answered = nudgeMessage(
      { kind: 'nudge', invite: buildInvite({ status: 'accepted' }), whyNotRefer: null, elsewhere },
      words,
    );
    expect(answered.text).not.toMatch(said);
  });

  test('says why Refer is missing', () => {
    const view = nudgeMessage({ kind: 'nudge', invite: buildInvite(), whyNotRefer: 'referral.jobTaken' }, words);
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
  test('says of a member who has left that they have, and how further invites reach somebody', () => {
    const content = { kind: 'manager-nudge', invite: buildInvite(), whyNotRefer: null, unreached: 'left' } as const;
    const view = managerNudgeMessage(content, words);
    expect(view.text).toMatch(/^Ana Lopez has left this workspace, and “Build a data pipeline” still waits\./);
    expect(JSON.stringify(view.blocks)).toMatch(/has left this workspace.*links the account to somebody else/);
    expect(JSON.stringify(view)).not.toMatch(/has not answered|cannot write/);
  });

  test('says whose invite waits, and that they decide in that member’s place', () => {
    const view = tell({ letter: 'Dear Ana' });
    expect(view.text).toContain('Ana Lopez has not answered');
    expect(JSON.stringify(view)).toContain('Dear Ana');
    expect(JSON.stringify(view)).toContain('The client will see that Ana Lopez is interested');
    expect(buttonsOf(view)).toEqual([ACTION.accept, ACTION.decline, ACTION.refer, ACTION.openJob]);
  });

  test.each([
    ['messages-off', 'App Home'],
    ['not-allowed', 'An admin of the workspace can allow it'],
    ['bot', '/referrals link'],
    ['refused', 'tell those who look after Baton'],
  ] as const)(
    'says of a member who cannot be written to (%s) why, what to do, and that they can decide',
    (unreached, advice) => {
      const about = { kind: 'manager-nudge', whyNotRefer: null, unreached } as const;
      const view = managerNudgeMessage({ ...about, invite: buildInvite() }, words);
      expect(view.text).toMatch(/^Baton cannot write to Ana Lopez, so “Build a data pipeline” waits unseen\./);
      expect(JSON.stringify(view.blocks)).toContain(advice);
      expect(buttonsOf(view)).toEqual([ACTION.accept, ACTION.decline, ACTION.refer, ACTION.openJob]);
      expect(buttonsOf(managerNudgeMessage({ ...about, invite: buildInvite({ practice: true }) }, words))).toEqual([]);
    },
  );

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
