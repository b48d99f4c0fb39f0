import { describe, expect, test } from '@jest/globals';
import type { MessageContent } from '../../../src/domain/model/views/message-content.js';
import { presentMessage } from '../../../src/slack/delivery/present-message.js';
import { expectFits } from '../../support/block-kit.js';
import { buildFeedback } from '../../support/factories.js';
import { allContents, TEXTS } from '../../support/slack-content.js';
import { words } from './words.js';

test('where a name was deleted, no sentence lacks its subject', () => {
  for (const { content, name } of allContents('')) {
    const { text, blocks } = presentMessage(content, words);
    if (content.kind === 'welcome' || content.kind === 'token-refused' || isUnreal(content)) continue;
    for (const said of [text, ...mrkdwnIn(blocks)])
      expect([name, said]).toEqual([name, expect.not.stringMatching(/^\*? | {2}|\*\*| [.,?:]|“”/)]);
  }
});

test('feedback that a manager gets in place of its channel says why', () => {
  const { blocks } = presentMessage({ kind: 'feedback', feedback: buildFeedback({}), insteadOfChannel: true }, words);
  expect([...mrkdwnIn(blocks)]).toContain(words.mrkdwn('feedback.instead'));
  expect(words.mrkdwn('feedback.instead')).toMatch(
    /Invite Baton to it again; an admin can also .*\/referrals settings/,
  );
});

test('feedback that was deleted says so, and nothing of what it said', () => {
  const feedback = buildFeedback({ text: '', from: { slackUserId: 'UANA', name: '' } });
  const { text, blocks } = presentMessage({ kind: 'feedback', feedback }, words);
  expect([text, [...mrkdwnIn(blocks)]]).toEqual([words.plain('feedback.deleted'), [text]]);
});

test.each([
  ['not-allowed', 'takes no files from apps'],
  ['kind', 'of this kind or size'],
  ['no-room', 'has no room for files'],
  [undefined, 'Slack did not take the file'],
] as const)('a file that could not be sent (%s): why, and what to do', (why, reason) => {
  const content = { kind: 'request-trouble', request: 'export-data', stage: 'failed', ...(why && { why }) } as const;
  const { text } = presentMessage(content, words);
  expect(text).toMatch(/^\*Your data could not be sent to you\.\* .*ask for it again with `\/referrals export`/);
  expect(text).toContain(reason);
});

/** Nothing is passed on without somebody who decides it. */
const isUnreal = (content: MessageContent): boolean =>
  'invite' in content && content.invite?.status === 'referred' && !content.invite.decision;

function* mrkdwnIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* mrkdwnIn(item);
  else if (value && typeof value === 'object') {
    const { type, text } = value as { type?: string; text?: unknown };
    if (type === 'mrkdwn' && typeof text === 'string') yield text;
    for (const item of Object.values(value)) yield* mrkdwnIn(item);
  }
}

test('practice is labelled wherever it is shown, and nothing else is', () => {
  for (const { content, name } of allContents('text')) {
    const [first] = presentMessage(content, words).blocks;
    const isLabelled = JSON.stringify(first).includes('*Practice:*');
    expect([name, isLabelled]).toEqual([name, name.startsWith('practice')]);
  }
});

describe('every message fits into Slack', () => {
  test.each(Object.keys(TEXTS))('with %s text', (name) => {
    for (const { content, name: state } of allContents(TEXTS[name] ?? '')) {
      try {
        expectFits(presentMessage(content, words), 'message');
      } catch (error) {
        throw new Error(`${state}: ${String(error)}`);
      }
    }
  });
});
